use std::time::SystemTime;

use flow_deploy::*;
use serde_json::{Value, json};

use super::Serve;
use crate::message::LocalMessage;
use crate::refusal::Refusal;
use crate::state::State;
use crate::store::{LocalFlow, Store};

impl Serve for SendWhatsAppMessageInput {
    fn serve(self, state: &State) -> Result<Value, Refusal> {
        let message_id = state.next_request_id();
        let time = state.now();
        state.store().send(self, &message_id, time)?;
        Ok(json!({ "messageId": message_id }))
    }
}

/// Why Meta refuses a message.
enum Mistake {
    /// 131008: something is missing.
    Missing(&'static str),
    /// 131009: a value is wrong.
    Value(String),
    /// 132068.
    Blocked,
}

impl Mistake {
    fn value(member: &str, expected: &str) -> Self {
        Self::Value(format!("{member} must be {expected}"))
    }

    /// With Meta's code and title, as its own API writes them.
    fn text(&self) -> String {
        match self {
            Self::Missing(member) => {
                format!("(#131008) Required parameter is missing: {member}")
            }
            Self::Value(details) => format!("(#131009) Parameter value is not valid: {details}"),
            Self::Blocked => "(#132068) Flow is in blocked state".to_owned(),
        }
    }
}

/// The parts of a message that this service looks at.
struct Read<'m> {
    to: &'m str,
    /// The parameters of the button of a message that opens a flow.
    parameters: Option<&'m Value>,
}

/// Reads a message, and checks what Meta is known to check.
fn read(message: &Value) -> Result<Read<'_>, Mistake> {
    if message.get("messaging_product").and_then(Value::as_str) != Some("whatsapp") {
        return Err(Mistake::value("messaging_product", "whatsapp"));
    }
    let to = message.get("to").and_then(Value::as_str);
    let to = to.ok_or(Mistake::Missing("to"))?;
    if to.is_empty()
        || !to
            .strip_prefix('+')
            .unwrap_or(to)
            .bytes()
            .all(|b| b.is_ascii_digit())
    {
        return Err(Mistake::value("to", "a phone number"));
    }
    let kind = message
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or("text");
    let content = message
        .get(kind)
        .ok_or(Mistake::Missing("the content of the type"))?;
    if kind != "interactive" || content.get("type").and_then(Value::as_str) != Some("flow") {
        return Ok(Read {
            to,
            parameters: None,
        });
    }
    let limited = |part: &'static str, most: usize| match content.get(part) {
        None => Ok(()),
        Some(part_of) => match part_of.get("text").and_then(Value::as_str) {
            None => Err(Mistake::Missing("text")),
            Some(text) if (1..=most).contains(&text.chars().count()) => Ok(()),
            Some(_) => Err(Mistake::Value(format!("{part} has 1 to {most} characters"))),
        },
    };
    content
        .get("body")
        .ok_or(Mistake::Missing("interactive.body"))?;
    limited("body", 1024)?;
    limited("footer", 60)?;
    // A header can be a picture too.
    if content.pointer("/header/type").and_then(Value::as_str) == Some("text") {
        limited("header", 60)?;
    }
    let action = content
        .get("action")
        .ok_or(Mistake::Missing("interactive.action"))?;
    if action.get("name").and_then(Value::as_str) != Some("flow") {
        return Err(Mistake::value("action.name", "flow"));
    }
    let parameters = action
        .get("parameters")
        .ok_or(Mistake::Missing("action.parameters"))?;
    check_parameters(parameters)?;
    Ok(Read {
        to,
        parameters: Some(parameters),
    })
}

