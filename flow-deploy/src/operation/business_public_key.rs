use super::description::*;
use super::members::Shown;
use super::*;
use crate::value::text_enum;

operation! {
    /// The input of
    /// [`Client::get_whatsapp_business_public_key`](crate::Client::get_whatsapp_business_public_key).
    GetWhatsAppBusinessPublicKey(GetWhatsAppBusinessPublicKeyInput)
        -> GetWhatsAppBusinessPublicKeyOutput
        = GET "/v1/whatsapp/business-public-key", slow = false;
    new = "A phone number.";
    required {
        /// The phone number: `phone-number-id-…` or its ARN, 1–115 characters.
        origination_phone_number_id: phone_number_id = "originationPhoneNumberId",
    }
    optional {}
}

output! {
    /// The output of
    /// [`Client::get_whatsapp_business_public_key`](crate::Client::get_whatsapp_business_public_key).
    #[derive(Default)]
    GetWhatsAppBusinessPublicKeyOutput {
        /// The public key in PEM.
        optional business_public_key: Option<String> = "businessPublicKey",
        /// Whether Meta takes its signature for good.
        optional business_public_key_signature_status: Option<BusinessPublicKeySignatureStatus> = "businessPublicKeySignatureStatus",
    }
}

text_enum! {
    /// Whether Meta takes the signature of a business public key for good.
    BusinessPublicKeySignatureStatus {
        /// It does.
        Valid = "VALID",
        /// It does not: put the key again.
        Mismatch = "MISMATCH",
    }
}

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
    type Output = ();

    fn from_members<M: ReadMembers>(members: &mut M) -> Result<Self, M::Error> {
        let pem = members.text("businessPublicKey")?;
        let key = match (pem, members.text("kmsKeyArn")?) {
            (Some(pem), None) => BusinessPublicKey::Pem(pem),
            (None, Some(arn)) => BusinessPublicKey::KmsKeyArn(arn),
            (Some(_), Some(_)) | (None, None) => {
                let problem = "exactly one of `businessPublicKey` and `kmsKeyArn` is required";
                return Err(M::invalid(problem.to_owned()));
            }
        };
        match members.text("originationPhoneNumberId")? {
            Some(phone_number_id) => Ok(Self::new(phone_number_id, key)),
            None => Err(M::missing("originationPhoneNumberId")),
        }
    }
}

impl Wire for PutWhatsAppBusinessPublicKeyInput {
    fn check(&self, checks: &mut Checks) {
        checks.phone_number_id(
            "originationPhoneNumberId",
            &self.origination_phone_number_id,
        );
        match &self.key {
            BusinessPublicKey::Pem(pem) => checks.business_public_key("businessPublicKey", pem),
            BusinessPublicKey::KmsKeyArn(arn) => checks.kms_key_arn("kmsKeyArn", arn),
        }
    }

    fn members(&self) -> Members<'_> {
        let id = &self.origination_phone_number_id;
        let members = Members::default().with("originationPhoneNumberId", id);
        match &self.key {
            BusinessPublicKey::Pem(pem) => members.with("businessPublicKey", pem),
            BusinessPublicKey::KmsKeyArn(arn) => members.with("kmsKeyArn", arn),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

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
