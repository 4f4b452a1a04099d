//! Screens.

use super::repair::Repairs;
use super::walk::{Depth, Walk};
use super::{Action, Component, Expression, Index, Reference, address};
use crate::diagnostic::Place;
use crate::pointer::{push_index, push_key};
use crate::tree::{Entry, Node, Object, Value};
use crate::version::Version;

/// A screen.
#[derive(Debug)]
#[non_exhaustive]
pub struct Screen<'t> {
    /// Its index in the document's list of screens.
    pub position: usize,
    /// The node of the screen.
    pub node: &'t Node,
    /// Its object.
    pub object: &'t Object,
    /// The node for a report that the screen lacks a part: its id, or the whole screen.
    pub anchor: &'t Node,
    /// The value of `id`, if it is a text.
    pub id: Option<&'t str>,
    /// The value of `terminal`, if it is known: whether the flow can end here.
    pub terminal: Option<bool>,
    /// The data that the screen takes.
    pub data: DataModel<'t>,
    /// All components. A container comes before the components in it.
    pub components: Vec<Component<'t>>,
    /// Whether all components are objects of a type that the table knows.
    ///
    /// If not, `components` is not all there is: nobody can say that a `Footer` or an input is missing,
    /// since an unknown component may be it, or hold it.
    pub components_known: bool,
    /// The indices of the inputs in `components`, by name.
    pub inputs: Index<'t>,
    /// The indices of the forms in `components`, by name.
    pub forms: Index<'t>,
    /// Whether the names of all inputs are known.
    pub inputs_known: bool,
    /// The actions, in the order of their components.
    pub actions: Vec<Action<'t>>,
    /// Whether all actions are objects with a name that the table knows, and a target if they
    /// navigate.
    ///
    /// If not, `actions` is not all there is: nobody can say that a screen leads nowhere or never ends
    /// the flow.
    pub actions_known: bool,
    /// The member that is its layout.
    pub(super) layout: Option<&'t Entry>,
    /// The key of the document's list of screens.
    list_key: &'t str,
    /// All expressions, by the address of their node.
    expressions: Vec<Expression<'t>>,
}

/// The data model of a screen.
#[derive(Debug)]
#[non_exhaustive]
pub struct DataModel<'t> {
    /// The members. All but one are fields: see [`declarations`](Self::declarations).
    pub fields: &'t [Entry],
    /// The indices of the members in `fields`, by name.
    pub names: Index<'t>,
    /// Whether it is known which fields there are.
    pub known: bool,
}

impl<'t> DataModel<'t> {
    fn read(node: Option<&'t Node>) -> Self {
        let object = node.and_then(Node::as_object);
        let fields = object.map_or(&[][..], |object| &object.entries);
        let names = fields.iter().enumerate();
        Self {
            fields,
            names: Index::of(names.map(|(index, field)| (field.key.as_ref(), index))),
            known: node.is_none() || object.is_some(),
        }
    }

    /// The members that declare a field, in the order of the document. The list of required fields
    /// that a JSON Schema has declares none.
    ///
    /// ```
    /// use flow_json::{model::Flow, read};
    ///
    /// let tree = read(r#"{"screens": [{"id": "A", "data": {
    ///     "name": {"type": "string", "__example__": "Ada"}, "required": ["name"]
    /// }}]}"#).root.unwrap();
    /// let data = &Flow::new(&tree).screens[0].data;
    /// let names: Vec<_> = data.declarations().map(|field| field.key.as_ref()).collect();
    /// assert_eq!(names, ["name"]);
    /// ```
    pub fn declarations(&self) -> impl Iterator<Item = &'t Entry> {
        let is_list = |value: &Value| matches!(value, Value::Array(_));
        let fields = self.fields.iter();
        fields.filter(move |field| field.key != "required" || !is_list(&field.value.value))
    }

    /// The declaration of the field of that name. Of two of one name the first counts.
    pub fn declaration(&self, name: &str) -> Option<&'t Node> {
        Some(&self.fields[self.names.find(name)?].value)
    }
}