fn check_parameters(parameters: &Value) -> Result<(), Mistake> {
    let text = |key: &str| parameters.get(key).and_then(Value::as_str);
    if text("flow_message_version") != Some("3") {
        return Err(Mistake::value("flow_message_version", "3"));
    }
    if text("flow_cta").is_none_or(str::is_empty) {
        return Err(Mistake::Missing("flow_cta"));
    }
    if !matches!(
        parameters.get("mode").map(|_| text("mode")),
        None | Some(Some("draft" | "published"))
    ) {
        return Err(Mistake::value("mode", "draft or published"));
    }
    match (text("flow_id"), text("flow_name")) {
        (Some(_), None) | (None, Some(_)) => {}
        (None, None) => return Err(Mistake::Missing("flow_id")),
        (Some(_), Some(_)) => {
            let only = "flow_id cannot be used with flow_name";
            return Err(Mistake::Value(only.to_owned()));
        }
    }
    let payload = parameters.get("flow_action_payload");
    match (text("flow_action").unwrap_or("navigate"), payload) {
        ("navigate", None) | ("data_exchange", None) => Ok(()),
        ("navigate", Some(payload)) => match payload.get("data") {
            None => Ok(()),
            Some(Value::Object(data)) if !data.is_empty() => Ok(()),
            Some(_) => Err(Mistake::value(
                "flow_action_payload.data",
                "a non-empty object",
            )),
        },
        ("data_exchange", Some(_)) => {
            let only = "flow_action_payload cannot be used with data_exchange";
            Err(Mistake::Value(only.to_owned()))
        }
        _ => Err(Mistake::value("flow_action", "navigate or data_exchange")),
    }
}

/// Whether the first data are more than Meta delivers. It says nothing of it.
fn is_too_large(parameters: &Value) -> bool {
    let data = parameters.pointer("/flow_action_payload/data");
    data.is_some_and(|data| data.to_string().len() > MAX_FIRST_DATA_BYTES)
}

impl Store {
    /// Takes a message.
    fn send(
        &mut self,
        input: SendWhatsAppMessageInput,
        message_id: &str,
        time: SystemTime,
    ) -> Result<(), Refusal> {
        let phone_number_id = self.phone_number(&input.origination_phone_number_id)?;
        let account_id = phone_number_id.replace("phone-number-id-", "waba-");
        let refused = |mistake: Mistake, kind| Refusal::of(kind, mistake.text());
        let kind = self.assumptions().refused_message;
        let json: Value = serde_json::from_slice(&input.message)
            .map_err(|_| Refusal::of(kind, "the message is no JSON"))?;
        let read = read(&json).map_err(|mistake| refused(mistake, kind))?;
        let mut flow_id = None;
        let mut is_delivered = true;
        if let Some(parameters) = read.parameters {
            let flow = self.flow_of_message(&account_id, parameters);
            flow_id = Some(flow.map_err(|mistake| refused(mistake, kind))?);
            is_delivered = !is_too_large(parameters);
        }
        let to = read.to.trim_start_matches('+').to_owned();
        self.add_message(LocalMessage {
            message_id: message_id.to_owned(),
            phone_number_id,
            account_id,
            to,
            flow_id,
            is_delivered,
            time,
            json,
            region: self.region().to_owned(),
        });
        Ok(())
    }

    /// The id of the flow that a message opens.
    fn flow_of_message(&self, account_id: &str, parameters: &Value) -> Result<String, Mistake> {
        let text = |key: &str| parameters.get(key).and_then(Value::as_str);
        let (id, name) = (text("flow_id"), text("flow_name"));
        let mut flows = self
            .flows()
            .iter()
            .filter(|flow| flow.account_id == account_id);
        let is_it = |flow: &&LocalFlow| match (id, name) {
            (Some(id), _) => flow.flow_id == id,
            (None, name) => Some(flow.name.as_str()) == name,
        };
        let flow = flows.find(is_it).ok_or_else(|| {
            Mistake::Value("the account has no flow of that id or name".to_owned())
        })?;
        let mode = text("mode").unwrap_or("published");
        match (mode, &flow.status) {
            ("draft", FlowStatus::Draft | FlowStatus::Published) => {}
            ("published", FlowStatus::Published | FlowStatus::Throttled) => {}
            (_, FlowStatus::Blocked) => return Err(Mistake::Blocked),
            (mode, status) => {
                return Err(Mistake::Value(format!(
                    "a flow that is {status} cannot be sent in mode {mode}"
                )));
            }
        }
        let asks_endpoint = text("flow_action") == Some("data_exchange");
        if asks_endpoint && flow.top_level_text("data_api_version").is_none() {
            let details = "flow_action data_exchange needs a flow with an endpoint";
            return Err(Mistake::Value(details.to_owned()));
        }
        Ok(flow.flow_id.clone())
    }
}
