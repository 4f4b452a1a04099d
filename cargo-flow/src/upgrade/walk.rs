//! All objects of a flow that the table knows.

use flow_json::table::{self, Shape, Type};
use flow_json::tree::{Node, Object, Value};

type Visit<'v, 't> = &'v mut dyn FnMut(&'static Shape, &'t Object, &str);

/// Visits each object of a known shape with its JSON pointer: the value itself, then those in it, in the
/// order of the document.
pub(super) fn walk<'t>(node: &'t Node, ty: &'static Type, pointer: &str, visit: Visit<'_, 't>) {
    match (&node.value, ty) {
        (Value::Object(object), Type::Object(shape)) => of_shape(object, shape, pointer, visit),
        (Value::Object(object), Type::Map(of)) => members(object, of, pointer, visit),
        (Value::Object(object), Type::Cases) => {
            members(object, &Type::Components, pointer, visit);
        }
        (Value::Object(object), Type::Action { .. }) => {
            let action = object
                .get("name")
                .and_then(Node::as_str)
                .and_then(table::action);
            if let Some(action) = action {
                of_shape(object, &action.shape, pointer, visit);
            }
        }
        (Value::Array(items), Type::Array { of, .. }) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, of, &format!("{pointer}/{index}"), visit);
            }
        }
        (Value::Array(items), Type::Components) => {
            for (index, item) in items.iter().enumerate() {
                let name = item.get("type").and_then(Node::as_str);
                if let (Some(component), Some(object)) =
                    (name.and_then(table::component), item.as_object())
                {
                    of_shape(
                        object,
                        &component.shape,
                        &format!("{pointer}/{index}"),
                        visit,
                    );
                }
            }
        }
        (_, Type::OneOf(types)) => {
            for (ty, _) in *types {
                walk(node, ty, pointer, visit);
            }
        }
        _ => {}
    }
}

fn of_shape<'t>(object: &'t Object, shape: &'static Shape, pointer: &str, visit: Visit<'_, 't>) {
    visit(shape, object, pointer);
    for entry in &object.entries {
        if let Some(property) = shape
            .properties
            .iter()
            .find(|property| property.name == entry.key)
        {
            let inner = format!("{pointer}/{}", entry.key);
            walk(&entry.value, &property.ty, &inner, visit);
        }
    }
}

fn members<'t>(object: &'t Object, ty: &'static Type, pointer: &str, visit: Visit<'_, 't>) {
    for entry in &object.entries {
        let pointer = format!("{pointer}/{}", escape(&entry.key));
        walk(&entry.value, ty, &pointer, visit);
    }
}

/// A key as a segment of a JSON pointer.
pub(super) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
