//! Routes through the flow: screens that no route leads to, cycles without an end, inputs passed by.

use std::collections::HashSet;

use super::model::{Component, Expression, Model, Reference, Screen, Written};
use super::routing::{navigates, reached, routes};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::{and, code};
use crate::expr::Source;
#[cfg(feature = "samples")]
use crate::rule::sample::{document, step};
use crate::rule::{Origin, Rule, samples};
use crate::table::MAX_SCREENS;
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[Check {
    run: dead_ends,
    rules: &[&UNREACHABLE, &ENDLESS, &PASSED_BY],
}];

/// A screen that no way leads to.
pub(super) const UNREACHABLE: Rule = Rule {
    id: "W23",
    name: "unreachable-screen",
    code: "UNREACHABLE_SCREEN",
    why: "a flow opens with a screen that none comes before; what no way from there leads to is never shown",
    // From A to D; B and C lead to each other and to D.
    samples: samples! {
        pass: Generated(|| flow_of(&[("A", "B D"), ("B", "C"), ("C", "B D"), ("D", "")])),
        fail: Generated(|| flow_of(&[("A", "D"), ("B", "C"), ("C", "B D"), ("D", "")])),
    },
    ..Rule::WARNING
};

/// Screens that lead to each other and to no end.
pub(super) const ENDLESS: Rule = Rule {
    id: "W24",
    name: "endless-cycle",
    code: "ENDLESS_CYCLE",
    source: Origin::Docs,
    why: "all ways through a flow end at a terminal screen; from a page at the side users go back, but from a cycle no way leads on",
    samples: samples! {
        pass: Generated(|| flow_of(&[("A", "B D"), ("B", "C"), ("C", "B D"), ("D", "")])),
        fail: Generated(|| flow_of(&[("A", "B D"), ("B", "C"), ("C", "B"), ("D", "")])),
    },
    ..Rule::WARNING
};

/// An input of a screen that some way goes past.
pub(super) const PASSED_BY: Rule = Rule {
    id: "W25",
    name: "input-passed-by",
    code: "INPUT_PASSED_BY",
    since: Version::V4_0,
    why: "an input of a screen that was not visited is empty",
    samples: samples! {
        pass: Generated(|| referring(&[("A", "B"), ("B", "D"), ("D", "")])),
        fail: Generated(|| referring(&[("A", "B D"), ("B", "D"), ("D", "")])),
    },
    ..Rule::WARNING
};

/// The screens and the routes between them, by index.
struct RouteGraph {
    next: Vec<Vec<usize>>,
    /// The screens that none comes before.
    entries: Vec<usize>,
}

impl RouteGraph {
    /// The graph of a flow with sound routes.
    fn of(model: &Model<'_>) -> Option<Self> {
        let sound = model.ids_known
            && model.ids.duplicates().next().is_none()
            && (2..=MAX_SCREENS).contains(&model.screens.len())
            && model.screens.iter().all(|screen| screen.components_known);
        let (mut all, known) = navigates(model);
        if !sound || !known {
            return None;
        }
        match model.top("routing_model") {
            Some(routing) => {
                let routing = routing.as_object()?;
                let lists = routing.entries.iter().map(|entry| entry.value.as_array());
                let targets: Option<Vec<_>> = lists.collect();
                let ids = targets?.into_iter().flatten();
                let known = |id: &str| model.ids.find(id).is_some();
                if !ids.clone().all(|id| id.as_str().is_some_and(known)) {
                    return None;
                }
                all.extend(routes(model, routing));
            }
            // The choice of the endpoint is not known.
            None if model.has_endpoint() || exchanges(model).any(|exchanges| exchanges) => {
                return None;
            }
            None => {}
        }
        // Unconnected screens have been reported.
        if !reached(model, &all, 0).iter().all(|reached| *reached) {
            return None;
        }
        let mut edges: Vec<_> = all.iter().map(|route| (route.from, route.to)).collect();
        edges.sort_unstable();
        edges.dedup();
        let mut next = vec![Vec::new(); model.screens.len()];
        let mut inbound = vec![false; model.screens.len()];
        for (from, to) in edges {
            if from != to {
                next[from].push(to);
                inbound[to] = true;
            }
        }
        let entries = (0..next.len()).filter(|screen| !inbound[*screen]);
        let entries: Vec<_> = entries.collect();
        (!entries.is_empty()).then_some(Self { next, entries })
    }

