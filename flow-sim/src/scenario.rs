//! Scenarios: tests of a flow as data, for files.
//!
//! `docs/testing.md` describes the steps. The format of the file is the reader's matter: this module
//! takes any that serde reads. With the feature `toml` it reads TOML, and says the place of a mistake.

mod canned;
mod check;
mod run;
mod step;
#[cfg(feature = "toml")]
mod toml;

#[cfg(feature = "toml")]
pub use self::toml::{Malformed, TomlFile};
pub use canned::CannedAnswer;
pub use step::{Step, StepError};

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::Value as Json;

/// A way through a flow, and the conditions on it.
///
/// ```
/// use flow_sim::scenario::Scenario;
///
/// let flow = r#"{"version": "7.3", "screens": [{"id": "START", "title": "Pets", "terminal": true,
///     "layout": {"type": "SingleColumnLayout", "children": [
///         {"type": "TextInput", "name": "pet", "label": "Name", "required": true},
///         {"type": "Footer", "label": "Send", "on-click-action":
///             {"name": "complete", "payload": {"pet": "${form.pet}"}}}]}}]}"#;
/// let scenario: Scenario = serde_json::from_value(serde_json::json!({
///     "name": "a cat",
///     "steps": [
///         {"tap": "Send", "refused": "it is required"},
///         {"fill": "pet", "with": "Kit"},
///         {"tap": "Send"}
///     ],
///     "reply": {"pet": "Kit"}
/// })).unwrap();
/// assert_eq!(scenario.run(flow).failure, None);
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// The screen to begin with.
    pub screen: Option<String>,
    /// The data of the first screen, or of the first request.
    pub data: Option<Json>,
    /// Whether the endpoint is asked for the first screen.
    #[serde(default)]
    pub asks_endpoint: bool,
    /// The day that it is, as `YYYY-MM-DD`.
    #[serde(default, deserialize_with = "day")]
    pub today: Option<String>,
    /// The token that the flow is sent with.
    pub flow_token: Option<String>,
    /// The answers of the endpoint, one request after the other.
    #[serde(default)]
    pub answers: Vec<Json>,
    /// The steps of the person, and the conditions in between.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// A part of the reply at the end. Without this, the flow need not be completed.
    pub reply: Option<Json>,
}

/// Reads a day, which TOML has as a text or as a date.
fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    match step::plain(&Json::deserialize(from)?) {
        Json::String(day) => Ok(Some(day)),
        _ => Err(D::Error::custom(
            "a day is a text such as \"2027-01-31\", or a date of TOML",
        )),
    }
}

/// How a scenario went.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outcome {
    /// Why it failed, if it did.
    pub failure: Option<Failure>,
    /// The screens that were seen, in their order.
    pub screens: Vec<String>,
}

/// Why a scenario failed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    /// The step, counted from 0. `None` if the flow could not be opened, or for the reply.
    pub step: Option<usize>,
    /// The reason in words.
    pub message: String,
    /// The screen at that time, as text.
    pub screen: String,
}
