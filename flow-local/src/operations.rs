//! The operations behind HTTP: from the members of an input to the JSON of an answer.

mod accounts;
mod flows;
mod messages;

use base64_simd::STANDARD;
use flow_deploy::*;
use http::Method;
use serde_json::{Value, json};

use crate::fields::Fields;
use crate::refusal::Refusal;
use crate::state::State;
pub(crate) use accounts::{OWNER, arn, meta_id, plain_name};

/// The service's side of an operation, implemented by the type of its input.
trait Serve: Operation + Sized {
    /// Does the operation. The input breaks no constraint of the API.
    fn serve(self, state: &State) -> Result<Value, Refusal>;
}

/// An operation with its place in HTTP, and its handler.
pub(crate) struct Route {
    pub(crate) name: OperationName,
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) handler: fn(&State, Fields) -> Result<Value, Refusal>,
}

fn to<O: Serve>() -> Route {
    Route {
        name: O::NAME,
        method: O::METHOD,
        path: O::PATH,
        handler: |state, mut fields| {
            let input = O::from_members(&mut fields)?;
            check(&input)?;
            input.serve(state)
        },
    }
}

/// All operations.
pub(crate) fn routes() -> [Route; OperationName::ALL.len()] {
    [
        to::<CreateWhatsAppFlowInput>(),
        to::<UpdateWhatsAppFlowInput>(),
        to::<UpdateWhatsAppFlowAssetsInput>(),
        to::<PublishWhatsAppFlowInput>(),
        to::<DeprecateWhatsAppFlowInput>(),
        to::<DeleteWhatsAppFlowInput>(),
        to::<GetWhatsAppFlowInput>(),
        to::<GetWhatsAppFlowPreviewInput>(),
        to::<ListWhatsAppFlowsInput>(),
        to::<ListWhatsAppFlowAssetsInput>(),
        to::<ListLinkedWhatsAppBusinessAccountsInput>(),
        to::<GetLinkedWhatsAppBusinessAccountInput>(),
        to::<PutWhatsAppBusinessPublicKeyInput>(),
        to::<GetWhatsAppBusinessPublicKeyInput>(),
        to::<SendWhatsAppMessageInput>(),
    ]
}

fn check(input: &impl Operation) -> Result<(), Refusal> {
    let violations = input.violations();
    if violations.is_empty() {
        return Ok(());
    }
    let texts: Vec<_> = violations.iter().map(ToString::to_string).collect();
    Err(Refusal::validation(texts.join("; ")))
}

/// The bytes at the start of every token, in Base64 `+/+/`. A query that does not escape them breaks
/// the token.
const TOKEN_START: &[u8] = &[0xfb, 0xff, 0xbf];

/// A page of a list as the members of an answer.
fn page(
    items: Vec<Value>,
    member: &str,
    next_token: Option<&str>,
    size: usize,
) -> Result<Value, Refusal> {
    let start = match next_token {
        None => 0,
        Some(token) => STANDARD
            .decode_to_vec(token)
            .ok()
            .and_then(|bytes| {
                let digits = bytes.strip_prefix(TOKEN_START)?;
                std::str::from_utf8(digits).ok()?.parse().ok()
            })
            .ok_or_else(|| Refusal::validation("`nextToken` is none of this service"))?,
    };
    let end = items.len().min(start + size);
    let mut answer = json!({ member: items.get(start..end).unwrap_or_default() });
    if end < items.len() {
        let token = [TOKEN_START, end.to_string().as_bytes()].concat();
        answer["nextToken"] = STANDARD.encode_to_string(token).into();
    }
    Ok(answer)
}

/// Asks for a JSON object with the properties that no Flow JSON lacks.
pub(crate) fn default_validator(json: &[u8]) -> Vec<String> {
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
    fn errors_of_the_default_validator() {
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
    fn every_operation_has_a_place_of_its_own() {
        let routes = routes();
        for name in OperationName::ALL {
            let places = routes.iter().filter(|route| route.name == *name);
            assert_eq!(places.count(), 1, "{name}");
        }
        for route in &routes {
            let same = |other: &&Route| other.method == route.method && other.path == route.path;
            assert_eq!(routes.iter().filter(same).count(), 1, "{}", route.name);
        }
    }

    #[test]
    fn pages() {
        let items = |count: i64| (0..count).map(Value::from).collect::<Vec<_>>();
        let first = page(items(5), "list", None, 3).unwrap();
        assert_eq!(first["list"], json!([0, 1, 2]));
        let token = first["nextToken"].as_str().unwrap();
        assert!(token.contains('+') && token.contains('/'), "{token}");
        let second = page(items(5), "list", Some(token), 3).unwrap();
        assert_eq!(second, json!({"list": [3, 4]}));
        // Items may have gone in the meantime.
        let second = page(items(1), "list", Some(token), 3).unwrap();
        assert_eq!(second, json!({"list": []}));
        assert!(page(items(5), "list", Some("x"), 3).is_err());
    }
}
