//! Building the flow.

use super::expression::{Expression, Site, Use};
use super::{Action, Component, DataModel, Flow, Index, Repair, Screen, address};
use crate::table::{self, Dynamic, Format, Property, Shape, Type};
use crate::tree::{Entry, Node, Object, Value};
use crate::version::Version;

impl<'t> Flow<'t> {
    /// Reads a flow of which the misspelled keys are known.
    pub(crate) fn repaired(node: &'t Node, version: Version, mut repairs: Vec<Repair<'t>>) -> Self {
        repairs.sort_by_key(|repair| repair.object);
        let mut flow = Self {
            version,
            node,
            screens: Vec::new(),
            ids: Index::of([]),
            ids_known: true,
            repairs,
        };
        let screens = flow.top("screens").and_then(Node::as_array);
        flow.ids_known = screens.is_some_and(|screens| !screens.is_empty());
        for (position, node) in screens.unwrap_or_default().iter().enumerate() {
            match &node.value {
                Value::Object(object) => {
                    let screen = screen(&flow, node, object, position);
                    flow.screens.push(screen);
                }
                _ => flow.ids_known = false,
            }
        }
        flow.ids_known &= flow.screens.iter().all(|screen| screen.id.is_some());
        let ids = flow.screens.iter().enumerate();
        flow.ids = Index::of(ids.filter_map(|(index, screen)| Some((screen.id?, index))));
        flow
    }
}

/// The value of a key, also of one that is misspelled and reported.
pub(super) fn get<'t>(repairs: &[Repair<'t>], object: &'t Object, key: &str) -> Option<&'t Node> {
    if let Some(value) = object.get(key) {
        return Some(value);
    }
    let mut repairs = repairs_of(repairs, object).iter();
    let repair = repairs.find(|repair| repair.property == key)?;
    Some(repair.value)
}

/// The repairs of one object. There are never more than it has properties.
pub(super) fn repairs_of<'r, 't>(repairs: &'r [Repair<'t>], object: &Object) -> &'r [Repair<'t>] {
    let object = address(object);
    let first = repairs.partition_point(|repair| repair.object < object);
    let behind = repairs.partition_point(|repair| repair.object <= object);
    &repairs[first..behind]
}

fn screen<'t>(flow: &Flow<'t>, node: &'t Node, object: &'t Object, position: usize) -> Screen<'t> {
    let id_node = flow.get(object, "id");
    let id = id_node.and_then(Node::as_str);
    let mut screen = Screen {
        position,
        object,
        anchor: id_node.unwrap_or(node),
        id,
        terminal: match flow.get(object, "terminal") {
            Some(node) => node.as_bool(),
            None => Some(false),
        },
        data: data(flow.get(object, "data")),
        components: Vec::new(),
        components_known: true,
        inputs: Index::of([]),
        forms: Index::of([]),
        inputs_known: true,
        actions: Vec::new(),
        actions_known: true,
        expressions: Vec::new(),
    };
    let mut builder = Builder {
        flow,
        screen: &mut screen,
    };
    let title = flow
        .get(object, "title")
        .zip(table::SCREEN.property("title"));
    if let Some((title, property)) = title {
        builder.property(title, property, Site::NONE);
    }
    let layout = flow.get(object, "layout");
    let children = match layout.map(|layout| &layout.value) {
        Some(Value::Object(layout)) => flow.get(layout, "children"),
        _ => layout,
    };
    match children {
        Some(children) => builder.list(children, None, 0),
        // A screen need not have a layout in old versions; what it lacks else has been reported.
        None => {
            let required = table::SCREEN
                .property("layout")
                .and_then(|layout| layout.required);
            let required = required.is_some_and(|since| flow.version >= since);
            builder.screen.components_known = layout.is_none() && !required;
        }
    }
    let by_address = |expression: &Expression<'t>| address(expression.node);
    screen.expressions.sort_unstable_by_key(by_address);
    let components = &screen.components;
    let named = |counted: fn(&Component<'t>) -> bool| {
        let components = components.iter().enumerate();
        let counted = components.filter(move |(_, component)| counted(component));
        Index::of(counted.filter_map(|(index, component)| {
            Some((flow.get(component.object, "name")?.as_str()?, index))
        }))
    };
    let inputs = named(|component| component.table.input.is_some());
    let forms = named(|component| component.name() == "Form");
    (screen.inputs, screen.forms) = (inputs, forms);
    screen.inputs_known = screen.components_known
        && screen.components.iter().all(|component| {
            let name = flow.get(component.object, "name");
            component.table.input.is_none() || name.and_then(Node::as_str).is_some_and(is_sound)
        });
    screen
}

/// Whether a name can be one. What cannot has been reported, and may be any that is looked for.
fn is_sound(name: &str) -> bool {
    !name.trim().is_empty() && !name.contains("${") && !name.contains('`')
}

fn data(node: Option<&Node>) -> DataModel<'_> {
    let object = node.and_then(Node::as_object);
    let fields = object.map_or(&[][..], |object| &object.entries);
    let names = fields.iter().enumerate();
    DataModel {
        fields,
        names: Index::of(names.map(|(index, field)| (field.key.as_ref(), index))),
        known: node.is_none() || object.is_some(),
    }
}

struct Builder<'m, 't> {
    flow: &'m Flow<'t>,
    screen: &'m mut Screen<'t>,
}

