//! Routes: which screen may follow which.
//!
//! A flow with a routing model is judged by it. Without one the `navigate` actions are the routes.

mod help;
mod modelled;
mod navigated;
mod rules;

pub(super) use help::routing_model;
pub(super) use rules::*;

use super::model::{Model, Screen};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::{and, code};
use crate::model::{Form, form};
use crate::rule::Rule;
use crate::tree::{Node, Object};

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[
    Check {
        run: modelled::routing_model,
        rules: &[
            &SCREEN_WITHOUT_ROUTE,
            &UNKNOWN_ROUTE,
            &UNCONNECTED_ROUTES,
            &NO_ENTRY_ROUTE,
            &ROUTE_TO_ITSELF,
            &TOO_MANY_ROUTES,
            &BACK_ROUTE,
            &NAVIGATE_WITHOUT_ROUTE,
        ],
    },
    Check {
        run: navigated::routes,
        rules: &[
            &LONE_SCREEN,
            &UNCONNECTED_SCREENS,
            &NO_ENTRY_SCREEN,
            &TOO_MANY_TARGETS,
        ],
    },
];

/// The most screens that may follow one.
const MAX_BRANCHES: usize = 10;

/// A way from one screen to another, by their indices, and the value that says so.
pub(super) struct Route<'t> {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) node: &'t Node,
}

/// The routes of the routing model between screens that there are.
pub(super) fn routes<'t>(model: &Model<'t>, routing: &'t Object) -> Vec<Route<'t>> {
    let mut routes = Vec::new();
    for entry in &routing.entries {
        let Some(from) = model.ids.find(&entry.key) else {
            continue;
        };
        for node in entry.value.items() {
            if let Some(to) = node.as_str().and_then(|id| model.ids.find(id)) {
                routes.push(Route { from, to, node });
            }
        }
    }
    routes
}

/// The `navigate` actions to screens that there are, and whether those are all.
pub(super) fn navigates<'t>(model: &Model<'t>) -> (Vec<Route<'t>>, bool) {
    let mut routes = Vec::new();
    let mut all_known = true;
    for (from, screen) in model.screens.iter().enumerate() {
        all_known &= screen.actions_known && screen.components_known;
        for action in screen
            .actions
            .iter()
            .filter(|action| action.name == "navigate")
        {
            let next = model.get(action.object, "next").and_then(Node::as_object);
            let node = next.and_then(|next| model.get(next, "name"));
            let plain = node.filter(|node| form(node) == Form::Plain);
            let target = plain.and_then(|node| Some((node, model.ids.find(node.as_str()?)?)));
            match target {
                Some((node, to)) => routes.push(Route { from, to, node }),
                None => all_known = false,
            }
        }
    }
    (routes, all_known)
}

fn has_list(screen: &Screen<'_>) -> bool {
    let mut components = screen.components.iter();
    components.any(|component| component.name() == "NavigationList")
}

/// Whether every screen has a route to it from another.
fn no_entry<'r, 't: 'r>(model: &Model<'t>, routes: impl Iterator<Item = &'r Route<'t>>) -> bool {
    let mut inbound = vec![false; model.screens.len()];
    for route in routes.filter(|route| route.from != route.to) {
        inbound[route.to] = true;
    }
    !inbound.is_empty() && inbound.iter().all(|inbound| *inbound)
}

/// The screens that are connected with one by routes of either direction.
pub(super) fn reached(model: &Model<'_>, routes: &[Route<'_>], first: usize) -> Vec<bool> {
    let mut neighbours = vec![Vec::new(); model.screens.len()];
    for route in routes {
        neighbours[route.from].push(route.to);
        neighbours[route.to].push(route.from);
    }
    let mut reached = vec![false; model.screens.len()];
    let mut open = vec![first];
    while let Some(screen) = open.pop() {
        if reached.get(screen) == Some(&false) {
            reached[screen] = true;
            open.extend(&neighbours[screen]);
        }
    }
    reached
}

/// Reports the screens that were not reached: together, as one route may join them all.
fn unconnected(
    model: &Model<'_>,
    rule: &'static Rule,
    reached: &[bool],
    what: &str,
    sink: &mut Sink,
) {
    let apart = model.screens.iter().zip(reached);
    let apart: Vec<_> = apart
        .filter(|(_, reached)| !**reached)
        .map(|(screen, _)| screen)
        .collect();
    let Some(first) = apart.first() else {
        return;
    };
    let names = apart.iter().map(|screen| code(screen.known_id()));
    let message = match apart.len() {
        1 => format!("the screen {} is not connected with the rest", and(names)),
        2..=5 => format!("the screens {} are not connected with the rest", and(names)),
        many => format!("{many} screens are not connected with the rest"),
    };
    sink.report(rule, Spot::value(first.anchor), message)
        .help(format!("add {what} between it and the others"));
}
