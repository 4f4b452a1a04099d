//! The events in bytes, under all their layers.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value;

use crate::event::{
    DeliveryError, DeliveryStatus, Envelope, Event, FlowReply, InboundMessage, Other, Status,
};

/// The most layers around each other. SQS, SNS and AWS make four of them.
const MAX_LAYERS: usize = 8;

/// The bytes are no JSON, so there is nothing to read.
#[derive(Debug, thiserror::Error)]
#[error("this is no JSON, so no event: {0}")]
pub struct NotJson(serde_json::Error);

/// All events in what SNS, SQS, Lambda, EventBridge or Meta delivers, in their order. The
/// [first page](crate) has an example.
///
/// # Errors
///
/// The bytes are no JSON. A part of them that is none is an [`Event::Other`] with its text.
pub fn read(bytes: &[u8]) -> Result<Vec<Event>, NotJson> {
    let value = serde_json::from_slice(bytes).map_err(NotJson)?;
    let mut found = Vec::new();
    layer(value, Envelope::default(), MAX_LAYERS, &mut found);
    Ok(found)
}

/// Finds the events in a layer. It looks only into keys that hold layers, since a text that people typed
/// could look like one.
fn layer(mut value: Value, envelope: Envelope, left: usize, found: &mut Vec<Event>) {
    let Some(left) = left.checked_sub(1) else {
        return other(None, envelope, value, found);
    };
    if let Value::Array(items) = value {
        return items
            .into_iter()
            .for_each(|item| layer(item, envelope.clone(), left, found));
    }
    if let Some(records) = take_list(&mut value, "Records") {
        return records
            .into_iter()
            .for_each(|record| self::record(record, envelope.clone(), left, found));
    }
    // SNS. Its other types, such as the confirmation of a subscription, carry no event.
    let is_notification = matches!(text_at(&value, "Type"), None | Some("Notification"));
    if is_notification && let Some(message) = take_text(&mut value, "Message") {
        return text(message, envelope, left, found);
    }
    // AWS End User Messaging Social.
    match value.get_mut("whatsAppWebhookEntry").map(Value::take) {
        Some(Value::Null) | None => {}
        Some(inner) => {
            let envelope = Envelope {
                aws_message_id: text_of(&value, "messageId"),
                ..envelope
            };
            return match inner {
                Value::String(inner) => text(inner, envelope, left, found),
                inner => layer(inner, envelope, left, found),
            };
        }
    }
    // Meta.
    if let Some(entries) = take_list(&mut value, "entry") {
        return entries
            .into_iter()
            .for_each(|entry| layer(entry, envelope.clone(), left, found));
    }
    if let Some(changes) = take_list(&mut value, "changes") {
        let envelope = Envelope {
            account_id: text_of(&value, "id"),
            ..envelope
        };
        return changes
            .into_iter()
            .for_each(|change| self::change(change, envelope.clone(), found));
    }
    // EventBridge.
    if value.get("detail-type").is_some()
        && let Some(word) = text_at_pointer(&value, "/detail/status")
    {
        let status = DeliveryStatus::of(word);
        return bridged(value, status, envelope, found);
    }
    if value.get("from").is_some() && value.get("type").is_some() {
        return message(value, envelope, found);
    }
    other(None, envelope, value, found);
}

/// A record of Lambda's: from SQS or from SNS.
fn record(mut record: Value, envelope: Envelope, left: usize, found: &mut Vec<Event>) {
    if let Some(body) = take_text(&mut record, "body") {
        let envelope = Envelope {
            record_id: text_of(&record, "messageId"),
            ..envelope
        };
        return text(body, envelope, left, found);
    }
    match record.get_mut("Sns").map(Value::take) {
        Some(notification @ Value::Object(_)) => layer(notification, envelope, left, found),
        _ => other(None, envelope, record, found),
    }
}

/// A layer that is JSON in a text.
fn text(text: String, envelope: Envelope, left: usize, found: &mut Vec<Event>) {
    match serde_json::from_str(&text) {
        Ok(value) => layer(value, envelope, left, found),
        Err(_) => other(None, envelope, text.into(), found),
    }
}

