//! Notes on a flow that is printed: mistakes, values kept as JSON, parts left out.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

use super::Inferred;
use crate::diagnostic::Diagnostic;
use crate::model::address;
use crate::pointer;
use crate::rule::Rule;
use crate::source::TextRange;
use crate::tree::{Node, Value};

/// Collected while the flow is printed.
pub(super) struct Notes {
    /// The rules that a flow breaks, by the addresses of the nodes that break them, as far as no
    /// attribute names them yet.
    broken: RefCell<HashMap<usize, Vec<&'static Rule>>>,
    /// The addresses of all nodes that Meta refuses.
    mistaken: HashSet<usize>,
    /// The places of values that are kept as JSON.
    escaped: RefCell<Vec<TextRange>>,
    /// How many parts are left out.
    inferred: Cell<Inferred>,
}

impl Notes {
    /// Notes the mistakes of a flow. `keep` says whether attributes are to stand before them.
    pub(super) fn new(flow: &Node, mistakes: &[Diagnostic], keep: bool) -> Self {
        let mut mistaken = HashSet::new();
        let mut broken: HashMap<usize, Vec<&'static Rule>> = HashMap::new();
        for mistake in mistakes {
            let node = address(at(flow, &mistake.place.pointer));
            mistaken.insert(node);
            if keep {
                broken.entry(node).or_default().push(mistake.rule);
            }
        }
        Self {
            broken: RefCell::new(broken),
            mistaken,
            escaped: RefCell::new(Vec::new()),
            inferred: Cell::new(Inferred::default()),
        }
    }

    /// The attributes for the mistakes in a node, but for those that a node inside of it has taken.
    pub(super) fn attributes(&self, node: &Node) -> Vec<String> {
        let mut rules = Vec::new();
        let mut broken = self.broken.borrow_mut();
        if !broken.is_empty() {
            take(&mut broken, node, &mut rules);
        }
        rules
            .iter()
            .map(|rule| format!("#[warn({})]", rule.ident()))
            .collect()
    }

    /// Whether Meta refuses something in it.
    pub(super) fn is_mistaken(&self, node: &Node) -> bool {
        let inside = match &node.value {
            Value::Array(items) => items.iter().any(|item| self.is_mistaken(item)),
            Value::Object(object) => {
                let mut entries = object.entries.iter();
                entries.any(|entry| self.is_mistaken(&entry.value))
            }
            _ => false,
        };
        inside || self.mistaken.contains(&address(node))
    }

    pub(super) fn escaped(&self, place: TextRange) {
        self.escaped.borrow_mut().push(place);
    }

    pub(super) fn inferred(&self, change: impl FnOnce(&mut Inferred)) {
        let mut inferred = self.inferred.get();
        change(&mut inferred);
        self.inferred.set(inferred);
    }

    /// The places of values that are kept as JSON, which it then forgets, and how many parts are left out.
    pub(super) fn finish(&self) -> (Vec<TextRange>, Inferred) {
        (self.escaped.take(), self.inferred.get())
    }
}

fn take(
    broken: &mut HashMap<usize, Vec<&'static Rule>>,
    node: &Node,
    rules: &mut Vec<&'static Rule>,
) {
    for rule in broken.remove(&address(node)).into_iter().flatten() {
        if !rules.iter().any(|known| known.name == rule.name) {
            rules.push(rule);
        }
    }
    match &node.value {
        Value::Array(items) => items.iter().for_each(|item| take(broken, item, rules)),
        Value::Object(object) => {
            let entries = object.entries.iter();
            entries.for_each(|entry| take(broken, &entry.value, rules));
        }
        _ => {}
    }
}

/// The node that a JSON pointer leads to, or the last one on the way that there is.
fn at<'t>(flow: &'t Node, pointer: &str) -> &'t Node {
    let mut node = flow;
    for token in pointer::tokens(pointer) {
        match node.child(&token) {
            Some(child) => node = child,
            None => break,
        }
    }
    node
}
