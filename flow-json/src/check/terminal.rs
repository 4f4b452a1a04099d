//! The end of a flow: terminal screens.

use super::model::{Action, Model, Screen};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::{code, member};
use crate::rule::{Origin, Rule, samples};
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[
    Check {
        run: no_terminal_screen,
        rules: &[&NO_TERMINAL_SCREEN],
    },
    Check {
        run: no_success,
        rules: &[&NO_SUCCESS],
    },
    Check {
        run: success_not_terminal,
        rules: &[&SUCCESS_NOT_TERMINAL],
    },
    Check {
        run: no_footer,
        rules: &[&NO_FOOTER],
    },
    Check {
        run: footer_action,
        rules: &[&FOOTER_ACTION],
    },
    Check {
        run: list_on_terminal,
        rules: &[&LIST_ON_TERMINAL],
    },
];

/// No screen is terminal.
pub(super) const NO_TERMINAL_SCREEN: Rule = Rule {
    id: "T1",
    name: "no-terminal-screen",
    code: "MISSING_TERMINAL_SCREEN",
    why: "a flow must be able to end",
    samples: samples! {
        pass: Top(V7_3, ""),
        fail: Screens(V7_3, concat!(
            r#"[{"id": "START", "title": "Start", "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "TextBody", "text": "Hello"}]}}]"#,
        )),
    },
    ..Rule::ERROR
};

pub(super) fn no_terminal_screen(model: &Model<'_>, sink: &mut Sink) {
    // A `complete` on a screen that is not terminal says the same, at a better place.
    let ends = |action: &Action<'_>| action.name == "complete";
    let told = |screen: &Screen<'_>| {
        screen.terminal != Some(false)
            || screen.actions.iter().any(ends)
            // An unknown component may well be the end.
            || !screen.actions_known
            || !screen.components_known
    };
    if model.screens.is_empty() || !model.ids_known || model.screens.iter().any(told) {
        return;
    }
    let Some(screens) = model
        .node
        .as_object()
        .and_then(|flow| flow.entry("screens"))
    else {
        return;
    };
    let footers = |screen: &Screen<'_>| {
        let mut components = screen.components.iter();
        components.any(|one| one.name() == "Footer")
    };
    let terminal = member(model.style, "terminal", "true");
    // A `Footer` that navigates cannot stand where the flow ends.
    let ending = model.screens.iter().rev().find(|one| !navigates(one));
    let Some(ending) = ending.filter(|screen| screen.id.is_some()) else {
        sink.report(
            &NO_TERMINAL_SCREEN,
            Spot::key(screens),
            "no screen is terminal, and each leads on",
        )
        .help(format!(
            "add a screen with {terminal} and a `Footer` whose action is `complete`, and lead to it"
        ));
        return;
    };
    let id = code(ending.known_id());
    if footers(ending) {
        sink.report(
            &NO_TERMINAL_SCREEN,
            Spot::key(screens),
            "no screen is terminal",
        )
        .help(format!(
            "write {terminal} on the screen that the flow ends with, for example on {id}"
        ));
    } else {
        let message = format!("no screen is terminal, and {id} has no `Footer`");
        sink.report(&NO_TERMINAL_SCREEN, Spot::key(screens), message)
            .help(format!(
                "write {terminal} on {id}, and add a `Footer` whose action is `complete`"
            ));
    }
}

/// Whether the `Footer` of a screen leads to another.
fn navigates(screen: &Screen<'_>) -> bool {
    let mut actions = screen.actions.iter();
    actions.any(|action| {
        action.name == "navigate" && screen.components[action.component].name() == "Footer"
    })
}

/// Whether the flow can end with another screen too.
fn ends_elsewhere(model: &Model<'_>, screen: &Screen<'_>) -> bool {
    let mut others = model.screens.iter();
    others.any(|other| other.terminal == Some(true) && !std::ptr::eq(other, screen))
}

