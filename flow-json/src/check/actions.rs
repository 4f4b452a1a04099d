//! Actions: where they lead, and where they may end the flow.

use super::model::Model;
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::code;
use crate::model::{Form, form};
use crate::rule::{Rule, samples};
use crate::tree::Node;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[
    Check {
        run: complete_not_terminal,
        rules: &[&COMPLETE_NOT_TERMINAL],
    },
    Check {
        run: next_screens,
        rules: &[&NAVIGATE_TO_ITSELF, &UNKNOWN_NEXT_SCREEN],
    },
];

/// `complete` on a screen that is not terminal.
pub(super) const COMPLETE_NOT_TERMINAL: Rule = Rule {
    id: "A11",
    name: "complete-not-terminal",
    code: "INVALID_COMPLETE_ACTION",
    why: "a flow ends on terminal screens only",
    samples: samples! {
        pass: Top(V7_3, ""),
        fail: Screens(V7_3, concat!(
            r#"[{"id": "START", "title": "Start", "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
        )),
    },
    ..Rule::ERROR
};

pub(super) fn complete_not_terminal(model: &Model<'_>, sink: &mut Sink) {
    let help = match model.style {
        crate::Style::Json => "write \"terminal\": true on the screen",
        crate::Style::Rust => "write `terminal: true` on the screen",
    };
    for screen in &model.screens {
        if screen.terminal != Some(false) {
            continue;
        }
        // The mistake is the screen's, and one report of it is enough.
        let first = screen
            .actions
            .iter()
            .find(|action| action.name == "complete");
        if let Some(action) = first {
            let message = "`complete` may only stand on a terminal screen";
            let found = sink.report(
                &COMPLETE_NOT_TERMINAL,
                Spot::value(action.name_node),
                message,
            );
            found
                .help(help)
                .related(Spot::value(screen.anchor), "this screen is not terminal");
        }
    }
}

/// `navigate` to the screen that it stands on.
pub(super) const NAVIGATE_TO_ITSELF: Rule = Rule {
    id: "A12",
    name: "navigate-to-itself",
    code: "INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME",
    why: "a screen cannot lead to itself",
    samples: samples! {
        pass: Screens(V7_3, concat!(
            r#"[{"id": "FIRST", "title": "First", "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Go on", "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "LAST"}, "payload": {}}}]}}, "#,
            r#"{"id": "LAST", "title": "Last", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
        )),
        fail: Screens(V7_3, concat!(
            r#"[{"id": "FIRST", "title": "First", "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "EmbeddedLink", "text": "Again", "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "FIRST"}, "payload": {}}}, "#,
            r#"{"type": "Footer", "label": "Go on", "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "LAST"}, "payload": {}}}]}}, "#,
            r#"{"id": "LAST", "title": "Last", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
        )),
    },
    ..Rule::ERROR
};

/// `navigate` to a screen that is not there.
pub(super) const UNKNOWN_NEXT_SCREEN: Rule = Rule {
    id: "A13",
    name: "unknown-next-screen",
    code: "INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME",
    why: "`navigate` leads to a screen of the same flow",
    samples: samples! {
        pass: Screens(V7_3, concat!(
            r#"[{"id": "FIRST", "title": "First", "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Go on", "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "LAST"}, "payload": {}}}]}}, "#,
            r#"{"id": "LAST", "title": "Last", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
        )),
        fail: Children(V7_3, r#"{"type": "EmbeddedLink", "text": "Terms", "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "TERMS"}, "payload": {}}}"#),
    },
    ..Rule::ERROR
};

pub(super) fn next_screens(model: &Model<'_>, sink: &mut Sink) {
    for screen in &model.screens {
        for action in screen
            .actions
            .iter()
            .filter(|action| action.name == "navigate")
        {
            let next = model.get(action.object, "next").and_then(Node::as_object);
            let Some(node) = next.and_then(|next| model.get(next, "name")) else {
                continue;
            };
            // A binding is known only when the flow runs.
            let Some(id) = node.as_str().filter(|id| !id.trim().is_empty()) else {
                continue;
            };
            if form(node) != Form::Plain {
                continue;
            }
            if screen.id == Some(id) {
                let message = format!("the screen {} navigates to itself", code(id));
                sink.report(&NAVIGATE_TO_ITSELF, Spot::value(node), message)
                    .help("name another screen");
            } else if model.ids_known && model.ids.find(id).is_none() {
                let message = format!("there is no screen {}", code(id));
                let found = sink.report(&UNKNOWN_NEXT_SCREEN, Spot::value(node), message);
                let help = model.ids.suggest_but(id, |other| screen.id == Some(other));
                found.help(help.unwrap_or_else(|| "add a screen of that id".to_owned()));
            }
        }
    }
}
