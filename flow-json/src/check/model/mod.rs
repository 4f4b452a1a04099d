//! What the rules look at: a flow read leniently, once.
//!
//! What is malformed is left out here, and marked as unknown where a rule might else take it for
//! absent. So nothing is said twice.

mod build;
mod expression;
mod index;
mod names;
mod reference;
mod value;

pub(super) use expression::{Content, Expression, Misfit, Use, Written};
pub(super) use index::{Index, MANY};
pub(super) use names::Names;
pub(super) use reference::Reference;
pub(super) use value::{binding, written_text};

use super::sink::address;
use super::structure::Repair;
use crate::diagnostic::Style;
use crate::scope::Scope;
use crate::table;
use crate::tree::{Entry, Node, Object};
use crate::version::Version;

/// A flow.
pub(super) struct Model<'t> {
    pub(super) style: Style,
    pub(super) version: Version,
    /// The whole document.
    pub(super) flow: &'t Node,
    pub(super) screens: Vec<Screen<'t>>,
    /// The screens by id.
    pub(super) ids: Index<'t>,
    /// Whether every screen has an id that could be read.
    pub(super) ids_known: bool,
    /// The types of fields and inputs.
    pub(super) scope: Scope<'t>,
    repairs: Vec<Repair<'t>>,
}

/// A screen.
pub(super) struct Screen<'t> {
    /// Its place among the screens of the document.
    pub(super) position: usize,
    pub(super) object: &'t Object,
    /// What to point at when the screen lacks something: its id, or all of it.
    pub(super) anchor: &'t Node,
    pub(super) id: Option<&'t str>,
    /// Whether the flow can end here, if that is known.
    pub(super) terminal: Option<bool>,
    pub(super) data: Data<'t>,
    /// All components, each before those that it holds.
    pub(super) components: Vec<Component<'t>>,
    /// Whether all components are known for what they are.
    pub(super) components_known: bool,
    /// The inputs by name, as indices of `components`.
    pub(super) inputs: Index<'t>,
    /// The forms by name, as indices of `components`.
    pub(super) forms: Index<'t>,
    /// Whether the names of all inputs are known.
    pub(super) inputs_known: bool,
    pub(super) actions: Vec<Action<'t>>,
    /// Whether all actions are known for what they are.
    pub(super) actions_known: bool,
    /// All expressions, by the address of their node.
    expressions: Vec<Expression<'t>>,
}

/// The data model of a screen.
pub(super) struct Data<'t> {
    /// The fields.
    pub(super) fields: &'t [Entry],
    /// The fields by name, as indices of `fields`.
    pub(super) names: Index<'t>,
    /// Whether it is known what fields there are.
    pub(super) known: bool,
}

/// A component.
pub(super) struct Component<'t> {
    pub(super) object: &'t Object,
    /// The value of `type`.
    pub(super) type_node: &'t Node,
    pub(super) table: &'static table::Component,
    /// The container that it stands in, as an index of the screen's components.
    pub(super) parent: Option<usize>,
    /// Which of its container's lists it stands in.
    pub(super) list: usize,
}

impl Component<'_> {
    /// The value of `type`.
    pub(super) fn name(&self) -> &'static str {
        self.table.shape.name
    }
}

/// An action of a known name.
pub(super) struct Action<'t> {
    pub(super) object: &'t Object,
    pub(super) name: &'t str,
    pub(super) name_node: &'t Node,
    /// The component that has it, as an index of the screen's components.
    pub(super) component: usize,
}

impl<'t> Model<'t> {
    /// The value of a key, also of one that is misspelled and reported.
    pub(super) fn get(&self, object: &'t Object, key: &str) -> Option<&'t Node> {
        build::get(&self.repairs, object, key)
    }

    /// What tells the types of the names in an expression of that screen.
    pub(super) fn names(&self, screen: &Screen<'t>, usage: Use) -> Names<'_, 't> {
        Names {
            scope: &self.scope,
            screen: screen.position,
            unnamed: screen.id.filter(|_| usage == Use::Property),
            global: self.version >= Version::V4_0,
        }
    }

    /// The value of a key of the flow.
    pub(super) fn top(&self, key: &str) -> Option<&'t Node> {
        self.get(self.flow.as_object()?, key)
    }

    /// The screen of that id.
    pub(super) fn screen(&self, id: &str) -> Option<&Screen<'t>> {
        Some(&self.screens[self.ids.find(id)?])
    }

    /// All components of all screens.
    pub(super) fn components(&self) -> impl Iterator<Item = &Component<'t>> {
        self.screens.iter().flat_map(|screen| &screen.components)
    }

    /// The value of a component's property.
    pub(super) fn property(&self, component: &Component<'t>, name: &str) -> Option<&'t Node> {
        self.get(component.object, name)
    }

    /// Whether the flow speaks with an endpoint.
    pub(super) fn has_endpoint(&self) -> bool {
        self.top("data_api_version").is_some()
    }
}

impl<'t> Screen<'t> {
    /// All expressions, in no order that means anything.
    pub(super) fn expressions(&self) -> &[Expression<'t>] {
        &self.expressions
    }

    /// The expression that a value is.
    pub(super) fn expression(&self, node: &Node) -> Option<&Expression<'t>> {
        let own = |expression: &Expression<'t>| address(expression.node);
        let index = self.expressions.binary_search_by_key(&address(node), own);
        Some(&self.expressions[index.ok()?])
    }

    /// All bindings in its expressions.
    pub(super) fn references(&self) -> impl Iterator<Item = Reference<'_, 't>> {
        self.expressions.iter().flat_map(Expression::references)
    }

    /// Whether a component stands in a `Form`, at any depth.
    pub(super) fn is_in_form(&self, component: &Component<'t>) -> bool {
        self.ancestors(component)
            .any(|above| above.name() == "Form")
    }

    /// The containers that a component stands in, the nearest first.
    pub(super) fn ancestors<'m>(
        &'m self,
        component: &Component<'t>,
    ) -> impl Iterator<Item = &'m Component<'t>> {
        let parent = |index: Option<usize>| index.map(|index| &self.components[index]);
        std::iter::successors(parent(component.parent), move |above| parent(above.parent))
    }
}
