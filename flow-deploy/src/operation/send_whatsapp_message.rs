use super::description::*;
use super::members::Shown;
use super::*;
use crate::input::InvalidInput;
use crate::message::FlowMessage;

operation! {
    /// The input of [`Client::send_whatsapp_message`](crate::Client::send_whatsapp_message). Its `Debug`
    /// shows the size of the message alone.
    SendWhatsAppMessage(SendWhatsAppMessageInput) -> SendWhatsAppMessageOutput
        = POST "/v1/whatsapp/send", slow = true;
    new = "A phone number of the business, Meta's message as JSON, and the version of Meta's API that it is written for.";
    required {
        /// The phone number that sends it: `phone-number-id-…` or its ARN, 1–115 characters.
        origination_phone_number_id: phone_number_id = "originationPhoneNumberId",
        /// The message as Meta's Cloud API takes it: JSON, 1–2 048 000 bytes before base64.
        message: message = "message",
        /// The version of Meta's API, for example [`META_API_VERSION`].
        meta_api_version: meta_api_version = "metaApiVersion",
    }
    optional {}
}

/// The version of Meta's API that a [`FlowMessage`] is written for. The service's guide sends with it.
pub const META_API_VERSION: &str = "v20.0";

impl SendWhatsAppMessageInput {
    /// A message that opens a flow, from a phone number of the business.
    ///
    /// # Errors
    ///
    /// Where the message breaks a limit of Meta's, all that it breaks.
    pub fn flow(
        origination_phone_number_id: impl Into<String>,
        message: &FlowMessage,
    ) -> Result<Self, InvalidInput> {
        let json = message.to_json()?;
        Ok(Self::new(
            origination_phone_number_id,
            json,
            META_API_VERSION,
        ))
    }
}

output! {
    /// The output of [`Client::send_whatsapp_message`](crate::Client::send_whatsapp_message).
    #[derive(Default)]
    SendWhatsAppMessageOutput {
        /// The id that AWS gives the message. The events about it have the same.
        optional message_id: Option<String> = "messageId",
    }
}