impl<'t> Builder<'_, 't> {
    /// Adds the components of a list. The list is the container's `list`th.
    fn list(&mut self, node: &'t Node, parent: Option<usize>, list: usize) {
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
    fn component(&mut self, node: &'t Node, parent: Option<usize>, list: usize) -> Option<()> {
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
            let Some(property) = self.meant(object, entry, &table.shape) else {
                continue;
            };
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
                _ => {
                    let site = Site {
                        component: Some(index),
                        ..Site::NONE
                    };
                    self.property(&entry.value, property, site);
                }
            }
        }
        self.missing(object, table);
        Some(())
    }

    /// Where a component lacks what it must have, which has been reported, nothing is known of it.
    fn missing(&mut self, object: &'t Object, table: &'static table::Component) {
        for property in table.shape.properties {
            let required = property.required.is_some();
            match property.ty {
                Type::Components | Type::Cases if required => {
                    let node = self.flow.get(object, property.name);
                    // An empty list of `children` is only a warning, as it may be meant.
                    self.screen.components_known &= node.is_some_and(|node| match &node.value {
                        Value::Array(items) => !items.is_empty() || property.name == "children",
                        Value::Object(cases) => !cases.entries.is_empty(),
                        _ => true,
                    });
                }
                Type::Action { .. } if required => {
                    self.screen.actions_known &= self.flow.get(object, property.name).is_some();
                }
                _ => {}
            }
        }
    }

    /// The property that a key is, also one that is misspelled and reported.
    fn meant(
        &self,
        object: &'t Object,
        entry: &'t Entry,
        shape: &'static Shape,
    ) -> Option<&'static Property> {
        shape.property(&entry.key).or_else(|| {
            let repairs = repairs_of(&self.flow.repairs, object);
            let meant = |repair: &&Repair<'t>| std::ptr::eq(repair.value, &entry.value);
            shape.property(repairs.iter().find(meant)?.property)
        })
    }

    /// Adds the expressions and actions in a value, as far as the table knows what it should be.
    fn value(&mut self, node: &'t Node, ty: &'static Type, dynamic: Dynamic, site: Site) {
        let need = site.need.map(|(property, _)| (property, ty));
        let site = Site { need, ..site };
        match (ty, &node.value) {
            (Type::Action { .. }, _) => self.action(node, site),
            (Type::Array { of, .. }, Value::Array(items)) => {
                for item in items {
                    self.value(item, of, dynamic, site);
                }
            }
            (Type::Object(shape), Value::Object(object)) => {
                for entry in &object.entries {
                    match self.meant(object, entry, shape) {
                        Some(property) => self.property(&entry.value, property, site),
                        None => self.all(&entry.value, site),
                    }
                }
            }
            (Type::OneOf(types), Value::Array(_) | Value::Object(_)) => {
                let container = |(ty, _): &&(Type, _)| match ty {
                    Type::Array { .. } => node.as_array().is_some(),
                    Type::Object(_) | Type::Map(_) => node.as_object().is_some(),
                    _ => false,
                };
                match types.iter().find(container) {
                    Some((ty, _)) => self.value(node, ty, dynamic, site),
                    None => self.all(node, site),
                }
            }
            (_, Value::Array(_) | Value::Object(_)) => self.all(node, site),
            _ => {
                let condition = has_format(ty, Format::Condition);
                let wanted = condition || has_format(ty, Format::Binding);
                // An expression in a static property has been reported.
                if wanted || dynamic != Dynamic::No {
                    self.expression(node, site, condition);
                }
            }
        }
    }

    /// Adds the expressions and actions in the value of a property.
    fn property(&mut self, node: &'t Node, property: &'static Property, site: Site) {
        let need = Some((property, &property.ty));
        self.value(node, &property.ty, property.dynamic, Site { need, ..site });
    }

    /// Adds the expressions in a value of which the table says nothing.
    fn all(&mut self, node: &'t Node, site: Site) {
        let site = Site { need: None, ..site };
        match &node.value {
            Value::Array(items) => {
                for item in items {
                    self.all(item, site);
                }
            }
            Value::Object(object) => {
                for entry in &object.entries {
                    self.all(&entry.value, site);
                }
            }
            _ => self.expression(node, site, false),
        }
    }

    fn expression(&mut self, node: &'t Node, site: Site, condition: bool) {
        let expression = Expression::read(node, site, condition);
        self.screen.expressions.extend(expression);
    }

    fn action(&mut self, node: &'t Node, site: Site) {
        let name = node
            .as_object()
            .and_then(|object| Some((object, self.flow.get(object, "name")?)));
        let known = name.and_then(|(object, name)| {
            let table = table::action(name.as_str()?)?;
            Some((object, name, table))
        });
        let (Some((object, name_node, table)), Some(component)) = (known, site.component) else {
            self.screen.actions_known = false;
            return;
        };
        let site = Site {
            usage: Use::Payload,
            need: None,
            action: Some(self.screen.actions.len()),
            ..site
        };
        self.screen.actions.push(Action {
            object,
            name: table.shape.name,
            name_node,
            component,
        });
        for entry in &object.entries {
            match self.meant(object, entry, &table.shape) {
                Some(property) if property.name != "payload" => {
                    self.property(&entry.value, property, site);
                }
                _ => self.all(&entry.value, site),
            }
        }
        // A `navigate` without `next` leads who knows where.
        if table.shape.property("next").is_some() {
            self.screen.actions_known &= self.flow.get(object, "next").is_some();
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