    /// The screens that are reached from the entries without passing one of them.
    fn reached(&self, without: Option<usize>) -> Vec<bool> {
        reach(&self.next, self.entries.clone(), without)
    }
}

fn reach(next: &[Vec<usize>], mut open: Vec<usize>, without: Option<usize>) -> Vec<bool> {
    let mut reached = vec![false; next.len()];
    while let Some(screen) = open.pop() {
        if Some(screen) != without && !reached[screen] {
            reached[screen] = true;
            open.extend(&next[screen]);
        }
    }
    reached
}

/// The screens from which no way leads to an end.
fn endless(next: &[Vec<usize>], back: &[Vec<usize>], ending: &[bool]) -> Vec<usize> {
    let mut ahead: Vec<_> = next.iter().map(Vec::len).collect();
    let mut stops = ending.to_vec();
    let mut open: Vec<_> = (0..next.len())
        .filter(|screen| ahead[*screen] == 0 && !ending[*screen])
        .collect();
    // A page that only leads to pages at the side is one itself.
    while let Some(screen) = open.pop() {
        stops[screen] = true;
        for before in &back[screen] {
            ahead[*before] -= 1;
            if ahead[*before] == 0 && !ending[*before] {
                open.push(*before);
            }
        }
    }
    (0..next.len()).filter(|screen| !stops[*screen]).collect()
}

/// For each screen whether it asks the endpoint.
fn exchanges(model: &Model<'_>) -> impl Iterator<Item = bool> {
    model.screens.iter().map(|screen| {
        let mut actions = screen.actions.iter();
        actions.any(|action| action.name == "data_exchange")
    })
}

pub(super) fn dead_ends(model: &Model<'_>, sink: &mut Sink) {
    let Some(routes) = RouteGraph::of(model) else {
        return;
    };
    let reached = routes.reached(None);
    let names = |apart: &[usize]| {
        let ids = apart
            .iter()
            .map(|screen| code(model.screens[*screen].known_id()));
        match apart.len() {
            1 => format!("the screen {}", and(ids)),
            2..=5 => format!("the screens {}", and(ids)),
            many => format!("{many} screens"),
        }
    };
    let apart = |reached: &[bool]| -> Vec<usize> {
        let screens = reached.iter().enumerate().filter(|(_, reached)| !**reached);
        screens.map(|(screen, _)| screen).collect()
    };
    let never = apart(&reached);
    if let Some(first) = never.first() {
        let message = format!("no way through the flow leads to {}", names(&never));
        sink.report(
            &UNREACHABLE,
            Spot::value(model.screens[*first].anchor),
            message,
        )
        .help("lead there from a screen that is reached, or leave it out");
    }
    let mut back = vec![Vec::new(); routes.next.len()];
    for (from, next) in routes.next.iter().enumerate() {
        for to in next {
            back[*to].push(from);
        }
    }
    // The endpoint may end the flow whenever it is asked.
    let ends = model.screens.iter().zip(exchanges(model)).enumerate();
    let ends = ends.filter(|(_, (screen, exchanges))| *exchanges || screen.terminal != Some(false));
    let ends: Vec<_> = ends.map(|(screen, _)| screen).collect();
    let endless = endless(&routes.next, &back, &reach(&back, ends.clone(), None));
    if let (Some(first), false) = (endless.first(), ends.is_empty()) {
        let message = format!("the ways from {} go round and never end", names(&endless));
        let spot = Spot::value(model.screens[*first].anchor);
        sink.report(&ENDLESS, spot, message)
            .help("lead from one of them to a terminal screen");
    }
    passed_by(model, &routes, &reached, sink);
}

