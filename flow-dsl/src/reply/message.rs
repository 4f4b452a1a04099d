//! The replies in a webhook.

use std::fmt;

use serde_core::de::DeserializeOwned;
use serde_json::Value;

use super::Error;

/// A message in a webhook that ended a flow.
///
/// A webhook may hold several messages, and other events too. A message does not name the flow that it
/// ended. Its [`flow_token`](Self::flow_token) can, if the sender of the flow chose it so.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// The phone number of the user who filled in the flow, digits only.
    pub from: String,
    /// The id of the message.
    pub id: String,
    /// The reply of the flow, as a text of JSON.
    pub response_json: String,
}

impl Message {
    /// All messages in a webhook that ended a flow.
    ///
    /// It may come from AWS (the event, an SNS notification of it, or the records that Lambda and
    /// SQS make of those) or straight from Meta.
    ///
    /// # Errors
    ///
    /// The text, or a text of JSON inside it, is no JSON.
    ///
    /// ```
    /// use flow_dsl::reply::Message;
    ///
    /// let webhook = r#"{"object": "whatsapp_business_account", "entry": [{"changes": [{
    ///     "field": "messages",
    ///     "value": {"messages": [{
    ///         "from": "447700900123",
    ///         "id": "wamid.HBgM",
    ///         "type": "interactive",
    ///         "interactive": {
    ///             "type": "nfm_reply",
    ///             "nfm_reply": {
    ///                 "name": "flow",
    ///                 "body": "Sent",
    ///                 "response_json": "{\"flow_token\":\"order-17\",\"email\":\"ada@example.com\"}"
    ///             }
    ///         }
    ///     }]}
    /// }]}]}"#;
    /// let messages = Message::in_webhook(webhook).unwrap();
    /// assert_eq!(messages[0].from, "447700900123");
    /// assert_eq!(messages[0].flow_token().as_deref(), Some("order-17"));
    /// ```
    pub fn in_webhook(webhook: &str) -> Result<Vec<Self>, Error> {
        let mut found = Vec::new();
        event(&json(webhook)?, MAX_DEPTH, &mut found)?;
        Ok(found)
    }

    /// The token that the flow was sent with.
    pub fn flow_token(&self) -> Option<String> {
        let reply = json(&self.response_json).ok()?;
        reply.get("flow_token")?.as_str().map(str::to_owned)
    }

    /// Reads it as the reply of one flow.
    ///
    /// # Errors
    ///
    /// It is not a reply of that flow, as far as its type can tell. The error of a `Reply` never names a
    /// value; that of a type of one's own is serde's, which may.
    pub fn reply<R: DeserializeOwned>(&self) -> Result<R, Error> {
        serde_json::from_str(&self.response_json).map_err(|error| Error::of_serde(&error))
    }
}

/// Without the reply, which holds personal data and must not reach a log.
impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message")
            .field("from", &self.from)
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// The most levels of events inside each other.
const MAX_DEPTH: usize = 8;

fn json(text: &str) -> Result<Value, Error> {
    serde_json::from_str(text).map_err(|error| Error::not_json(&error))
}

/// Finds the messages in an event. It looks only into keys that hold events, entries or messages, since
/// a text that people typed could look like a message.
fn event(value: &Value, depth: usize, found: &mut Vec<Message>) -> Result<(), Error> {
    let Some(depth) = depth.checked_sub(1) else {
        return Ok(());
    };
    for record in items(value, "Records") {
        // SQS and Lambda.
        if let Some(body) = record.get("body").and_then(Value::as_str) {
            event(&json(body)?, depth, found)?;
        }
        if let Some(notification) = record.get("Sns") {
            event(notification, depth, found)?;
        }
    }
    // SNS, and AWS End User Messaging Social in it.
    for key in ["Message", "whatsAppWebhookEntry"] {
        match value.get(key) {
            Some(Value::String(text)) => event(&json(text)?, depth, found)?,
            Some(inner) => event(inner, depth, found)?,
            None => {}
        }
    }
    // Meta.
    for entry in items(value, "entry") {
        event(entry, depth, found)?;
    }
    for change in items(value, "changes") {
        let messages = change.get("value").into_iter();
        for message in messages.flat_map(|value| items(value, "messages")) {
            found.extend(self::message(message));
        }
    }
    found.extend(message(value));
    Ok(())
}

fn items<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    let items = value.get(key).and_then(Value::as_array);
    items.into_iter().flatten()
}

fn message(value: &Value) -> Option<Message> {
    let reply = value.get("interactive")?.get("nfm_reply")?;
    // A message without a sender or an id still brings the reply.
    let text = |key| {
        value
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    Some(Message {
        from: text("from"),
        id: text("id"),
        response_json: reply.get("response_json")?.as_str()?.to_owned(),
    })
}
