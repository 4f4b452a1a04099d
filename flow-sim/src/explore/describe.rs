//! Events as a person would say them.

use crate::event::{Answer, Event};
use crate::state::State;
use crate::step::Simulator;
use crate::value::Value;
use crate::view::{Component, View};

/// The most characters of a value in a step.
const SHOWN: usize = 80;

/// The steps from a state on.
pub(super) fn steps(simulator: &Simulator<'_>, start: &State, events: &[Event]) -> Vec<String> {
    let mut state = start.clone();
    let mut steps = Vec::with_capacity(events.len() + 1);
    let view = simulator.view(&state);
    steps.push(format!("open the screen `{}`", view.screen));
    for event in events {
        let view = simulator.view(&state);
        let Ok((next, _)) = simulator.step_seen(&state, &view, event) else {
            continue;
        };
        steps.push(step(&view, event));
        state = next;
    }
    steps
}

fn step(view: &View, event: &Event) -> String {
    let component = |index: usize| view.component(index);
    let name = |index: usize| {
        component(index)
            .map(Component::describe)
            .unwrap_or_default()
    };
    let label = |index: usize| {
        let label = component(index).and_then(Component::label);
        label.map_or_else(|| name(index), |label| format!("\"{label}\""))
    };
    let title = |index: usize, id: &str| {
        let choice = component(index).and_then(|component| component.choice(id));
        choice.map_or_else(|| id.to_owned(), |choice| choice.title.to_string())
    };
    match event {
        Event::Fill { component, value } if value.is_empty() => {
            format!("empty {}", name(*component))
        }
        Event::Fill { component, value } => {
            format!("fill {} with {}", name(*component), json(value))
        }
        Event::Attach { component, files } => {
            let names: Vec<&str> = files.iter().map(|file| &*file.name).collect();
            format!("attach {} to {}", names.join(", "), name(*component))
        }
        Event::Choose {
            component: index,
            option,
        } => {
            let chosen = component(*index).and_then(|component| component.choice(option));
            let verb = if chosen.is_some_and(|choice| choice.selected) {
                "unpick"
            } else {
                "pick"
            };
            format!("{verb} \"{}\" in {}", title(*index, option), name(*index))
        }
        Event::Tick { component: index } => {
            let ticked = component(*index).and_then(|component| component.value.clone());
            let verb = if ticked == Some(Value::Bool(true)) {
                "untick"
            } else {
                "tick"
            };
            format!("{verb} {}", name(*index))
        }
        Event::Tap { component } => format!("tap {}", label(*component)),
        Event::TapItem { component, item } => format!("tap \"{}\"", title(*component, item)),
        Event::Back => "go back".to_owned(),
        Event::Close => "close the flow".to_owned(),
        Event::Answer(Answer::Body(body)) => {
            let screen = body.get("screen").map(Value::to_text).unwrap_or_default();
            let data = body.get("data").filter(|data| !data.is_empty());
            let data = data
                .map(|data| format!(" and {}", json(data)))
                .unwrap_or_default();
            format!("the endpoint answers with `{screen}`{data}")
        }
        Event::Answer(Answer::Status(status, _)) => {
            format!("the endpoint answers with the status {status}")
        }
        Event::Answer(Answer::Timeout) => "the endpoint does not answer".to_owned(),
    }
}

fn json(value: &Value) -> String {
    let text = value.to_json();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
