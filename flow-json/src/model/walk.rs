//! The walk over a screen that finds its components, actions and expressions.

mod value;

pub(super) use value::container;

use std::collections::HashSet;

use super::action::Path;
use super::component::UNKNOWN;
use super::expression::{Expression, Site};
use super::repair::Repairs;
use super::{Action, Component};
use crate::table::{self, Type};
use crate::tree::{Entry, Node, Object, Value};
use crate::version::Version;

/// The parts of a screen that the walk finds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// Components and actions. Texts are passed by, which are most of a flow.
    Structure,
    /// Expressions too.
    Expressions,
    /// Expressions too, but nothing that the checker has refused.
    Checked,
}

/// The actions on a screen, in the order of their components.
pub(crate) fn actions(screen: &Object) -> Vec<Action<'_>> {
    let repairs = Repairs::default();
    let mut walk = Walk::new(&repairs, Depth::Structure);
    walk.screen(screen, Version::NEWEST);
    walk.actions
}

/// The targets that a screen leads to from within an `If` alone, in the order of the document. Phones
/// that make the routing model themselves do not see these.
pub(crate) fn targets_in_branches<'t>(
    components: &[Component<'t>],
    actions: &[Action<'t>],
) -> Vec<&'t Node> {
    let in_branch = |action: &Action<'_>| {
        let above = |index: usize| components[index].parent;
        let mut around = std::iter::successors(above(action.component), |index| above(*index));
        around.any(|index| components[index].name() == "If")
    };
    let mut outside = HashSet::new();
    let mut inside = Vec::new();
    for action in actions {
        match action
            .target
            .and_then(|target| Some((target, target.as_str()?)))
        {
            Some(target) if in_branch(action) => inside.push(target),
            Some((_, to)) => {
                outside.insert(to);
            }
            None => {}
        }
    }
    inside.retain(|(_, to)| !outside.contains(to));
    inside.into_iter().map(|(target, _)| target).collect()
}

/// The targets in branches of a screen that is not part of a model yet.
pub(crate) fn targets_in_branches_of(screen: &Object) -> Vec<&Node> {
    let repairs = Repairs::default();
    let mut walk = Walk::new(&repairs, Depth::Structure);
    walk.screen(screen, Version::NEWEST);
    targets_in_branches(&walk.components, &walk.actions)
}

/// The walk, and the parts that it has found.
pub(super) struct Walk<'r, 't> {
    repairs: &'r Repairs<'t>,
    depth: Depth,
    pub(super) components: Vec<Component<'t>>,
    pub(super) components_known: bool,
    pub(super) actions: Vec<Action<'t>>,
    pub(super) actions_known: bool,
    pub(super) expressions: Vec<Expression<'t>>,
    /// The lists that are being walked, each in a component of the one before it. A stack of our own:
    /// macros may build trees that are deeper than the thread's.
    open: Vec<List<'t>>,
}

/// A list of components.
struct List<'t> {
    /// The component that holds it.
    parent: Option<usize>,
    /// Its number among the lists of that component.
    number: usize,
    /// The member that holds it.
    member: &'t Entry,
    case: Option<&'t Entry>,
    items: &'t [Node],
    /// The index of the next item.
    next: usize,
}

impl<'r, 't> Walk<'r, 't> {
    pub(super) fn new(repairs: &'r Repairs<'t>, depth: Depth) -> Self {
        Self {
            repairs,
            depth,
            components: Vec::new(),
            components_known: true,
            actions: Vec::new(),
            actions_known: true,
            expressions: Vec::new(),
            open: Vec::new(),
        }
    }