impl<'t> Screen<'t> {
    /// Reads a screen, which stands at that index of the list with that key.
    pub(super) fn read(
        node: &'t Node,
        object: &'t Object,
        (list_key, position): (&'t str, usize),
        version: Version,
        repairs: &Repairs<'t>,
        depth: Depth,
    ) -> Self {
        let id_node = repairs.get(object, "id");
        let mut walk = Walk::new(repairs, depth);
        let layout = walk.screen(object, version);
        let by_address = |expression: &Expression<'t>| address(expression.node);
        walk.expressions.sort_unstable_by_key(by_address);
        let mut inputs = Vec::new();
        let mut forms = Vec::new();
        let mut inputs_known = walk.components_known;
        for (index, component) in walk.components.iter().enumerate() {
            let names = match component.table.input {
                Some(_) => &mut inputs,
                None if component.name() == "Form" => &mut forms,
                None => continue,
            };
            let name = repairs.get(component.object, "name").and_then(Node::as_str);
            names.extend(name.map(|name| (name, index)));
            inputs_known &= component.table.input.is_none() || name.is_some_and(is_sound);
        }
        Self {
            position,
            node,
            object,
            anchor: id_node.unwrap_or(node),
            id: id_node.and_then(Node::as_str),
            terminal: match repairs.get(object, "terminal") {
                Some(node) => node.as_bool(),
                None => Some(false),
            },
            data: DataModel::read(repairs.get(object, "data")),
            components_known: walk.components_known,
            inputs: Index::of(inputs),
            forms: Index::of(forms),
            inputs_known,
            actions_known: walk.actions_known,
            layout,
            list_key,
            expressions: walk.expressions,
            components: walk.components,
            actions: walk.actions,
        }
    }

    /// All expressions, in no order. Empty if the flow was read
    /// [without them](super::Flow::without_expressions).
    pub fn expressions(&self) -> &[Expression<'t>] {
        &self.expressions
    }

    /// The expression of a value, if it is one.
    pub fn expression(&self, node: &Node) -> Option<&Expression<'t>> {
        let own = |expression: &Expression<'t>| address(expression.node);
        let index = self.expressions.binary_search_by_key(&address(node), own);
        Some(&self.expressions[index.ok()?])
    }

    /// All bindings in its expressions.
    pub fn references(&self) -> impl Iterator<Item = Reference<'_, 't>> {
        self.expressions.iter().flat_map(Expression::references)
    }

    /// The inputs, in the order of the document, also those in forms and branches.
    pub fn inputs(&self) -> impl Iterator<Item = &Component<'t>> {
        let inputs = |component: &&Component<'t>| component.table.input.is_some();
        self.components.iter().filter(inputs)
    }

    /// The input of that name. Of two of one name the first counts.
    pub fn input(&self, name: &str) -> Option<&Component<'t>> {
        Some(&self.components[self.inputs.find(name)?])
    }

    /// The actions that go to another screen, each with the value that names the screen: the `navigate`
    /// actions of components and of options, in the order of the document.
    pub fn navigations(&self) -> impl Iterator<Item = (&Action<'t>, &'t Node)> {
        let actions = self.actions.iter();
        actions.filter_map(|action| Some((action, action.target?)))
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

    /// The JSON pointer of the screen.
    pub fn pointer(&self) -> String {
        let mut pointer = String::new();
        push_key(&mut pointer, self.list_key);
        push_index(&mut pointer, self.position);
        pointer
    }

    /// The place of the screen.
    pub fn place(&self) -> Place {
        Place {
            loc: self.node.loc,
            pointer: self.pointer(),
        }
    }
}

/// Whether a value can be a name. If not, the name is unknown, and may be any.
fn is_sound(name: &str) -> bool {
    !name.trim().is_empty() && !name.contains("${") && !name.contains('`')
}
