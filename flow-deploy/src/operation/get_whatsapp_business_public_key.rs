use http::Method;
use serde::Deserialize;

use super::{Members, Operation, OperationName, Wire, object};
use crate::input::Checks;
use crate::value::text_enum;

/// The input of
/// [`Client::get_whatsapp_business_public_key`](crate::Client::get_whatsapp_business_public_key).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GetWhatsAppBusinessPublicKeyInput {
    /// The phone number: `phone-number-id-…` or its ARN, 1–115 characters.
    pub origination_phone_number_id: String,
}

impl GetWhatsAppBusinessPublicKeyInput {
    /// A phone number.
    pub fn new(origination_phone_number_id: impl Into<String>) -> Self {
        Self {
            origination_phone_number_id: origination_phone_number_id.into(),
        }
    }
}

/// The output of
/// [`Client::get_whatsapp_business_public_key`](crate::Client::get_whatsapp_business_public_key).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct GetWhatsAppBusinessPublicKeyOutput {
    /// The public key in PEM.
    pub business_public_key: Option<String>,
    /// Whether Meta takes its signature for good.
    pub business_public_key_signature_status: Option<BusinessPublicKeySignatureStatus>,
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

impl Operation for GetWhatsAppBusinessPublicKeyInput {
    const NAME: OperationName = OperationName::GetWhatsAppBusinessPublicKey;
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1/whatsapp/business-public-key";
}

impl Wire for GetWhatsAppBusinessPublicKeyInput {
    type Output = GetWhatsAppBusinessPublicKeyOutput;

    fn check(&self, checks: &mut Checks) {
        checks.phone_number_id(&self.origination_phone_number_id);
    }

    fn members(&self) -> Members {
        let id = self.origination_phone_number_id.as_str();
        Members::default().with("originationPhoneNumberId", id)
    }

    fn output(body: &[u8]) -> serde_json::Result<Self::Output> {
        object(body)
    }
}
