//! A flow as its screens, components, actions and references.
//!
//! One walk over the located tree finds them. The table of components leads it, so that all who read
//! a flow agree on the screens, the inputs and the actions that it has. The walk is tolerant: it takes
//! any tree, and a part that is malformed is left out. Flags like [`Screen::components_known`] tell a
//! part that was left out from one that is not there.
//!
//! ```
//! use flow_json::model::Flow;
//! use flow_json::read;
//!
//! let tree = read(r#"{"version": "7.3", "screens": [
//!     {"id": "VISIT", "title": "Visit", "layout": {"type": "SingleColumnLayout", "children": [
//!         {"type": "TextInput", "name": "guests", "label": "Guests"},
//!         {"type": "Footer", "label": "Continue", "on-click-action": {
//!             "name": "navigate",
//!             "next": {"type": "screen", "name": "SUMMARY"},
//!             "payload": {"guests": "${form.guests}"}
//!         }}
//!     ]}},
//!     {"id": "SUMMARY", "title": "Summary", "terminal": true}
//! ]}"#).into_result().unwrap();
//!
//! let flow = Flow::new(&tree);
//! let visit = flow.screen("VISIT").unwrap();
//! let input = visit.inputs().next().unwrap();
//! assert_eq!(input.type_name(), "TextInput");
//! assert_eq!(input.pointer(visit), "/screens/0/layout/children/0");
//!
//! let (action, target) = visit.navigations().next().unwrap();
//! assert_eq!(target.as_str(), Some("SUMMARY"));
//! assert_eq!(visit.components[action.component].type_name(), "Footer");
//!
//! let reference = visit.references().next().unwrap();
//! assert_eq!(reference.name(0), Some("guests"));
//! let pointer = reference.expression.pointer(visit);
//! assert_eq!(pointer, "/screens/0/layout/children/1/on-click-action/payload/guests");
//! assert_eq!(tree.pointer(&pointer).unwrap().as_str(), Some("${form.guests}"));
//! ```
//!
//! Reading a flow takes time in proportion to its size, and no more stack for a deep tree than for a
//! flat one. [`Flow::without_expressions`] costs least.

mod action;
mod component;
mod expression;
mod index;
mod objects;
mod repair;
mod screen;
#[cfg(test)]
mod tests;
mod value;
mod walk;

pub use action::Action;
pub use component::Component;
pub use expression::{Content, Expression, Reference, Site, Use, Written};
pub use index::Index;
pub use objects::{At, Known, Step, at, each_known_object};
pub(crate) use repair::Repair;
pub use screen::{DataModel, Screen};
pub(crate) use value::{Form, form, may_read, refers};
pub use value::{binding, written_text};
pub(crate) use walk::{actions, targets_in_branches, targets_in_branches_of};

use crate::infer;
use crate::tree::{Node, Object, Value};
use crate::version::Version;
use repair::Repairs;
use walk::Depth;

/// A flow.
#[derive(Debug)]
#[non_exhaustive]
pub struct Flow<'t> {
    /// The whole document.
    pub node: &'t Node,
    /// The version that it is read by: its own, or the newest if it names none.
    pub version: Version,
    /// The screens, in the order of the document.
    pub screens: Vec<Screen<'t>>,
    /// The screens by id, as indices of `screens`.
    pub ids: Index<'t>,
    /// Whether every screen has an id that could be read.
    pub ids_known: bool,
    repairs: Repairs<'t>,
}

/// The address of a value, which tells it from all others of its tree.
pub(crate) fn address<T>(value: &T) -> usize {
    std::ptr::from_ref(value).addr()
}

impl<'t> Flow<'t> {
    /// Reads any tree. Nothing is checked.
    ///
    /// Components of an unknown type count, with their actions and the components in them. So do the
    /// components and actions in a misspelled property, but not the property itself.
    pub fn new(node: &'t Node) -> Self {
        Self::read(node, version(node), Repairs::default(), Depth::Expressions)
    }

    /// Reads any tree as [`new`](Self::new) does, without its expressions. No text is looked at, so it
    /// costs least.
    ///
    /// ```
    /// use flow_json::{model::Flow, read};
    ///
    /// let tree = read(r#"{"screens": [{"id": "A", "layout": {"type": "SingleColumnLayout",
    ///     "children": [{"type": "TextBody", "text": "${data.name}"}]}}]}"#).root.unwrap();
    /// assert_eq!(Flow::new(&tree).screens[0].references().count(), 1);
    /// let flow = Flow::without_expressions(&tree);
    /// assert_eq!(flow.components().count(), 1);
    /// assert_eq!(flow.screens[0].references().count(), 0);
    /// ```
    pub fn without_expressions(node: &'t Node) -> Self {
        Self::read(node, version(node), Repairs::default(), Depth::Structure)
    }

