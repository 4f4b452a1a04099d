use std::time::SystemTime;

use super::description::*;
use super::members::Shown;
use super::*;
use serde_core::de::Error as _;

use crate::value::text_enum;

operation! {
    /// The input of
    /// [`Client::list_linked_whatsapp_business_accounts`](crate::Client::list_linked_whatsapp_business_accounts),
    /// and of
    /// [`Client::linked_whatsapp_business_accounts`](crate::Client::linked_whatsapp_business_accounts)
    /// for all pages.
    ListLinkedWhatsAppBusinessAccounts(ListLinkedWhatsAppBusinessAccountsInput)
        -> ListLinkedWhatsAppBusinessAccountsOutput
        = GET "/v1/whatsapp/waba/list", slow = false;
    new = "The first page.";
    required {}
    optional {
        /// Which page, 1–600 characters: the token that the page before it gave.
        next_token: page_token = "nextToken",
        /// The size of a page, 1–100.
        max_results: page_size = "maxResults",
    }
}

output! {
    /// The output of
    /// [`Client::list_linked_whatsapp_business_accounts`](crate::Client::list_linked_whatsapp_business_accounts).
    #[derive(Default)]
    ListLinkedWhatsAppBusinessAccountsOutput {
        /// The accounts of this page.
        optional linked_accounts: Vec<LinkedWhatsAppBusinessAccountSummary> = "linkedAccounts",
        /// The token of the next page; absent on the last one.
        optional next_token: Option<String> = "nextToken",
    }
}

output! {
    /// A WhatsApp Business Account that is linked to this AWS account in this Region.
    LinkedWhatsAppBusinessAccountSummary {
        /// The ARN, which ends with `:waba/` and the id without its `waba-`.
        required arn: String = "arn",
        /// The id that operations take, `waba-` and 32 characters.
        required id: String = "id",
        /// Meta's id of the account.
        required waba_id: String = "wabaId",
        /// Whether the linking is through.
        required registration_status: RegistrationStatus = "registrationStatus",
        /// When the account was linked.
        required link_date: SystemTime = "linkDate" by json::timestamp,
        /// The account's name.
        required waba_name: String = "wabaName",
        /// Where messages and events of the account go; one at the most.
        required event_destinations: Vec<WhatsAppBusinessAccountEventDestination> = "eventDestinations",
        /// Whether the account may send marketing messages, in the service's words.
        optional marketing_messages_onboarding_status: Option<String> = "marketingMessagesOnboardingStatus",
        /// Whether direct sending is enforced, in the service's words.
        optional direct_send_enforcement_status: Option<String> = "directSendEnforcementStatus",
        /// How long that holds.
        optional direct_send_enforcement_status_expires_at: Option<SystemTime> = "directSendEnforcementStatusExpiresAt" by json::timestamp,
        /// The account's data set at Meta.
        optional dataset_id: Option<String> = "datasetId",
    }
}

output! {
    /// Where messages and events of an account go.
    WhatsAppBusinessAccountEventDestination {
        /// The ARN of an SNS topic or an Amazon Connect instance.
        required event_destination_arn: String = "eventDestinationArn",
        /// The role that the service uses for it.
        optional role_arn: Option<String> = "roleArn",
    }
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

operation! {
    /// The input of
    /// [`Client::get_linked_whatsapp_business_account`](crate::Client::get_linked_whatsapp_business_account).
    GetLinkedWhatsAppBusinessAccount(GetLinkedWhatsAppBusinessAccountInput)
        -> GetLinkedWhatsAppBusinessAccountOutput
        = GET "/v1/whatsapp/waba/details", slow = false;
    new = "An account to look at.";
    required {
        /// The WhatsApp Business Account: `waba-…` or its ARN, 1–115 characters.
        id: account_id = "id",
    }
    optional {}
}

output! {
    /// The output of
    /// [`Client::get_linked_whatsapp_business_account`](crate::Client::get_linked_whatsapp_business_account).
    #[derive(Default)]
    GetLinkedWhatsAppBusinessAccountOutput {
        /// The account. The service's model does not promise it.
        optional account: Option<LinkedWhatsAppBusinessAccount> = "account",
    }
}

/// A WhatsApp Business Account with its phone numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LinkedWhatsAppBusinessAccount {
    /// The part that a list has too.
    pub summary: LinkedWhatsAppBusinessAccountSummary,
    /// Its phone numbers.
    pub phone_numbers: Vec<WhatsAppPhoneNumberSummary>,
}

impl<'de> Deserialize<'de> for LinkedWhatsAppBusinessAccount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The members of both stand in one object.
        let members = Value::deserialize(deserializer)?;
        let summary = LinkedWhatsAppBusinessAccountSummary::deserialize(&members);
        let numbers = members
            .get("phoneNumbers")
            .filter(|numbers| !numbers.is_null());
        let numbers = json::required(numbers, "phoneNumbers")?;
        Ok(Self {
            summary: summary.map_err(D::Error::custom)?,
            phone_numbers: Vec::deserialize(numbers).map_err(D::Error::custom)?,
        })
    }
}

output! {
    /// A phone number of an account.
    WhatsAppPhoneNumberSummary {
        /// The ARN, which ends with `:phone-number-id/` and the id without its `phone-number-id-`.
        required arn: String = "arn",
        /// The number.
        required phone_number: String = "phoneNumber",
        /// The id that operations take, `phone-number-id-…`.
        required phone_number_id: String = "phoneNumberId",
        /// Meta's id of the number.
        required meta_phone_number_id: String = "metaPhoneNumberId",
        /// The name that people see.
        required display_phone_number_name: String = "displayPhoneNumberName",
        /// The number as people see it.
        required display_phone_number: String = "displayPhoneNumber",
        /// Meta's rating of the number.
        required quality_rating: String = "qualityRating",
        /// The country where Meta keeps the number's data, in two letters.
        optional data_localization_region: Option<String> = "dataLocalizationRegion",
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use serde_json::json;

    use super::*;
    use crate::RegistrationStatus;

    fn read(account: &Value) -> Result<LinkedWhatsAppBusinessAccount, String> {
        let body = json!({ "account": account }).to_string();
        let output = GetLinkedWhatsAppBusinessAccountOutput::read(body.as_bytes())?;
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
                Err(error) => {
                    let missing = format!("`account`: missing field `{member}` at");
                    assert!(error.starts_with(&missing), "{error}");
                }
            }
        }
    }
}
