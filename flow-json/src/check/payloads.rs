//! The keys of the payload of `navigate`, which are those that the target declares.

use super::model::{Action, Data, Index, MANY, Model, Screen};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::{and, code};
#[cfg(feature = "samples")]
use crate::rule::sample::{document, screen};
use crate::rule::{Origin, Rule, samples};
use crate::table::nearest;
use crate::tree::{Entry, Node, Value};
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[Check {
    run: navigate_payloads,
    rules: &[
        &TARGET_WITHOUT_DATA,
        &UNDECLARED_KEY,
        &MISSING_KEY,
        &MISSING_PAYLOAD,
    ],
}];

/// A payload for a screen that declares no data.
pub(super) const TARGET_WITHOUT_DATA: Rule = Rule {
    id: "A14",
    name: "payload-for-screen-without-data",
    code: "INVALID_NAVIGATE_ACTION_PAYLOAD",
    lenient: Some(Version::V6_0..Version::V7_3),
    why: "a screen is given what its data model declares",
    samples: samples! {
        pass: Generated(|| navigation_with("{}", "")),
        fail: Generated(|| navigation_with(r#"{"city": "${form.city}"}"#, "")),
    },
    ..Rule::ERROR
};

/// A key of the payload that the target does not declare.
pub(super) const UNDECLARED_KEY: Rule = Rule {
    id: "A15",
    name: "undeclared-payload-key",
    code: "INVALID_NAVIGATE_ACTION_PAYLOAD",
    lenient: Some(Version::V6_0..Version::V7_3),
    why: "a screen is given what its data model declares",
    samples: samples! {
        pass: Generated(|| navigation_with(r#"{"city": "Rome"}"#, CITY)),
        fail: Generated(|| navigation_with(r#"{"city": "Rome", "town": "${form.city}"}"#, CITY)),
    },
    ..Rule::ERROR
};

/// A field of the target that the payload lacks.
pub(super) const MISSING_KEY: Rule = Rule {
    id: "A16",
    name: "missing-payload-key",
    code: "INVALID_NAVIGATE_ACTION_PAYLOAD",
    lenient: Some(Version::V6_0..Version::V7_3),
    why: "a screen is given all that its data model declares",
    samples: samples! {
        pass: Generated(|| navigation_with(r#"{"city": "Rome"}"#, CITY)),
        fail: Generated(|| navigation_with("{}", CITY)),
    },
    ..Rule::ERROR
};

/// No payload for a target that declares data.
pub(super) const MISSING_PAYLOAD: Rule = Rule {
    id: "A19",
    name: "missing-payload",
    code: "MISSING_NAVIGATION_ACTION_PAYLOAD",
    lenient: Some(Version::V6_0..Version::V7_3),
    source: Origin::Client,
    why: "a screen is given all that its data model declares",
    samples: samples! {
        pass: Generated(|| navigation_with(r#"{"city": "Rome"}"#, CITY)),
        fail: Generated(|| {
            navigation_with(r#"{"city": "Rome"}"#, CITY).replace(r#", "payload": {"city": "Rome"}"#, "")
        }),
    },
    ..Rule::ERROR
};

#[cfg(feature = "samples")]
const CITY: &str = r#""data": {"city": {"type": "string", "__example__": "Rome"}}"#;

pub(super) fn navigate_payloads(model: &Model<'_>, sink: &mut Sink) {
    if model.ids.duplicates().next().is_some() {
        return;
    }
    for screen in &model.screens {
        for action in screen
            .actions
            .iter()
            .filter(|action| action.name == "navigate")
        {
            let next = model.get(action.object, "next").and_then(Node::as_object);
            let id = next.and_then(|next| model.get(next, "name")?.as_str());
            let target = id.and_then(|id| model.screen(id));
            // That it is the screen itself is another mistake.
            let other = |target: &&Screen<'_>| target.position != screen.position;
            if let Some(target) = target.filter(other).filter(|target| target.data.known) {
                payload(model, screen, action, target, sink);
            }
        }
    }
}

fn payload<'t>(
    model: &Model<'t>,
    own: &Screen<'t>,
    action: &Action<'t>,
    target: &Screen<'t>,
    sink: &mut Sink,
) {
    // Meta looks for the field of a literal in every version.
    let is_literal = |node: &Node| {
        let is_whole = !matches!(node.value, Value::Array(_) | Value::Object(_));
        is_whole && own.expression(node).is_none()
    };
    let Data { fields, names, .. } = &target.data;
    let id = code(target.known_id());
    let fields = || fields.iter().filter(|field| !is_habit(field));
    let Some(payload) = model.get(action.object, "payload") else {
        if fields().next().is_some() {
            let message = format!("the screen {id} declares data, but `payload` is left out");
            sink.report(&MISSING_PAYLOAD, Spot::value(action.name_node), message)
                .help(format!("add a `payload` with {}", keys(fields())));
        }
        return;
    };
    let Some(given) = payload.as_object() else {
        return;
    };
    if fields().next().is_none() {
        if let Some(first) = given.entries.first() {
            let message = format!(
                "the screen {id} declares no data, so no {}",
                code(&first.key)
            );
            let found = sink.report(&TARGET_WITHOUT_DATA, Spot::key(first), message);
            found.help(format!(
                "declare it in the `data` of {id}, or leave `payload` empty"
            ));
            if given.entries.iter().any(|entry| is_literal(&entry.value)) {
                found.enforced();
            }
        }
        return;
    }
    let given_names = Index::of(
        given
            .entries
            .iter()
            .enumerate()
            .map(|(index, entry)| (entry.key.as_ref(), index)),
    );
    let mut missing: Vec<_> = fields()
        .filter(|field| given_names.find(&field.key).is_none())
        .collect();
    let undeclared = |entry: &&Entry| names.find(&entry.key).is_none();
    let alone = given.entries.iter().filter(undeclared).count() == 1;
    for entry in given.entries.iter().filter(undeclared) {
        let message = format!("the `data` of {id} has no field {}", code(&entry.key));
        let known = missing.iter().take(MANY).map(|field| field.key.as_ref());
        let meant = nearest(&entry.key, known);
        let (meant, help) = match (meant, &missing[..]) {
            (Some(meant), _) => (Some(meant), format!("write {}", code(meant))),
            // One key too many and one too few are one slip, however they differ.
            (None, [only]) if alone => {
                let meant = only.key.as_ref();
                let help = format!("write {}, which the payload lacks", code(meant));
                (Some(meant), help)
            }
            (None, _) => (
                None,
                format!("leave it out, or declare it in the `data` of {id}"),
            ),
        };
        if let Some(meant) = meant {
            missing.retain(|field| field.key != meant);
        }
        let found = sink.report(&UNDECLARED_KEY, Spot::key(entry), message);
        found.help(help);
        if is_literal(&entry.value) {
            found.enforced();
        }
    }
    if !missing.is_empty() {
        let keys = keys(missing.into_iter());
        let message = format!("the payload lacks {keys} of the screen {id}");
        sink.report(&MISSING_KEY, Spot::value(action.name_node), message)
            .help("add what is missing");
    }
}

/// Whether a field is a list of required fields, as JSON Schema has it.
fn is_habit(field: &Entry) -> bool {
    field.key == "required" && field.value.as_array().is_some()
}

fn keys<'t: 't>(fields: impl Iterator<Item = &'t Entry>) -> String {
    and(fields.map(|field| code(&field.key)))
}

/// A flow of two screens: the first hands a payload to the second, which has some more members.
#[cfg(feature = "samples")]
fn navigation_with(payload: &str, more: &str) -> String {
    let first = format!(
        r#"{{"id": "FIRST", "title": "First", "layout": {{"type": "SingleColumnLayout", "children": [{{"type": "TextInput", "name": "city", "label": "City"}}, {{"type": "Footer", "label": "Go on", "on-click-action": {{"name": "navigate", "next": {{"type": "screen", "name": "START"}}, "payload": {payload}}}}}]}}}}"#
    );
    let last = screen(more, "");
    document(Version::V7_3, "", &format!("[{first}, {}", &last[1..]))
}
