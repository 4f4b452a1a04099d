//! What comes back after a WhatsApp message was sent: the replies of flows, the statuses of messages with
//! their delivery errors, and whatever else people write.
//!
//! AWS End User Messaging Social publishes an event to the one destination of a WhatsApp Business
//! Account, an SNS topic. From there it goes on to SQS queues, Lambda functions and HTTP endpoints. Each
//! puts its own layer around it, mostly as JSON in a text of JSON. [`read`] takes the bytes as they
//! come, whatever the layers are, and gives the [`Event`]s in them:
//!
//! | where it is read | the bytes |
//! |---|---|
//! | a Lambda function that SNS or SQS calls | the payload: `Records` |
//! | a poller of SQS | the body of a message, with raw message delivery or without |
//! | an HTTP endpoint of SNS | the body of the request |
//! | an EventBridge rule | the event; its `detail` has statuses, and no replies |
//! | a webhook of Meta's | the body of the request |
//!
//! ```
//! use flow_events::{Event, read};
//!
//! mod newsletter {
//!     flow_dsl::flow!(Flow {
//!         name: "newsletter",
//!         version: "7.3",
//!         screens: [Screen {
//!             id: "SUBSCRIBE",
//!             title: "Newsletter",
//!             children: [
//!                 TextInput { name: "email", label: "E-mail", required: true },
//!                 Footer { label: "Subscribe", on_click_action: complete { email: form.email } },
//!             ],
//!         }],
//!     });
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // The message of the topic. AWS has Meta's webhook in it as text.
//! let webhook = serde_json::json!({"id": "1", "changes": [{"field": "messages", "value": {"messages": [{
//!     "from": "447700900123", "id": "wamid.2", "type": "interactive",
//!     "interactive": {"type": "nfm_reply", "nfm_reply": {
//!         "name": "flow",
//!         "response_json": r#"{"flow_token":"t-17","email":"ada@example.org"}"#,
//!     }},
//! }]}}]});
//! let message = serde_json::json!({
//!     "aws_account_id": "123456789012",
//!     "whatsAppWebhookEntry": webhook.to_string(),
//! })
//! .to_string();
//! for event in read(message.as_bytes())? {
//!     match event {
//!         Event::Reply(reply) => {
//!             assert_eq!(reply.flow_token().as_deref(), Some("t-17"));
//!             let values: newsletter::Reply = reply.values()?;
//!             assert_eq!(values.email, "ada@example.org");
//!         }
//!         Event::Status(status) => {
//!             if let Some(error) = status.error() {
//!                 eprintln!("it was not delivered: {error}");
//!             }
//!         }
//!         // A text or a picture, a change of a flow's status, a new kind of event.
//!         Event::Message(_) | Event::Other(_) => {}
//!         _ => {}
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # What is kept
//!
//! Nothing is dropped. What this crate does not know is an [`Event::Other`] with its JSON, and each known
//! event has its JSON as `raw`. One part that cannot be read hides no other.
//!
//! An event can come more than once, and in another order: SNS and SQS deliver at least once. Ids tell
//! that it was there before.
//!
//! # What is trusted
//!
//! No signature is checked here. Who may call the function decides whether an event is AWS's:
//!
//! - Lambda and SQS: the policy of the function or of the queue. Allow `sns.amazonaws.com` with the topic
//!   as `aws:SourceArn`, and nobody else.
//! - HTTP endpoints of SNS are open to the world. Check the [signature of SNS][sns] before, which needs a
//!   certificate from its `SigningCertURL`, or let an SQS queue or a function take its place.
//! - Webhooks of Meta's: check `X-Hub-Signature-256`; `AppSecret` of the crate `flow-endpoint` does.
//!
//! Texts that people typed are never taken for events: only keys that hold events are looked into.
//!
//! # Logs
//!
//! `Debug` shows ids, codes and kinds. It shows no reply, no token, no text, no name, and of phone numbers
//! the ends.
//!
//! [sns]: https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html

mod error_code;
mod event;
mod read;

pub use error_code::ErrorCode;
pub use event::{
    DeliveryError, DeliveryStatus, Envelope, Event, FlowReply, InboundMessage, Other, ReplyError,
    Status,
};
pub use read::{NotJson, read};
pub use serde_json::Value;

// Its example is compiled with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
