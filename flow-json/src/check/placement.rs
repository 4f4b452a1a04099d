//! Components that stand alone on their screen.

use super::model::Model;
use super::rules::Check;
use super::sink::{Sink, Spot};
#[cfg(feature = "samples")]
use crate::rule::sample::{document, step};
use crate::rule::{Origin, Rule, samples};
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[Check {
    run: alone,
    rules: &[&RICH_TEXT_WITH_OTHERS, &LIST_WITH_OTHERS],
}];

/// `RichText` beside other components.
pub(super) const RICH_TEXT_WITH_OTHERS: Rule = Rule {
    id: "P1",
    name: "rich-text-with-others",
    code: "INVALID_COMPONENT_PLACEMENT",
    client_code: Some("INVALID_RICHTEXT_PLACEMENT"),
    since: Version::V5_1,
    why: "a `RichText` fills its screen; since 6.3 a `Footer` may stand below it",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "RichText", "text": "Hello"}"#),
        fail: Children(V7_3, r#"{"type": "RichText", "text": "Hello"}, {"type": "TextBody", "text": "Hello"}"#),
    },
    ..Rule::ERROR
};

/// A list beside other components.
pub(super) const LIST_WITH_OTHERS: Rule = Rule {
    id: "P2",
    name: "list-with-others",
    code: "INVALID_COMPONENT_PLACEMENT",
    source: Origin::Client,
    since: Version::V6_2,
    why: "lists of places to go to fill their screen",
    samples: samples! {
        pass: Generated(|| menu("")),
        fail: Generated(|| menu(r#", {"type": "TextBody", "text": "Hello"}"#)),
    },
    ..Rule::ERROR
};

pub(super) fn alone(model: &Model<'_>, sink: &mut Sink) {
    for screen in &model.screens {
        let first = |name: &str| screen.components.iter().find(|one| one.name() == name);
        let footer = model.version >= Version::V6_3;
        let rich = |name: &str| name == "RichText" || (footer && name == "Footer");
        let list = |name: &str| name == "NavigationList";
        let (component, rule, beside): (_, _, &dyn Fn(&str) -> bool) =
            match (first("RichText"), first("NavigationList")) {
                (Some(text), _) => (text, &RICH_TEXT_WITH_OTHERS, &rich),
                (None, Some(menu)) => (menu, &LIST_WITH_OTHERS, &list),
                (None, None) => continue,
            };
        let mut others = screen.components.iter();
        // A form only holds others.
        let other = others.find(|other| other.name() != "Form" && !beside(other.name()));
        if let Some(other) = other {
            let name = component.name();
            let message = if footer && *rule == RICH_TEXT_WITH_OTHERS {
                format!("nothing but a `Footer` may stand beside a `{name}`")
            } else {
                format!("nothing else may stand beside a `{name}`")
            };
            sink.report(rule, Spot::value(component.type_node), message)
                .help("put the rest on another screen")
                .related(Spot::value(other.type_node), "this one");
        }
    }
}

/// A screen with a list and more, and the screen that it leads to.
#[cfg(feature = "samples")]
fn menu(more: &str) -> String {
    let menu = format!(
        r#"{{"id": "MENU", "title": "Menu", "layout": {{"type": "SingleColumnLayout", "children": [{{"type": "NavigationList", "name": "menu", "list-items": [{{"id": "a", "main-content": {{"title": "A"}}}}], "on-click-action": {{"name": "navigate", "next": {{"type": "screen", "name": "LAST"}}, "payload": {{}}}}}}{more}]}}}}"#
    );
    let last = step("LAST", "");
    document(Version::V7_3, "", &format!("[{menu}, {last}]"))
}
