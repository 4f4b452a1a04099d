//! Texts that look as if a value would be put into them, in the way of other languages.

use std::ops::Range;

use super::{Spot, Walker};
use crate::check::wording::code;
use crate::diagnostic::Style;
use crate::model::{Form, form, refers};
use crate::rule::{Rule, samples};
use crate::tree::{Node, Value};
use crate::version::Version;

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[&LOOKS_BOUND];

/// Text in the form of a binding of other languages.
pub(in crate::check) const LOOKS_BOUND: Rule = Rule {
    id: "W33",
    name: "looks-bound",
    code: "LOOKS_LIKE_A_BINDING",
    why: "a binding is `${data.…}`, `${form.…}` or `${screen.…}`; any other form is shown and sent as it stands",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"name": {"type": "string", "__example__": "Ann"}}"#, r#"{"type": "TextBody", "text": "`'Hello ' ${data.name}`"}"#),
        fail: Screen(V7_3, r#""data": {"name": {"type": "string", "__example__": "Ann"}}"#, r#"{"type": "TextBody", "text": "Hello {data.name}"}"#),
    },
    ..Rule::WARNING
};

impl Walker<'_, '_> {
    /// Warns of the texts of a payload that look as if they were bound.
    pub(super) fn payload(&mut self, node: &Node) {
        match &node.value {
            Value::Array(items) => items.iter().for_each(|item| self.payload(item)),
            Value::Object(object) => {
                let entries = object.entries.iter();
                entries.for_each(|entry| self.payload(&entry.value));
            }
            Value::String(text) => self.looks_bound(node, text),
            _ => {}
        }
    }

    /// Warns of a text that looks as if it were bound.
    pub(super) fn looks_bound(&mut self, node: &Node, text: &str) {
        // One character is found far sooner than either of two.
        if !(text.contains('{') || text.contains('$')) || form(node) != Form::Plain {
            return;
        }
        let Some((part, name)) = unbound(text) else {
            return;
        };
        let written = code(&text[part.clone()]);
        let message = format!("{written} is no binding, so it is shown as it stands");
        let help = if refers(name) {
            let bound = self.bound(&text[..part.start], name, &text[part.end..]);
            format!("write {bound}")
        } else {
            let [data, form] = ["data", "form"].map(|source| match self.style {
                Style::Json => format!("`${{{source}.{name}}}`"),
                Style::Rust => format!("`{source}.{name}`"),
            });
            format!("bind a field, as in {data}, or an input, as in {form}")
        };
        self.sink
            .report(&LOOKS_BOUND, Spot::part(node, part), message)
            .help(help);
    }

    /// A text with a binding in it, as it is written.
    fn bound(&self, before: &str, path: &str, after: &str) -> String {
        let alone = before.is_empty() && after.is_empty();
        let texts = |path: String, quoted: fn(&str) -> String, between: &str| {
            let text = |text: &str| (!text.is_empty()).then(|| quoted(text));
            let parts = [text(before), Some(path), text(after)];
            let parts: Vec<_> = parts.into_iter().flatten().collect();
            parts.join(between)
        };
        match self.style {
            Style::Json if alone => format!("\"${{{path}}}\""),
            Style::Json if self.version < Version::V6_0 => {
                format!("`${{{path}}}` as the whole text; other text beside it needs version 6.0")
            }
            Style::Json => {
                let quoted = |text: &str| {
                    let escaped = text.replace('\\', r"\\").replace('\'', r"\'");
                    format!("'{escaped}'")
                };
                format!("\"`{}`\"", texts(format!("${{{path}}}"), quoted, " "))
            }
            Style::Rust => {
                let quoted = |text: &str| format!("{text:?}");
                code(&texts(path.to_owned(), quoted, " + "))
            }
        }
    }
}

/// The first part of a text that looks like a binding and is none, and the name in it.
fn unbound(text: &str) -> Option<(Range<usize>, &str)> {
    let mut starts = text.match_indices(['{', '$']);
    starts.find_map(|(start, _)| {
        let rest = &text[start..];
        if let Some(rest) = rest.strip_prefix("{{") {
            let inner = &rest[..rest.find("}}")?];
            let name = inner.trim();
            return is_path(name).then(|| (start..start + inner.len() + 4, name));
        }
        if let Some(rest) = rest.strip_prefix("${") {
            let name = &rest[..rest.find('}')?];
            return is_path(name).then(|| (start..start + name.len() + 3, name));
        }
        if let Some(rest) = rest.strip_prefix('{') {
            // The brace of `${…}` was looked at with its `$`, and prose has braces of its own.
            let name = &rest[..rest.find('}')?];
            let is_own = !text[..start].ends_with('$') && refers(name) && is_path(name);
            return is_own.then(|| (start..start + name.len() + 2, name));
        }
        let rest = &rest[1..];
        let end = rest.find(|character: char| !is_of_path(character));
        let name = rest[..end.unwrap_or(rest.len())].trim_end_matches('.');
        (refers(name) && is_path(name)).then(|| (start..start + 1 + name.len(), name))
    })
}

/// Whether it is names with points between them.
fn is_path(text: &str) -> bool {
    let begins = text.starts_with(|first: char| first.is_alphabetic() || first == '_');
    begins && text.chars().all(is_of_path) && text.split('.').all(|name| !name.is_empty())
}

fn is_of_path(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || character == '.'
}

#[cfg(test)]
mod tests {
    use super::unbound;

    #[test]
    fn parts() {
        for (text, expected) in [
            ("Hello {data.name}!", Some(("{data.name}", "data.name"))),
            ("{{ name }}", Some(("{{ name }}", "name"))),
            ("Hi {{user.name}}", Some(("{{user.name}}", "user.name"))),
            ("${name}", Some(("${name}", "name"))),
            ("To $form.city.", Some(("$form.city", "form.city"))),
            ("{data.a} {form.b}", Some(("{data.a}", "data.a"))),
            ("It costs $5 {or more}", None),
            ("{} and {name} and $name", None),
            ("{{}} ${} ${ {{ {data. $data", None),
            ("{data.}", None),
            ("${1}", None),
        ] {
            let found = unbound(text).map(|(part, name)| (&text[part], name));
            assert_eq!(found, expected, "{text}");
        }
    }
}