    /// Walks over a screen. Returns the member that is its layout.
    pub(super) fn screen(&mut self, object: &'t Object, version: Version) -> Option<&'t Entry> {
        let title = self
            .repairs
            .entry(object, "title")
            .zip(table::SCREEN.property("title"));
        if let Some((title, property)) = title {
            self.property(title, property, Site::NONE, None);
        }
        let layout = self.repairs.entry(object, "layout");
        let children = layout.and_then(|layout| match &layout.value.value {
            Value::Object(object) => self.repairs.entry(object, "children"),
            _ => Some(layout),
        });
        if let Some(children) = children {
            self.list(children, &children.value, None, None, 0);
        } else {
            // A screen need not have a layout in old versions. Another part that it lacks has been
            // reported.
            let property = table::SCREEN.property("layout");
            let required = property.and_then(|property| property.required);
            let required = required.is_some_and(|since| version >= since);
            self.components_known = layout.is_none() && !required;
            let members = layout.and_then(|layout| layout.value.as_object());
            for member in members.into_iter().flat_map(|members| &members.entries) {
                self.unknown_member(member, None, 0);
            }
        }
        while let Some(list) = self.open.last_mut() {
            let (index, items) = (list.next, list.items);
            let Some(item) = items.get(index) else {
                self.open.pop();
                continue;
            };
            list.next += 1;
            let place = Component {
                node: item,
                object: &EMPTY,
                type_node: item,
                table: &UNKNOWN,
                parent: list.parent,
                list: list.number,
                member: list.member,
                case: list.case,
                index,
            };
            let opened = self.open.len();
            self.component(place);
            // Reversed, so that the first list is walked first.
            self.open[opened..].reverse();
        }
        layout
    }

    /// Opens a list of components.
    fn list(
        &mut self,
        member: &'t Entry,
        list: &'t Node,
        case: Option<&'t Entry>,
        parent: Option<usize>,
        number: usize,
    ) {
        match &list.value {
            Value::Array(items) => self.open.push(List {
                parent,
                number,
                member,
                case,
                items,
                next: 0,
            }),
            _ => self.components_known = false,
        }
    }

    /// Opens the cases of a `Switch`. Returns their number.
    fn cases(&mut self, member: &'t Entry, parent: usize, number: usize) -> usize {
        let Value::Object(cases) = &member.value.value else {
            self.components_known = false;
            return 0;
        };
        for (case, at) in cases.entries.iter().zip(number..) {
            self.list(member, &case.value, Some(case), Some(parent), at);
        }
        cases.entries.len()
    }

    /// Adds the component of a place, if it is one, and opens its lists.
    fn component(&mut self, place: Component<'t>) {
        let Value::Object(object) = &place.node.value else {
            self.components_known = false;
            return;
        };
        let type_node = object.get("type");
        let known = type_node.and_then(Node::as_str).and_then(table::component);
        self.components_known &= known.is_some();
        if known.is_none() && self.depth == Depth::Checked {
            return;
        }
        let table = known.unwrap_or(&UNKNOWN);
        let index = self.components.len();
        self.components.push(Component {
            object,
            type_node: type_node.unwrap_or(place.node),
            table,
            ..place
        });
        let site = Site {
            component: Some(index),
            ..Site::NONE
        };
        // In the author's order, so that components come in the order of the document.
        let mut lists = 0;
        for entry in &object.entries {
            if self.passes_by(&entry.value) {
                continue;
            }
            // No table lists it.
            if type_node.is_some_and(|node| std::ptr::eq(node, &raw const entry.value)) {
                continue;
            }
            let Some(property) = self.repairs.property(object, entry, &table.shape) else {
                if self.depth != Depth::Checked {
                    lists += self.unknown_member(entry, Some(index), lists);
                }
                continue;
            };
            match property.ty {
                Type::Components => {
                    self.list(entry, &entry.value, None, Some(index), lists);
                    lists += 1;
                }
                Type::Cases => lists += self.cases(entry, index, lists),
                _ => self.property(entry, property, site, None),
            }
        }
        self.missing(object, table);
    }

    /// Whether there is nothing to find in a value.
    fn passes_by(&self, node: &Node) -> bool {
        self.depth == Depth::Structure && !matches!(node.value, Value::Array(_) | Value::Object(_))
    }

    /// Takes an unknown member for an action or for lists of components if it looks like them, so that
    /// a misspelled name does not hide those. Returns the number of its lists of components.
    fn unknown_member(&mut self, member: &'t Entry, parent: Option<usize>, number: usize) -> usize {
        let site = Site {
            component: parent,
            ..Site::NONE
        };
        match &member.value.value {
            Value::Object(_) if is_action_key(member) => {
                let path = Path {
                    member,
                    option: None,
                    inner: None,
                };
                self.action(&member.value, site, path);
                0
            }
            Value::Object(_) if member.key == "cases" => {
                parent.map_or(0, |parent| self.cases(member, parent, number))
            }
            Value::Array(items) if items.iter().any(|item| item.get("type").is_some()) => {
                self.list(member, &member.value, None, parent, number);
                1
            }
            Value::Array(items) => {
                for (option, item) in items.iter().enumerate() {
                    let entries = item.as_object().map_or(&[][..], |item| &item.entries);
                    for inner in entries.iter().filter(|inner| is_action_key(inner)) {
                        let path = Path {
                            member,
                            option: Some(option),
                            inner: Some(inner),
                        };
                        self.action(&inner.value, site, path);
                    }
                }
                0
            }
            _ => 0,
        }
    }

    /// Notes that components or actions are unknown where a required property is missing. The checker
    /// reports the missing property.
    fn missing(&mut self, object: &'t Object, table: &'static table::Component) {
        for property in table.shape.properties {
            let required = property.required.is_some();
            match property.ty {
                Type::Components | Type::Cases if required => {
                    let node = self.repairs.get(object, property.name);
                    // An empty list of `children` is only a warning, as it may be meant.
                    self.components_known &= node.is_some_and(|node| match &node.value {
                        Value::Array(items) => !items.is_empty() || property.name == "children",
                        Value::Object(cases) => !cases.entries.is_empty(),
                        _ => true,
                    });
                }
                Type::Action { .. } => {
                    let node = self.repairs.get(object, property.name);
                    self.actions_known &= match node {
                        Some(node) => node.as_object().is_some(),
                        None => !required,
                    };
                }
                _ => {}
            }
        }
    }
}

/// The object of a component that is not read yet.
static EMPTY: Object = Object {
    entries: Vec::new(),
};

/// The keys of all actions end with it.
const ACTION_SUFFIX: &str = "-action";

/// Whether a key names an action, misspelled or not.
fn is_action_key(entry: &Entry) -> bool {
    entry.key.ends_with(ACTION_SUFFIX) && entry.value.as_object().is_some()
}
