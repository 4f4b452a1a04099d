//! Names: of screens and of inputs.

use super::model::Model;
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::code;
use crate::rule::{Origin, Rule, samples};
use crate::table::RESERVED_SCREEN_ID;
use crate::tree::Node;
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[
    Check {
        run: duplicate_inputs,
        rules: &[&DUPLICATE_INPUT],
    },
    Check {
        run: duplicate_screens,
        rules: &[&DUPLICATE_SCREEN],
    },
    Check {
        run: reserved_ids,
        rules: &[&RESERVED_ID, &ID_OF_THE_END],
    },
    Check {
        run: unknown_sensitive,
        rules: &[&UNKNOWN_SENSITIVE],
    },
];

/// Two inputs of one screen have one name.
pub(super) const DUPLICATE_INPUT: Rule = Rule {
    id: "N1",
    name: "duplicate-input",
    code: "DUPLICATE_FORM_COMPONENT_NAMES",
    why: "`${form.name}` must mean one input of the screen, in whatever branch it stands",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "TextInput", "name": "home", "label": "Home"}, {"type": "TextInput", "name": "work", "label": "Work"}"#),
        fail: Children(V7_3, r#"{"type": "TextInput", "name": "home", "label": "Home"}, {"type": "TextInput", "name": "home", "label": "Work"}"#),
    },
    ..Rule::ERROR
};

pub(super) fn duplicate_inputs(model: &Model<'_>, sink: &mut Sink) {
    for screen in &model.screens {
        for (first, again) in screen.inputs.duplicates() {
            let name = |index: usize| {
                let name = model.property(&screen.components[index], "name");
                name.expect("the input was found by its name")
            };
            let (first, again) = (name(first), name(again));
            let name = again.as_str().expect("a name is text");
            let message = format!("the screen has another input {}", code(name));
            sink.report(&DUPLICATE_INPUT, Spot::value(again), message)
                .help("give it a name of its own")
                .related(Spot::value(first), "the first one");
        }
    }
}

/// Two screens have one id.
pub(super) const DUPLICATE_SCREEN: Rule = Rule {
    id: "N2",
    name: "duplicate-screen",
    code: "DUPLICATE_SCREEN_IDS",
    why: "an id must mean one screen",
    samples: samples! {
        pass: Screens(V7_3, concat!(
            r#"[{"id": "FIRST", "title": "First", "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Go on", "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "LAST"}, "payload": {}}}]}}, "#,
            r#"{"id": "LAST", "title": "Last", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
        )),
        fail: Screens(V7_3, concat!(
            r#"[{"id": "FIRST", "title": "First", "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Go on", "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "LAST"}, "payload": {}}}]}}, "#,
            r#"{"id": "LAST", "title": "Last", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}, "#,
            r#"{"id": "LAST", "title": "Start", "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Go on", "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "FIRST"}, "payload": {}}}]}}]"#,
        )),
    },
    ..Rule::ERROR
};

pub(super) fn duplicate_screens(model: &Model<'_>, sink: &mut Sink) {
    for (first, again) in model.ids.duplicates() {
        let (first, again) = (&model.screens[first], &model.screens[again]);
        let message = format!("there is another screen {}", code(again.known_id()));
        sink.report(&DUPLICATE_SCREEN, Spot::value(again.anchor), message)
            .help("give it an id of its own")
            .related(Spot::value(first.anchor), "the first one");
    }
}

/// A screen has the id that Meta keeps for itself.
pub(super) const RESERVED_ID: Rule = Rule {
    id: "N3",
    name: "reserved-screen-id",
    code: "SCREEN_ID_IS_RESERVED_KEYWORD",
    why: "`success` is kept for the end of a flow; no screen can have that id",
    samples: samples! {
        pass: Screens(V7_3, concat!(
            r#"[{"id": "THANKS", "title": "Thanks", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
        )),
        fail: Screens(V7_3, concat!(
            r#"[{"id": "success", "title": "Thanks", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
        )),
    },
    ..Rule::ERROR
};

/// A screen has the id that an endpoint ends a flow with.
pub(super) const ID_OF_THE_END: Rule = Rule {
    id: "W26",
    name: "screen-id-of-the-end",
    code: "SCREEN_ID_OF_THE_END",
    source: Origin::Published,
    why: "an endpoint answers with the screen `SUCCESS` to end the flow, so a screen of that id is easily taken for the end",
    disputed: Some(
        "Meta's documentation keeps `SUCCESS` for the end, but flows with such a screen were published",
    ),
    samples: samples! {
        pass: Screens(V7_3, concat!(
            r#"[{"id": "THANKS", "title": "Thanks", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
        )),
        fail: Screens(V7_3, concat!(
            r#"[{"id": "SUCCESS", "title": "Thanks", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
        )),
    },
    ..Rule::WARNING
};

pub(super) fn reserved_ids(model: &Model<'_>, sink: &mut Sink) {
    for screen in &model.screens {
        let Some(id) = screen.id else {
            continue;
        };
        if !id.eq_ignore_ascii_case(RESERVED_SCREEN_ID) {
            continue;
        }
        let (rule, message) = if id == RESERVED_SCREEN_ID.to_ascii_lowercase() {
            (&RESERVED_ID, format!("no screen can have the id `{id}`"))
        } else if model.has_endpoint() {
            let message = format!(
                "the screen has the id `{id}`, with which the answer of the endpoint ends the flow \
                 and shows no screen"
            );
            (&ID_OF_THE_END, message)
        } else {
            let message = format!("the screen has the id `{id}`, which means the end of a flow");
            (&ID_OF_THE_END, message)
        };
        sink.report(rule, Spot::value(screen.anchor), message)
            .help("give it another id, for example `DONE`");
    }
}

/// A name in `sensitive` that no input has.
pub(super) const UNKNOWN_SENSITIVE: Rule = Rule {
    id: "D18",
    name: "unknown-sensitive-input",
    code: "INVALID_SENSITIVE_FIELD",
    source: Origin::Client,
    since: Version::V5_1,
    why: "`sensitive` names inputs of its own screen, so that their values are masked",
    samples: samples! {
        pass: Screen(V7_3, r#""sensitive": ["iban"]"#, r#"{"type": "TextInput", "name": "iban", "label": "IBAN"}"#),
        fail: Screen(V7_3, r#""sensitive": ["ibna"]"#, r#"{"type": "TextInput", "name": "iban", "label": "IBAN"}"#),
    },
    ..Rule::ERROR
};

pub(super) fn unknown_sensitive(model: &Model<'_>, sink: &mut Sink) {
    for screen in model.screens.iter().filter(|screen| screen.inputs_known) {
        let names = model.get(screen.object, "sensitive");
        for node in names.into_iter().flat_map(Node::items) {
            // A blank name is another mistake.
            let Some(name) = node.as_str().filter(|name| !name.trim().is_empty()) else {
                continue;
            };
            if screen.inputs.find(name).is_none() {
                let message = format!("the screen has no input {}", code(name));
                let found = sink.report(&UNKNOWN_SENSITIVE, Spot::value(node), message);
                let only = names.is_some_and(|names| names.items().len() == 1);
                match screen.inputs.suggest(name) {
                    Some(help) => found.help(help),
                    // An empty list is a mistake too.
                    None if only => found.help("leave `sensitive` out"),
                    None => found.help("leave it out"),
                };
            }
        }
    }
}
