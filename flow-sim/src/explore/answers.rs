//! The answers of an endpoint: each screen that may follow, with data of the declared types.

use std::collections::{HashMap, HashSet};

use super::influence::{Influence, Source};
use crate::event::{Answer, Event, Request, RequestAction};
use crate::program::Program;
use crate::state::State;
use crate::value::{Text, Value};

/// The most answers for one screen.
const MAX_VARIANTS: usize = 24;

/// The answers with each screen. They depend on the flow alone, and are made when they are first asked for.
#[derive(Default)]
pub(super) struct Variants(HashMap<usize, Vec<Value>>);

impl Variants {
    fn of(&mut self, program: &Program, influence: &Influence, screen: usize) -> &[Value] {
        let made = || variants(program, influence, screen);
        self.0.entry(screen).or_insert_with(made)
    }
}

/// The answers to a request, each as a list of one event.
pub(super) fn answers(
    program: &Program,
    influence: &Influence,
    known: &mut Variants,
    state: &State,
    request: &Request,
) -> Vec<Vec<Event>> {
    let Some(from) = state.top().map(|visit| visit.screen) else {
        return Vec::new();
    };
    let mut bodies = Vec::new();
    if request.action == RequestAction::Back {
        let below = state.stack.iter().rev().nth(1).map(|visit| visit.screen);
        if let Some(screen) = below {
            bodies.extend_from_slice(known.of(program, influence, screen));
        }
    } else {
        for screen in program.routes(from).unwrap_or(&[]) {
            bodies.extend_from_slice(known.of(program, influence, *screen));
        }
        bodies.extend_from_slice(known.of(program, influence, from));
        if program.screens[from].terminal {
            bodies.push(end());
        }
    }
    let event = |body| vec![Event::Answer(Answer::Body(body))];
    bodies.into_iter().map(event).collect()
}

/// The answer that ends a flow.
fn end() -> Value {
    let params = Value::object::<Text>([]);
    let response = Value::object([("params", params)]);
    let data = Value::object([("extension_message_response", response)]);
    Value::object([("screen", Value::from("SUCCESS")), ("data", data)])
}

/// Answers with a screen: its examples, and others of which each has one other value in a field that
/// decides where the flow leads. Those have something in every list: an endpoint that says that there
/// are times to choose from has some.
fn variants(program: &Program, influence: &Influence, screen: usize) -> Vec<Value> {
    let examples = program.examples(screen);
    let mut all = vec![examples];
    for base in [
        program.full_examples(screen, false),
        program.full_examples(screen, true),
    ] {
        for (at, (name, value)) in base.iter().enumerate() {
            if !influence.has_field(screen, name) {
                continue;
            }
            let mut others: Vec<Value> = match value {
                Value::Bool(value) => vec![Value::Bool(!value)],
                Value::Text(text) if text.is_empty() => vec![Value::from("text")],
                Value::Text(_) => vec![Value::empty_text()],
                _ => Vec::new(),
            };
            let source = Source::Field(screen, name.clone());
            for constant in influence.constants(&source) {
                let samples = constant.samples().into_iter();
                others.extend(samples.filter(|other| other.kind() == value.kind()));
            }
            for other in others.into_iter().filter(|other| other != value) {
                let mut data = base.clone();
                data[at].1 = other;
                all.push(data);
            }
        }
        all.push(base);
    }
    let mut seen = HashSet::new();
    all.retain(|data| seen.insert(data.clone()));
    all.truncate(MAX_VARIANTS);
    let id = &program.screens[screen].id;
    let body = |data: Vec<(Text, Value)>| {
        Value::object([
            ("screen", Value::Text(id.clone())),
            ("data", Value::Object(data.into())),
        ])
    };
    all.into_iter().map(body).collect()
}
