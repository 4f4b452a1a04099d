//! Data that nothing reads.

use std::collections::HashSet;

use super::model::{Content, Model};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::code;
use crate::expr::Source;
use crate::rule::{Rule, samples};
use crate::tree::{Node, Value};

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[Check {
    run: unread_fields,
    rules: &[&UNREAD_FIELD],
}];

/// A field of a data model that nothing reads.
pub(super) const UNREAD_FIELD: Rule = Rule {
    id: "W22",
    name: "unread-field",
    code: "UNREAD_FIELD",
    why: "whoever opens the screen must hand over each field of its data, also those that nothing shows or sends",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"city": {"type": "string", "__example__": "Rome"}}"#, r#"{"type": "TextBody", "text": "${data.city}"}"#),
        fail: Screen(V7_3, r#""data": {"city": {"type": "string", "__example__": "Rome"}}"#, r#"{"type": "TextBody", "text": "Rome"}"#),
    },
    ..Rule::WARNING
};

/// A field of the endpoint's last answer. Clients read it, screens need not.
const LAST_ANSWER: &str = "extension_message_response";

/// The fields that are read: a screen's index and a field's name.
type Read<'t> = HashSet<(usize, &'t str)>;

pub(super) fn unread_fields(model: &Model<'_>, sink: &mut Sink) {
    if !model.ids_known
        || model
            .screens
            .iter()
            .all(|screen| screen.data.fields.is_empty())
    {
        return;
    }
    // A reported mistake may have been a reference to anything.
    if has_unknown(model.node) {
        return;
    }
    // A misspelled name somewhere may have been meant as this one.
    let mut doubtful = vec![false; model.screens.len()];
    let mut read = Read::new();
    for (own, screen) in model.screens.iter().enumerate() {
        doubtful[own] |= !screen.components_known || !screen.data.known;
        for entry in &screen.object.entries {
            texts(&entry.value, &mut |text| {
                for (id, source, name) in names(text) {
                    let Some(index) = id.map_or(Some(own), |id| model.ids.find(id)) else {
                        continue;
                    };
                    let screen = &model.screens[index];
                    let known = match source {
                        Source::Data => &screen.data.names,
                        Source::Form => &screen.inputs,
                    };
                    doubtful[index] |= known.find(name).is_none();
                    if source == Source::Data {
                        read.insert((index, name));
                    }
                }
            });
        }
        for expression in screen.expressions() {
            doubtful[own] |= matches!(expression.content, Content::Malformed(_));
            // The field of a screen that is not there may be any screen's.
            let unknown = |id: &str| model.ids.find(id).is_none();
            if expression
                .references()
                .any(|one| one.source().0.is_some_and(unknown))
            {
                return;
            }
        }
    }
    for (index, screen) in model.screens.iter().enumerate() {
        for field in screen.data.fields {
            // The list of a JSON Schema, and no field.
            let schema = field.key == "required" && field.value.as_array().is_some();
            let known = schema || field.key == LAST_ANSWER;
            if doubtful[index] || known || read.contains(&(index, &*field.key)) {
                continue;
            }
            let message = format!("nothing reads {} of the screen's data", code(&field.key));
            sink.report(&UNREAD_FIELD, Spot::key(field), message)
                .help("leave it out, also where the screen is given its data");
        }
    }
}

/// Whether something in a value is not known.
fn has_unknown(node: &Node) -> bool {
    match &node.value {
        Value::Array(items) => items.iter().any(has_unknown),
        Value::Object(object) => object.entries.iter().any(|entry| has_unknown(&entry.value)),
        Value::Unknown => true,
        _ => false,
    }
}

/// Calls for each text in a value that may read something.
fn texts<'t>(node: &'t Node, call: &mut impl FnMut(&'t str)) {
    match &node.value {
        Value::Array(items) => {
            for item in items {
                texts(item, call);
            }
        }
        Value::Object(object) => {
            for entry in &object.entries {
                texts(&entry.value, call);
            }
        }
        _ => {
            // One byte is found far sooner than two, and most texts hold no name.
            if let Some(text) = node.as_str().filter(|text| text.contains('$')) {
                call(text);
            }
        }
    }
}

/// The names that a text speaks of, each with the id of its screen if that is given. Also those of
/// texts that are not sound, as they were meant to read something.
fn names(text: &str) -> impl Iterator<Item = (Option<&str>, Source, &str)> {
    text.split("${").skip(1).filter_map(|rest| {
        let path = rest.split_once('}').map_or(rest, |(path, _)| path);
        let mut names = path.split('.').map(str::trim);
        let mut next = names.next()?;
        let mut screen = None;
        if next == "screen" {
            screen = Some(names.next()?);
            next = names.next()?;
        }
        let source = match next {
            "data" => Source::Data,
            "form" => Source::Form,
            _ => return None,
        };
        Some((screen, source, names.next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::Source::{Data, Form};

    #[test]
    fn names() {
        let names = |text| super::names(text).collect::<Vec<_>>();
        assert_eq!(names("${data.a.b}"), [(None, Data, "a")]);
        assert_eq!(
            names("`'Hi' ${data.a} ${screen.X.data.b} ${form.c} ${screen.X.form.d}`"),
            [
                (None, Data, "a"),
                (Some("X"), Data, "b"),
                (None, Form, "c"),
                (Some("X"), Form, "d"),
            ]
        );
        assert_eq!(names("${data.a"), [(None, Data, "a")]);
        assert_eq!(names("data.a ${screen.X}"), []);
    }
}
