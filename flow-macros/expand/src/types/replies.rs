//! Random flows, random touches of a phone that shows them, and the types that must read what it sends.
//!
//! The values are read by the very readers of the generated types. Only the structs are not compiled, so
//! their fields are gone through here.

use flow_dsl::reply::types::FieldType;
use flow_dsl::reply::{DateRange, EncryptedMedia, Error, Media};
use flow_json::Version;
use flow_sim::{Effect, Event, Opening, Program, RequestAction, Simulator, View};
use generator::touch::{sensible, settings};
use serde_json::Value as Json;

use super::*;

/// The touches of a walk.
const TOUCHES: usize = 60;

/// Reads a struct of these fields.
fn record(fields: &[Field], value: Json) -> Result<(), String> {
    let Json::Object(mut members) = value else {
        return Err(format!("{value} is no object"));
    };
    for field in fields {
        let read = match members.remove(&field.key) {
            None | Some(Json::Null) if is_blank_when_missing(field) => Ok(()),
            None => Err("is missing".to_owned()),
            Some(value) if field.is_option() && is_nothing(&value) => Ok(()),
            Some(value) => typed(&field.ty, value),
        };
        read.map_err(|error| format!("`{}` {error}", field.key))?;
    }
    Ok(())
}

fn is_blank_when_missing(field: &Field) -> bool {
    field.is_option() || matches!(field.ty, Ty::List(_) | Ty::Boolean | Ty::Unknown)
}

/// Whether an `Option` of any type is `None` for the value.
fn is_nothing(value: &Json) -> bool {
    matches!(Option::<Json>::read(value.clone()), Ok(None))
}

fn typed(ty: &Ty, value: Json) -> Result<(), String> {
    fn read<T: FieldType>(value: Json) -> Result<T, String> {
        T::read(value).map_err(|error: Error| error.to_string())
    }
    match ty {
        Ty::Text | Ty::Literals(_) | Ty::Options(_) | Ty::Listed(_) => {
            read::<String>(value).map(drop)
        }
        Ty::Number => read::<f64>(value).map(drop),
        Ty::Integer => read::<i64>(value).map(drop),
        Ty::Boolean => read::<bool>(value).map(drop),
        Ty::List(item) => {
            let mut items = read::<Vec<Json>>(value)?.into_iter();
            items.try_for_each(|value| typed(item, value))
        }
        Ty::Option(_) if is_nothing(&value) => Ok(()),
        Ty::Option(item) => typed(item, value),
        Ty::Object(fields) => record(fields, value),
        Ty::DateRange => read::<DateRange>(value).map(drop),
        Ty::Media => read::<Media>(value).map(drop),
        Ty::EncryptedMedia => read::<EncryptedMedia>(value).map(drop),
        Ty::Unknown => Ok(()),
    }
}

/// Whether an input for numbers may begin with a text, which is no number that anybody could read.
fn begins_with_no_number(flow: &Flow<'_>) -> bool {
    let mut components = flow.screens.iter().flat_map(|screen| &screen.components);
    components.any(|component| {
        let get = |key| component.object.get(key);
        let is_number = get("input-type").and_then(Node::as_str) == Some("number");
        let no_number = |value: &Node| match &value.value {
            Value::Number(_) => false,
            Value::String(text) => text.parse::<f64>().is_err(),
            _ => true,
        };
        let values = get("init-values").and_then(Node::as_object);
        let mut values = values.into_iter().flat_map(|values| &values.entries);
        is_number && get("init-value").is_some_and(no_number)
            || values.any(|entry| no_number(&entry.value))
    })
}

/// Whether a touch is none that a type can promise anything of: an option whose id is the value of an
/// empty input, letters in an input for numbers, whose keyboard has none, or a date taken back, for which
/// its dialog has no button.
fn is_beyond_types(flow: &Flow<'_>, view: &View, event: &Event) -> bool {
    match event {
        Event::Choose { option: id, .. } | Event::TapItem { item: id, .. } => id.is_empty(),
        Event::Fill { component, value } => {
            let screen = flow.screen(&view.screen).expect("it is shown");
            let drawn = view.shown().find(|drawn| drawn.index == *component);
            let name = drawn.and_then(|drawn| drawn.name.as_deref());
            let input = name.and_then(|name| screen.input(name));
            let ty = input.and_then(|input| input.object.get("input-type")?.as_str());
            let is_date = input.is_some_and(|input| input.name().ends_with("Picker"));
            ty == Some("number") && value.to_text().parse::<f64>().is_err()
                || is_date && value.is_empty()
        }
        _ => false,
    }
}

/// What the phone sends on a random walk through a random flow is read, with the settings of a phone by
/// chance. Counts the replies and the payloads for the endpoint.
fn walk(seed: u64, sent: &mut (usize, usize)) {
    let versions = Version::ALL.len() as u64;
    let version = Version::ALL[(seed % versions) as usize].0;
    let flow = generator::Flow::new(version, seed / versions, (seed % 5) as usize);
    let scope = Scope::new(&flow.root);
    if begins_with_no_number(scope.flow()) {
        return;
    }
    let payloads = Payloads::new(&scope, &[], &[]);
    let fields = reply(scope.flow(), &payloads, None);
    let program = Program::new(&flow.root);
    let mut rng = fastrand::Rng::with_seed(seed);
    let settings = settings(&mut rng);
    let simulator = Simulator::new(&program, &settings);
    let (opened, _) = simulator.open(&Opening::default());
    let mut state = opened.clone();
    for _ in 0..TOUCHES {
        if state.end().is_some() {
            state = opened.clone();
        }
        let view = simulator.view(&state);
        let screen = view.screen.clone();
        let event = sensible(&mut rng, &view, &program);
        if is_beyond_types(scope.flow(), &view, &event) {
            continue;
        }
        let Ok((next, effects)) = simulator.step(&state, &event) else {
            continue;
        };
        state = next;
        for effect in effects {
            let (fields, value) = match effect {
                Effect::Complete(value) => {
                    sent.0 += 1;
                    (fields.clone(), value)
                }
                Effect::Exchange(request) if request.action == RequestAction::DataExchange => {
                    sent.1 += 1;
                    let screen = request.screen.expect("an action stands on a screen");
                    let index = scope.flow().ids.find(&screen).expect("it is shown");
                    (one_of(payloads.of(index, "data_exchange")), request.data)
                }
                _ => continue,
            };
            let json: Json = serde_json::from_str(&value.to_json()).expect("it is JSON");
            if let Err(error) = record(&fields, json.clone()) {
                panic!("walk {seed}, {screen}: {error} in {json}\n{}", flow.text());
            }
        }
    }
}

#[test]
fn what_a_phone_sends_is_read() {
    let number = |name: &str, default| {
        let set = std::env::var(name).ok().and_then(|text| text.parse().ok());
        set.unwrap_or(default)
    };
    let first = number("FLOW_SIM_FIRST", 0);
    let mut sent = (0, 0);
    for seed in first..first + number("FLOW_SIM_WALKS", 400) {
        walk(seed, &mut sent);
    }
    println!("{} replies, {} payloads for endpoints", sent.0, sent.1);
    // The walks come somewhere.
    assert!(sent.0 > 0 && sent.1 > 0);
}
