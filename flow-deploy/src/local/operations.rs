//! The operations behind HTTP: from the JSON of a request to the JSON of an answer.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flow_json::Category;
use http::Method;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::refusal::Refusal;
use super::server::State;
use crate::input::{Checks, write_list};
use crate::operation::Operation;
use crate::{CreateWhatsAppFlowInput, UpdateWhatsAppFlowAssetsInput};

/// Serves a JSON body.
pub(super) type Handler = fn(&State, &[u8]) -> Result<Value, Refusal>;

/// What serves a method and path, if anything does.
pub(super) fn route(method: &Method, path: &str) -> Option<Handler> {
    let is = |(of_method, of_path)| *method == of_method && path == of_path;
    if is(place::<CreateWhatsAppFlowInput>()) {
        Some(create_whatsapp_flow)
    } else if is(place::<UpdateWhatsAppFlowAssetsInput>()) {
        Some(update_whatsapp_flow_assets)
    } else {
        None
    }
}

fn place<O: Operation>() -> (Method, &'static str) {
    (O::METHOD, O::PATH)
}

fn create_whatsapp_flow(state: &State, body: &[u8]) -> Result<Value, Refusal> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Body {
        id: Option<String>,
        flow_name: Option<String>,
        categories: Option<Vec<String>>,
        flow_json: Option<String>,
        publish: Option<bool>,
        clone_flow_id: Option<String>,
        endpoint_uri: Option<String>,
    }
    let body: Body = parse(body)?;
    let categories = required("categories", body.categories)?
        .iter()
        .map(|name| name.parse::<Category>())
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| Refusal::validation(format!("`categories`: {error}")))?;
    let mut input = CreateWhatsAppFlowInput::new(
        required("id", body.id)?,
        required("flowName", body.flow_name)?,
        categories,
    );
    input.flow_json = body.flow_json.as_deref().map(unblob).transpose()?;
    input.publish = body.publish;
    input.clone_flow_id = body.clone_flow_id;
    input.endpoint_uri = body.endpoint_uri;
    check(&input)?;
    let mut store = state.store();
    let flow = store.create(input, |json| (state.validator)(json))?;
    Ok(answer(Some(&flow.flow_id), &flow.validation_errors))
}

fn update_whatsapp_flow_assets(state: &State, body: &[u8]) -> Result<Value, Refusal> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Body {
        id: Option<String>,
        flow_id: Option<String>,
        flow_json: Option<String>,
    }
    let body: Body = parse(body)?;
    let input = UpdateWhatsAppFlowAssetsInput::new(
        required("id", body.id)?,
        required("flowId", body.flow_id)?,
        unblob(&required("flowJson", body.flow_json)?)?,
    );
    check(&input)?;
    let mut store = state.store();
    let flow = store.update_assets(input, |json| (state.validator)(json))?;
    Ok(answer(None, &flow.validation_errors))
}

fn answer(flow_id: Option<&str>, validation_errors: &[String]) -> Value {
    let mut members = Map::new();
    if let Some(id) = flow_id {
        members.insert("flowId".to_owned(), id.into());
    }
    if !validation_errors.is_empty() {
        members.insert("validationErrors".to_owned(), json!(validation_errors));
    }
    Value::Object(members)
}

fn parse<'de, T: Deserialize<'de>>(body: &'de [u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|error| Refusal::serialization(error.to_string()))
}

fn required<T>(member: &str, value: Option<T>) -> Result<T, Refusal> {
    value.ok_or_else(|| Refusal::validation(format!("`{member}` is required")))
}

fn unblob(text: &str) -> Result<Vec<u8>, Refusal> {
    STANDARD
        .decode(text)
        .map_err(|error| Refusal::serialization(format!("`flowJson` is no base64: {error}")))
}

fn check(input: &impl Operation) -> Result<(), Refusal> {
    let mut checks = Checks::default();
    input.check(&mut checks);
    let violations = checks.into_violations();
    if violations.is_empty() {
        return Ok(());
    }
    let mut message = String::new();
    // Writing to a `String` cannot fail.
    let _ = write_list(&mut message, &violations);
    Err(Refusal::validation(message))
}

/// The least that Flow JSON is.
pub(super) fn default_validator(json: &[u8]) -> Vec<String> {
    match serde_json::from_slice(json) {
        Ok(Value::Object(flow)) => ["version", "screens"]
            .into_iter()
            .filter(|name| !flow.contains_key(*name))
            .map(|name| format!("Flow JSON needs the property `{name}`"))
            .collect(),
        Ok(_) => vec!["Flow JSON must be an object".to_owned()],
        Err(error) => vec![format!("Flow JSON must be JSON: {error}")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_default_validator_finds() {
        let errors = |json: &str| default_validator(json.as_bytes());
        assert_eq!(errors(r#"{"version":"7.3","screens":[]}"#), [""; 0]);
        assert_eq!(
            errors(r#"{"screens":[]}"#),
            ["Flow JSON needs the property `version`"]
        );
        assert_eq!(errors("{}").len(), 2);
        assert_eq!(errors("[]"), ["Flow JSON must be an object"]);
        assert!(errors("{,}")[0].starts_with("Flow JSON must be JSON: "));
        assert_eq!(default_validator(b"\xff").len(), 1);
    }

    #[test]
    fn routes_are_exact() {
        assert!(route(&Method::POST, "/v1/whatsapp/flow/create").is_some());
        assert!(route(&Method::POST, "/v1/whatsapp/flow/assets/update").is_some());
        assert!(route(&Method::GET, "/v1/whatsapp/flow/create").is_none());
        assert!(route(&Method::POST, "/v1/whatsapp/flow/create/").is_none());
        assert!(route(&Method::POST, "/").is_none());
    }
}