/// No terminal screen counts as done.
pub(super) const NO_SUCCESS: Rule = Rule {
    id: "T2",
    name: "no-success",
    code: "INVALID_PROPERTY_VALUE",
    why: "at least one end of a flow must count as done",
    samples: samples! {
        pass: Screen(V7_3, r#""success": true"#, ""),
        fail: Screen(V7_3, r#""success": false"#, ""),
    },
    ..Rule::ERROR
};

pub(super) fn no_success(model: &Model<'_>, sink: &mut Sink) {
    let mut failure = None;
    for screen in &model.screens {
        let success = model.get(screen.object, "success");
        match screen.terminal {
            Some(false) => {}
            Some(true) if success.is_some_and(|node| node.as_bool() == Some(false)) => {
                failure = failure.or(success);
            }
            // One that is not known may well be the one.
            _ => return,
        }
    }
    if let Some(node) = failure {
        let message = "no terminal screen counts as success";
        sink.report(&NO_SUCCESS, Spot::value(node), message)
            .help("leave `success` out on the screen that the flow should end with");
    }
}

/// `success` on a screen that the flow cannot end with.
pub(super) const SUCCESS_NOT_TERMINAL: Rule = Rule {
    id: "S21",
    name: "success-not-terminal",
    code: "NOT_KEYWORD_SCHEMA_VALIDATION_FAILED",
    why: "`success` says how the flow ended, so it belongs to terminal screens",
    samples: samples! {
        pass: Screen(V7_3, r#""success": true"#, ""),
        fail: Screens(V7_3, concat!(
            r#"[{"id": "FIRST", "title": "First", "success": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Go on", "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "LAST"}, "payload": {}}}]}}, "#,
            r#"{"id": "LAST", "title": "Last", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
        )),
    },
    ..Rule::ERROR
};

pub(super) fn success_not_terminal(model: &Model<'_>, sink: &mut Sink) {
    for screen in &model.screens {
        if screen.terminal == Some(false)
            && let Some(success) = screen.object.entry("success")
        {
            let message = "`success` may only stand on a terminal screen";
            let help = if navigates(screen) {
                "leave it out"
            } else {
                "leave it out, or make the screen terminal"
            };
            sink.report(&SUCCESS_NOT_TERMINAL, Spot::key(success), message)
                .help(help);
        }
    }
}

/// A terminal screen without a button.
pub(super) const NO_FOOTER: Rule = Rule {
    id: "T3",
    name: "terminal-without-footer",
    code: "MISSING_FOOTER_ON_TERMINAL_SCREEN",
    why: "the flow ends with a tap on the `Footer` of a terminal screen",
    source: Origin::Published,
    lenient: Some(Version::V2_1..Version::V7_3),
    samples: samples! {
        pass: Top(V7_3, ""),
        fail: Screens(V7_3, concat!(
            r#"[{"id": "START", "title": "Start", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "TextBody", "text": "Hello"}]}}]"#,
        )),
    },
    ..Rule::ERROR
};

pub(super) fn no_footer(model: &Model<'_>, sink: &mut Sink) {
    for screen in &model.screens {
        let mut components = screen.components.iter();
        if screen.terminal == Some(true)
            && screen.components_known
            // A list on a terminal screen is a mistake of its own.
            && !components.any(|one| matches!(one.name(), "Footer" | "NavigationList"))
            && model.get(screen.object, "layout").is_some()
        {
            let message = "a terminal screen needs a `Footer`";
            sink.report(&NO_FOOTER, Spot::value(screen.anchor), message)
                .help("add a `Footer` whose action is `complete`");
        }
    }
}

/// The button of a terminal screen leads on.
pub(super) const FOOTER_ACTION: Rule = Rule {
    id: "T4",
    name: "terminal-footer-action",
    code: "INVALID_PROPERTY_VALUE",
    source: Origin::Client,
    lenient: Some(Version::V2_1..Version::V7_3),
    why: "the `Footer` of a terminal screen ends the flow, or asks the endpoint",
    samples: samples! {
        pass: Top(V7_3, ""),
        fail: Screens(V7_3, concat!(
            r#"[{"id": "FIRST", "title": "First", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Go on", "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "LAST"}, "payload": {}}}]}}, "#,
            r#"{"id": "LAST", "title": "Last", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
        )),
    },
    ..Rule::ERROR
};

pub(super) fn footer_action(model: &Model<'_>, sink: &mut Sink) {
    let terminal = |screen: &&Screen<'_>| screen.terminal == Some(true);
    for screen in model.screens.iter().filter(terminal) {
        let completes = screen.actions.iter().any(|one| one.name == "complete");
        let help = if completes {
            "lead on with an `EmbeddedLink`, or let another screen lead on"
        } else if ends_elsewhere(model, screen) {
            "leave `terminal` out, since the screen leads on"
        } else {
            "make the screen terminal that it leads to, and not this one"
        };
        for action in &screen.actions {
            let component = &screen.components[action.component];
            if component.name() == "Footer" && action.name == "navigate" {
                let message = "the `Footer` of a terminal screen cannot navigate";
                sink.report(&FOOTER_ACTION, Spot::value(action.name_node), message)
                    .help(help);
            }
        }
    }
}

/// A list on a screen that the flow can end with.
pub(super) const LIST_ON_TERMINAL: Rule = Rule {
    id: "S3",
    name: "list-on-terminal-screen",
    code: "INVALID_PROPERTY_KEY",
    source: Origin::Client,
    since: Version::V6_2,
    why: "a `NavigationList` leads on, so it cannot stand where the flow ends",
    samples: samples! {
        pass: Screens(V7_3, concat!(
            r#"[{"id": "MENU", "title": "Menu", "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "NavigationList", "name": "menu", "list-items": [{"id": "a", "main-content": {"title": "A"}}], "#,
            r#""on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "LAST"}, "payload": {}}}]}}, "#,
            r#"{"id": "LAST", "title": "Last", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
        )),
        fail: Screens(V7_3, concat!(
            r#"[{"id": "MENU", "title": "Menu", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "NavigationList", "name": "menu", "list-items": [{"id": "a", "main-content": {"title": "A"}}], "#,
            r#""on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "LAST"}, "payload": {}}}]}}, "#,
            r#"{"id": "LAST", "title": "Last", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
        )),
    },
    ..Rule::ERROR
};

pub(super) fn list_on_terminal(model: &Model<'_>, sink: &mut Sink) {
    let terminal = |screen: &&Screen<'_>| screen.terminal == Some(true);
    for screen in model.screens.iter().filter(terminal) {
        let help = if ends_elsewhere(model, screen) {
            "leave `terminal` out, since the list leads on"
        } else {
            "put it on a screen that the flow does not end with"
        };
        for component in &screen.components {
            if component.name() == "NavigationList" {
                let message = "a `NavigationList` cannot stand on a terminal screen";
                sink.report(&LIST_ON_TERMINAL, Spot::value(component.type_node), message)
                    .help(help);
            }
        }
    }
}
