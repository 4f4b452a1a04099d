//! Routes: which screen may follow which.
//!
//! A flow with a routing model is judged by it. Without one the `navigate` actions are the routes.

mod help;
mod rules;

pub(super) use help::routing_model;
pub(super) use rules::*;

use help::let_begin;

use super::model::{MANY, Model, Screen};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::structure::is_comment;
use super::wording::{and, code};
use crate::model::{Form, form};
use crate::rule::Rule;
use crate::tree::{Entry, Node, Object};
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[
    Check {
        run: modelled_routes,
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
        run: navigated_routes,
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

/// Checks the routing model.
pub(super) fn modelled_routes(model: &Model<'_>, sink: &mut Sink) {
    let routing = model.top("routing_model").and_then(Node::as_object);
    let Some(routing) = routing.filter(|_| model.ids_known) else {
        return;
    };
    // Findings that follow from an unsound route alone are left out.
    let mut sound = unknown_routes(model, routing, sink);
    let routes = routes(model, routing);
    sound &= shape_of_routes(model, &routes, sink);
    if !is_known(routing) {
        return;
    }
    sound &= screens_without_route(model, routing, &routes, sink);
    sound &= navigates_without_route(model, &routes, sink);
    if !sound {
        return;
    }
    let navigates = navigates(model).0;
    if no_entry(model, routes.iter().chain(&navigates)) {
        if let Some(key) = model
            .node
            .as_object()
            .and_then(|flow| flow.entry("routing_model"))
        {
            let found = sink.report(
                &NO_ENTRY_ROUTE,
                Spot::key(key),
                "every screen has one before it",
            );
            if no_entry(model, routes.iter()) {
                found.enforced();
            }
            found.help(let_begin(model, &routes, &navigates));
        }
    } else {
        let reached = reached(model, &routes, 0);
        unconnected(model, &UNCONNECTED_ROUTES, &reached, "a route", sink);
    }
}

fn unknown_routes<'t>(model: &Model<'t>, routing: &'t Object, sink: &mut Sink) -> bool {
    let mut sound = true;
    let routes = routing.entries.iter();
    let routes: usize = routes.map(|entry| 1 + entry.value.items().len()).sum();
    // A suggestion looks through all routes, which would take too long for each of many.
    let is_long = routes > MANY;
    let mut report = |spot: Spot, id: &str, key: &Entry| {
        if model.ids.find(id).is_some() {
            return;
        }
        sound = false;
        let letter = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_';
        // A value that is no id has been reported.
        if id.is_empty() || !id.bytes().all(letter) {
            return;
        }
        let message = format!("there is no screen {}", code(id));
        let found = sink.report(&UNKNOWN_ROUTE, spot, message);
        // A second key, a second item or a way back would be the next mistake.
        let has = |key: &Entry, id: &str| {
            let mut ids = key.value.items().iter().filter_map(Node::as_str);
            ids.any(|one| one == id)
        };
        let is_key = key.key == id;
        let is_wrong = |other: &str| {
            let entry = routing.entry(other);
            has(key, other)
                || if is_key {
                    entry.is_some()
                } else {
                    other == key.key || entry.is_some_and(|entry| has(entry, &key.key))
                }
        };
        let leads_on = is_key && !key.value.items().is_empty();
        let suggestion = if is_long {
            None
        } else {
            model.ids.suggest_but(id, is_wrong)
        };
        match suggestion {
            Some(help) => found.help(help),
            None if leads_on => found.help("write the id of a screen"),
            None => found.help("leave it out"),
        };
    };
    for entry in &routing.entries {
        // A comment has been reported.
        if is_comment(&entry.key) && entry.value.as_array().is_none() {
            continue;
        }
        report(Spot::key(entry), &entry.key, entry);
        for target in entry.value.items() {
            if let Some(id) = target.as_str() {
                report(Spot::value(target), id, entry);
            }
        }
    }
    sound
}

/// Whether every value of the routing model is a list of ids.
fn is_known(routing: &Object) -> bool {
    routing.entries.iter().all(|entry| {
        let targets = entry.value.as_array();
        targets.is_some_and(|targets| targets.iter().all(|target| target.as_str().is_some()))
    })
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

fn screens_without_route<'t>(
    model: &Model<'t>,
    routing: &'t Object,
    routes: &[Route<'t>],
    sink: &mut Sink,
) -> bool {
    let mut named = vec![false; model.screens.len()];
    let keys = routing
        .entries
        .iter()
        .filter_map(|entry| model.ids.find(&entry.key));
    for index in keys.chain(routes.iter().map(|route| route.to)) {
        named[index] = true;
    }
    let mut sound = true;
    for (screen, named) in model.screens.iter().zip(named) {
        let id = screen.known_id();
        // The second of one id is another mistake.
        let first = model
            .screen(id)
            .is_some_and(|first| std::ptr::eq(first, screen));
        if !named && first && screen.terminal == Some(false) {
            sound = false;
            let name = model.style.property("routing_model");
            let message = format!("the screen {} is not in `{name}`", code(id));
            sink.report(&SCREEN_WITHOUT_ROUTE, Spot::value(screen.anchor), message)
                .help("add it as a key, with the screens that may follow, or to a list");
        }
    }
    sound
}

fn shape_of_routes(model: &Model<'_>, routes: &[Route<'_>], sink: &mut Sink) -> bool {
    let mut sound = true;
    let mut edges: Vec<_> = routes
        .iter()
        .enumerate()
        .map(|(index, route)| (route.from, route.to, index))
        .collect();
    edges.sort_unstable();
    let mut branches = 0;
    for (index, route) in routes.iter().enumerate() {
        let name = |screen: usize| code(model.screens[screen].known_id());
        let same = index
            .checked_sub(1)
            .is_some_and(|last| routes[last].from == route.from);
        branches = if same { branches + 1 } else { 1 };
        if branches == MAX_BRANCHES + 1 {
            let message = format!(
                "more than {MAX_BRANCHES} screens may follow {}",
                name(route.from)
            );
            sink.report(&TOO_MANY_ROUTES, Spot::value(route.node), message)
                .help("let some of them follow another screen");
        }
        if route.from == route.to {
            sound = false;
            let message = format!("the screen {} follows itself", name(route.from));
            sink.report(&ROUTE_TO_ITSELF, Spot::value(route.node), message)
                .help("leave it out");
            continue;
        }
        let back = (route.to, route.from, 0);
        let first = edges.partition_point(|edge| *edge < back);
        let back = edges
            .get(first)
            .filter(|edge| (edge.0, edge.1) == (route.to, route.from));
        if let Some((_, _, forward)) = back.filter(|edge| edge.2 < index) {
            sound = false;
            let message = format!(
                "the route from {} to {} is the way back",
                name(route.from),
                name(route.to)
            );
            sink.report(&BACK_ROUTE, Spot::value(route.node), message)
                .help("leave it out: users can always go back")
                .related(Spot::value(routes[*forward].node), "the way forward");
        }
    }
    sound
}

fn navigates_without_route(model: &Model<'_>, routes: &[Route<'_>], sink: &mut Sink) -> bool {
    let mut edges: Vec<_> = routes.iter().map(|route| (route.from, route.to)).collect();
    edges.sort_unstable();
    let mut sound = true;
    for navigate in navigates(model).0 {
        let Route { from, to, node } = navigate;
        let known = |edge| edges.binary_search(&edge).is_ok();
        let listed = model.version >= Version::V6_2 && has_list(&model.screens[from]);
        if from != to && !listed && !known((from, to)) && !known((to, from)) {
            sound = false;
            let name = |screen: usize| code(model.screens[screen].known_id());
            let message = format!(
                "`{}` has no route from {} to {}",
                model.style.property("routing_model"),
                name(from),
                name(to)
            );
            sink.report(&NAVIGATE_WITHOUT_ROUTE, Spot::value(node), message)
                .help(format!("add {} to the list of {}", name(to), name(from)));
        }
    }
    sound
}

/// Checks the routes of a flow without a routing model.
pub(super) fn navigated_routes(model: &Model<'_>, sink: &mut Sink) {
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