fn passed_by(model: &Model<'_>, routes: &RouteGraph, reached: &[bool], sink: &mut Sink) {
    let mut without: Vec<Option<Vec<bool>>> = vec![None; model.screens.len()];
    let screens = model.screens.iter().enumerate();
    for (own, screen) in screens.filter(|(own, _)| reached[*own]) {
        // Who computes with an input or asks for it has thought of its being empty.
        let computed = screen.references();
        let computed = computed.filter(|one| one.expression.written != Written::Alone);
        let asked: HashSet<_> = computed.filter_map(|one| input(&one)).collect();
        let mut told = vec![false; model.screens.len()];
        let mut references: Vec<_> = screen.references().collect();
        // The first of them is told.
        references.sort_by_key(|one| (one.expression.site.component, one.expression.site.action));
        for reference in references {
            let Some((id, name)) = input(&reference) else {
                continue;
            };
            let Some(other) = model.ids.find(&id).filter(|other| *other != own) else {
                continue;
            };
            let always = always(screen, reference.expression);
            if told[other] || !always || asked.contains(&(id.clone(), name)) {
                continue;
            }
            let reached = without[other].get_or_insert_with(|| routes.reached(Some(other)));
            if reached[own] {
                told[other] = true;
                let message = format!(
                    "a way through the flow leads here past {}, so this may be empty",
                    code(&id)
                );
                sink.report(&PASSED_BY, reference.screen_spot(), message)
                    .help(format!("lead every way through {}", code(&id)))
                    .related(
                        Spot::value(model.screens[other].anchor),
                        "the screen with the input",
                    );
            }
        }
    }
}

/// The input of another screen that is referred to: the screen's id and the input's name.
fn input(reference: &Reference<'_, '_>) -> Option<(String, String)> {
    match reference.source() {
        (Some(id), Source::Form) => Some((id.to_owned(), reference.name(0)?.to_owned())),
        _ => None,
    }
}

/// Whether a value is shown, or handed to the next screen, whatever was chosen. What is sent away
/// does not count: who receives it can see that it is empty.
fn always(screen: &Screen<'_>, expression: &Expression<'_>) -> bool {
    let own = expression.site.component.map(|own| &screen.components[own]);
    let around = own.into_iter().flat_map(|own| screen.ancestors(own));
    let branches = |above: &Component<'_>| matches!(above.name(), "If" | "Switch");
    let action = expression.site.action.map(|own| &screen.actions[own]);
    !around.into_iter().any(branches) && action.is_none_or(|action| action.name == "navigate")
}

/// Screens, each with those that links on it lead to; one that leads nowhere is terminal.
#[cfg(feature = "samples")]
fn flow_of(screens: &[(&str, &str)]) -> String {
    let screens: Vec<_> = screens
        .iter()
        .map(|(id, next)| {
            let mut next = next.split(' ');
            let screen = step(id, next.next().expect("a split text has a part"));
            let links: String = next
                .map(|next| {
                    format!(
                        r#"{{"type": "EmbeddedLink", "text": "{next}", "on-click-action": {{"name": "navigate", "next": {{"type": "screen", "name": "{next}"}}, "payload": {{}}}}}}, "#
                    )
                })
                .collect();
            screen.replacen(r#""children": ["#, &format!(r#""children": [{links}"#), 1)
        })
        .collect();
    document(Version::V7_3, "", &format!("[{}]", screens.join(", ")))
}

/// The same; `B` has an input that `D` refers to.
#[cfg(feature = "samples")]
fn referring(screens: &[(&str, &str)]) -> String {
    const INPUT: &str = r#"{"type": "TextInput", "name": "city", "label": "City"}, "#;
    const TEXT: &str = r#"{"type": "TextBody", "text": "${screen.B.form.city}"}, "#;
    let mut document = flow_of(screens);
    for (id, child) in [("B", INPUT), ("D", TEXT)] {
        let screen = document
            .find(&format!(r#""id": "{id}""#))
            .expect("both screens are there");
        let children = r#""children": ["#;
        let at = document[screen..].find(children);
        let at = at.expect("each screen has children");
        document.insert_str(screen + at + children.len(), child);
    }
    document
}
