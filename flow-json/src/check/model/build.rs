//! Building the model.

use super::reference::{Use, collect};
use super::{Action, Component, Data, Index, Model, Repair, Screen, address};
use crate::diagnostic::Style;
use crate::table::{self, Dynamic, Format, Property, Type};
use crate::tree::{Location, Node, Object, Value};

impl<'t, L: Location> Model<'t, L> {
    /// Reads a flow whose structure has been checked.
    pub(in crate::check) fn of(
        flow: &'t Node<L>,
        style: Style,
        outcome: super::super::structure::Outcome<'t, L>,
    ) -> Self {
        let mut repairs = outcome.repairs;
        repairs.sort_by_key(|repair| repair.object);
        let mut model = Self {
            style,
            version: outcome.version,
            flow,
            screens: Vec::new(),
            ids: Index::of([]),
            ids_known: true,
            repairs,
        };
        let screens = model.top("screens").and_then(Node::as_array);
        model.ids_known = screens.is_some();
        for node in screens.unwrap_or_default() {
            match &node.value {
                Value::Object(object) => model.screens.push(screen(&model, node, object)),
                _ => model.ids_known = false,
            }
        }
        model.ids_known &= model.screens.iter().all(|screen| screen.id.is_some());
        let ids = model.screens.iter().enumerate();
        model.ids = Index::of(ids.filter_map(|(index, screen)| Some((screen.id?, index))));
        model
    }
}

/// The value of a key, also of one that is misspelled and reported.
pub(super) fn get<'t, L>(
    repairs: &[Repair<'t, L>],
    object: &'t Object<L>,
    key: &str,
) -> Option<&'t Node<L>> {
    if let Some(value) = object.get(key) {
        return Some(value);
    }
    let mut repairs = repairs_of(repairs, object).iter();
    let repair = repairs.find(|repair| repair.property == key)?;
    Some(repair.value)
}

/// The repairs of one object. There are never more than it has properties.
fn repairs_of<'r, 't, L>(repairs: &'r [Repair<'t, L>], object: &Object<L>) -> &'r [Repair<'t, L>] {
    let object = address(object);
    let first = repairs.partition_point(|repair| repair.object < object);
    let behind = repairs.partition_point(|repair| repair.object <= object);
    &repairs[first..behind]
}

fn screen<'t, L: Location>(
    model: &Model<'t, L>,
    node: &'t Node<L>,
    object: &'t Object<L>,
) -> Screen<'t, L> {
    let id_node = model.get(object, "id");
    let id = id_node.and_then(Node::as_str);
    let mut screen = Screen {
        object,
        anchor: id_node.unwrap_or(node),
        id,
        terminal: match model.get(object, "terminal") {
            Some(node) => node.as_bool(),
            None => Some(false),
        },
        data: data(model.get(object, "data")),
        components: Vec::new(),
        components_known: true,
        inputs: Index::of([]),
        forms: Index::of([]),
        inputs_known: true,
        actions: Vec::new(),
        references: Vec::new(),
    };
    if let Some(title) = model.get(object, "title") {
        collect(title, Use::Property, false, &mut screen.references);
    }
    let mut builder = Builder {
        model,
        screen: &mut screen,
    };
    let layout = model.get(object, "layout");
    let children = match layout.map(|layout| &layout.value) {
        Some(Value::Object(layout)) => model.get(layout, "children"),
        _ => layout,
    };
    if let Some(children) = children {
        builder.list(children, None, 0);
    }
    let components = &screen.components;
    let named = |counted: fn(&Component<'t, L>) -> bool| {
        let components = components.iter().enumerate();
        let counted = components.filter(move |(_, component)| counted(component));
        Index::of(counted.filter_map(|(index, component)| {
            Some((model.get(component.object, "name")?.as_str()?, index))
        }))
    };
    let inputs = named(|component| component.table.input.is_some());
    let forms = named(|component| component.name() == "Form");
    (screen.inputs, screen.forms) = (inputs, forms);
    screen.inputs_known = screen.components_known
        && screen.components.iter().all(|component| {
            let name = model.get(component.object, "name");
            component.table.input.is_none() || name.is_some_and(|name| name.as_str().is_some())
        });
    screen
}

fn data<L>(node: Option<&Node<L>>) -> Data<'_, L> {
    let object = node.and_then(Node::as_object);
    let fields = object.map_or(&[][..], |object| &object.entries);
    let names = fields.iter().enumerate();
    Data {
        fields,
        names: Index::of(names.map(|(index, field)| (field.key.as_ref(), index))),
        known: node.is_none() || object.is_some(),
    }
}

