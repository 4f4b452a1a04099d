//! The events.

use std::fmt;
use std::time::SystemTime;

use serde_core::de::DeserializeOwned;
use serde_json::Value;

use crate::ErrorCode;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// A person has ended a flow.
    Reply(FlowReply),
    /// A message of the business was sent, delivered or read, or it failed.
    Status(Status),
    /// A person has written something else: a text, a picture, a tap on a button.
    Message(InboundMessage),
    /// Anything else, and what cannot be read.
    Other(Other),
}

impl Event {
    /// What stood around it.
    pub fn envelope(&self) -> &Envelope {
        match self {
            Self::Reply(event) => &event.envelope,
            Self::Status(event) => &event.envelope,
            Self::Message(event) => &event.envelope,
            Self::Other(event) => &event.envelope,
        }
    }
}

/// What stood around an event.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Envelope {
    /// Meta's id of the WhatsApp Business Account.
    pub account_id: Option<String>,
    /// Meta's id of the phone number of the business.
    pub phone_number_id: Option<String>,
    /// The id that AWS gave the message of the business: the `message_id` in the answer of
    /// `SendWhatsAppMessage`.
    pub aws_message_id: Option<String>,
    /// The id of the SQS message that it came in. A Lambda function names it among the
    /// `batchItemFailures` to get that message again.
    pub record_id: Option<String>,
    /// Meta's `contacts`: who wrote, each with `wa_id` and `profile`.
    pub contacts: Vec<Value>,
}

/// Without the contacts, which are people.
impl fmt::Debug for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Envelope")
            .field("account_id", &self.account_id)
            .field("phone_number_id", &self.phone_number_id)
            .field("aws_message_id", &self.aws_message_id)
            .field("record_id", &self.record_id)
            .finish_non_exhaustive()
    }
}

/// The message with which a person ended a flow: an `nfm_reply`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct FlowReply {
    /// The phone number of the person, digits only.
    pub from: Option<String>,
    /// The id of this message, `wamid.…`.
    pub message_id: Option<String>,
    /// The id of the message that opened the flow, `wamid.…`.
    pub opened_by: Option<String>,
    /// When it was sent.
    pub timestamp: Option<SystemTime>,
    /// The reply of the flow, as a text of JSON.
    pub response_json: String,
    /// What stood around it.
    pub envelope: Envelope,
    /// The message as Meta sends it.
    pub raw: Value,
}

impl FlowReply {
    /// The token that the flow was sent with. A reply does not name its flow; the token can, if the
    /// sender chose it so. Some phones leave it out of the replies of flows without an endpoint.
    pub fn flow_token(&self) -> Option<String> {
        let reply: Value = serde_json::from_str(&self.response_json).ok()?;
        reply.get("flow_token")?.as_str().map(str::to_owned)
    }

    /// The reply as the `Reply` of its flow, which `flow!` makes. Any type of serde's does as well.
    ///
    /// # Errors
    ///
    /// It is not a reply of that flow, as far as the type can tell. The error of a `Reply` never names a
    /// value; that of a type of one's own is serde's, which may.
    pub fn values<R: DeserializeOwned>(&self) -> Result<R, ReplyError> {
        serde_json::from_str(&self.response_json).map_err(ReplyError)
    }
}

/// Without the reply, which is personal.
impl fmt::Debug for FlowReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FlowReply")
            .field("from", &self.from.as_deref().map(Masked))
            .field("message_id", &self.message_id)
            .field("opened_by", &self.opened_by)
            .field("timestamp", &self.timestamp)
            .field("envelope", &self.envelope)
            .finish_non_exhaustive()
    }
}

/// A reply that is none of the flow it was read for.
#[derive(Debug, thiserror::Error)]
#[error("this is no reply of that flow: {0}")]
pub struct ReplyError(serde_json::Error);

/// A status of a message of the business.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Status {
    /// Meta's id of the message, `wamid.…`. EventBridge leaves it out, and has
    /// [`aws_message_id`](Envelope::aws_message_id) alone.
    pub message_id: Option<String>,
    /// What became of it.
    pub status: DeliveryStatus,
    /// The phone number that it was sent to, digits only.
    pub recipient: Option<String>,
    /// When.
    pub timestamp: Option<SystemTime>,
    /// Why it failed; most likely one.
    pub errors: Vec<DeliveryError>,
    /// What stood around it.
    pub envelope: Envelope,
    /// The status as it came.
    pub raw: Value,
}

