//! The declaration of a field from its example.

use std::collections::HashMap;
use std::fmt;

use crate::source::TextRange;
use crate::table::{self, Type};
use crate::tree::{Constant, Node, Object, Value};

/// The declaration that an example stands for, without `__example__`.
///
/// A string, a number and a truth value are of that type. The items of a list, and the objects in
/// it, are declared together: their fields in the order in which they first appear. The action of an
/// option (`on-select-action` and the like) is part of the example but not of the declaration.
///
/// All nodes of the declaration have the place of the example.
///
/// ```
/// use flow_json::{infer, read};
///
/// let example = read("[\"2026-01-31\"]").into_result().unwrap();
/// let declaration = infer::declaration(&example).unwrap();
/// assert_eq!(declaration.get("type").unwrap().as_str(), Some("array"));
/// assert_eq!(declaration.get("items").unwrap().get("type").unwrap().as_str(), Some("string"));
/// ```
///
/// # Errors
///
/// Some examples do not tell their type: an empty list, `null`, and a list with items of several
/// types. The author has to name the type.
pub fn declaration(example: &Node) -> Result<Node, Undeclarable> {
    together(&[example], None)
}

/// An example does not tell its type.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Undeclarable {
    /// The part of the example that does not.
    pub loc: TextRange,
    /// Why it does not.
    pub why: Why,
}

/// Why an example does not tell its type.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Why {
    /// It is a list without items, and so are all others in its place.
    EmptyList,
    /// It is `null`.
    Null,
    /// It is of another type than the first one in its place.
    Mixed {
        /// The field of the objects in a list, or `None` for the items themselves.
        field: Option<String>,
        /// The type of this one, with its article.
        found: &'static str,
        /// The type of the first one, with its article.
        first: &'static str,
        /// Where the first one stands.
        first_loc: TextRange,
    },
}

impl fmt::Display for Undeclarable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.why {
            Why::EmptyList => f.write_str(
                "nothing tells the type of this empty list: write it behind the field's example, \
                 as in `[] as Vec<String>`",
            ),
            Why::Null => f.write_str(
                "`null` has no type: write an empty value of the type that is meant, such as `\"\"`",
            ),
            Why::Mixed {
                field: Some(field),
                found,
                first,
                ..
            } => write!(
                f,
                "`{field}` is {found} here and {first} in an item before: write values of one type"
            ),
            Why::Mixed { found, first, .. } => write!(
                f,
                "this item is {found} and the first one is {first}: write items of one type"
            ),
        }
    }
}

impl std::error::Error for Undeclarable {}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    String,
    Number,
    Boolean,
    Array,
    Object,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::String => "string",
            Kind::Number => "number",
            Kind::Boolean => "boolean",
            Kind::Array => "array",
            Kind::Object => "object",
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            Kind::String => "a string",
            Kind::Number => "a number",
            Kind::Boolean => "a truth value",
            Kind::Array => "a list",
            Kind::Object => "an object",
        }
    }
}

/// The declaration that fits all examples of one place: at least one.
fn together(examples: &[&Node], field: Option<&str>) -> Result<Node, Undeclarable> {
    let mut known: Option<(Kind, TextRange)> = None;
    let mut constants = None;
    for example in examples {
        let loc = example.loc;
        let kind = match &example.value {
            Value::String(_) | Value::Expression(_) => Kind::String,
            Value::Number(_) => Kind::Number,
            Value::Bool(_) => Kind::Boolean,
            Value::Array(_) => Kind::Array,
            Value::Object(_) => Kind::Object,
            Value::Constant(constant) => {
                constants.get_or_insert((*constant, loc));
                continue;
            }
            Value::Unknown => continue,
            Value::Null => {
                let why = Why::Null;
                return Err(Undeclarable { loc, why });
            }
        };
        match known {
            None => known = Some((kind, loc)),
            Some((first, first_loc)) if first != kind => {
                let why = Why::Mixed {
                    field: field.map(str::to_owned),
                    found: kind.in_words(),
                    first: first.in_words(),
                    first_loc,
                };
                return Err(Undeclarable { loc, why });
            }
            Some(_) => {}
        }
    }
    let Some((kind, loc)) = known else {
        return Ok(match constants {
            Some((Constant::Value(index) | Constant::Type(index), loc)) => {
                let mut declaration = Object::default();
                let ty = Node::new(loc, Value::Constant(Constant::Type(index)));
                declaration.push("type", loc, ty);
                Node::new(loc, Value::Object(declaration))
            }
            None => Node::new(examples[0].loc, Value::Unknown),
        });
    };
    let mut declaration = Object::default();
    declaration.push("type", loc, Node::string(loc, kind.name()));
    match kind {
        Kind::Array => declaration.push("items", loc, items(examples, loc)?),
        Kind::Object => declaration.push("properties", loc, properties(examples, loc)?),
        _ => {}
    }
    Ok(Node::new(loc, Value::Object(declaration)))
}