/// A change of a field of the account.
fn change(mut change: Value, envelope: Envelope, found: &mut Vec<Event>) {
    let field = text_of(&change, "field");
    let value = change.get_mut("value");
    let is_messages = matches!(field.as_deref(), None | Some("messages"));
    let (Some(value), true) = (value, is_messages) else {
        return other(field, envelope, change, found);
    };
    let envelope = Envelope {
        phone_number_id: text_at_pointer(value, "/metadata/phone_number_id").map(str::to_owned),
        contacts: list_at(value, "contacts").to_vec(),
        ..envelope
    };
    let before = found.len();
    for message in take_list(value, "messages").into_iter().flatten() {
        self::message(message, envelope.clone(), found);
    }
    for status in take_list(value, "statuses").into_iter().flatten() {
        self::status(status, envelope.clone(), found);
    }
    // Errors of the account stand beside messages and statuses.
    if !list_at(value, "errors").is_empty() || found.len() == before {
        other(field, envelope, change, found);
    }
}

fn message(raw: Value, envelope: Envelope, found: &mut Vec<Event>) {
    let from = text_of(&raw, "from");
    let message_id = text_of(&raw, "id");
    let timestamp = raw.get("timestamp").and_then(time);
    let response = raw.pointer("/interactive/nfm_reply/response_json");
    let response_json = match response {
        Some(Value::String(text)) => Some(text.clone()),
        Some(values @ Value::Object(_)) => Some(values.to_string()),
        _ => None,
    };
    found.push(match response_json {
        Some(response_json) => Event::Reply(FlowReply {
            from,
            message_id,
            opened_by: text_at_pointer(&raw, "/context/id").map(str::to_owned),
            timestamp,
            response_json,
            envelope,
            raw,
        }),
        None => Event::Message(InboundMessage {
            from,
            message_id,
            kind: text_of(&raw, "type"),
            timestamp,
            envelope,
            raw,
        }),
    });
}

fn status(raw: Value, envelope: Envelope, found: &mut Vec<Event>) {
    let Some(word) = text_at(&raw, "status") else {
        return other(Some("messages".to_owned()), envelope, raw, found);
    };
    found.push(Event::Status(Status {
        message_id: text_of(&raw, "id"),
        status: DeliveryStatus::of(word),
        recipient: text_of(&raw, "recipient_id"),
        timestamp: raw.get("timestamp").and_then(time),
        errors: errors(&raw),
        envelope,
        raw,
    }));
}

/// A status in an event of EventBridge.
fn bridged(raw: Value, status: DeliveryStatus, envelope: Envelope, found: &mut Vec<Event>) {
    let detail = &raw["detail"];
    let text = |key| text_of(detail, key);
    let envelope = Envelope {
        account_id: text("wabaId"),
        phone_number_id: text("originationPhoneNumberId"),
        aws_message_id: text("messageId"),
        ..envelope
    };
    found.push(Event::Status(Status {
        message_id: None,
        status,
        recipient: None,
        timestamp: detail.get("eventTimestamp").and_then(time),
        errors: errors(detail),
        envelope,
        raw,
    }));
}

fn errors(status: &Value) -> Vec<DeliveryError> {
    let error = |error: &Value| {
        let code = match error.get("code")? {
            Value::String(digits) => digits.parse().ok()?,
            code => code.as_i64()?,
        };
        let words = ["title", "message"].into_iter();
        Some(DeliveryError {
            code: code.into(),
            title: words.filter_map(|key| text_of(error, key)).next(),
            details: text_at_pointer(error, "/error_data/details").map(str::to_owned),
        })
    };
    list_at(status, "errors").iter().filter_map(error).collect()
}

fn other(field: Option<String>, envelope: Envelope, raw: Value, found: &mut Vec<Event>) {
    found.push(Event::Other(Other {
        field,
        envelope,
        raw,
    }));
}

/// A time of Meta's: seconds since 1970, in a text.
fn time(value: &Value) -> Option<SystemTime> {
    let seconds = match value {
        Value::String(digits) => digits.parse().ok()?,
        seconds => seconds.as_u64()?,
    };
    UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

fn text_at<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key)?.as_str()
}

fn text_at_pointer<'v>(value: &'v Value, pointer: &str) -> Option<&'v str> {
    value.pointer(pointer)?.as_str()
}

fn text_of(value: &Value, key: &str) -> Option<String> {
    text_at(value, key).map(str::to_owned)
}

fn list_at<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

fn take_text(value: &mut Value, key: &str) -> Option<String> {
    match value.get_mut(key) {
        Some(Value::String(text)) => Some(std::mem::take(text)),
        _ => None,
    }
}

fn take_list(value: &mut Value, key: &str) -> Option<Vec<Value>> {
    match value.get_mut(key) {
        Some(Value::Array(items)) => Some(std::mem::take(items)),
        _ => None,
    }
}
