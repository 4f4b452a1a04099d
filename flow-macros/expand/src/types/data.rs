//! The types of the data of a screen, as its data model declares them.

use flow_json::model::Screen;
use flow_json::tree::Node;

use super::ty::{Field, Ty, one_of};

/// The fields of a screen's data.
pub(super) fn data(screen: &Screen<'_>) -> Vec<Field> {
    let fields = screen.data.declarations().map(|entry| Field {
        key: entry.key.clone().into_owned(),
        place: entry.key_loc,
        ty: declared(&entry.value),
        optional: false,
        doc: None,
    });
    one_of(vec![fields.collect()])
}

/// The members of an object that is declared without an example.
pub(super) fn members(declaration: &Node) -> Vec<Field> {
    match declaration_type(declaration, &[]) {
        Ty::Object(fields) => fields,
        _ => Vec::new(),
    }
}

/// The type of a field with its example.
pub(super) fn declared(declaration: &Node) -> Ty {
    let examples: Vec<_> = declaration.get("__example__").into_iter().collect();
    declaration_type(declaration, &examples)
}

fn declaration_type(declaration: &Node, examples: &[&Node]) -> Ty {
    match declaration.get("type").and_then(Node::as_str) {
        Some("string") => Ty::Text,
        Some("number") => Ty::Number,
        Some("integer") => Ty::Integer,
        Some("boolean") => Ty::Boolean,
        Some("array") => {
            let items = examples
                .iter()
                .filter_map(|example| example.as_array())
                .flatten();
            let items: Vec<_> = items.collect();
            let item = declaration
                .get("items")
                .map(|item| declaration_type(item, &items));
            Ty::List(Box::new(item.unwrap_or(Ty::Unknown)))
        }
        Some("object") => {
            let Some(properties) = declaration.get("properties").and_then(Node::as_object) else {
                return Ty::Unknown;
            };
            let required = declaration.get("required").and_then(Node::as_array);
            let fields = properties.entries.iter().map(|entry| {
                let values = examples
                    .iter()
                    .filter_map(|example| example.get(&entry.key));
                let values: Vec<_> = values.collect();
                let optional = match required {
                    Some(names) => !names.iter().any(|name| name.as_str() == Some(&entry.key)),
                    // An example without it shows that it can be left out.
                    None => values.len() < examples.len(),
                };
                Field {
                    key: entry.key.clone().into_owned(),
                    place: entry.key_loc,
                    ty: declaration_type(&entry.value, &values),
                    optional,
                    doc: None,
                }
            });
            let fields: Vec<_> = fields.collect();
            // `one_of` keeps one of two properties with the same key.
            if fields.is_empty() {
                Ty::Unknown
            } else {
                Ty::Object(one_of(vec![fields]))
            }
        }
        _ => Ty::Unknown,
    }
}
