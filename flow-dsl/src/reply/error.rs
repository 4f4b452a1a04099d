//! The error of a reply that cannot be read.

use std::fmt;

use serde_json::Value;

/// A reply that cannot be read.
///
/// It names the place and never the value, since replies hold texts that people typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The keys on the path to the place, with dots between them.
    path: String,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// The message of the JSON reader.
    NotJson(String),
    Missing,
    WrongType {
        found: &'static str,
        expected: &'static str,
    },
}

impl Error {
    pub(super) fn not_json(error: &serde_json::Error) -> Self {
        Self {
            path: String::new(),
            kind: Kind::NotJson(error.to_string()),
        }
    }

    pub(super) fn missing() -> Self {
        Self {
            path: String::new(),
            kind: Kind::Missing,
        }
    }

    pub(super) fn wrong_type(found: &Value, expected: &'static str) -> Self {
        let found = match found {
            Value::Null => "null",
            Value::Bool(_) => "a truth value",
            Value::Number(_) => "a number",
            Value::String(_) => "text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        Self {
            path: String::new(),
            kind: Kind::WrongType { found, expected },
        }
    }

    /// The same error, for the object that has the value under that key.
    pub(super) fn within(mut self, key: &str) -> Self {
        if self.path.is_empty() {
            key.clone_into(&mut self.path);
        } else {
            self.path.insert(0, '.');
            self.path.insert_str(0, key);
        }
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::NotJson(error) => write!(f, "this is no JSON: {error}"),
            Kind::Missing => write!(f, "`{}` is missing", self.path),
            Kind::WrongType { found, expected } if self.path.is_empty() => {
                write!(f, "expected {expected}, found {found}")
            }
            Kind::WrongType { found, expected } => {
                write!(f, "`{}` is {found}, not {expected}", self.path)
            }
        }
    }
}

impl std::error::Error for Error {}
