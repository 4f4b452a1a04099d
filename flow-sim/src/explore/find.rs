//! Looking for mistakes.

use std::collections::{BTreeSet, HashSet};

use super::influence::each_reference;
use super::{Exploration, Finding, FindingKind};
use crate::event::Event;
use crate::place::Place;
use crate::program::{Component, Kind, Path, Program, Screen, Template, Term, Trigger};
use crate::scope::Scope;
use crate::state::State;
use crate::step::Simulator;
use crate::value::Value;
use crate::view::{self, View};

/// A finding, before it is known how one gets there.
pub(super) struct Found {
    kind: FindingKind,
    pub(super) screen: usize,
    message: String,
    place: Place,
}

/// The findings on a screen as it is seen.
pub(super) fn look(simulator: &Simulator<'_>, state: &State, view: &View) -> Vec<Found> {
    let mut all = Vec::new();
    let scope = Scope::of(simulator.program, simulator.settings, state);
    let Some(scope) = scope.filter(|_| state.end.is_none()) else {
        return all;
    };
    let screen = &simulator.program.screens[scope.screen];
    all.extend(view.faults.iter().map(|fault| Found {
        kind: FindingKind::Fault,
        screen: scope.screen,
        message: fault.message.clone(),
        place: fault.place.clone(),
    }));
    for drawn in view.shown() {
        let component = &screen.components[drawn.index];
        for (name, template) in &component.properties {
            each_reference(template, &mut |reference| {
                let found = |kind, message| Found {
                    kind,
                    screen: scope.screen,
                    message,
                    place: component.place.member(name),
                };
                if scope.resolve(reference).is_none() {
                    let what = drawn.describe();
                    let message = format!(
                        "`{}` leads nowhere, and {what} shows it as it is written",
                        reference.text
                    );
                    all.push(found(FindingKind::LiteralReference, message));
                }
                let unseen = reference
                    .screen
                    .filter(|other| state.memory(*other).is_none());
                let compared = matches!(*name, "visible" | "condition" | "value" | "enabled");
                if let Some(other) = unseen.filter(|_| !compared) {
                    let id = &simulator.program.screens[other].id;
                    let message = format!(
                        "`{}` is empty: the screen `{id}` was not seen on the way",
                        reference.text
                    );
                    all.push(found(FindingKind::EmptyReference, message));
                }
            });
        }
    }
    all
}

/// A step that fails on the phone.
pub(super) fn failed_step(
    program: &Program,
    view: &View,
    event: Option<&Event>,
    cause: &str,
) -> Found {
    let component = event.and_then(|event| match event {
        Event::Fill { component, .. }
        | Event::Attach { component, .. }
        | Event::Choose { component, .. }
        | Event::Tick { component }
        | Event::Tap { component }
        | Event::TapItem { component, .. } => view.component(*component),
        Event::Back | Event::Close | Event::Answer(_) => None,
    });
    let screen = program.screen(&view.screen).unwrap_or(0);
    let place = component.map(|component| component.place.as_ref().clone());
    Found {
        kind: FindingKind::FailedStep,
        screen,
        message: cause.to_owned(),
        place: place.unwrap_or_else(|| program.screens[screen].place.clone()),
    }
}

/// The gaps in the reply of a flow that is completed by a tap.
pub(super) fn reply(
    simulator: &Simulator<'_>,
    state: &State,
    view: &View,
    event: Option<&Event>,
) -> Vec<Found> {
    let mut all = Vec::new();
    // The end that an endpoint answers with has a reply of the endpoint's own.
    let Some((Event::Tap { component }, visit)) = event.zip(state.top()) else {
        return all;
    };
    let program = simulator.program;
    let scope = Scope {
        program,
        settings: simulator.settings,
        state,
        screen: visit.screen,
        memory: &visit.memory,
    };
    let Some(component) = view.component(*component) else {
        return all;
    };
    let action = program.screens[visit.screen].components[component.index].action(Trigger::Click);
    let Some(Template::Object(payload)) = action.and_then(|action| action.get("payload")) else {
        return all;
    };
    for (key, template) in payload {
        let found = |kind, message| Found {
            kind,
            screen: visit.screen,
            message,
            place: component
                .place
                .member("on-click-action")
                .member("payload")
                .member(key),
        };
        each_reference(template, &mut |reference| {
            if scope.resolve(reference).is_none() {
                let message = format!(
                    "`{}` leads nowhere, and `{key}` of the reply has it as it is written",
                    reference.text
                );
                all.push(found(FindingKind::LiteralReference, message));
            }
        });
        let Template::Term(Term::Reference(reference)) = template else {
            continue;
        };
        let other = reference.screen.unwrap_or(visit.screen);
        if state.memory(other).is_none() {
            let id = &program.screens[other].id;
            let message =
                format!("`{key}` of the reply is empty: the screen `{id}` was not seen on the way");
            all.push(found(FindingKind::EmptyReference, message));
        } else if let Path::Input(input, _) = &reference.path
            && is_always_required(
                &program.screens[other],
                program.screens[other].input(*input),
            )
            && scope
                .resolve(reference)
                .is_some_and(|value| value.is_empty())
        {
            let message = format!(
                "`{key}` of the reply is empty, though `{}` is required",
                reference.text
            );
            all.push(found(FindingKind::MissingInReply, message));
        }
    }
    all
}

