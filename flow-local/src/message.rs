//! The messages that were sent, and the events about them.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::operations::{OWNER, arn, meta_id, plain_name};

/// A message that the [`LocalService`](crate::LocalService) took.
///
/// Its methods make the events that AWS would publish about it, each as the text of one message of the SNS
/// topic. `flow_events::read` reads them.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LocalMessage {
    /// The id that the answer had.
    pub message_id: String,
    /// The phone number that it was sent from, as `phone-number-id-…`.
    pub phone_number_id: String,
    /// The account of that phone number, as `waba-…`.
    pub account_id: String,
    /// The phone number that it was sent to, digits.
    pub to: String,
    /// The id of the flow that it opens, if it opens one.
    pub flow_id: Option<String>,
    /// Whether it arrives. Meta takes a message with too large data, and drops it without a word.
    pub is_delivered: bool,
    /// When it came.
    pub time: SystemTime,
    /// The message.
    pub json: Value,
    pub(crate) region: String,
}

impl LocalMessage {
    /// The parameters of the button that opens the flow; `null` for another message.
    pub fn parameters(&self) -> &Value {
        const NONE: &Value = &Value::Null;
        let parameters = self.json.pointer("/interactive/action/parameters");
        parameters.unwrap_or(NONE)
    }

    /// The token that the flow is opened with. Meta takes `unused` if there is none.
    pub fn flow_token(&self) -> &str {
        let token = self.parameters().get("flow_token");
        token.and_then(Value::as_str).unwrap_or("unused")
    }

    /// The event of a status: `sent`, `delivered`, `read`.
    pub fn status_event(&self, status: &str) -> String {
        self.event("statuses", self.status(status))
    }

    /// The event of a delivery that failed, with Meta's code and its words.
    pub fn failed_event(&self, code: u32, title: &str, details: &str) -> String {
        let mut status = self.status("failed");
        status["errors"] = json!([{
            "code": code, "title": title, "message": title, "error_data": { "details": details },
            "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
        }]);
        self.event("statuses", status)
    }

    /// The event of the reply with which the person ends the flow. `values` is the payload of `complete`,
    /// an object; the token is added.
    pub fn reply_event(&self, mut values: Value) -> String {
        if let Some(values) = values.as_object_mut() {
            values.insert("flow_token".to_owned(), self.flow_token().into());
        }
        let reply = json!({
            "context": { "from": meta_id(plain_name(&self.phone_number_id)), "id": self.wamid("") },
            "from": self.to,
            "id": self.wamid("the reply to "),
            "timestamp": self.seconds(),
            "type": "interactive",
            "interactive": {
                "type": "nfm_reply",
                "nfm_reply": { "name": "flow", "body": "Sent", "response_json": values.to_string() },
            },
        });
        self.event("messages", reply)
    }

    fn status(&self, status: &str) -> Value {
        json!({
            "id": self.wamid(""), "status": status, "timestamp": self.seconds(),
            "recipient_id": self.to,
        })
    }

    fn event(&self, list: &str, item: Value) -> String {
        let phone = plain_name(&self.phone_number_id);
        let entry = json!({
            "id": meta_id(&self.account_id),
            "changes": [{
                "field": "messages",
                "value": {
                    "messaging_product": "whatsapp",
                    "metadata": { "phone_number_id": meta_id(phone) },
                    list: [item],
                },
            }],
        });
        let mut event = json!({
            "context": {
                "MetaWabaIds": [{
                    "wabaId": meta_id(&self.account_id),
                    "arn": arn(&self.region, "waba", plain_name(&self.account_id)),
                }],
                "MetaPhoneNumberIds": [{
                    "metaPhoneNumberId": meta_id(phone),
                    "arn": arn(&self.region, "phone-number-id", phone),
                }],
            },
            "whatsAppWebhookEntry": entry.to_string(),
            "aws_account_id": OWNER,
            "message_timestamp": crate::links::meta_time(self.time).replace("+0000", "Z"),
        });
        // A message of the person has no id of AWS's.
        if list == "statuses" {
            event["messageId"] = self.message_id.as_str().into();
        }
        event.to_string()
    }

    /// Meta's id of the message, or of another about it.
    fn wamid(&self, about: &str) -> String {
        format!("wamid.{}", meta_id(&format!("{about}{}", self.message_id)))
    }

    fn seconds(&self) -> String {
        let since = self.time.duration_since(UNIX_EPOCH).unwrap_or_default();
        since.as_secs().to_string()
    }
}
