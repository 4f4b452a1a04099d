//! The message that opens a flow, as Meta's Cloud API takes it.

mod opening;

use std::fmt;

use serde_json::{Value, json};

use crate::input::{Checks, InvalidInput, masked};
use crate::operation::OperationName;
pub use opening::{FlowRef, MAX_FIRST_DATA_BYTES, NotOpened, Opening};

/// The version of the messages that open flows. Meta knows no other.
const FLOW_MESSAGE_VERSION: &str = "3";

/// A message with a button that opens a flow. It is sent within 24 hours after the person wrote; later
/// Meta takes nothing but a message template.
///
/// The limits are those of Meta's pages on [messages with flows][flows] and on interactive messages. All
/// of them are checked before anything is sent.
///
/// ```
/// use flow_deploy::{FlowMessage, FlowRef, Opening};
///
/// let opening = Opening::first_screen(FlowRef::Name("survey".to_owned()));
/// let message = FlowMessage::new("+447700900123", opening)
///     .body("How was the crossing?")
///     .cta("Tell us")
///     .flow_token("crossing-17");
/// let json: serde_json::Value = serde_json::from_slice(&message.to_json()?)?;
/// assert_eq!(json["interactive"]["action"]["parameters"]["flow_name"], "survey");
///
/// let error = message.cta("").to_json().unwrap_err().to_string();
/// assert!(error.ends_with("`flow_cta` must have 1 to 30 characters, but has 0"), "{error}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// A flow of `flow!` has a function `open` for each screen that a message can open. It takes the data of
/// the screen:
///
/// ```
/// # #[cfg(feature = "flow-dsl")] {
/// use flow_deploy::FlowMessage;
///
/// mod offer {
///     flow_dsl::flow!(Flow {
///         name: "offer",
///         version: "7.3",
///         screens: [Screen {
///             id: "ROOM",
///             title: "A room",
///             data: Data { price: "90 €" },
///             children: [
///                 TextBody { text: data.price },
///                 Footer { label: "Take it", on_click_action: complete {} },
///             ],
///         }],
///     });
/// }
///
/// # fn main() {
/// let data = offer::room::Data { price: "80 €".to_owned() };
/// let message = FlowMessage::new("+447700900123", offer::room::open(data))
///     .body("A room for you")
///     .cta("See it");
/// assert!(message.to_json().is_ok());
/// # }
/// # main();
/// # }
/// ```
///
/// [flows]: https://developers.facebook.com/docs/whatsapp/flows/guides/sendingaflow
#[derive(Clone, PartialEq)]
pub struct FlowMessage {
    to: String,
    opening: Opening,
    header: Option<String>,
    body: String,
    footer: Option<String>,
    cta: String,
    flow_token: Option<String>,
    is_draft: bool,
}

impl FlowMessage {
    /// A message to a phone number, which begins with `+` and the country's code, for example
    /// `+447700900123`, and how it opens the flow. It still needs a [`body`](Self::body) and a
    /// [`cta`](Self::cta).
    pub fn new(to: impl Into<String>, opening: impl Into<Opening>) -> Self {
        Self {
            to: to.into(),
            opening: opening.into(),
            header: None,
            body: String::new(),
            footer: None,
            cta: String::new(),
            flow_token: None,
            is_draft: false,
        }
    }

    /// The line over the text, 1–60 characters.
    #[must_use]
    pub fn header(mut self, text: impl Into<String>) -> Self {
        self.header = Some(text.into());
        self
    }

    /// The text, 1–1024 characters. It is required.
    #[must_use]
    pub fn body(mut self, text: impl Into<String>) -> Self {
        self.body = text.into();
        self
    }

    /// The line under the text, 1–60 characters.
    #[must_use]
    pub fn footer(mut self, text: impl Into<String>) -> Self {
        self.footer = Some(text.into());
        self
    }

    /// The text of the button, 1–30 characters without emoji. It is required. Meta's older pages say 20:
    /// phones cut what is longer.
    #[must_use]
    pub fn cta(mut self, text: impl Into<String>) -> Self {
        self.cta = text.into();
        self
    }

    /// The token of the message, which comes back in requests to the endpoint and in the reply. Choose one
    /// for each message: a reply does not say which flow it is of. Without one Meta takes `unused`.
    #[must_use]
    pub fn flow_token(mut self, token: impl Into<String>) -> Self {
        self.flow_token = Some(token.into());
        self
    }

    /// Sends the draft of the flow, to try it; the phone shows a warning. Without this the flow must be
    /// published.
    #[must_use]
    pub fn draft(mut self) -> Self {
        self.is_draft = true;
        self
    }

    /// The phone number that it goes to by its ends, as logs may show it: `+44…23`.
    pub fn masked_to(&self) -> String {
        masked(&self.to)
    }

    /// The message as JSON, for [`SendWhatsAppMessageInput::new`](crate::SendWhatsAppMessageInput::new).
    ///
    /// # Errors
    ///
    /// Where it breaks a limit, all that it breaks. First data of more than
    /// [`MAX_FIRST_DATA_BYTES`] are one: Meta would take the message, and it would never arrive.
    pub fn to_json(&self) -> Result<Vec<u8>, InvalidInput> {
        let mut checks = Checks::default();
        let good = self.to.strip_prefix('+').is_some_and(|digits| {
            (7..=15).contains(&digits.len())
                && !digits.starts_with('0')
                && digits.bytes().all(|byte| byte.is_ascii_digit())
        });
        // No more of it in an error than tells which one it is.
        let shown = if self.to.is_empty() {
            "nothing".to_owned()
        } else {
            masked(&self.to)
        };
        let expected = "a phone number with `+` and the country's code, like `+447700900123`";
        checks.form("to", &shown, good, expected);
        checks.characters("body", &self.body, 1, 1024);
        checks.characters("flow_cta", &self.cta, 1, 30);
        for (member, text) in [("header", &self.header), ("footer", &self.footer)] {
            if let Some(text) = text {
                checks.characters(member, text, 1, 60);
            }
        }
        if let Some(token) = &self.flow_token {
            checks.not_empty("flow_token", token);
        }
        let mut parameters = json!({
            "flow_message_version": FLOW_MESSAGE_VERSION,
            "flow_cta": self.cta,
            "mode": if self.is_draft { "draft" } else { "published" },
        });
        self.opening.write(&mut parameters, &mut checks);
        let violations = checks.into_violations();
        if !violations.is_empty() {
            return Err(InvalidInput {
                operation: OperationName::SendWhatsAppMessage.as_str(),
                violations,
            });
        }
        if let Some(token) = &self.flow_token {
            parameters["flow_token"] = token.as_str().into();
        }
        let mut interactive = json!({
            "type": "flow",
            "body": { "text": self.body },
            "action": { "name": "flow", "parameters": parameters },
        });
        if let Some(header) = &self.header {
            interactive["header"] = json!({ "type": "text", "text": header });
        }
        if let Some(footer) = &self.footer {
            interactive["footer"] = json!({ "text": footer });
        }
        let message: Value = json!({
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "to": self.to,
            "type": "interactive",
            "interactive": interactive,
        });
        Ok(message.to_string().into_bytes())
    }
}

/// The flow and the screen, without the person, the texts, the data and the token.
impl fmt::Debug for FlowMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FlowMessage")
            .field("to", &self.masked_to())
            .field("opening", &self.opening)
            .field("is_draft", &self.is_draft)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
