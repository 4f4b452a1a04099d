//! `json!( … )`: what the language cannot say otherwise.

use super::code::Code;
use super::literal::quoted;
use crate::tree::{Node, Value};

/// A value as JSON.
pub(super) fn json(node: &Node) -> Code {
    match has_members(node) {
        true => Code::json(raw(node)),
        // Without keys it is an expression of Rust too, and rustfmt lays it out.
        false => Code::call("json!", plain(node)),
    }
}

fn has_members(node: &Node) -> bool {
    match &node.value {
        Value::Array(items) => items.iter().any(has_members),
        Value::Object(object) => !object.entries.is_empty(),
        _ => false,
    }
}

fn raw(node: &Node) -> Code {
    match &node.value {
        Value::Array(items) => Code::brackets(items.iter().map(raw).collect()),
        Value::Object(object) => {
            let member = |entry: &crate::tree::Entry| (quoted(&entry.key), raw(&entry.value));
            Code::braces(object.entries.iter().map(member).collect())
        }
        _ => plain(node),
    }
}

fn plain(node: &Node) -> Code {
    match &node.value {
        Value::Null | Value::Constant(_) | Value::Unknown => Code::word("null"),
        Value::Bool(value) => Code::word(value.to_string()),
        Value::Number(number) => Code::word(number.clone()),
        Value::String(_) | Value::Expression(_) => {
            Code::text(quoted(node.as_str().unwrap_or_default()))
        }
        Value::Array(items) => Code::array(items.iter().map(plain).collect()),
        Value::Object(_) => Code::word("{}"),
    }
}
