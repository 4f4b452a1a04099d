use flow_deploy::*;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{Serve, page};
use crate::refusal::Refusal;
use crate::signature::hex;
use crate::state::State;

/// The AWS account of all resources here.
pub(crate) const OWNER: &str = "123456789012";

impl Serve for ListLinkedWhatsAppBusinessAccountsInput {
    fn serve(self, state: &State) -> Result<Value, Refusal> {
        let accounts = state.store().accounts().to_vec();
        let summaries = accounts.iter().map(|id| account(state, id)).collect();
        let size = state.page_size(self.max_results);
        page(
            summaries,
            "linkedAccounts",
            self.next_token.as_deref(),
            size,
        )
    }
}

impl Serve for GetLinkedWhatsAppBusinessAccountInput {
    fn serve(self, state: &State) -> Result<Value, Refusal> {
        let id = state.store().account(&self.id)?;
        let name = plain_name(&id);
        let number = format!("+1555{}", &meta_id(&id)[..7]);
        let mut details = account(state, &id);
        details["phoneNumbers"] = json!([{
            "arn": arn(&state.region, "phone-number-id", name),
            "phoneNumber": number,
            "phoneNumberId": format!("phone-number-id-{name}"),
            "metaPhoneNumberId": meta_id(name),
            "displayPhoneNumberName": id,
            "displayPhoneNumber": number,
            "qualityRating": "GREEN",
        }]);
        Ok(json!({ "account": details }))
    }
}

impl Serve for PutWhatsAppBusinessPublicKeyInput {
    fn serve(self, state: &State) -> Result<Value, Refusal> {
        state.store().put_public_key(self)?;
        Ok(Value::Null)
    }
}

impl Serve for GetWhatsAppBusinessPublicKeyInput {
    /// The public part of a key in KMS is left out, unless the key is one of this service.
    fn serve(self, state: &State) -> Result<Value, Refusal> {
        let store = state.store();
        Ok(match store.public_key(&self.origination_phone_number_id)? {
            None => json!({}),
            Some(BusinessPublicKey::Pem(pem)) => {
                json!({"businessPublicKey": pem, "businessPublicKeySignatureStatus": "VALID"})
            }
            Some(BusinessPublicKey::KmsKeyArn(arn)) => match state.kms_key(arn) {
                Some(key) => json!({
                    "businessPublicKey": key.pem(),
                    "businessPublicKeySignatureStatus": "VALID",
                }),
                None => json!({"businessPublicKeySignatureStatus": "VALID"}),
            },
            Some(_) => json!({"businessPublicKeySignatureStatus": "VALID"}),
        })
    }
}

fn account(state: &State, id: &str) -> Value {
    let linked = state.started.duration_since(std::time::UNIX_EPOCH);
    json!({
        "arn": arn(&state.region, "waba", plain_name(id)),
        "id": id,
        "wabaId": meta_id(id),
        "registrationStatus": "COMPLETE",
        "linkDate": linked.unwrap_or_default().as_secs_f64(),
        "wabaName": id,
        "eventDestinations": [],
    })
}

/// The name in the id of an account or of a phone number.
pub(crate) fn plain_name(id: &str) -> &str {
    let name = id.strip_prefix("waba-");
    name.or_else(|| id.strip_prefix("phone-number-id-"))
        .unwrap_or(id)
}

pub(crate) fn arn(region: &str, kind: &str, name: &str) -> String {
    let service = flow_deploy::signing::SERVICE;
    format!("arn:aws:{service}:{region}:{OWNER}:{kind}/{name}")
}

/// The id of a resource at Meta: digits, always the same for the same name.
pub(crate) fn meta_id(name: &str) -> String {
    let hash = hex(&Sha256::digest(name));
    let digits = hash.bytes().map(|byte| char::from(b'0' + byte % 10));
    digits.take(15).collect()
}
