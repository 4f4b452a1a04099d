//! The types of inputs, and of fields as they are declared.

use crate::expr::{Properties, Type};
use crate::table::{self, Input};
use crate::tree::{Node, Object, Value};

/// The type of an input's value.
pub(super) fn input_type(
    component: &'static table::Component,
    input: Input,
    object: &Object,
) -> Option<Type> {
    // A static choice; `None` if it can only be known later, or is none.
    let choice = |name| match object.get(name).map(|node| &node.value) {
        None => Some(""),
        Some(Value::String(value)) => match component.shape.property(name)?.ty {
            table::Type::Choice(known) => {
                let known = known.iter().find(|known| known.value == value.as_ref());
                known.map(|known| known.value)
            }
            _ => None,
        },
        Some(_) => None,
    };
    Some(match input {
        Input::Text => Type::Text,
        Input::ByInputType => match choice("input-type")? {
            "number" | "passcode" => Type::Number,
            _ => Type::Text,
        },
        Input::Texts => Type::List(Some(Box::new(Type::Text))),
        Input::Boolean => Type::Boolean,
        Input::Calendar => match choice("mode")? {
            "range" => {
                let ends = table::RANGE_FLAGS.properties.iter();
                let ends = ends.map(|end| (end.name.to_owned(), Some(Type::Text)));
                Type::Object(Some(ends.collect()))
            }
            _ => Type::Text,
        },
        Input::Files => Type::List(None),
    })
}

/// The type that a declaration of a data model declares. `None` for malformed ones.
///
/// ```
/// use flow_json::expr::Type;
/// use flow_json::{read, scope::declared};
///
/// let declaration = read(r#"{"type": "array", "items": {"type": "string"}}"#).root.unwrap();
/// assert_eq!(declared(&declaration), Some(Type::List(Some(Box::new(Type::Text)))));
/// ```
pub fn declared(declaration: &Node) -> Option<Type> {
    Some(match declaration.get("type")?.as_str()? {
        "string" => Type::Text,
        "number" => Type::Number,
        "integer" => Type::Integer,
        "boolean" => Type::Boolean,
        "array" => {
            let items = declaration.get("items").and_then(declared);
            Type::List(items.map(Box::new))
        }
        "object" => match declaration.get("properties").map(|node| &node.value) {
            Some(Value::Object(properties)) => Type::Object(Some(typed(properties))),
            // Not a set of properties, so nothing is known of them.
            Some(_) => return None,
            None => Type::Object(None),
        },
        _ => return None,
    })
}

fn typed(properties: &Object) -> Properties {
    let mut types = Properties::new();
    for property in &properties.entries {
        types
            .entry(property.key.clone().into_owned())
            .or_insert_with(|| declared(&property.value));
    }
    types
}
