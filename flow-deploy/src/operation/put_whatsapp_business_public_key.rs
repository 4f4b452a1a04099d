use http::Method;

use super::{Members, Operation, OperationName, Wire, nothing};
use crate::input::Checks;

/// The input of
/// [`Client::put_whatsapp_business_public_key`](crate::Client::put_whatsapp_business_public_key).
/// Every member is required.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PutWhatsAppBusinessPublicKeyInput {
    /// The phone number: `phone-number-id-…` or its ARN, 1–115 characters.
    pub origination_phone_number_id: String,
    /// The key.
    pub key: BusinessPublicKey,
}

/// The key that flows with an endpoint encrypt with. It belongs to a phone number, not to a flow.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BusinessPublicKey {
    /// `businessPublicKey`: an RSA public key of 2048 bits in PEM, 1–8192 characters.
    Pem(String),
    /// `kmsKeyArn`: the ARN of a key, or an alias of one, in AWS KMS, 1–256 characters. The key's
    /// policy must let `social-messaging.amazonaws.com` call `kms:GetPublicKey`.
    KmsKeyArn(String),
}

impl PutWhatsAppBusinessPublicKeyInput {
    /// A phone number and its key.
    pub fn new(origination_phone_number_id: impl Into<String>, key: BusinessPublicKey) -> Self {
        Self {
            origination_phone_number_id: origination_phone_number_id.into(),
            key,
        }
    }
}

impl Operation for PutWhatsAppBusinessPublicKeyInput {
    const NAME: OperationName = OperationName::PutWhatsAppBusinessPublicKey;
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/v1/whatsapp/business-public-key";
    const SLOW: bool = true;
}

impl Wire for PutWhatsAppBusinessPublicKeyInput {
    type Output = ();

    fn check(&self, checks: &mut Checks) {
        checks.phone_number_id(&self.origination_phone_number_id);
        match &self.key {
            BusinessPublicKey::Pem(pem) => checks.business_public_key(pem),
            BusinessPublicKey::KmsKeyArn(arn) => checks.kms_key_arn(arn),
        }
    }

    fn members(&self) -> Members {
        let id = self.origination_phone_number_id.as_str();
        let members = Members::default().with("originationPhoneNumberId", id);
        match &self.key {
            BusinessPublicKey::Pem(pem) => members.with("businessPublicKey", pem.as_str()),
            BusinessPublicKey::KmsKeyArn(arn) => members.with("kmsKeyArn", arn.as_str()),
        }
    }

    fn output(body: &[u8]) -> serde_json::Result<()> {
        nothing(body)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn one_of_the_two_is_sent() {
        for (key, member) in [
            (BusinessPublicKey::Pem("k".to_owned()), "businessPublicKey"),
            (BusinessPublicKey::KmsKeyArn("k".to_owned()), "kmsKeyArn"),
        ] {
            let input = PutWhatsAppBusinessPublicKeyInput::new("phone-number-id-1", key);
            assert_eq!(
                serde_json::from_slice::<Value>(&input.members().into_body()).unwrap(),
                json!({"originationPhoneNumberId": "phone-number-id-1", member: "k"})
            );
        }
    }
}
