//! The requests that a flow makes, each from its screen: for tools that try an endpoint.

use std::collections::HashSet;

use super::influence::Influence;
use super::moves::{Filling, moves};
use crate::event::{Answer, Event};
use crate::program::{Program, Trigger};
use crate::settings::Settings;
use crate::state::{End, State};
use crate::step::{Opening, Simulator};
use crate::value::{Text, Value};

/// The states in which the phone waits for the endpoint, one for each action that asks it:
/// [`State::request`] is the request.
///
/// First comes the opening, then for each screen each `data_exchange`, then the way back where the screen
/// has `refresh_on_back`. Screens have the examples of their data, and inputs are filled as the phone takes
/// them. An action is left out if no tap reaches it: all ways to it are hidden or disabled.
///
/// ```
/// use flow_sim::explore::requests;
/// use flow_sim::{Program, Settings};
///
/// let program = Program::from_json(r#"{"version": "7.3", "data_api_version": "4.0",
///     "routing_model": {"START": []}, "screens": [{
///     "id": "START", "title": "Start", "terminal": true,
///     "layout": {"type": "SingleColumnLayout", "children": [
///         {"type": "TextInput", "name": "pet", "label": "Your pet", "required": true},
///         {"type": "Footer", "label": "Send", "on-click-action": {
///             "name": "data_exchange", "payload": {"pet": "${form.pet}"}
///         }}
///     ]}
/// }]}"#).unwrap();
/// let states = requests(&program, &Settings::default());
/// let requests: Vec<_> = states.iter().filter_map(|state| state.request()).collect();
/// assert_eq!(requests[0].action.as_str(), "INIT");
/// assert_eq!(requests[1].data.to_json(), r#"{"pet":"text"}"#);
/// ```
pub fn requests(program: &Program, settings: &Settings) -> Vec<State> {
    let simulator = Simulator::new(program, settings);
    let influence = Influence::of(program);
    let init = Opening {
        asks_endpoint: true,
        ..Opening::default()
    };
    let mut states = vec![simulator.open(&init).0];
    for screen in 0..program.screens.len() {
        let mut known = HashSet::new();
        // An example may hide a component, or leave a list empty.
        for data in [
            program.examples(screen),
            program.full_examples(screen, true),
        ] {
            let Some(state) = opened(&simulator, screen, data) else {
                continue;
            };
            for filling in [Filling::All, Filling::Required] {
                for events in moves(
                    &simulator,
                    &influence,
                    &state,
                    &simulator.view(&state),
                    filling,
                ) {
                    let asking = take(&simulator, screen, &state, &events);
                    let new = asking
                        .into_iter()
                        .filter(|(key, _)| known.insert(key.clone()));
                    states.extend(new.map(|(_, state)| state));
                }
            }
        }
        states.extend(way_back(&simulator, screen));
    }
    states.retain(|state| state.request().is_some());
    states
}

/// A screen with this data, if they fit.
fn opened(simulator: &Simulator<'_>, screen: usize, data: Vec<(Text, Value)>) -> Option<State> {
    let (state, _) = simulator.open(&Opening {
        screen: Some(simulator.program.screens[screen].id.clone()),
        data: Some(Value::Object(data.into())),
        anywhere: true,
        ..Opening::default()
    });
    (!matches!(state.end(), Some(End::Failed(_)))).then_some(state)
}

/// The component that was touched, and the item of it if that has an action of its own.
type Touched = (usize, Option<Text>);

/// The states on the way of the events in which a request waits, and what was touched before each.
fn take(
    simulator: &Simulator<'_>,
    screen: usize,
    state: &State,
    events: &[Event],
) -> Vec<(Touched, State)> {
    let mut asking = Vec::new();
    let mut now = state.clone();
    for event in events {
        // An input that was filled before may have changed the screen.
        let Ok((next, _)) = simulator.step(&now, event) else {
            continue;
        };
        now = next;
        if now.request().is_some() {
            let touched = touched(simulator, screen, &now, event);
            asking.extend(touched.map(|touched| (touched, now.clone())));
            // A choice may ask before the tap does: the answer is the same screen.
            let Some(visit) = now.top() else { break };
            let data = Value::Object(visit.memory.data.clone().into());
            let id = Value::Text(simulator.program.screens[visit.screen].id.clone());
            let body = Value::object([("screen", id), ("data", data)]);
            match simulator.step(&now, &Event::Answer(Answer::Body(body))) {
                Ok((next, _)) => now = next,
                Err(_) => break,
            }
        }
    }
    asking
}

/// What an event touches.
fn touched(
    simulator: &Simulator<'_>,
    screen: usize,
    state: &State,
    event: &Event,
) -> Option<Touched> {
    let component = event.component()?;
    let (Event::TapItem { item, .. } | Event::Choose { option: item, .. }) = event else {
        return Some((component, None));
    };
    let view = simulator.view(state);
    let top = state.top().is_some_and(|visit| visit.screen == screen);
    let choice = view.component(component).filter(|_| top)?.choice(item)?;
    let triggers = [Trigger::Click, Trigger::Select, Trigger::Unselect];
    let own = triggers
        .iter()
        .any(|trigger| choice.action(*trigger).is_some());
    Some((component, own.then(|| item.clone())))
}

/// The way back from a screen to one that leads to it, if the endpoint is asked on it.
fn way_back(simulator: &Simulator<'_>, screen: usize) -> Option<State> {
    let program = simulator.program;
    if !program.screens[screen].refresh_on_back {
        return None;
    }
    let before = (0..program.screens.len()).find(|before| {
        let routes = program.routes(*before).unwrap_or(&[]);
        *before != screen && routes.contains(&screen)
    })?;
    let state = opened(simulator, before, program.examples(before))?;
    let state = simulator.enter(&state, screen, program.examples(screen));
    Some(simulator.step(&state, &Event::Back).ok()?.0)
}
