//! The routes of a flow without a routing model: its `navigate` actions.

use super::help::let_begin;
use super::{
    LONE_SCREEN, MAX_BRANCHES, NO_ENTRY_SCREEN, Route, TOO_MANY_TARGETS, UNCONNECTED_SCREENS,
    has_list, navigates, no_entry, reached, unconnected,
};
use crate::check::model::{Model, Screen};
use crate::check::sink::{Sink, Spot};
use crate::check::wording::code;
use crate::version::Version;

/// Checks the routes of a flow without a routing model.
pub(super) fn routes(model: &Model<'_>, sink: &mut Sink) {
    let exchanges = |screen: &Screen<'_>| {
        screen
            .actions
            .iter()
            .any(|action| action.name == "data_exchange")
    };
    // With an endpoint the routing model is missing, and that has been reported.
    if model.top("routing_model").is_some()
        || model.has_endpoint()
        || model.screens.iter().any(exchanges)
        || !model.ids_known
        || model.screens.len() < 2
        || model.ids.duplicates().next().is_some()
    {
        return;
    }
    let (mut routes, all_known) = navigates(model);
    if !all_known {
        return;
    }
    let lists = model.version >= Version::V6_2 && model.screens.iter().any(has_list);
    if !lists && no_entry(model, routes.iter()) {
        if let Some(key) = model
            .node
            .as_object()
            .and_then(|flow| flow.entry("screens"))
        {
            sink.report(
                &NO_ENTRY_SCREEN,
                Spot::key(key),
                "every screen has one before it",
            )
            .help(let_begin(model, &[], &routes));
        }
        return;
    }
    too_many_targets(model, &routes, sink);
    // A list may lead anywhere.
    if model.screens.iter().any(has_list) {
        return;
    }
    routes.retain(|route| route.from != route.to);
    let mut alone = vec![true; model.screens.len()];
    for route in &routes {
        alone[route.from] = false;
        alone[route.to] = false;
    }
    lone_screens(model, &alone, sink);
    let Some(first) = alone.iter().position(|alone| !alone) else {
        return;
    };
    let mut reached = reached(model, &routes, first);
    for (reached, alone) in reached.iter_mut().zip(&alone) {
        *reached |= alone;
    }
    unconnected(model, &UNCONNECTED_SCREENS, &reached, "a `navigate`", sink);
}

/// Reports the screens that no `navigate` leads to or from.
fn lone_screens(model: &Model<'_>, alone: &[bool], sink: &mut Sink) {
    let alone = || {
        let screens = model.screens.iter().zip(alone);
        screens
            .filter(|(_, alone)| **alone)
            .map(|(screen, _)| screen)
    };
    // One that should lead on and has no button is the mistake; that others are alone follows from it.
    let cannot_lead_on = |screen: &&Screen<'_>| {
        let mut components = screen.components.iter();
        screen.terminal == Some(false) && !components.any(|one| one.name() == "Footer")
    };
    let mut stuck = alone().filter(cannot_lead_on).peekable();
    if stuck.peek().is_some() {
        for screen in stuck {
            let id = code(screen.known_id());
            let message = format!("the screen {id} has no `Footer`, and nothing leads on from it");
            sink.report(&LONE_SCREEN, Spot::value(screen.anchor), message)
                .help("add a `Footer` whose action is `navigate`");
        }
        return;
    }
    for screen in alone() {
        let id = code(screen.known_id());
        let message = format!("no `navigate` leads to or from the screen {id}");
        sink.report(&LONE_SCREEN, Spot::value(screen.anchor), message)
            .help("lead to it with `navigate`, or leave it out");
    }
}

fn too_many_targets(model: &Model<'_>, routes: &[Route<'_>], sink: &mut Sink) {
    for same in routes.chunk_by(|one, other| one.from == other.from) {
        let mut targets = Vec::new();
        for route in same {
            if !targets.contains(&route.to) {
                targets.push(route.to);
            }
            if targets.len() > MAX_BRANCHES {
                let id = code(model.screens[route.from].known_id());
                let message = format!("{id} navigates to more than {MAX_BRANCHES} screens");
                sink.report(&TOO_MANY_TARGETS, Spot::value(route.node), message)
                    .help("lead to some of them from another screen");
                break;
            }
        }
    }
}
