//! Values of JSON, as a schema needs them.

use crate::source::TextRange;
use std::borrow::Cow;

use super::pattern::Pattern;
use crate::read::read;
use crate::tree::{Node, Object, Value};

/// An object that is being written: a schema, or the properties in one.
#[derive(Clone, Default)]
pub(super) struct Members(Object);

impl Members {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Adds a member.
    pub(super) fn with(
        mut self,
        key: impl Into<Cow<'static, str>>,
        value: impl Into<Node>,
    ) -> Self {
        self.0.push(key, TextRange::NOWHERE, value.into());
        self
    }

    /// Adds a member if there is something to be said.
    pub(super) fn maybe(self, key: &'static str, value: Option<impl Into<Node>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// Adds the members of another.
    pub(super) fn and(mut self, other: Members) -> Self {
        self.0.entries.extend(other.0.entries);
        self
    }
}

impl From<Members> for Node {
    fn from(members: Members) -> Self {
        Node::new(TextRange::NOWHERE, Value::Object(members.0))
    }
}

impl From<bool> for Node {
    fn from(value: bool) -> Self {
        Node::new(TextRange::NOWHERE, Value::Bool(value))
    }
}

impl From<&'static str> for Node {
    fn from(text: &'static str) -> Self {
        Node::string(TextRange::NOWHERE, text)
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Node::string(TextRange::NOWHERE, text)
    }
}

impl From<usize> for Node {
    fn from(number: usize) -> Self {
        Node::new(TextRange::NOWHERE, Value::Number(number.to_string().into()))
    }
}

impl From<i64> for Node {
    fn from(number: i64) -> Self {
        Node::new(TextRange::NOWHERE, Value::Number(number.to_string().into()))
    }
}

/// A list.
pub(super) fn list<T: Into<Node>>(items: impl IntoIterator<Item = T>) -> Node {
    let items = items.into_iter().map(Into::into).collect();
    Node::new(TextRange::NOWHERE, Value::Array(items))
}

/// A schema of a type.
pub(super) fn of_type(ty: &'static str) -> Members {
    Members::new().with("type", ty)
}

/// A schema for strings that match.
pub(super) fn matching(pattern: Pattern) -> Members {
    of_type("string").and(pattern.keywords())
}

/// A schema that takes no text that matches.
pub(super) fn not_matching(schema: Members, regex: &'static str) -> Members {
    schema.with("not", Members::new().with("pattern", regex))
}

/// A schema for one of some names, each with its meaning.
pub(super) fn one_of_names(names: &[(&'static str, &'static str)]) -> Members {
    Members::new()
        .with("enum", list(names.iter().map(|(word, _)| *word)))
        // A keyword that only VS Code knows; for others it is a note.
        .with("enumDescriptions", list(names.iter().map(|(_, doc)| *doc)))
}

/// A schema that any of some takes.
pub(super) fn any_of(schemas: Vec<Members>) -> Members {
    match <[Members; 1]>::try_from(schemas) {
        Ok([only]) => only,
        Err(schemas) => Members::new().with("anyOf", list(schemas)),
    }
}

/// A schema that a definition holds.
pub(super) fn reference(name: &str) -> Members {
    Members::new().with("$ref", format!("#/$defs/{name}"))
}

/// The schema for objects with that constant as discriminator.
pub(super) fn when(key: &'static str, constant: &'static str, then: Members) -> Members {
    let is = Members::new().with("const", constant);
    let condition = Members::new()
        .with("properties", Members::new().with(key, is))
        .with("required", list([key]));
    Members::new().with("if", condition).with("then", then)
}

/// A text, a number or a truth value from its JSON.
pub(super) fn simple(json: &str) -> Option<Node> {
    let value = match read(json).root?.value {
        Value::Bool(value) => Value::Bool(value),
        Value::Number(number) => Value::Number(number),
        Value::String(text) => Value::String(text),
        _ => return None,
    };
    Some(Node::new(TextRange::NOWHERE, value))
}
