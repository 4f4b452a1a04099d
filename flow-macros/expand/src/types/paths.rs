//! The paths through a flow, and the screens that every path to another screen passes.

use std::cell::RefCell;
use std::collections::HashMap;

use flow_json::model::Flow;
use flow_json::tree::Node;

/// The paths through a flow. Screens are known by their index.
pub(super) struct Paths {
    /// The steps from each screen.
    steps: Vec<Vec<Step>>,
    /// The screens that no other leads to.
    entries: Vec<usize>,
    /// The answers so far, since many fields come from one screen.
    visited: RefCell<HashMap<(usize, usize), bool>>,
    completed: RefCell<HashMap<(usize, usize), bool>>,
}

/// A step to another screen.
struct Step {
    to: usize,
    /// Whether only the `Footer` leads to it.
    by_footer: bool,
}

impl Paths {
    /// Follows the navigations of a flow and the routes that it declares.
    pub(super) fn new(flow: &Flow<'_>) -> Self {
        let mut steps: Vec<Vec<Step>> = Vec::new();
        for screen in &flow.screens {
            let mut navigations = Vec::new();
            for (action, target) in screen.navigations() {
                if let Some(to) = target.as_str().and_then(|id| flow.ids.find(id)) {
                    let by_footer = screen.components[action.component].name() == "Footer";
                    navigations.push(Step { to, by_footer });
                }
            }
            steps.push(navigations);
        }
        let model = flow.top("routing_model").and_then(Node::as_object);
        for entry in model.into_iter().flat_map(|model| &model.entries) {
            let Some(from) = flow.ids.find(&entry.key) else {
                continue;
            };
            for target in entry.value.as_array().into_iter().flatten() {
                let Some(to) = target.as_str().and_then(|id| flow.ids.find(id)) else {
                    continue;
                };
                if steps[from].iter().any(|step| step.to == to) {
                    continue;
                }
                // The endpoint leads there, and any `data_exchange` of the screen may have asked it.
                let screen = &flow.screens[from];
                let by_footer = screen.actions.iter().all(|action| {
                    action.name != "data_exchange"
                        || screen.components[action.component].name() == "Footer"
                });
                steps[from].push(Step { to, by_footer });
            }
        }
        let mut is_target = vec![false; steps.len()];
        for (from, steps) in steps.iter().enumerate() {
            for step in steps.iter().filter(|step| step.to != from) {
                is_target[step.to] = true;
            }
        }
        let screens = 0..steps.len();
        Self {
            entries: screens.filter(|screen| !is_target[*screen]).collect(),
            steps,
            visited: RefCell::default(),
            completed: RefCell::default(),
        }
    }

    /// Whether every path to screen `at` goes over screen `before`.
    pub(super) fn surely_visited(&self, before: usize, at: usize) -> bool {
        let mut known = self.visited.borrow_mut();
        *known.entry((before, at)).or_insert_with(|| {
            before == at || !self.reaches(at, |from, _| from != before, Some(before))
        })
    }

    /// Whether every path to screen `at` leaves screen `before` by its `Footer`.
    pub(super) fn surely_completed(&self, before: usize, at: usize) -> bool {
        let mut known = self.completed.borrow_mut();
        *known.entry((before, at)).or_insert_with(|| {
            !self.reaches(at, |from, step| from != before || !step.by_footer, None)
        })
    }

    /// Whether the screen can be reached by those steps, and from another entry than `without`.
    fn reaches(
        &self,
        target: usize,
        allowed: impl Fn(usize, &Step) -> bool,
        without: Option<usize>,
    ) -> bool {
        // Without an entry any screen can be the first. The checker reports such a flow.
        if self.entries.is_empty() {
            return true;
        }
        let mut seen = vec![false; self.steps.len()];
        let mut waiting: Vec<usize> = self
            .entries
            .iter()
            .copied()
            .filter(|entry| Some(*entry) != without)
            .collect();
        while let Some(screen) = waiting.pop() {
            if std::mem::replace(&mut seen[screen], true) {
                continue;
            }
            let steps = self.steps[screen].iter();
            waiting.extend(
                steps
                    .filter(|step| allowed(screen, step))
                    .map(|step| step.to),
            );
        }
        seen[target]
    }
}
