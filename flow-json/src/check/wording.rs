//! Phrases of messages: the expected type, the value found, lists of names.

use crate::diagnostic::Style;
use crate::table::{Dynamic, Type};
use crate::tree::{Node, Value};
use crate::version::Version;

/// Longer literals are not repeated in messages.
const SHORT: usize = 40;

/// A piece of code in back-ticks. Code with back-ticks of its own goes into double quotes.
pub(super) fn code(text: &str) -> String {
    if text.contains('`') {
        format!("\"{text}\"")
    } else {
        format!("`{text}`")
    }
}

/// A short description of a value, with its article.
pub(super) fn found(node: &Node, style: Style) -> String {
    let rust = style == Style::Rust;
    let kind = match &node.value {
        Value::Null | Value::Unknown => "`null`",
        Value::Bool(true) => "`true`",
        Value::Bool(false) => "`false`",
        Value::Number(number) if number.len() <= SHORT => return format!("the number `{number}`"),
        Value::Number(_) => "a number",
        Value::String(text) if text.chars().count() <= SHORT => {
            let kind = if rust { "text" } else { "string" };
            return format!("the {kind} {}", code(&format!("\"{text}\"")));
        }
        Value::String(_) if rust => "text",
        Value::String(_) => "a string",
        Value::Array(_) if rust => "a list",
        Value::Array(_) => "an array",
        Value::Object(_) if rust => "a struct",
        Value::Object(_) => "an object",
        Value::Expression(_) => "an expression",
        Value::Constant(_) => "a constant",
    };
    kind.to_owned()
}

/// The kinds of value that a type takes, with their articles.
pub(super) fn expected(ty: &Type, dynamic: Dynamic, version: Version, style: Style) -> String {
    let mut kinds = Vec::new();
    collect(ty, version, style, &mut kinds);
    kinds.dedup();
    let expression = match dynamic {
        Dynamic::No => None,
        _ if style == Style::Rust => Some("an expression"),
        Dynamic::Yes if version >= Version::V6_0 => Some("an expression"),
        _ => Some("a binding"),
    };
    kinds.extend(expression);
    or(kinds.iter().map(|kind| (*kind).to_owned()))
}

fn collect(ty: &Type, version: Version, style: Style, kinds: &mut Vec<&'static str>) {
    let rust = style == Style::Rust;
    let kind = match ty {
        Type::String(_) | Type::Choice(_) if rust => "text",
        Type::String(_) | Type::Choice(_) => "a string",
        Type::Boolean => {
            kinds.push("`true`");
            "`false`"
        }
        Type::Integer { .. } => "a whole number",
        Type::Number => "a number",
        Type::Components if rust => "a list of components",
        Type::Components => "an array of components",
        Type::Array { .. } if rust => "a list",
        Type::Array { .. } => "an array",
        Type::Action { .. } => "an action",
        Type::Payload => "a value",
        Type::OneOf(types) => {
            for (ty, since) in *types {
                if version >= *since {
                    collect(ty, version, style, kinds);
                }
            }
            return;
        }
        Type::Object(_) | Type::Map(_) | Type::Cases | Type::DataModel | Type::RoutingModel => {
            if rust {
                "a struct"
            } else {
                "an object"
            }
        }
    };
    kinds.push(kind);
}

/// A property and its value, both as they are written. `json` is the value in JSON, which is
/// Rust too for numbers, texts and truth values.
pub(super) fn member(style: Style, name: &str, json: &str) -> String {
    match style {
        Style::Json => format!("\"{name}\": {json}"),
        Style::Rust => format!("`{}: {json}`", style.property(name)),
    }
}

/// `a`, `b` or `c`
pub(super) fn or(words: impl IntoIterator<Item = String>) -> String {
    join(words.into_iter().collect(), "or")
}

/// `a`, `b` and `c`
pub(super) fn and(words: impl IntoIterator<Item = String>) -> String {
    join(words.into_iter().collect(), "and")
}

fn join(mut words: Vec<String>, last: &str) -> String {
    match words.pop() {
        None => String::new(),
        Some(only) if words.is_empty() => only,
        Some(end) => format!("{} {last} {end}", words.join(", ")),
    }
}

/// The plural where there is not exactly one.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