/// Whether an input is required on every way.
fn is_always_required(screen: &Screen, component: &Component) -> bool {
    let required = component.property("required").and_then(Template::constant);
    let shown = component.property("visible").is_none();
    let mut above = component.parent;
    while let Some(index) = above {
        if screen.components[index].kind != Kind::Form {
            return false;
        }
        above = screen.components[index].parent;
    }
    shown && required.and_then(|value| value.as_bool()) == Some(true)
}

/// A screen from which the flow cannot be completed.
pub(super) fn dead_end(program: &Program, screen: usize) -> Found {
    let place = program.screens[screen].place.clone();
    let id = &program.screens[screen].id;
    Found {
        kind: FindingKind::DeadEnd,
        screen,
        message: format!(
            "from the screen `{id}` the flow cannot be completed, not even by going back"
        ),
        place,
    }
}

/// All findings so far, and the traces of the walk that show the impossible at its end.
pub(super) struct Findings {
    all: Vec<Finding>,
    known: HashSet<(FindingKind, String)>,
    reached: Vec<bool>,
    routes: BTreeSet<(usize, usize)>,
    replies: Vec<Value>,
    known_replies: HashSet<Value>,
    /// Whether the button of each screen was tapped.
    tapped: Vec<bool>,
    /// Whether the button of each screen was seen, and where.
    footers: Vec<Option<Place>>,
}

impl Findings {
    pub(super) fn new(program: &Program) -> Self {
        let screens = program.screens.len();
        Self {
            all: Vec::new(),
            known: HashSet::new(),
            reached: vec![false; screens],
            routes: BTreeSet::new(),
            replies: Vec::new(),
            known_replies: HashSet::new(),
            tapped: vec![false; screens],
            footers: vec![None; screens],
        }
    }

    pub(super) fn is_known(&self, found: &Found) -> bool {
        self.known
            .contains(&(found.kind, found.place.pointer.clone()))
    }

    pub(super) fn add(
        &mut self,
        program: &Program,
        found: Found,
        opened: usize,
        steps: Vec<String>,
        events: Vec<Event>,
    ) {
        let id = |screen: usize| program.screens[screen].id.clone();
        if self.known.insert((found.kind, found.place.pointer.clone())) {
            self.all.push(Finding {
                kind: found.kind,
                screen: id(found.screen),
                message: found.message,
                place: found.place,
                steps,
                opened: id(opened),
                events,
            });
        }
    }

    /// Something to which no way leads.
    fn add_without_way(&mut self, program: &Program, found: Found) {
        let screen = found.screen;
        self.add(program, found, screen, Vec::new(), Vec::new());
    }

    /// A flow that cannot be opened on one of its first screens.
    pub(super) fn opening(&mut self, program: &Program, screen: usize, cause: &str) {
        let found = Found {
            kind: FindingKind::FailedStep,
            screen,
            message: format!("the flow cannot be opened: {cause}"),
            place: program.screens[screen].place.clone(),
        };
        self.add_without_way(program, found);
    }

    /// Notes a reply that completed the flow.
    pub(super) fn replied(&mut self, reply: &Value) {
        if self.replies.len() < MAX_REPLIES && self.known_replies.insert(reply.clone()) {
            self.replies.push(reply.clone());
        }
    }

    pub(super) fn reached(&mut self, screen: usize) {
        self.reached[screen] = true;
    }

    pub(super) fn walked(&mut self, from: usize, to: usize) {
        self.routes.insert((from, to));
    }

    pub(super) fn tapped(&mut self, screen: usize, component: &view::Component) {
        self.tapped[screen] |= component.kind == Kind::Footer;
    }

    pub(super) fn footer(&mut self, screen: usize, footer: &view::Component) {
        self.footers[screen].get_or_insert_with(|| footer.place.as_ref().clone());
    }

    /// Adds the things that never happen, when all states are known.
    pub(super) fn never(&mut self, program: &Program) {
        for (index, screen) in program.screens.iter().enumerate() {
            let id = &screen.id;
            // It is the name of the end in an answer.
            let is_end = program.has_endpoint && **id == *flow_json::table::RESERVED_SCREEN_ID;
            if !self.reached[index] && is_end {
                continue;
            }
            if !self.reached[index] {
                let found = Found {
                    kind: FindingKind::UnreachableScreen,
                    screen: index,
                    message: format!("nobody comes to the screen `{id}`"),
                    place: screen.place.clone(),
                };
                self.add_without_way(program, found);
            } else if let Some(place) = self.footers[index].clone().filter(|_| !self.tapped[index])
            {
                let found = Found {
                    kind: FindingKind::FooterNeverEnabled,
                    screen: index,
                    message: format!("the button of the screen `{id}` can never be tapped"),
                    place,
                };
                self.add_without_way(program, found);
            }
        }
    }

    pub(super) fn finish(self, program: &Program, states: usize, complete: bool) -> Exploration {
        let id = |screen: usize| program.screens[screen].id.clone();
        let reached = self
            .reached
            .iter()
            .enumerate()
            .filter(|(_, reached)| **reached);
        let mut findings = self.all;
        // The kinds, and in each the nearest first.
        findings.sort_by_key(|finding| (finding.kind, finding.events.len()));
        Exploration {
            states,
            complete,
            reached: reached.map(|(screen, _)| id(screen)).collect(),
            routes: self
                .routes
                .iter()
                .map(|(from, to)| (id(*from), id(*to)))
                .collect(),
            replies: self.replies,
            findings,
        }
    }
}

/// The most replies that are kept.
const MAX_REPLIES: usize = 1000;