fn items(lists: &[&Node], loc: TextRange) -> Result<Node, Undeclarable> {
    let items: Vec<_> = lists
        .iter()
        .filter_map(|list| list.as_array())
        .flatten()
        .collect();
    if items.is_empty() {
        let why = Why::EmptyList;
        return Err(Undeclarable { loc, why });
    }
    together(&items, None)
}

fn properties(objects: &[&Node], loc: TextRange) -> Result<Node, Undeclarable> {
    let mut fields: Vec<(&str, TextRange, Vec<&Node>)> = Vec::new();
    let mut positions: HashMap<&str, usize> = HashMap::new();
    for entry in objects
        .iter()
        .filter_map(|object| object.as_object())
        .flat_map(|object| &object.entries)
        .filter(|entry| !is_item_action(&entry.key, &entry.value))
    {
        let position = *positions.entry(&entry.key).or_insert_with(|| {
            fields.push((&entry.key, entry.key_loc, Vec::new()));
            fields.len() - 1
        });
        fields[position].2.push(&entry.value);
    }
    let mut properties = Object::default();
    for (key, key_loc, examples) in fields {
        let declaration = together(&examples, Some(key))?;
        properties.push(key.to_owned(), key_loc, declaration);
    }
    Ok(Node::new(loc, Value::Object(properties)))
}

/// Whether a member of an object is the action that a tap on the object starts.
fn is_item_action(key: &str, value: &Node) -> bool {
    let action = value.get("name").and_then(Node::as_str);
    action.is_some_and(|name| table::action(name).is_some())
        && table::COMPONENTS
            .iter()
            .flat_map(|component| component.shape.properties)
            .filter_map(|property| match property.ty {
                Type::Array {
                    of: Type::Object(item),
                    ..
                } => item.property(key),
                _ => None,
            })
            .any(|property| matches!(property.ty, Type::Action { .. }))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::tree;
    use super::*;

    #[track_caller]
    fn declares(example: serde_json::Value, declaration: serde_json::Value) {
        let found = super::declaration(&tree(&example));
        let wanted = tree(&declaration);
        let same = found.as_ref().is_ok_and(|found| found.same_value(&wanted));
        assert!(same, "{found:?}");
    }

    #[track_caller]
    fn declares_nothing(example: serde_json::Value, message: &str) {
        let error = super::declaration(&tree(&example)).map_err(|error| error.to_string());
        assert_eq!(error, Err(message.to_owned()));
    }

    #[test]
    fn types_come_from_examples() {
        declares(json!(""), json!({ "type": "string" }));
        declares(json!(2), json!({ "type": "number" }));
        declares(json!(2.5), json!({ "type": "number" }));
        declares(json!(false), json!({ "type": "boolean" }));
        declares(json!({}), json!({ "type": "object", "properties": {} }));
        declares(
            json!({ "a": { "b": ["c"] } }),
            json!({ "type": "object", "properties": { "a": { "type": "object", "properties": {
                "b": { "type": "array", "items": { "type": "string" } },
            } } } }),
        );
    }

    #[test]
    fn items_are_declared_together() {
        declares(
            json!([{ "id": "1" }, { "id": "2", "tags": [] }, { "tags": ["new"] }]),
            json!({ "type": "array", "items": { "type": "object", "properties": {
                "id": { "type": "string" },
                "tags": { "type": "array", "items": { "type": "string" } },
            } } }),
        );
        declares(
            json!([[], [1]]),
            json!({ "type": "array", "items": { "type": "array", "items": { "type": "number" } } }),
        );
    }

    #[test]
    fn the_action_of_an_option_is_not_declared() {
        let action = json!({ "name": "update_data", "payload": { "chosen": true } });
        declares(
            json!([{ "id": "1", "on-select-action": action, "on-other-action": action["payload"] }]),
            json!({ "type": "array", "items": { "type": "object", "properties": {
                "id": { "type": "string" },
                "on-other-action": { "type": "object", "properties": { "chosen": { "type": "boolean" } } },
            } } }),
        );
    }

    #[test]
    fn some_examples_do_not_tell_their_type() {
        declares_nothing(
            json!({ "a": [[]] }),
            "nothing tells the type of this empty list: write it behind the field's example, as in \
             `[] as Vec<String>`",
        );
        declares_nothing(
            json!([null]),
            "`null` has no type: write an empty value of the type that is meant, such as `\"\"`",
        );
        declares_nothing(
            json!(["a", 1]),
            "this item is a number and the first one is a string: write items of one type",
        );
        declares_nothing(
            json!([{ "price": 1 }, { "price": [] }]),
            "`price` is a list here and a number in an item before: write values of one type",
        );
    }

    #[test]
    fn nothing_is_said_of_what_is_unknown() {
        let unknown = Node::new(TextRange::NOWHERE, Value::Unknown);
        let list = Node::new(
            TextRange::NOWHERE,
            Value::Array(vec![unknown.clone(), Node::string(TextRange::NOWHERE, "a")]),
        );
        let declaration = super::declaration(&list);
        let wanted = tree(&json!({ "type": "array", "items": { "type": "string" } }));
        assert!(declaration.is_ok_and(|found| found.same_value(&wanted)));
        assert_eq!(super::declaration(&unknown), Ok(unknown));
    }
}
