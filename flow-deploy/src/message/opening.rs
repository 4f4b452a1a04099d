//! How a message opens a flow: which flow, and its first screen.

use std::fmt;

use flow_json::model::Flow;
use flow_json::tree::Node;
use serde_json::{Map, Value};

use crate::input::{Checks, Unit};

/// The most data that a message gives to the first screen, in bytes of JSON. Meta takes a message with
/// more, and says that it was accepted; it never arrives
/// ([issue 43 of WhatsApp-Flows-Tools](https://github.com/WhatsApp/WhatsApp-Flows-Tools/issues/43)).
pub const MAX_FIRST_DATA_BYTES: usize = 1_000_000;

/// The flow that a message opens.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FlowRef {
    /// The id that Meta gave it: digits.
    Id(String),
    /// Its name in the account. A message of before a new name no longer opens it.
    Name(String),
}

#[cfg(feature = "flow-dsl")]
impl From<&flow_dsl::Flow> for FlowRef {
    fn from(flow: &flow_dsl::Flow) -> Self {
        Self::Name(flow.name().to_owned())
    }
}

/// How a message opens a flow.
///
/// For a screen of `flow!`, call the function `open` in the module of the screen, which asks for the
/// data. It makes a `flow_dsl::Opening`, which becomes one of these by `into`.
#[derive(Clone, PartialEq)]
pub struct Opening {
    flow: FlowRef,
    first: First,
}

#[derive(Clone, PartialEq)]
enum First {
    /// The first screen that a message can open, without data.
    Default,
    Screen {
        id: String,
        data: Map<String, Value>,
    },
    Endpoint,
}

impl Opening {
    /// Opens the first screen of the flow that no other leads to, without data.
    pub fn first_screen(flow: impl Into<FlowRef>) -> Self {
        Self {
            flow: flow.into(),
            first: First::Default,
        }
    }

    /// Opens a screen with data. Nothing is known of the flow here, so nothing is checked: phones refuse
    /// to open a screen that another leads to, or one whose data lack a field.
    /// [`checked`](Self::checked) knows the flow.
    pub fn navigate(
        flow: impl Into<FlowRef>,
        screen: impl Into<String>,
        data: Map<String, Value>,
    ) -> Self {
        Self {
            flow: flow.into(),
            first: First::Screen {
                id: screen.into(),
                data,
            },
        }
    }

    /// Asks the endpoint of the flow for the first screen: it gets `INIT`.
    pub fn data_exchange(flow: impl Into<FlowRef>) -> Self {
        Self {
            flow: flow.into(),
            first: First::Endpoint,
        }
    }

    /// Opens a screen with data, both checked by the Flow JSON. Without a screen it is the first one
    /// that a message can open.
    ///
    /// ```
    /// use flow_deploy::{FlowRef, Opening};
    ///
    /// let json = r#"{"version": "7.3", "screens": [{
    ///     "id": "ROOM", "title": "A room", "terminal": true,
    ///     "data": {"price": {"type": "string", "__example__": "90 €"}},
    ///     "layout": {"type": "SingleColumnLayout", "children": []}
    /// }]}"#;
    /// let flow = || FlowRef::Name("offer".to_owned());
    /// let data = serde_json::Map::from_iter([("price".to_owned(), 80.into())]);
    /// let error = Opening::checked(flow(), json, Some("ROOM"), data).unwrap_err();
    /// assert_eq!(error.to_string(), "the data of `ROOM`: `price` is a number, and declared as text");
    /// ```
    ///
    /// # Errors
    ///
    /// [`NotOpened`] where a phone would refuse to open it.
    pub fn checked(
        flow: impl Into<FlowRef>,
        flow_json: &str,
        screen: Option<&str>,
        data: Map<String, Value>,
    ) -> Result<Self, NotOpened> {
        let root = flow_json::read(flow_json).into_result();
        let root = root.map_err(|_| NotOpened::NoFlow)?;
        let model = Flow::without_expressions(&root);
        let entries = model.entries();
        let id = |index: &usize| model.screens[*index].id;
        let known = || entries.iter().filter_map(id).map(str::to_owned).collect();
        let index = match screen {
            None => *entries.first().ok_or(NotOpened::NoEntry)?,
            Some(id) => model.ids.find(id).ok_or_else(|| NotOpened::NoScreen {
                screen: id.to_owned(),
                entries: known(),
            })?,
        };
        let screen = &model.screens[index];
        let id = screen.id.ok_or(NotOpened::NoEntry)?;
        if !entries.contains(&index) {
            return Err(NotOpened::ReachedByAnother {
                screen: id.to_owned(),
                entries: known(),
            });
        }
        for entry in screen.data.declarations() {
            let misfit = match data.get(&*entry.key) {
                Some(value) => misfit(&entry.value, value, &entry.key, 0),
                None => Some(format!("`{}` is missing", entry.key)),
            };
            if let Some(problem) = misfit {
                return Err(NotOpened::Data {
                    screen: id.to_owned(),
                    problem,
                });
            }
        }
        if let Some(key) = data
            .keys()
            .find(|key| screen.data.declaration(key).is_none())
        {
            return Err(NotOpened::Data {
                screen: id.to_owned(),
                problem: format!("`{key}` is not declared"),
            });
        }
        Ok(Self::navigate(flow, id, data))
    }

