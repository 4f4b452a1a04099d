//! The order of keys: the table's.

use flow_json::table::{self, Shape, Type};
use flow_json::tree::{Entry, Node, Object, Value};

/// Puts the keys of a flow into the order of the table. Keys that the table does not know go to the
/// end of their object, in the order they had.
pub(super) fn flow(flow: &mut Node) {
    of_type(flow, &Type::Object(&table::FLOW));
}

fn of_type(node: &mut Node, ty: &Type) {
    match (&mut node.value, ty) {
        (Value::Object(object), Type::Object(shape)) => of_shape(object, shape),
        (Value::Object(object), Type::Map(of)) => {
            each(object, |value| of_type(value, of));
        }
        (Value::Object(object), Type::Cases) => {
            each(object, |case| of_type(case, &Type::Components))
        }
        (Value::Object(object), Type::Action { .. }) => {
            let action = object
                .get("name")
                .and_then(Node::as_str)
                .and_then(table::action);
            if let Some(action) = action {
                of_shape(object, &action.shape);
            }
        }
        (Value::Object(object), Type::DataModel) => each(object, declaration),
        (Value::Array(items), Type::Array { of, .. }) => {
            items.iter_mut().for_each(|item| of_type(item, of));
        }
        (Value::Array(items), Type::Components) => items.iter_mut().for_each(component),
        (_, Type::OneOf(types)) => {
            let fits = |ty: &&Type| match &node.value {
                Value::Object(_) => matches!(ty, Type::Object(_) | Type::Map(_)),
                Value::Array(_) => matches!(ty, Type::Array { .. }),
                _ => false,
            };
            if let Some(ty) = types.iter().map(|(ty, _)| ty).find(fits) {
                of_type(node, ty);
            }
        }
        _ => {}
    }
}

fn each(object: &mut Object, arrange: impl FnMut(&mut Node)) {
    let values = object.entries.iter_mut().map(|entry| &mut entry.value);
    values.for_each(arrange);
}

fn of_shape(object: &mut Object, shape: &Shape) {
    let place = |entry: &Entry| {
        // Every component has it, and so it stands in no row of theirs.
        let place = shape
            .properties
            .iter()
            .position(|property| property.name == entry.key);
        match place {
            None if entry.key == "type" => 0,
            place => place.map_or(usize::MAX, |place| place + 1),
        }
    };
    object.entries.sort_by_key(place);
    for entry in &mut object.entries {
        if let Some(property) = shape.property(&entry.key) {
            of_type(&mut entry.value, &property.ty);
        }
    }
}

fn component(node: &mut Node) {
    let component = node
        .get("type")
        .and_then(Node::as_str)
        .and_then(table::component);
    if let (Some(component), Value::Object(object)) = (component, &mut node.value) {
        of_shape(object, &component.shape);
    }
}

/// A field of a data model.
fn declaration(node: &mut Node) {
    const KEYS: [&str; 5] = ["type", "items", "properties", "required", "__example__"];
    let Value::Object(object) = &mut node.value else {
        return;
    };
    let place = |entry: &Entry| KEYS.iter().position(|key| *key == entry.key);
    object
        .entries
        .sort_by_key(|entry| place(entry).unwrap_or(KEYS.len()));
    for entry in &mut object.entries {
        match (&*entry.key, &mut entry.value.value) {
            ("items", _) => declaration(&mut entry.value),
            ("properties", Value::Object(properties)) => each(properties, declaration),
            _ => {}
        }
    }
}
