//! Values: written out, bound, or computed.

use crate::expr::{Binding, Kind, read_binding};
use crate::tree::{Node, Value};

/// How a value reads as an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// No expression.
    Plain,
    /// One binding and nothing else.
    Binding,
    /// An expression between back-ticks.
    Backtick,
    /// Text with a binding in it, which Flow JSON does not replace.
    Mixed,
}

/// How a value reads as an expression.
pub(crate) fn form(node: &Node) -> Form {
    match (&node.value, node.as_str()) {
        (Value::Expression(_), Some(text)) => match form_of(text) {
            Form::Binding => Form::Binding,
            _ => Form::Backtick,
        },
        (_, Some(text)) => form_of(text),
        _ => Form::Plain,
    }
}

fn form_of(text: &str) -> Form {
    if !may_read(text) {
        return Form::Plain;
    }
    let inner = text
        .strip_prefix("${")
        .and_then(|text| text.strip_suffix('}'));
    if text.len() > 1 && text.starts_with('`') && text.ends_with('`') {
        Form::Backtick
    } else if inner.is_some_and(|inner| refers(inner) && !has_braces(inner)) {
        Form::Binding
    } else if text.split("${").skip(1).any(refers) {
        Form::Mixed
    } else {
        Form::Plain
    }
}

/// Two searches for one character each, which take far less than one for either.
fn has_braces(text: &str) -> bool {
    text.contains('{') || text.contains('}')
}

/// Whether a text may hold a binding or an expression. Most do not, and one byte is found far sooner
/// than a text of two or one of several letters.
pub(crate) fn may_read(text: &str) -> bool {
    text.contains('$') || text.contains('`')
}

/// Whether it begins as the inside of a binding does.
pub(crate) fn refers(inner: &str) -> bool {
    ["data.", "form.", "screen."]
        .iter()
        .any(|source| inner.starts_with(source))
}

/// The binding that a value is, if it is one and nothing else. Places do not matter here.
///
/// ```
/// use flow_json::model::binding;
/// use flow_json::tree::Node;
/// use flow_json::TextRange;
///
/// let value = |text: &'static str| Node::string(TextRange::NOWHERE, text);
/// assert_eq!(binding(&value("${form.guests}")).unwrap().path[0].text, "guests");
/// assert!(binding(&value("Dear ${form.name}")).is_none());
/// ```
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

/// The text that a value is, if it is written out and not blank.
///
/// ```
/// use flow_json::model::written_text;
/// use flow_json::tree::Node;
/// use flow_json::TextRange;
///
/// let value = |text: &'static str| Node::string(TextRange::NOWHERE, text);
/// assert_eq!(written_text(&value("Guests")), Some("Guests"));
/// assert_eq!(written_text(&value("${data.label}")), None);
/// ```
pub fn written_text(node: &Node) -> Option<&str> {
    let text = node.as_str()?;
    (form(node) == Form::Plain && !text.trim().is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (text, form) in [
            ("Hello", Form::Plain),
            ("", Form::Plain),
            ("`", Form::Plain),
            ("${price}", Form::Plain),
            ("${data.a}", Form::Binding),
            ("${screen.A.form.b}", Form::Binding),
            ("`${data.a} + 1`", Form::Backtick),
            ("Hello ${data.a}", Form::Mixed),
            ("${data.a}${data.b}", Form::Mixed),
        ] {
            assert_eq!(form_of(text), form, "{text}");
        }
    }
}
