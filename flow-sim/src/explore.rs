//! The explorer: walks the states of a flow and finds the mistakes that a person could run into.
//!
//! States are walked in the order of their distance from the beginning, so that the first way to a
//! finding is a shortest one. Two states are the same if nothing that leads on tells them apart: inputs
//! that no condition, list or limit looks at do not count. Each flow is walked twice: by a person who
//! fills the required inputs only, and by one who fills all.

mod answers;
mod describe;
mod find;
mod fingerprint;
mod influence;
mod moves;
mod requests;
mod result;

use std::collections::{HashMap, VecDeque};
use std::ops::ControlFlow;

use crate::event::{Effect, Event};
use crate::program::Program;
use crate::settings::Settings;
use crate::state::{End, Notice, State};
use crate::step::{Opening, Simulator};
use crate::view::View;

pub use requests::requests;
pub use result::{Bounds, Exploration, Finding, FindingKind, Progress};

use influence::Influence;
use moves::Filling;

/// A state that was reached, and how.
struct Reached {
    state: State,
    filling: Filling,
    /// The state before, and the events that led from there.
    before: Option<(usize, Vec<Event>)>,
    /// The states that lead here.
    from: Vec<usize>,
}

/// Walks the states of a flow.
///
/// ```
/// use flow_sim::explore::{Bounds, explore};
/// use flow_sim::{Program, Settings};
///
/// let program = Program::from_json(r#"{"version": "7.3", "screens": [{
///     "id": "START", "title": "Start", "terminal": true,
///     "layout": {"type": "SingleColumnLayout", "children": [
///         {"type": "TextInput", "name": "age", "label": "Age", "input-type": "number"},
///         {"type": "Footer", "label": "Send", "enabled": "`${form.age} > 17 && ${form.age} < 17`",
///             "on-click-action": {"name": "complete", "payload": {}}}
///     ]}
/// }]}"#).unwrap();
/// let exploration = explore(&program, &Settings::default(), Bounds::default());
/// assert!(exploration.complete);
/// let kinds: Vec<_> = exploration.findings.iter().map(|finding| finding.kind.name()).collect();
/// assert_eq!(kinds, ["dead-end", "footer-never-enabled"]);
/// ```
pub fn explore(program: &Program, settings: &Settings, bounds: Bounds) -> Exploration {
    explore_with(
        program,
        settings,
        bounds,
        &mut |_| ControlFlow::Continue(()),
    )
}

/// Walks the states of a flow, and tells after each touch how far it is. It ends early if it is told to: a
/// limit of time is for the caller, who has a clock.
pub fn explore_with(
    program: &Program,
    settings: &Settings,
    bounds: Bounds,
    progress: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
) -> Exploration {
    let mut explorer = Explorer::new(program, settings, bounds, progress);
    explorer.walk();
    explorer.finish()
}

struct Explorer<'p> {
    simulator: Simulator<'p>,
    influence: Influence,
    answers: answers::Variants,
    lists: fingerprint::Lists,
    bounds: Bounds,
    progress: &'p mut dyn FnMut(&Progress) -> ControlFlow<()>,
    reached: Vec<Reached>,
    known: HashMap<u128, usize>,
    waiting: VecDeque<usize>,
    /// How many states have been left by all moves.
    walked: usize,
    findings: find::Findings,
    /// The states in which the flow is completed.
    ends: Vec<usize>,
    /// Whether a bound was reached.
    cut: bool,
    /// Whether the caller has ended the walk.
    ended: bool,
}

impl<'p> Explorer<'p> {
    fn new(
        program: &'p Program,
        settings: &'p Settings,
        bounds: Bounds,
        progress: &'p mut dyn FnMut(&Progress) -> ControlFlow<()>,
    ) -> Self {
        Self {
            simulator: Simulator::new(program, settings),
            influence: Influence::of(program),
            answers: answers::Variants::default(),
            lists: fingerprint::Lists::default(),
            bounds,
            progress,
            reached: Vec::new(),
            known: HashMap::new(),
            waiting: VecDeque::new(),
            walked: 0,
            findings: find::Findings::new(program),
            ends: Vec::new(),
            cut: false,
            ended: false,
        }
    }

    /// Walks all states.
    fn walk(&mut self) {
        // The first screen that a message may name, then the others: each with the author's examples.
        let program = self.simulator.program;
        let entries = program.entries();
        if entries.is_empty() && !program.screens.is_empty() {
            self.findings
                .opening(program, 0, "each screen has another before it");
        }
        for &screen in entries {
            let opening = Opening {
                screen: Some(program.screens[screen].id.clone()),
                ..Opening::default()
            };
            for filling in [Filling::Required, Filling::All] {
                let (state, _) = self.simulator.open(&opening);
                if let Some(End::Failed(cause)) = state.end() {
                    let cause = cause.to_string();
                    self.findings
                        .opening(self.simulator.program, screen, &cause);
                    continue;
                }
                self.add(state, filling, None);
            }
        }
        while !self.ended
            && let Some(index) = self.waiting.pop_front()
        {
            self.expand(index);
            if !self.ended {
                self.walked += 1;
                self.tell();
            }
        }
    }

    /// Tells how far the walk is.
    fn tell(&mut self) {
        let progress = Progress {
            states: self.reached.len(),
            walked: self.walked,
        };
        self.ended = (self.progress)(&progress).is_break();
    }

