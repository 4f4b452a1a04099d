use http::Method;
use serde::Deserialize;

use super::{
    LinkedWhatsAppBusinessAccountSummary, Members, Operation, OperationName, Wire, object,
};
use crate::input::Checks;

/// The input of
/// [`Client::get_linked_whatsapp_business_account`](crate::Client::get_linked_whatsapp_business_account).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GetLinkedWhatsAppBusinessAccountInput {
    /// The WhatsApp Business Account: `waba-…` or its ARN, 1–115 characters.
    pub id: String,
}

impl GetLinkedWhatsAppBusinessAccountInput {
    /// An account to look at.
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into() }
    }
}

/// The output of
/// [`Client::get_linked_whatsapp_business_account`](crate::Client::get_linked_whatsapp_business_account).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct GetLinkedWhatsAppBusinessAccountOutput {
    /// The account. The service's model does not promise it.
    pub account: Option<LinkedWhatsAppBusinessAccount>,
}

/// A WhatsApp Business Account with its phone numbers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LinkedWhatsAppBusinessAccount {
    /// What a list says of it too.
    #[serde(flatten)]
    pub summary: LinkedWhatsAppBusinessAccountSummary,
    /// Its phone numbers.
    pub phone_numbers: Vec<WhatsAppPhoneNumberSummary>,
}

/// A phone number of an account.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct WhatsAppPhoneNumberSummary {
    /// The ARN, which ends with `:phone-number-id/` and the id without its `phone-number-id-`.
    pub arn: String,
    /// The number.
    pub phone_number: String,
    /// The id that operations take, `phone-number-id-…`.
    pub phone_number_id: String,
    /// Meta's id of the number.
    pub meta_phone_number_id: String,
    /// The name that people see.
    pub display_phone_number_name: String,
    /// The number as people see it.
    pub display_phone_number: String,
    /// Meta's rating of the number.
    pub quality_rating: String,
    /// The country where Meta keeps the number's data, in two letters.
    pub data_localization_region: Option<String>,
}

impl Operation for GetLinkedWhatsAppBusinessAccountInput {
    const NAME: OperationName = OperationName::GetLinkedWhatsAppBusinessAccount;
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1/whatsapp/waba/details";
}

impl Wire for GetLinkedWhatsAppBusinessAccountInput {
    type Output = GetLinkedWhatsAppBusinessAccountOutput;

    fn check(&self, checks: &mut Checks) {
        checks.account_id(&self.id);
    }

    fn members(&self) -> Members {
        Members::default().with("id", self.id.as_str())
    }

    fn output(body: &[u8]) -> serde_json::Result<Self::Output> {
        object(body)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use serde_json::{Value, json};

    use super::*;
    use crate::RegistrationStatus;

    fn read(account: &Value) -> serde_json::Result<LinkedWhatsAppBusinessAccount> {
        let body = json!({ "account": account }).to_string();
        let output = GetLinkedWhatsAppBusinessAccountInput::output(body.as_bytes())?;
        Ok(output.account.unwrap())
    }

    #[test]
    fn every_member_is_read_and_a_missing_one_is_named() {
        let whole = json!({
            "arn": "arn:aws:social-messaging:eu-west-1:1:waba/1", "id": "waba-1", "wabaId": "2",
            "registrationStatus": "COMPLETE", "linkDate": 1_760_000_000.25, "wabaName": "w",
            "eventDestinations": [{"eventDestinationArn": "arn:aws:sns:eu-west-1:1:t", "roleArn": "r"}],
            "marketingMessagesOnboardingStatus": "ONBOARDED", "directSendEnforcementStatus": "NONE",
            "directSendEnforcementStatusExpiresAt": 1, "datasetId": "1234567890",
            "phoneNumbers": [{
                "arn": "a", "phoneNumber": "+31", "phoneNumberId": "phone-number-id-1",
                "metaPhoneNumberId": "3", "displayPhoneNumberName": "d",
                "displayPhoneNumber": "+31", "qualityRating": "GREEN", "dataLocalizationRegion": "DE",
            }],
        });
        let account = read(&whole).unwrap();
        let summary = &account.summary;
        assert_eq!(summary.registration_status, RegistrationStatus::Complete);
        let linked = UNIX_EPOCH + Duration::from_millis(1_760_000_000_250);
        assert_eq!(summary.link_date, linked);
        let until = UNIX_EPOCH + Duration::from_secs(1);
        assert_eq!(
            summary.direct_send_enforcement_status_expires_at,
            Some(until)
        );
        assert_eq!(summary.event_destinations[0].role_arn.as_deref(), Some("r"));
        assert_eq!(
            account.phone_numbers[0].data_localization_region.as_deref(),
            Some("DE")
        );

        let optional = [
            "marketingMessagesOnboardingStatus",
            "directSendEnforcementStatus",
            "directSendEnforcementStatusExpiresAt",
            "datasetId",
        ];
        for member in whole.as_object().unwrap().keys() {
            let mut part = whole.clone();
            part.as_object_mut().unwrap().remove(member);
            match read(&part) {
                Ok(_) => assert!(optional.contains(&member.as_str()), "{member}"),
                Err(error) => assert_eq!(error.to_string(), format!("missing field `{member}`")),
            }
        }
    }
}
