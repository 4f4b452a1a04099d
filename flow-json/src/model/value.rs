//! Values: what is written out, and what is bound.

use super::{Form, form};
use crate::expr::{Binding, Kind, read_binding};
use crate::tree::{Node, Value};

/// The binding that a value is, if it is one and nothing else. Places do not matter here.
pub fn binding(node: &Node) -> Option<Binding> {
    match &node.value {
        Value::String(text) => read_binding(text).ok()?,
        Value::Expression(expression) => match &expression.term.kind {
            Kind::Binding(binding) => Some(binding.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// The text that a value is, if it is written out and not blank. What is blank has been reported.
pub fn written_text(node: &Node) -> Option<&str> {
    let text = node.as_str()?;
    (form(node) == Form::Plain && !text.trim().is_empty()).then_some(text)
}