    /// Takes all moves from a state.
    fn expand(&mut self, index: usize) {
        let state = self.reached[index].state.clone();
        let filling = self.reached[index].filling;
        let view = self.simulator.view(&state);
        self.look(index, &state, &view);
        if state.end.is_some() {
            return;
        }
        let moves = match state.requests.first() {
            Some(request) => answers::answers(
                self.simulator.program,
                &self.influence,
                &mut self.answers,
                &state,
                request,
            ),
            None => moves::moves(&self.simulator, &self.influence, &state, &view, filling),
        };
        for events in moves {
            if self.ended {
                return;
            }
            self.take(index, &state, &view, filling, events);
        }
    }

    /// Looks at the screen.
    fn look(&mut self, index: usize, state: &State, view: &View) {
        for found in find::look(&self.simulator, state, view) {
            self.found(index, Vec::new(), found);
        }
        if let Some((visit, footer)) = state.top().zip(view.footer()) {
            self.findings.footer(visit.screen, footer);
        }
        if matches!(state.end, Some(End::Completed { .. })) {
            self.ends.push(index);
        }
    }

    /// Takes one move.
    fn take(
        &mut self,
        index: usize,
        state: &State,
        view: &View,
        filling: Filling,
        mut events: Vec<Event>,
    ) {
        let mut now = state.clone();
        let mut effects = Vec::new();
        let mut seen = None;
        for (count, event) in events.iter().enumerate() {
            // A large screen has thousands of moves, each of as many events.
            self.tell();
            if self.ended {
                return;
            }
            let last = seen.as_ref().unwrap_or(view);
            match self.simulator.step_seen(&now, last, event) {
                Ok((next, more)) => {
                    now = next;
                    effects = more;
                }
                // An input that was filled before has changed the screen.
                Err(_) if count + 1 < events.len() => continue,
                Err(_) => {
                    // No value was thought of that the input takes, so that nothing is known beyond.
                    self.cut |= last.waits_for_text();
                    return;
                }
            }
            if count + 1 < events.len() {
                seen = Some(self.simulator.view(&now));
            }
        }
        let seen_last = seen.as_ref().unwrap_or(view);
        if let (Some(Event::Tap { component }), Some(visit)) = (events.last(), state.top())
            && let Some(component) = seen_last.component(*component)
        {
            self.findings.tapped(visit.screen, component);
        }
        if let Some(Notice::Failure(cause)) = &now.notice {
            let found = find::failed_step(self.simulator.program, seen_last, events.last(), cause);
            self.found(index, events, found);
            return;
        }
        for effect in &effects {
            if let Effect::Complete(reply) = effect {
                self.findings.replied(reply);
                for found in find::reply(&self.simulator, &now, seen_last, events.last()) {
                    self.found(index, events.clone(), found);
                }
            }
        }
        if now.stack.len() > self.bounds.depth {
            self.cut = true;
            return;
        }
        let from = state.top().map(|visit| visit.screen);
        let to = now.top().map(|visit| visit.screen);
        if let (Some(from), Some(to)) = (from, to)
            && now.stack.len() > state.stack.len()
        {
            self.findings.walked(from, to);
        }
        events.shrink_to_fit();
        self.add(now, filling, Some((index, events)));
    }

    /// Adds a state, if it is new.
    fn add(&mut self, state: State, filling: Filling, before: Option<(usize, Vec<Event>)>) {
        let key = self.influence.key(&state, filling, &mut self.lists);
        let from = before.as_ref().map(|(from, _)| *from);
        if let Some(known) = self.known.get(&key) {
            self.reached[*known].from.extend(from);
            return;
        }
        if self.reached.len() >= self.bounds.states {
            self.cut = true;
            return;
        }
        let index = self.reached.len();
        if let Some(visit) = state.top() {
            self.findings.reached(visit.screen);
        }
        self.known.insert(key, index);
        self.reached.push(Reached {
            state,
            filling,
            before,
            from: from.into_iter().collect(),
        });
        self.waiting.push_back(index);
    }

    /// Notes a finding behind a state and some more events.
    fn found(&mut self, index: usize, events: Vec<Event>, found: find::Found) {
        if self.findings.is_known(&found) {
            return;
        }
        let (start, mut way) = self.way(index);
        way.extend(events);
        let steps = describe::steps(&self.simulator, &start, &way);
        let opened = start.top().map_or(found.screen, |visit| visit.screen);
        self.findings
            .add(self.simulator.program, found, opened, steps, way);
    }

    /// The first state, and the events that lead from there to a state.
    fn way(&self, mut index: usize) -> (State, Vec<Event>) {
        let mut moves = Vec::new();
        while let Some((before, events)) = &self.reached[index].before {
            moves.push(events);
            index = *before;
        }
        let events = moves.into_iter().rev().flatten().cloned().collect();
        (self.reached[index].state.clone(), events)
    }

    /// The result, with the findings that need all states.
    fn finish(mut self) -> Exploration {
        let complete = !self.cut && !self.ended;
        if complete {
            self.dead_ends();
            self.findings.never(self.simulator.program);
        }
        let states = self.reached.len();
        self.findings
            .finish(self.simulator.program, states, complete)
    }

    /// Finds the states from which the flow cannot be completed.
    fn dead_ends(&mut self) {
        let mut leads = vec![false; self.reached.len()];
        let mut open = self.ends.clone();
        while let Some(index) = open.pop() {
            if !std::mem::replace(&mut leads[index], true) {
                open.extend(self.reached[index].from.iter().copied());
            }
        }
        for (index, leads) in leads.into_iter().enumerate() {
            let state = &self.reached[index].state;
            let closed = matches!(state.end, Some(End::Closed));
            if let Some(visit) = state.top().filter(|_| !leads && !closed) {
                let found = find::dead_end(self.simulator.program, visit.screen);
                self.found(index, Vec::new(), found);
            }
        }
    }
}
