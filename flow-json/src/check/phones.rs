//! What Meta publishes and a phone then refuses.

use super::model::{Model, Screen};
use super::routing::{Route, navigates, routes, routing_model};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::code;
use crate::diagnostic::Style;
use crate::model::targets_in_branches;
#[cfg(feature = "samples")]
use crate::rule::sample::{document, step};
use crate::rule::{Origin, Rule, samples};
use crate::tree::Node;
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[
    Check {
        run: routes_in_branches,
        rules: &[&ROUTE_IN_BRANCH],
    },
    Check {
        run: first_screen,
        rules: &[&FIRST_SCREEN_FOLLOWS],
    },
];

/// A way to another screen that phones may not know.
pub(super) const ROUTE_IN_BRANCH: Rule = Rule {
    id: "W31",
    name: "route-in-branch",
    code: "ROUTE_IN_BRANCH",
    source: Origin::Client,
    since: Version::V4_0,
    why: "where `routing_model` is left out, phones make it of the `navigate` actions, but not of those in an `If`, and then refuse to lead there",
    samples: samples! {
        pass: Generated(|| branching(r#""routing_model": {"A": ["B"], "B": []}"#)),
        fail: Generated(|| branching("")),
    },
    ..Rule::WARNING
};

pub(super) fn routes_in_branches(model: &Model<'_>, sink: &mut Sink) {
    // With an endpoint the model is missing, and that has been reported.
    if model.top("routing_model").is_some() || model.has_endpoint() {
        return;
    }
    for screen in &model.screens {
        for target in targets_in_branches(&screen.components, &screen.actions) {
            let known = target.as_str().filter(|to| model.ids.find(to).is_some());
            let Some(to) = known else { continue };
            let message = format!(
                "phones may not know the way to {}, since it stands in an `If` and the flow has no \
                 `routing_model`",
                code(to)
            );
            let help = match (model.style, routing_model(model)) {
                // `flow!` makes the model, if the author does not forbid it.
                (Style::Rust, _) => "leave `routing_model: None` out".to_owned(),
                (Style::Json, Some(routes)) => format!("add {routes} to the flow"),
                (Style::Json, None) => {
                    "add `routing_model`: for each screen the screens that may follow".to_owned()
                }
            };
            sink.report(&ROUTE_IN_BRANCH, Spot::value(target), message)
                .help(help);
            // One model has all ways.
            return;
        }
    }
}

/// A flow that begins with a screen which another leads to.
pub(super) const FIRST_SCREEN_FOLLOWS: Rule = Rule {
    id: "W32",
    name: "first-screen-follows",
    code: "FIRST_SCREEN_FOLLOWS",
    source: Origin::Client,
    why: "a message or an endpoint can open a flow only on a screen that no other leads to; on any other phones refuse the whole flow",
    samples: samples! {
        pass: Generated(|| leading(&[("A", "B"), ("B", "")])),
        fail: Generated(|| leading(&[("B", ""), ("A", "B")])),
    },
    ..Rule::WARNING
};

pub(super) fn first_screen(model: &Model<'_>, sink: &mut Sink) {
    let known = |screen: &Screen<'_>| screen.actions_known && screen.components_known;
    if !model.ids_known
        || model.ids.duplicates().next().is_some()
        || !model.screens.iter().all(known)
    {
        return;
    }
    let modelled = model.top("routing_model").and_then(Node::as_object);
    let mut ways: Vec<Route<'_>> = modelled.map_or_else(Vec::new, |one| routes(model, one));
    // Where there is a routing model, phones count no other ways before 7.3.
    if modelled.is_none() || model.version >= Version::V7_3 {
        ways.extend(navigates(model).0);
    }
    let leads_to = |screen: usize| {
        ways.iter()
            .find(|way| way.to == screen && way.from != screen)
    };
    let (Some(first), Some(way)) = (model.screens.first(), leads_to(0)) else {
        return;
    };
    // That there is no screen to begin with is an error.
    let Some(entry) = (0..model.screens.len()).find(|screen| leads_to(*screen).is_none()) else {
        return;
    };
    let name = |screen: usize| code(model.screens[screen].known_id());
    let message = format!(
        "the flow begins with {}, and {} leads to it, so phones refuse to open it there",
        name(0),
        name(way.from)
    );
    sink.report(&FIRST_SCREEN_FOLLOWS, Spot::value(first.anchor), message)
        .help(format!(
            "write the screen first that the flow is opened with: {}",
            name(entry)
        ))
        .related(Spot::value(way.node), "the way to it");
}

/// Two screens; the way from the first to the second stands in a branch.
#[cfg(feature = "samples")]
fn branching(more: &str) -> String {
    let data = r#"{"new": {"type": "boolean", "__example__": true}}"#;
    let first = format!(
        r#"{{"id": "A", "title": "A", "terminal": true, "data": {data}, "layout": {{"type": "SingleColumnLayout", "children": [{{"type": "If", "condition": "${{data.new}}", "then": [{{"type": "EmbeddedLink", "text": "B", "on-click-action": {{"name": "navigate", "next": {{"type": "screen", "name": "B"}}, "payload": {{}}}}}}]}}, {{"type": "Footer", "label": "Go", "on-click-action": {{"name": "complete", "payload": {{}}}}}}]}}}}"#
    );
    document(
        Version::V7_3,
        more,
        &format!("[{first}, {}]", step("B", "")),
    )
}

/// Screens, each with the one that it leads to.
#[cfg(feature = "samples")]
fn leading(screens: &[(&str, &str)]) -> String {
    let screens: Vec<_> = screens.iter().map(|(id, next)| step(id, next)).collect();
    document(Version::V7_3, "", &format!("[{}]", screens.join(", ")))
}