    /// Reads a flow with the misspelled keys that the checker has found. Components that the checker
    /// has refused are left out with all in them.
    pub(crate) fn repaired(node: &'t Node, version: Version, repairs: Vec<Repair<'t>>) -> Self {
        Self::read(node, version, Repairs::new(repairs), Depth::Checked)
    }

    fn read(node: &'t Node, version: Version, repairs: Repairs<'t>, depth: Depth) -> Self {
        let object = node.as_object();
        let entry = object.and_then(|object| repairs.entry(object, "screens"));
        let nodes = entry.and_then(|entry| entry.value.as_array());
        let nodes = nodes.unwrap_or(&[]);
        let mut ids_known = !nodes.is_empty();
        let mut screens = Vec::with_capacity(nodes.len());
        for (position, node) in nodes.iter().enumerate() {
            match (&node.value, entry) {
                (Value::Object(object), Some(entry)) => {
                    let place = (&*entry.key, position);
                    screens.push(Screen::read(node, object, place, version, &repairs, depth));
                }
                _ => ids_known = false,
            }
        }
        ids_known &= screens.iter().all(|screen| screen.id.is_some());
        let ids = screens.iter().enumerate();
        Self {
            ids: Index::of(ids.filter_map(|(index, screen)| Some((screen.id?, index)))),
            node,
            version,
            screens,
            ids_known,
            repairs,
        }
    }

    /// The value of a key, also of one that the checker has found to be misspelled.
    pub fn get(&self, object: &'t Object, key: &str) -> Option<&'t Node> {
        self.repairs.get(object, key)
    }

    /// The value of a key of the flow.
    pub fn top(&self, key: &str) -> Option<&'t Node> {
        self.get(self.node.as_object()?, key)
    }

    /// The screen of that id. Of two of one id the first counts.
    pub fn screen(&self, id: &str) -> Option<&Screen<'t>> {
        Some(&self.screens[self.ids.find(id)?])
    }

    /// The screen at that index of the document's list of screens.
    pub fn screen_at(&self, position: usize) -> Option<&Screen<'t>> {
        Some(&self.screens[self.index_at(position)?])
    }

    /// The index in `screens` of the screen at that index of the document's list.
    pub(crate) fn index_at(&self, position: usize) -> Option<usize> {
        let is_it = |screen: &Screen<'t>| screen.position == position;
        // They differ where an item of the list is no object.
        match self.screens.get(position) {
            Some(screen) if is_it(screen) => Some(position),
            _ => self.screens.iter().position(is_it),
        }
    }

    /// All components of all screens.
    pub fn components(&self) -> impl Iterator<Item = &Component<'t>> {
        self.screens.iter().flat_map(|screen| &screen.components)
    }

    /// The value of a component's property.
    pub fn property(&self, component: &Component<'t>, name: &str) -> Option<&'t Node> {
        self.get(component.object, name)
    }

    /// Whether the flow has an endpoint.
    pub fn has_endpoint(&self) -> bool {
        self.top("data_api_version").is_some()
    }

    /// The screens that a message can open, as indices of `screens`: those that no other leads to. The
    /// routing model tells, or without one the actions.
    ///
    /// ```
    /// use flow_json::{model::Flow, read};
    ///
    /// let tree = read(r#"{"routing_model": {"A": ["B"], "B": []}, "screens": [
    ///     {"id": "B"}, {"id": "A"}]}"#).root.unwrap();
    /// assert_eq!(Flow::new(&tree).entries(), [1]);
    /// ```
    pub fn entries(&self) -> Vec<usize> {
        let inferred;
        let model = match self.top("routing_model").and_then(Node::as_object) {
            Some(model) => model,
            None => {
                let screens = self.top("screens").and_then(Node::as_array);
                inferred = infer::routing_model(screens.unwrap_or(&[]), &[]);
                &inferred
            }
        };
        let mut reached = vec![false; self.screens.len()];
        for entry in &model.entries {
            let targets = entry.value.as_array().unwrap_or(&[]).iter();
            for id in targets
                .filter_map(Node::as_str)
                .filter(|id| *id != &*entry.key)
            {
                if let Some(index) = self.ids.find(id) {
                    reached[index] = true;
                }
            }
        }
        let screens = reached.into_iter().enumerate();
        screens
            .filter(|(_, reached)| !reached)
            .map(|(index, _)| index)
            .collect()
    }

    /// Whether a key of that object was misspelled.
    pub(crate) fn is_repaired(&self, object: &Object) -> bool {
        !self.repairs.of(object).is_empty()
    }
}

/// The version that a flow names, or the newest if there is no such version.
fn version(flow: &Node) -> Version {
    let version = flow.get("version").and_then(Node::as_str);
    let version = version.and_then(|text| text.parse::<Version>().ok());
    let version = version.filter(|version| version.state().is_some());
    version.unwrap_or(Version::NEWEST)
}