impl Status {
    /// Why it failed.
    pub fn error(&self) -> Option<&DeliveryError> {
        self.errors.first()
    }
}

impl fmt::Debug for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Status")
            .field("message_id", &self.message_id)
            .field("status", &self.status)
            .field("recipient", &self.recipient.as_deref().map(Masked))
            .field("timestamp", &self.timestamp)
            .field("errors", &self.errors)
            .field("envelope", &self.envelope)
            .finish_non_exhaustive()
    }
}

/// What became of a message of the business.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DeliveryStatus {
    /// It is on its way.
    Sent,
    /// The phone has it.
    Delivered,
    /// The person has read it. It never comes from those who switched it off.
    Read,
    /// It did not arrive.
    Failed,
    /// The person has deleted it.
    Deleted,
    /// It has an item that is not available.
    Warning,
    /// Another one.
    Other(String),
}

impl DeliveryStatus {
    pub(crate) fn of(text: &str) -> Self {
        match text {
            "sent" => Self::Sent,
            "delivered" => Self::Delivered,
            "read" => Self::Read,
            "failed" => Self::Failed,
            "deleted" => Self::Deleted,
            "warning" => Self::Warning,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The word of Meta.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::Failed => "failed",
            Self::Deleted => "deleted",
            Self::Warning => "warning",
            Self::Other(other) => other,
        }
    }
}

impl fmt::Display for DeliveryStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a message did not arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeliveryError {
    /// The code. Decide by it, and not by the words.
    pub code: ErrorCode,
    /// The words of Meta, such as `Message undeliverable`.
    pub title: Option<String>,
    /// More words of Meta.
    pub details: Option<String>,
}

/// In Meta's words, then in ours.
impl fmt::Display for DeliveryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)?;
        if let Some(title) = &self.title {
            write!(f, " {title}")?;
        }
        match (self.code.hint(), &self.details) {
            (Some(hint), _) => write!(f, ": {hint}"),
            (None, Some(details)) => write!(f, ": {details}"),
            (None, None) => Ok(()),
        }
    }
}

impl std::error::Error for DeliveryError {}

/// A message of a person that ends no flow.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct InboundMessage {
    /// The phone number of the person, digits only.
    pub from: Option<String>,
    /// The id of the message, `wamid.…`.
    pub message_id: Option<String>,
    /// Meta's type of the message: `text`, `image`, `button` and so on.
    pub kind: Option<String>,
    /// When it was sent.
    pub timestamp: Option<SystemTime>,
    /// What stood around it.
    pub envelope: Envelope,
    /// The message as Meta sends it.
    pub raw: Value,
}

impl fmt::Debug for InboundMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InboundMessage")
            .field("from", &self.from.as_deref().map(Masked))
            .field("message_id", &self.message_id)
            .field("kind", &self.kind)
            .field("timestamp", &self.timestamp)
            .field("envelope", &self.envelope)
            .finish_non_exhaustive()
    }
}

/// What this crate has no type for: a change of another field, such as `flows`, an error without a
/// message, the confirmation of a subscription, or a part that is no JSON.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Other {
    /// Meta's field that changed, such as `flows`, if it is a change.
    pub field: Option<String>,
    /// What stood around it.
    pub envelope: Envelope,
    /// It as it came; a text if it is no JSON.
    pub raw: Value,
}

impl fmt::Debug for Other {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Other")
            .field("field", &self.field)
            .field("envelope", &self.envelope)
            .finish_non_exhaustive()
    }
}

/// A phone number by its ends.
struct Masked<'a>(&'a str);

impl fmt::Debug for Masked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (
            self.0.get(..2),
            self.0.get(self.0.len().saturating_sub(2)..),
        ) {
            (Some(start), Some(end)) if self.0.len() > 6 => write!(f, "{start}…{end}"),
            _ => f.write_str("…"),
        }
    }
}
