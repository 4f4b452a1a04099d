//! Declarations of data, and whether values fit them.

use std::fmt;

use flow_json::tree::{Node, Value as Written};

use crate::value::{Text, Value};

/// The type that a field of a screen's data is declared to have.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Declaration {
    /// Nothing is said, or nothing that is understood.
    Any,
    Text,
    Number,
    /// A number without decimals.
    Integer,
    Boolean,
    List(Box<Declaration>),
    Object(Vec<Member>),
}

/// A property of an object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Member {
    name: Text,
    declaration: Declaration,
    required: bool,
}

/// A value that does not fit its declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Misfit {
    /// The path to it, with dots.
    path: String,
    problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Problem {
    Missing,
    Type {
        found: &'static str,
        wanted: &'static str,
    },
}

impl Misfit {
    pub(crate) fn missing(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            problem: Problem::Missing,
        }
    }

    /// The same inside a member of that name.
    fn inside(mut self, name: &str) -> Self {
        self.path = if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{name}.{}", self.path)
        };
        self
    }

    /// The path to the value, with dots.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            Problem::Missing => write!(f, "`{}` is missing", self.path),
            Problem::Type { found, wanted } => {
                write!(f, "`{}` is {found}, and declared as {wanted}", self.path)
            }
        }
    }
}

impl Declaration {
    /// Reads a declaration, which is a subset of JSON Schema. Nothing in it is an error here.
    pub(crate) fn read(node: &Node) -> Self {
        Self::read_at(node, 0)
    }

    fn read_at(node: &Node, depth: usize) -> Self {
        // Macros may build deeper trees than the stack holds.
        if depth > flow_json::read::MAX_DEPTH {
            return Self::Any;
        }
        match node.get("type").and_then(Node::as_str) {
            Some("string") => Self::Text,
            Some("number") => Self::Number,
            Some("integer") => Self::Integer,
            Some("boolean") => Self::Boolean,
            Some("array") => {
                let items = node
                    .get("items")
                    .map(|items| Self::read_at(items, depth + 1));
                Self::List(Box::new(items.unwrap_or(Self::Any)))
            }
            Some("object") => {
                let members = node.get("properties").and_then(Node::as_object);
                let required = node.get("required").and_then(Node::as_array).unwrap_or(&[]);
                let is_required =
                    |name: &str| required.iter().any(|known| known.as_str() == Some(name));
                let members = members.into_iter().flat_map(|members| &members.entries);
                let members = members.map(|member| Member {
                    name: (*member.key).into(),
                    declaration: Self::read_at(&member.value, depth + 1),
                    required: is_required(&member.key),
                });
                Self::Object(members.collect())
            }
            _ => Self::Any,
        }
    }

    /// Whether a value fits. Members that are not declared are let pass.
    pub(crate) fn check(&self, value: &Value) -> Result<(), Misfit> {
        let fits = match (self, value) {
            (Self::Any, value) => *value != Value::Null,
            (Self::Text, Value::Text(_) | Value::NumberText(_))
            | (Self::Number, Value::Number(_))
            | (Self::Boolean, Value::Bool(_)) => true,
            (Self::Integer, Value::Number(number)) => number.get().fract() == 0.0,
            // As text it was typed: a number, or nothing.
            (Self::Number | Self::Integer, Value::NumberText(text)) => {
                text.is_empty() || value.as_number().is_some()
            }
            (Self::List(of), Value::List(items)) => {
                for (index, item) in items.iter().enumerate() {
                    of.check(item)
                        .map_err(|misfit| misfit.inside(&index.to_string()))?;
                }
                true
            }
            (Self::Object(members), Value::Object(_)) => {
                for member in members {
                    match value.get(&member.name) {
                        Some(value) => {
                            let checked = member.declaration.check(value);
                            checked.map_err(|misfit| misfit.inside(&member.name))?;
                        }
                        None if member.required => return Err(Misfit::missing(&*member.name)),
                        None => {}
                    }
                }
                true
            }
            _ => false,
        };
        if fits {
            return Ok(());
        }
        Err(Misfit {
            path: String::new(),
            problem: Problem::Type {
                found: value.kind(),
                wanted: self.kind(),
            },
        })
    }

