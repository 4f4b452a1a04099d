//! The routing model of a flow, by which it is judged.

use super::help::let_begin;
use super::{
    BACK_ROUTE, MAX_BRANCHES, NAVIGATE_WITHOUT_ROUTE, NO_ENTRY_ROUTE, ROUTE_TO_ITSELF, Route,
    SCREEN_WITHOUT_ROUTE, TOO_MANY_ROUTES, UNCONNECTED_ROUTES, UNKNOWN_ROUTE, has_list, navigates,
    no_entry, reached, routes, unconnected,
};
use crate::check::model::{MANY, Model};
use crate::check::sink::{Sink, Spot};
use crate::check::structure::is_comment;
use crate::check::wording::code;
use crate::tree::{Entry, Node, Object};
use crate::version::Version;

/// Checks the routing model.
pub(super) fn routing_model(model: &Model<'_>, sink: &mut Sink) {
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
