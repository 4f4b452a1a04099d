//! Values of JSON.

use flow_json::TextRange;
use flow_json::tree::{Node, Object, Value};

pub(crate) fn node(value: Value) -> Node {
    Node::new(TextRange::NOWHERE, value)
}

pub(crate) fn text(text: impl Into<String>) -> Node {
    Node::string(TextRange::NOWHERE, text.into())
}

pub(crate) fn number(number: impl ToString) -> Node {
    node(Value::Number(number.to_string().into()))
}

pub(crate) fn boolean(value: bool) -> Node {
    node(Value::Bool(value))
}

pub(crate) fn array(items: Vec<Node>) -> Node {
    node(Value::Array(items))
}

pub(crate) fn object(object: Object) -> Node {
    node(Value::Object(object))
}

/// An object with these members.
pub(crate) fn members<K: Into<String>>(members: impl IntoIterator<Item = (K, Node)>) -> Object {
    let mut object = Object::default();
    for (key, value) in members {
        object.push(key.into(), TextRange::NOWHERE, value);
    }
    object
}

pub(crate) fn remove(object: &mut Object, key: &str) {
    object.entries.retain(|entry| entry.key != key);
}

/// Sets a member. One that is there already keeps its position.
pub(crate) fn set(object: &mut Object, key: &'static str, value: Node) {
    match object.entries.iter_mut().find(|entry| entry.key == key) {
        Some(entry) => entry.value = value,
        None => object.push(key, TextRange::NOWHERE, value),
    }
}

/// The objects in the list under a key.
pub(crate) fn objects<'n>(
    object: &'n mut Object,
    key: &str,
) -> impl Iterator<Item = &'n mut Object> {
    let entry = object.entries.iter_mut().find(|entry| entry.key == key);
    let items = match entry.map(|entry| &mut entry.value.value) {
        Some(Value::Array(items)) => &mut items[..],
        _ => &mut [],
    };
    items.iter_mut().filter_map(|item| match &mut item.value {
        Value::Object(object) => Some(object),
        _ => None,
    })
}
