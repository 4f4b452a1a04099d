//! A flow made ready to run: nothing of it is looked up by name or read as text any more.

mod component;
mod declaration;
mod screen;
mod template;
mod term;

use std::collections::HashMap;

use flow_json::tree::Node;
use flow_json::{Version, model};

pub use component::Kind;
pub(crate) use component::{Branch, Component, Trigger};
pub(crate) use declaration::Misfit;
pub(crate) use screen::Screen;
pub(crate) use template::Template;
pub(crate) use term::{Path, Reference, Term};

use crate::place::Place;
use crate::value::{Text, Value};

/// A flow made ready to run.
#[derive(Debug)]
pub struct Program {
    pub(crate) version: Version,
    pub(crate) screens: Vec<Screen>,
    ids: HashMap<Text, usize>,
    pub(crate) has_endpoint: bool,
    /// The screens that a message can open.
    entries: Vec<usize>,
    /// The screens that may follow each screen, by index. `None` without a routing model.
    routes: Option<Vec<Vec<usize>>>,
    /// The parts that cannot run.
    pub(crate) faults: Vec<Fault>,
}

/// A part of a flow that cannot run.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// The reason.
    pub message: String,
    /// Where it stands.
    pub place: Place,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} (at `{}`)", self.message, self.place.pointer)
    }
}

/// A text that is no JSON.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the flow is no JSON: {0}")]
pub struct NotJson(String);

#[cfg(feature = "flow-dsl")]
impl From<flow_dsl::Flow> for Program {
    fn from(flow: flow_dsl::Flow) -> Self {
        #[expect(clippy::expect_used, reason = "`flow!` writes JSON")]
        Self::from_json(flow.json()).expect("it is JSON")
    }
}

impl Program {
    /// Makes a flow ready. Parts of it that are malformed are left out: see
    /// [`faults`](Self::faults).
    ///
    /// ```
    /// use flow_sim::Program;
    ///
    /// let flow = flow_json::read(r#"{"version": "7.3", "screens": [{"id": "START"}]}"#);
    /// let program = Program::new(&flow.root.unwrap());
    /// assert_eq!(program.screen_ids().collect::<Vec<_>>(), ["START"]);
    /// ```
    pub fn new(flow: &Node) -> Self {
        let flow = model::Flow::new(flow);
        let mut faults = Vec::new();
        let indices = screen::Indices::of(&flow);
        let screens = flow.screens.iter().map(|screen| {
            let mut compiler = template::Compiler::new(&flow, screen, &indices, &mut faults);
            Screen::compile(&mut compiler)
        });
        let screens: Vec<Screen> = screens.collect();
        let ids = screens.iter().enumerate().rev();
        let ids = ids
            .map(|(index, screen)| (screen.id.clone(), index))
            .collect();
        let routes = flow.top("routing_model").and_then(Node::as_object);
        Self {
            version: flow.version,
            routes: routes.map(|routes| {
                let of = |screen: &Screen| {
                    let targets = routes
                        .get(&screen.id)
                        .and_then(Node::as_array)
                        .unwrap_or(&[]);
                    let ids = targets.iter().filter_map(Node::as_str);
                    ids.filter_map(|id| flow.ids.find(id)).collect()
                };
                screens.iter().map(of).collect()
            }),
            has_endpoint: flow.has_endpoint(),
            entries: flow.entries(),
            ids,
            screens,
            faults,
        }
    }

    /// Reads Flow JSON and makes it ready. A text with mistakes is read as it was probably
    /// meant.
    ///
    /// # Errors
    ///
    /// There is no value in the text: the first mistake.
    ///
    /// ```
    /// use flow_sim::Program;
    ///
    /// assert!(Program::from_json(r#"{"version": "7.3", "screens": []}"#).is_ok());
    /// assert!(Program::from_json("").is_err());
    /// ```
    pub fn from_json(json: &str) -> Result<Self, NotJson> {
        let reading = flow_json::read(json);
        let mistake = reading.diagnostics.first().map(ToString::to_string);
        match reading.root {
            Some(root) => Ok(Self::new(&root)),
            None => Err(NotJson(mistake.unwrap_or_default())),
        }
    }

    /// The version that the flow runs as.
    pub fn version(&self) -> Version {
        self.version
    }

    /// Whether the flow speaks with an endpoint.
    pub fn has_endpoint(&self) -> bool {
        self.has_endpoint
    }

    /// The ids of the screens, in the order of the document.
    pub fn screen_ids(&self) -> impl Iterator<Item = &str> {
        self.screens.iter().map(|screen| &*screen.id)
    }

    /// The parts of the flow that cannot run as they are written.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The index of a screen.
    pub(crate) fn screen(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied()
    }

    /// The screens that the routing model leads to from a screen. `None` without a routing model.
    pub(crate) fn routes(&self, from: usize) -> Option<&[usize]> {
        Some(&self.routes.as_ref()?[from])
    }

    /// The screens that a message can open: those that no other leads to.
    pub(crate) fn entries(&self) -> &[usize] {
        &self.entries
    }

    /// The examples of a screen's data, as `__example__` has them.
    pub(crate) fn examples(&self, screen: usize) -> Vec<(Text, Value)> {
        let fields = self.screens[screen].fields.iter();
        fields
            .map(|field| (field.name.clone(), field.example()))
            .collect()
    }

    /// The examples, with an item in each list. If `all` is so, each text and number holds something, and
    /// each truth value is true.
    pub(crate) fn full_examples(&self, screen: usize, all: bool) -> Vec<(Text, Value)> {
        let fields = self.screens[screen].fields.iter();
        let fields = fields.map(|field| {
            let example = field.example();
            let poor = match &example {
                Value::List(items) => items.is_empty(),
                Value::Number(number) => all && number.get() == 0.0,
                Value::Bool(value) => all && !value,
                value => all && value.is_empty(),
            };
            let value = if poor {
                field.declaration.sample()
            } else {
                example
            };
            (field.name.clone(), value)
        });
        fields.collect()
    }
}