struct Builder<'m, 't, L> {
    model: &'m Model<'t, L>,
    screen: &'m mut Screen<'t, L>,
}

impl<'t, L: Location> Builder<'_, 't, L> {
    /// Adds the components of a list. The list is the container's `list`th.
    fn list(&mut self, node: &'t Node<L>, parent: Option<usize>, list: usize) {
        let Value::Array(items) = &node.value else {
            self.screen.components_known = false;
            return;
        };
        for item in items {
            if self.component(item, parent, list).is_none() {
                self.screen.components_known = false;
            }
        }
    }

    /// Adds a component, if it is known for what it is.
    fn component(&mut self, node: &'t Node<L>, parent: Option<usize>, list: usize) -> Option<()> {
        let object = node.as_object()?;
        let type_node = object.get("type")?;
        let table = table::component(type_node.as_str()?)?;
        let index = self.screen.components.len();
        self.screen.components.push(Component {
            object,
            type_node,
            table,
            parent,
            list,
        });
        // In the author's order, so that what is held by a container comes in the order of the
        // document.
        let mut lists = 0;
        for entry in &object.entries {
            let property = table.shape.property(&entry.key).or_else(|| {
                let repairs = repairs_of(&self.model.repairs, object);
                let meant = |repair: &&Repair<'t, L>| std::ptr::eq(repair.value, &entry.value);
                table.shape.property(repairs.iter().find(meant)?.property)
            });
            let Some(property) = property else { continue };
            match property.ty {
                Type::Components => {
                    self.list(&entry.value, Some(index), lists);
                    lists += 1;
                }
                Type::Cases => {
                    let cases = entry.value.as_object();
                    if cases.is_none() {
                        self.screen.components_known = false;
                    }
                    for case in cases.iter().flat_map(|cases| &cases.entries) {
                        self.list(&case.value, Some(index), lists);
                        lists += 1;
                    }
                }
                _ => self.value(&entry.value, property, index),
            }
        }
        Some(())
    }

    /// Adds the references and actions in a property.
    fn value(&mut self, node: &'t Node<L>, property: &'static Property, component: usize) {
        match &property.ty {
            Type::Action { .. } => self.action(node, component),
            Type::Array {
                of: Type::Object(shape),
                ..
            } if node.as_array().is_some() => {
                for item in node.as_array().unwrap_or_default() {
                    let entries = item.as_object().into_iter().flat_map(|item| &item.entries);
                    for entry in entries {
                        match shape.property(&entry.key).map(|property| &property.ty) {
                            Some(Type::Action { .. }) => self.action(&entry.value, component),
                            _ => self.all(&entry.value, Use::Property),
                        }
                    }
                }
            }
            _ => {
                let condition = has_format(&property.ty, Format::Condition);
                let is_static = property.dynamic == Dynamic::No
                    && !condition
                    && !has_format(&property.ty, Format::Binding);
                // An expression in a static property has been reported.
                match &node.value {
                    Value::Array(_) | Value::Object(_) => self.all(node, Use::Property),
                    _ if is_static => {}
                    _ => collect(node, Use::Property, condition, &mut self.screen.references),
                }
            }
        }
    }

    /// Adds the references in a value at any depth.
    fn all(&mut self, node: &'t Node<L>, usage: Use) {
        match &node.value {
            Value::Array(items) => {
                for item in items {
                    self.all(item, usage);
                }
            }
            Value::Object(object) => {
                for entry in &object.entries {
                    self.all(&entry.value, usage);
                }
            }
            _ => collect(node, usage, false, &mut self.screen.references),
        }
    }

    fn action(&mut self, node: &'t Node<L>, component: usize) {
        let Some(object) = node.as_object() else {
            return;
        };
        let Some(name_node) = self.model.get(object, "name") else {
            return;
        };
        let Some(name) = name_node
            .as_str()
            .filter(|name| table::action(name).is_some())
        else {
            return;
        };
        self.screen.actions.push(Action {
            object,
            name,
            name_node,
            component,
        });
        for entry in &object.entries {
            self.all(&entry.value, Use::Payload);
        }
    }
}

fn has_format(ty: &Type, wanted: Format) -> bool {
    match ty {
        Type::String(format) => *format == wanted,
        Type::OneOf(types) => types.iter().any(|(ty, _)| has_format(ty, wanted)),
        _ => false,
    }
}