    /// Opens this flow in place of the one that it names: the same flow by its id, or in another language.
    #[must_use]
    pub fn of_flow(mut self, flow: impl Into<FlowRef>) -> Self {
        self.flow = flow.into();
        self
    }

    /// The id of the screen, if it names one.
    pub fn screen(&self) -> Option<&str> {
        match &self.first {
            First::Screen { id, .. } => Some(id),
            First::Default | First::Endpoint => None,
        }
    }

    /// Writes it into the parameters of a message's button.
    pub(super) fn write(&self, parameters: &mut Value, checks: &mut Checks) {
        match &self.flow {
            FlowRef::Id(id) => {
                checks.flow_id("flow_id", id);
                parameters["flow_id"] = id.as_str().into();
            }
            FlowRef::Name(name) => {
                checks.flow_name("flow_name", name);
                parameters["flow_name"] = name.as_str().into();
            }
        }
        match &self.first {
            First::Default => parameters["flow_action"] = "navigate".into(),
            First::Endpoint => parameters["flow_action"] = "data_exchange".into(),
            First::Screen { id, data } => {
                checks.not_empty("screen", id);
                let mut payload = Map::from_iter([("screen".to_owned(), id.as_str().into())]);
                // Meta wants no empty object.
                if !data.is_empty() {
                    let data = Value::Object(data.clone());
                    let length = data.to_string().len();
                    checks.length("data", length, 1, MAX_FIRST_DATA_BYTES, Unit::Bytes);
                    payload.insert("data".to_owned(), data);
                }
                parameters["flow_action"] = "navigate".into();
                parameters["flow_action_payload"] = payload.into();
            }
        }
    }
}

#[cfg(feature = "flow-dsl")]
impl From<flow_dsl::Opening> for Opening {
    fn from(opening: flow_dsl::Opening) -> Self {
        let flow = FlowRef::Name(opening.flow().to_owned());
        let screen = opening.screen();
        Self::navigate(flow, screen, opening.into_data())
    }
}

/// Without the data.
impl fmt::Debug for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Opening");
        shown.field("flow", &self.flow);
        match &self.first {
            First::Default => {}
            First::Screen { id, .. } => {
                shown.field("screen", id);
            }
            First::Endpoint => {
                shown.field("flow_action", &"data_exchange");
            }
        }
        shown.finish_non_exhaustive()
    }
}

/// Why a phone would refuse to open a flow. No text shows a value of the data.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotOpened {
    /// The Flow JSON cannot be read.
    #[error("the Flow JSON cannot be read")]
    NoFlow,
    /// Each screen of the flow has another before it, or no id.
    #[error("the flow has no screen that a message can open")]
    NoEntry,
    /// The flow has no screen of that id.
    #[error(
        "the flow has no screen `{screen}`; a message can open {}",
        List(entries)
    )]
    NoScreen {
        /// The id.
        screen: String,
        /// The screens that a message can open.
        entries: Vec<String>,
    },
    /// Another screen leads to it: phones refuse with `invalid-screen-transition`.
    #[error(
        "no message can open `{screen}`, since another screen leads to it; a message can open {}",
        List(entries)
    )]
    ReachedByAnother {
        /// The id.
        screen: String,
        /// The screens that a message can open.
        entries: Vec<String>,
    },
    /// The data are not those that the screen declares.
    #[error("the data of `{screen}`: {problem}")]
    Data {
        /// The id of the screen.
        screen: String,
        /// The mistake, with the path to it.
        problem: String,
    },
}

/// Writes ids.
struct List<'a>(&'a [String]);

impl fmt::Display for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("none");
        }
        for (index, id) in self.0.iter().enumerate() {
            write!(f, "{}`{id}`", if index == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

/// The first value that is not of the declared type, with its path.
fn misfit(declaration: &Node, value: &Value, path: &str, depth: usize) -> Option<String> {
    // A tree that was read is no deeper.
    if depth > flow_json::read::MAX_DEPTH {
        return None;
    }
    let wanted = declaration.get("type").and_then(Node::as_str)?;
    let words = match (wanted, value) {
        ("array", Value::Array(items)) => {
            let declared = declaration.get("items")?;
            let mut items = items.iter().enumerate();
            return items.find_map(|(index, item)| {
                misfit(declared, item, &format!("{path}[{index}]"), depth + 1)
            });
        }
        ("object", Value::Object(members)) => {
            let declared = declaration.get("properties").and_then(Node::as_object)?;
            let required = declaration.get("required").and_then(Node::as_array);
            return declared.entries.iter().find_map(|entry| {
                let path = format!("{path}.{}", entry.key);
                match members.get(&*entry.key) {
                    Some(value) => misfit(&entry.value, value, &path, depth + 1),
                    None => required?
                        .iter()
                        .any(|name| name.as_str() == Some(&entry.key))
                        .then(|| format!("`{path}` is missing")),
                }
            });
        }
        ("string", Value::String(_))
        | ("boolean", Value::Bool(_))
        | ("number", Value::Number(_)) => {
            return None;
        }
        ("integer", Value::Number(number)) if !number.is_f64() => return None,
        ("string", _) => "text",
        ("boolean", _) => "true or false",
        ("number", _) => "a number",
        ("integer", _) => "a whole number",
        ("array", _) => "a list",
        ("object", _) => "an object",
        _ => return None,
    };
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    };
    Some(format!("`{path}` is {found}, and declared as {words}"))
}
