//! Values as other formats write them, and what they are in Flow JSON.

use crate::diagnostic::Style;
use crate::table::{LAYOUT, Type, action};
use crate::tree::{Node, Value};
use crate::write::{Layout, write};

/// What to write for a value that other formats write so.
pub(super) fn meant(ty: &Type, node: &Node, style: Style) -> Option<String> {
    match (ty, &node.value, style) {
        // Neither is written in Rust.
        (Type::Object(shape), Value::Array(_), Style::Json) if shape.name == LAYOUT.name => {
            Some(r#"{"type": "SingleColumnLayout", "children": […]}"#.to_owned())
        }
        (Type::Object(shape), Value::String(_), Style::Json) if shape.name == "Next" => {
            Some(format!(r#"{{"type": "screen", "name": {}}}"#, json(node)))
        }
        (Type::Object(shape), Value::String(_), _) if shape.name == "Item" => {
            let text = json(node);
            Some(match style {
                Style::Json => format!(r#"{{"id": {text}, "title": {text}}}"#),
                Style::Rust => format!("Item {{ id: {text}, title: {text} }}"),
            })
        }
        (Type::Action { .. }, Value::String(text), Style::Json) => {
            let rest = match action(text)?.shape.name {
                "navigate" => r#""next": {"type": "screen", "name": …}, "payload": {}"#,
                "open_url" => r#""url": …"#,
                _ => r#""payload": {}"#,
            };
            Some(format!(r#"{{"name": {}, {rest}}}"#, json(node)))
        }
        (Type::Choice(choices), Value::Number(number), _)
            if choices.iter().any(|choice| choice.value == number) =>
        {
            Some(format!("\"{number}\""))
        }
        _ => None,
    }
}

/// The declaration of a field that was given a value in place of one.
pub(super) fn declaration(node: &Node) -> Option<String> {
    let ty = match node.value {
        Value::String(_) => "string",
        Value::Number(_) => "number",
        Value::Bool(_) => "boolean",
        _ => return None,
    };
    Some(format!(
        r#"{{"type": "{ty}", "__example__": {}}}"#,
        json(node)
    ))
}

fn json(node: &Node) -> String {
    write(node, Layout::Minified)
}
