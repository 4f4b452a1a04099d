//! The paths through a flow, and the screens that every path to another screen passes.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use flow_json::model::Flow;
use flow_json::tree::Node;

/// The paths through a flow. Screens are known by their index.
pub(super) struct Paths {
    steps: Vec<Step>,
    /// The screens that no other leads to.
    entries: Vec<usize>,
    /// The answers so far, since many fields come from one screen.
    visited: RefCell<HashMap<(usize, usize), bool>>,
    completed: RefCell<HashMap<(usize, usize), bool>>,
}

/// A step from one screen to another.
struct Step {
    from: usize,
    to: usize,
    /// Whether only the `Footer` leads to it.
    by_footer: bool,
}

impl Paths {
    /// Follows the navigations of a flow and the routes that it declares.
    pub(super) fn new(flow: &Flow<'_>) -> Self {
        let mut steps: Vec<Step> = Vec::new();
        for (from, screen) in flow.screens.iter().enumerate() {
            for (action, target) in screen.navigations() {
                if let Some(to) = target.as_str().and_then(|id| flow.ids.find(id)) {
                    let by_footer = screen.components[action.component].name() == "Footer";
                    steps.push(Step {
                        from,
                        to,
                        by_footer,
                    });
                }
            }
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
                if steps.iter().any(|step| (step.from, step.to) == (from, to)) {
                    continue;
                }
                // The endpoint leads there, and any `data_exchange` of the screen may have asked it.
                let screen = &flow.screens[from];
                let by_footer = screen.actions.iter().all(|action| {
                    action.name != "data_exchange"
                        || screen.components[action.component].name() == "Footer"
                });
                steps.push(Step {
                    from,
                    to,
                    by_footer,
                });
            }
        }
        let is_target = |screen: &usize| {
            let mut others = steps.iter().filter(|step| step.from != step.to);
            others.any(|step| step.to == *screen)
        };
        let screens = 0..flow.screens.len();
        Self {
            entries: screens.filter(|screen| !is_target(screen)).collect(),
            steps,
            visited: RefCell::default(),
            completed: RefCell::default(),
        }
    }

    /// Whether every path to screen `at` goes over screen `before`.
    pub(super) fn surely_visited(&self, before: usize, at: usize) -> bool {
        let mut known = self.visited.borrow_mut();
        *known.entry((before, at)).or_insert_with(|| {
            before == at || !self.reaches(at, |step| step.from != before, Some(before))
        })
    }

    /// Whether every path to screen `at` leaves screen `before` by its `Footer`.
    pub(super) fn surely_completed(&self, before: usize, at: usize) -> bool {
        let mut known = self.completed.borrow_mut();
        *known.entry((before, at)).or_insert_with(|| {
            !self.reaches(at, |step| step.from != before || !step.by_footer, None)
        })
    }

    /// Whether the screen can be reached by those steps, and from another entry than `without`.
    fn reaches(
        &self,
        target: usize,
        allowed: impl Fn(&Step) -> bool,
        without: Option<usize>,
    ) -> bool {
        // Without an entry any screen can be the first. The checker reports such a flow.
        if self.entries.is_empty() {
            return true;
        }
        let mut seen: HashSet<usize> = HashSet::new();
        let mut waiting: Vec<usize> = self
            .entries
            .iter()
            .copied()
            .filter(|entry| Some(*entry) != without)
            .collect();
        while let Some(screen) = waiting.pop() {
            if !seen.insert(screen) {
                continue;
            }
            let steps = self.steps.iter().filter(|step| step.from == screen);
            waiting.extend(steps.filter(|step| allowed(step)).map(|step| step.to));
        }
        seen.contains(&target)
    }
}