    /// Whether the value of a field fits.
    pub(crate) fn check_field(&self, name: &str, value: &Value) -> Result<(), Misfit> {
        self.check(value).map_err(|misfit| misfit.inside(name))
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Any => "a value",
            Self::Text => "`string`",
            Self::Number => "`number`",
            Self::Integer => "`integer`",
            Self::Boolean => "`boolean`",
            Self::List(_) => "`array`",
            Self::Object(_) => "`object`",
        }
    }

    /// The value that a field of a screen has which was not seen yet: a number is 0 there, and no text
    /// that could be handed on.
    pub(crate) fn unseen(&self) -> Value {
        match self {
            Self::Number | Self::Integer => Value::from(0),
            other => other.empty(),
        }
    }

    /// The empty value of the type, which a part has that is missing.
    pub(crate) fn empty(&self) -> Value {
        match self {
            Self::Any | Self::Text => Value::empty_text(),
            Self::Number | Self::Integer => Value::NumberText("".into()),
            Self::Boolean => Value::Bool(false),
            Self::List(_) => Value::list([]),
            Self::Object(_) => Value::object::<Text>([]),
        }
    }

    /// A value of the type.
    pub(crate) fn sample(&self) -> Value {
        match self {
            Self::Any | Self::Text => Value::from("text"),
            Self::Number | Self::Integer => Value::from(1),
            Self::Boolean => Value::Bool(true),
            Self::List(of) => Value::list([of.sample()]),
            Self::Object(members) => {
                let members = members.iter();
                Value::object(
                    members.map(|member| (member.name.clone(), member.declaration.sample())),
                )
            }
        }
    }

    /// The declaration at the end of a path of names.
    pub(crate) fn at(&self, path: &[Text]) -> Option<&Self> {
        let [name, rest @ ..] = path else {
            return Some(self);
        };
        match self {
            Self::Any => Some(self),
            Self::Object(members) => {
                let member = members.iter().find(|member| member.name == *name)?;
                member.declaration.at(rest)
            }
            _ => None,
        }
    }
}

/// A value that is written out in a flow.
pub(crate) fn written(node: &Node) -> Value {
    written_at(node, 0)
}

fn written_at(node: &Node, depth: usize) -> Value {
    // Macros may build deeper trees than the stack holds.
    if depth > flow_json::read::MAX_DEPTH {
        return Value::Null;
    }
    match &node.value {
        Written::Null | Written::Constant(_) | Written::Unknown => Value::Null,
        Written::Bool(value) => Value::Bool(*value),
        Written::Number(number) => Value::from(number.parse::<f64>().unwrap_or(f64::NAN)),
        Written::String(text) => Value::from(text.as_ref()),
        Written::Expression(expression) => Value::from(expression.text.as_str()),
        Written::Array(items) => Value::list(items.iter().map(|item| written_at(item, depth + 1))),
        Written::Object(object) => Value::object(
            object
                .entries
                .iter()
                .map(|entry| (&*entry.key, written_at(&entry.value, depth + 1))),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(declaration: &str, value: serde_json::Value) -> Result<(), String> {
        let node = flow_json::read(declaration).root.unwrap();
        let checked = Declaration::read(&node).check_field("f", &Value::from(value));
        checked.map_err(|misfit| misfit.to_string())
    }

    #[test]
    fn types() {
        use serde_json::json;

        let list = r#"{"type": "array", "items": {"type": "object", "properties": {
            "id": {"type": "string"}, "n": {"type": "integer"}}, "required": ["id"]}}"#;
        assert_eq!(
            check(
                list,
                json!([{"id": "a", "n": 1, "more": null}, {"id": "b"}])
            ),
            Ok(())
        );
        for (value, message) in [
            (json!([{"n": 1}]), "`f.0.id` is missing"),
            (
                json!([{"id": 1}]),
                "`f.0.id` is a number, and declared as `string`",
            ),
            (
                json!([{"id": "a", "n": 1.5}]),
                "`f.0.n` is a number, and declared as `integer`",
            ),
            (json!("a"), "`f` is text, and declared as `array`"),
            (json!(null), "`f` is `null`, and declared as `array`"),
        ] {
            assert_eq!(check(list, value).unwrap_err(), message);
        }
        assert!(check(r#"{"type": "number"}"#, json!("1")).is_err());
        assert_eq!(check("{}", json!([1])), Ok(()));
    }

    #[test]
    fn what_was_typed_is_a_number() {
        for (text, fits) in [("2", true), ("", true), ("two", false)] {
            let value = Value::NumberText(text.into());
            assert_eq!(Declaration::Number.check(&value).is_ok(), fits, "{text}");
        }
    }
}
