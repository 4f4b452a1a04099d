//! A flow as screens, components, actions and references: one tolerant walk over the located tree.
//!
//! Parts that are malformed are left out here, and marked as unknown where a reader might else take
//! them for absent.

mod build;
mod expression;
mod index;
mod reference;
mod text;
mod value;

pub use expression::{Content, Expression, Site, Use, Written};
pub use index::Index;
pub use reference::Reference;
pub(crate) use text::{Form, form, may_read};
pub use value::{binding, written_text};

use crate::table;
use crate::tree::{Entry, Node, Object};
use crate::version::Version;

/// A flow.
#[non_exhaustive]
pub struct Flow<'t> {
    /// The whole document.
    pub node: &'t Node,
    /// The version that it is read by: its own, or the recommended one if it names none.
    pub version: Version,
    /// The screens, in the order of the document.
    pub screens: Vec<Screen<'t>>,
    /// The screens by id.
    pub ids: Index<'t>,
    /// Whether every screen has an id that could be read.
    pub ids_known: bool,
    repairs: Vec<Repair<'t>>,
}

/// A misspelled key and the property that it was meant to be.
pub(crate) struct Repair<'t> {
    /// The address of the object that has the key.
    pub(crate) object: usize,
    /// The property that it was meant to be.
    pub(crate) property: &'static str,
    /// Its value.
    pub(crate) value: &'t Node,
}

/// The address of a value, which tells it from all others of its tree.
pub(crate) fn address<T>(value: &T) -> usize {
    std::ptr::from_ref(value).addr()
}

/// A screen.
#[non_exhaustive]
pub struct Screen<'t> {
    /// Its index among the screens of the document.
    pub position: usize,
    /// Its object.
    pub object: &'t Object,
    /// What to point at when the screen lacks something: its id, or all of it.
    pub anchor: &'t Node,
    /// The value of `id`, if it is a text.
    pub id: Option<&'t str>,
    /// Whether the flow can end here, if that is known.
    pub terminal: Option<bool>,
    /// Its data model.
    pub data: DataModel<'t>,
    /// All components, each before those that it holds.
    pub components: Vec<Component<'t>>,
    /// Whether all components are known for what they are.
    pub components_known: bool,
    /// The inputs by name, as indices of `components`.
    pub inputs: Index<'t>,
    /// The forms by name, as indices of `components`.
    pub forms: Index<'t>,
    /// Whether the names of all inputs are known.
    pub inputs_known: bool,
    /// The actions of a known name, in the order of the document.
    pub actions: Vec<Action<'t>>,
    /// Whether all actions are known for what they are.
    pub actions_known: bool,
    /// All expressions, by the address of their node.
    expressions: Vec<Expression<'t>>,
}

/// The data model of a screen.
#[non_exhaustive]
pub struct DataModel<'t> {
    /// The fields.
    pub fields: &'t [Entry],
    /// The fields by name, as indices of `fields`.
    pub names: Index<'t>,
    /// Whether it is known what fields there are.
    pub known: bool,
}

/// A component.
#[non_exhaustive]
pub struct Component<'t> {
    /// Its object.
    pub object: &'t Object,
    /// The value of `type`.
    pub type_node: &'t Node,
    /// Its entry in the table.
    pub table: &'static table::Component,
    /// The container that it stands in, as an index of the screen's components.
    pub parent: Option<usize>,
    /// Which of its container's lists it stands in.
    pub list: usize,
}

impl Component<'_> {
    /// The value of `type`.
    pub fn name(&self) -> &'static str {
        self.table.shape.name
    }
}

/// An action of a known name.
#[non_exhaustive]
pub struct Action<'t> {
    /// Its object.
    pub object: &'t Object,
    /// Its name.
    pub name: &'t str,
    /// The value of `name`.
    pub name_node: &'t Node,
    /// The component that has it, as an index of the screen's components.
    pub component: usize,
}

impl<'t> Flow<'t> {
    /// Reads any tree. Nothing is checked: what is malformed is left out.
    pub fn new(node: &'t Node) -> Self {
        let version = node.get("version").and_then(Node::as_str);
        let version = version.and_then(|text| text.parse::<Version>().ok());
        let version = version.filter(|version| version.state().is_some());
        Self::repaired(node, version.unwrap_or(Version::RECOMMENDED), Vec::new())
    }

    /// The value of a key, also of one that is misspelled and reported.
    pub fn get(&self, object: &'t Object, key: &str) -> Option<&'t Node> {
        build::get(&self.repairs, object, key)
    }

    /// The value of a key of the flow.
    pub fn top(&self, key: &str) -> Option<&'t Node> {
        self.get(self.node.as_object()?, key)
    }

    /// The screen of that id.
    pub fn screen(&self, id: &str) -> Option<&Screen<'t>> {
        Some(&self.screens[self.ids.find(id)?])
    }

    /// All components of all screens.
    pub fn components(&self) -> impl Iterator<Item = &Component<'t>> {
        self.screens.iter().flat_map(|screen| &screen.components)
    }

    /// The value of a component's property.
    pub fn property(&self, component: &Component<'t>, name: &str) -> Option<&'t Node> {
        self.get(component.object, name)
    }

    /// Whether the flow speaks with an endpoint.
    pub fn has_endpoint(&self) -> bool {
        self.top("data_api_version").is_some()
    }

    /// Whether a misspelled key of that object was repaired.
    pub(crate) fn is_repaired(&self, object: &Object) -> bool {
        !build::repairs_of(&self.repairs, object).is_empty()
    }
}

impl<'t> Screen<'t> {
    /// All expressions, in no order that means anything.
    pub fn expressions(&self) -> &[Expression<'t>] {
        &self.expressions
    }

    /// The expression that a value is.
    pub fn expression(&self, node: &Node) -> Option<&Expression<'t>> {
        let own = |expression: &Expression<'t>| address(expression.node);
        let index = self.expressions.binary_search_by_key(&address(node), own);
        Some(&self.expressions[index.ok()?])
    }

    /// All bindings in its expressions.
    pub fn references(&self) -> impl Iterator<Item = Reference<'_, 't>> {
        self.expressions.iter().flat_map(Expression::references)
    }

    /// Whether a component stands in a `Form`, at any depth.
    pub fn is_in_form(&self, component: &Component<'t>) -> bool {
        self.ancestors(component)
            .any(|above| above.name() == "Form")
    }

    /// The containers that a component stands in, the nearest first.
    pub fn ancestors<'m>(
        &'m self,
        component: &Component<'t>,
    ) -> impl Iterator<Item = &'m Component<'t>> {
        let parent = |index: Option<usize>| index.map(|index| &self.components[index]);
        std::iter::successors(parent(component.parent), move |above| parent(above.parent))
    }
}
