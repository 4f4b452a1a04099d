use std::time::SystemTime;

use http::Method;
use serde::Deserialize;

use super::{Members, Operation, OperationName, Paginated, Wire, object};
use crate::input::Checks;
use crate::value::{some_timestamp, text_enum, timestamp};

/// The input of
/// [`Client::list_linked_whatsapp_business_accounts`](crate::Client::list_linked_whatsapp_business_accounts),
/// and of
/// [`Client::linked_whatsapp_business_accounts`](crate::Client::linked_whatsapp_business_accounts)
/// for all pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListLinkedWhatsAppBusinessAccountsInput {
    /// Which page, 1–600 characters: the token that the page before it gave.
    pub next_token: Option<String>,
    /// The size of a page, 1–100.
    pub max_results: Option<u32>,
}

impl ListLinkedWhatsAppBusinessAccountsInput {
    /// The first page.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the [`next_token`](Self::next_token) field.
    #[must_use]
    pub fn next_token(mut self, token: impl Into<String>) -> Self {
        self.next_token = Some(token.into());
        self
    }

    /// Sets the [`max_results`](Self::max_results) field.
    #[must_use]
    pub fn max_results(mut self, count: u32) -> Self {
        self.max_results = Some(count);
        self
    }
}

/// The output of
/// [`Client::list_linked_whatsapp_business_accounts`](crate::Client::list_linked_whatsapp_business_accounts).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ListLinkedWhatsAppBusinessAccountsOutput {
    /// The accounts of this page.
    #[serde(default)]
    pub linked_accounts: Vec<LinkedWhatsAppBusinessAccountSummary>,
    /// The token of the next page; absent on the last one.
    pub next_token: Option<String>,
}

/// A WhatsApp Business Account that is linked to this AWS account in this Region.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LinkedWhatsAppBusinessAccountSummary {
    /// The ARN, which ends with `:waba/` and the id without its `waba-`.
    pub arn: String,
    /// The id that operations take, `waba-` and 32 characters.
    pub id: String,
    /// Meta's id of the account.
    pub waba_id: String,
    /// Whether the linking is through.
    pub registration_status: RegistrationStatus,
    /// When the account was linked.
    #[serde(deserialize_with = "timestamp")]
    pub link_date: SystemTime,
    /// The account's name.
    pub waba_name: String,
    /// Where messages and events of the account go; one at the most.
    pub event_destinations: Vec<WhatsAppBusinessAccountEventDestination>,
    /// Whether the account may send marketing messages, in the service's words.
    pub marketing_messages_onboarding_status: Option<String>,
    /// Whether direct sending is enforced, in the service's words.
    pub direct_send_enforcement_status: Option<String>,
    /// How long that holds.
    #[serde(default, deserialize_with = "some_timestamp")]
    pub direct_send_enforcement_status_expires_at: Option<SystemTime>,
    /// The account's data set at Meta.
    pub dataset_id: Option<String>,
}

/// Where messages and events of an account go.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct WhatsAppBusinessAccountEventDestination {
    /// The ARN of an SNS topic or an Amazon Connect instance.
    pub event_destination_arn: String,
    /// The role that the service uses for it.
    pub role_arn: Option<String>,
}

text_enum! {
    /// Whether the linking of an account is through.
    RegistrationStatus {
        /// It is.
        Complete = "COMPLETE",
        /// Steps are left, which the console shows.
        Incomplete = "INCOMPLETE",
    }
}

impl Operation for ListLinkedWhatsAppBusinessAccountsInput {
    const NAME: OperationName = OperationName::ListLinkedWhatsAppBusinessAccounts;
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1/whatsapp/waba/list";
}

impl Wire for ListLinkedWhatsAppBusinessAccountsInput {
    type Output = ListLinkedWhatsAppBusinessAccountsOutput;

    fn check(&self, checks: &mut Checks) {
        checks.page(self.next_token.as_deref(), self.max_results);
    }

    fn members(&self) -> Members {
        Members::default()
            .with_some("nextToken", self.next_token.as_deref())
            .with_some("maxResults", self.max_results)
    }

    fn output(body: &[u8]) -> serde_json::Result<Self::Output> {
        object(body)
    }
}

impl Paginated for ListLinkedWhatsAppBusinessAccountsInput {
    type Item = LinkedWhatsAppBusinessAccountSummary;

    fn set_next_token(&mut self, token: String) {
        self.next_token = Some(token);
    }

    fn page(output: Self::Output) -> (Vec<Self::Item>, Option<String>) {
        (output.linked_accounts, output.next_token)
    }
}
