//! What surely happened before: on which screens the user was, which inputs are filled.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use flow_json::table;
use flow_json::tree::{Node, Object, Value};

/// An action and where it stands.
pub(super) struct Action<'t> {
    pub(super) name: &'t str,
    pub(super) object: &'t Object,
    /// Whether it is that of a `Footer`, which waits until all required inputs are filled.
    pub(super) in_footer: bool,
    /// The input that it belongs to, which the user has just touched.
    pub(super) input: Option<&'t str>,
}

/// The actions on a screen, in the order of the document.
pub(super) fn actions(screen: &Node) -> Vec<Action<'_>> {
    let mut found = Vec::new();
    if let Some(layout) = screen.get("layout") {
        find(layout, false, None, &mut found);
    }
    found
}

fn find<'t>(node: &'t Node, in_footer: bool, input: Option<&'t str>, found: &mut Vec<Action<'t>>) {
    match &node.value {
        Value::Array(items) => {
            for item in items {
                find(item, in_footer, input, found);
            }
        }
        Value::Object(object) => {
            let text = |key| object.get(key).and_then(Node::as_str);
            if let Some(name) = text("name")
                && object.get("type").is_none()
                && table::action(name).is_some()
            {
                found.push(Action {
                    name,
                    object,
                    in_footer,
                    input,
                });
                return;
            }
            let (in_footer, input) = match text("type") {
                Some("Footer") => (true, None),
                Some(_) => (false, text("name")),
                None => (in_footer, input),
            };
            for entry in &object.entries {
                find(&entry.value, in_footer, input, found);
            }
        }
        _ => {}
    }
}

/// The inputs on a screen, by name: those in forms and branches too. Of two of one name the first.
pub(super) fn inputs(screen: &Node) -> HashMap<&str, &Node> {
    let mut found = HashMap::new();
    if let Some(layout) = screen.get("layout") {
        find_inputs(layout, &mut found);
    }
    found
}

fn find_inputs<'t>(node: &'t Node, found: &mut HashMap<&'t str, &'t Node>) {
    match &node.value {
        Value::Array(items) => {
            for item in items {
                find_inputs(item, found);
            }
        }
        Value::Object(object) => {
            let text = |key| object.get(key).and_then(Node::as_str);
            let component = text("type").and_then(table::component);
            if component.is_some_and(|component| component.input.is_some())
                && let Some(name) = text("name")
            {
                found.entry(name).or_insert(node);
                return;
            }
            for entry in &object.entries {
                find_inputs(&entry.value, found);
            }
        }
        _ => {}
    }
}

/// The inputs of a screen that must be filled before its `Footer` can be tapped.
pub(super) fn required(screen: &Node) -> HashSet<&str> {
    let mut names = HashSet::new();
    let children = screen
        .get("layout")
        .and_then(|layout| layout.get("children"));
    collect(children, &mut names);
    names
}

fn collect<'t>(children: Option<&'t Node>, names: &mut HashSet<&'t str>) {
    for component in children.and_then(Node::as_array).into_iter().flatten() {
        match component.get("type").and_then(Node::as_str) {
            // Those in branches may never be shown.
            Some("If" | "Switch") => {}
            Some("Form") => collect(component.get("children"), names),
            Some(_) => {
                // What an expression decides may be either.
                let required = component.get("required");
                let asked = required.is_some_and(is_true)
                    // The range of a `CalendarPicker` has a flag for each end.
                    || required.and_then(|ends| ends.get("start-date")).is_some_and(is_true);
                let there = |key| component.get(key).is_none_or(is_true);
                if asked
                    && there("visible")
                    && there("enabled")
                    && let Some(name) = component.get("name").and_then(Node::as_str)
                {
                    names.insert(name);
                }
            }
            None => {}
        }
    }
}

fn is_true(node: &Node) -> bool {
    node.as_bool() == Some(true)
}

/// The ways through the flow.
pub(super) struct Ways {
    /// From, to, and whether only by way of the `Footer`.
    edges: Vec<(usize, usize, bool)>,
    entries: Vec<usize>,
    /// What has been found out: many fields come from one screen.
    visited: RefCell<HashMap<(usize, usize), bool>>,
    completed: RefCell<HashMap<(usize, usize), bool>>,
}

impl Ways {
    /// The routes that the flow declares and those that its actions take.
    pub(super) fn new(
        flow: &Node,
        ids: &HashMap<&str, usize>,
        actions: &[Vec<Action<'_>>],
    ) -> Self {
        let mut edges = Vec::new();
        for (from, actions) in actions.iter().enumerate() {
            for action in actions.iter().filter(|action| action.name == "navigate") {
                let target = action.object.get("next").and_then(|next| next.get("name"));
                if let Some(to) = target
                    .and_then(Node::as_str)
                    .and_then(|id| ids.get(id).copied())
                {
                    edges.push((from, to, action.in_footer));
                }
            }
        }
        let model = flow.get("routing_model").and_then(Node::as_object);
        for entry in model.into_iter().flat_map(|model| &model.entries) {
            let Some(from) = ids.get(&*entry.key).copied() else {
                continue;
            };
            for target in entry.value.as_array().into_iter().flatten() {
                let Some(to) = target.as_str().and_then(|id| ids.get(id).copied()) else {
                    continue;
                };
                if edges.iter().any(|(f, t, _)| (*f, *t) == (from, to)) {
                    continue;
                }
                // The endpoint leads there, whatever it was that asked it.
                let in_footer = actions[from]
                    .iter()
                    .all(|action| action.in_footer || action.name != "data_exchange");
                edges.push((from, to, in_footer));
            }
        }
        let entries = (0..actions.len())
            .filter(|screen| {
                !edges
                    .iter()
                    .any(|(from, to, _)| to == screen && from != screen)
            })
            .collect();
        Self {
            edges,
            entries,
            visited: RefCell::default(),
            completed: RefCell::default(),
        }
    }

    /// Whether whoever is on screen `at` was on screen `before`.
    pub(super) fn surely_visited(&self, before: usize, at: usize) -> bool {
        let mut known = self.visited.borrow_mut();
        *known.entry((before, at)).or_insert_with(|| {
            before == at || !self.reaches(at, |from, _| from != before, Some(before))
        })
    }

    /// Whether whoever is on screen `at` came by the `Footer` of screen `before`.
    pub(super) fn surely_completed(&self, before: usize, at: usize) -> bool {
        let mut known = self.completed.borrow_mut();
        *known.entry((before, at)).or_insert_with(|| {
            !self.reaches(at, |from, in_footer| from != before || !in_footer, None)
        })
    }

    /// Whether the screen can be reached by these edges.
    fn reaches(
        &self,
        target: usize,
        may: impl Fn(usize, bool) -> bool,
        without: Option<usize>,
    ) -> bool {
        // Without an entry anything can be the first screen; the checker says that this is wrong.
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
            for (from, to, in_footer) in &self.edges {
                if *from == screen && may(*from, *in_footer) {
                    waiting.push(*to);
                }
            }
        }
        seen.contains(&target)
    }
}
