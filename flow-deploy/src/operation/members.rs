//! The members of an input on the wire.

use std::fmt;

use base64_simd::STANDARD;
use flow_json::Category;
use serde_json::{Map, Value};

/// The members of an input. An absent one is left out; the service wants no `null`.
#[derive(Debug, Default)]
pub struct Members<'m> {
    values: Map<String, Value>,
    /// Sent in base64. There can be megabytes, so that they are written once, where they are sent from.
    blobs: Vec<(&'static str, &'m [u8])>,
}

impl<'m> Members<'m> {
    pub(super) fn with(mut self, name: &'static str, value: &'m impl Member) -> Self {
        value.add_to(&mut self, name);
        self
    }

    /// The JSON body of POST and PUT.
    pub(crate) fn into_body(self) -> Vec<u8> {
        let mut body = Value::Object(self.values).to_string().into_bytes();
        for (name, blob) in self.blobs {
            // Before the closing brace.
            body.pop();
            let comma = if body.len() > 1 { "," } else { "" };
            let length = STANDARD.encoded_length(blob.len());
            body.reserve_exact(comma.len() + name.len() + length + r#""":""}"#.len());
            body.extend_from_slice(format!(r#"{comma}"{name}":""#).as_bytes());
            // Base64 has no characters to escape.
            STANDARD.encode_append(blob, &mut body);
            body.extend_from_slice(br#""}"#);
        }
        body
    }

    /// The names and values in the query of GET and DELETE.
    pub(crate) fn into_query(self) -> Vec<(String, String)> {
        let text = |value| match value {
            Value::String(text) => text,
            other => other.to_string(),
        };
        let members = self.values.into_iter();
        members.map(|(name, value)| (name, text(value))).collect()
    }
}

/// The value of a member of an input.
pub(super) trait Member: fmt::Debug {
    fn add_to<'m>(&'m self, members: &mut Members<'m>, name: &'static str);

    /// As `Debug` of an input shows it.
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt(f)
    }
}

impl Member for String {
    fn add_to<'m>(&'m self, members: &mut Members<'m>, name: &'static str) {
        members.values.insert(name.to_owned(), self.as_str().into());
    }
}

impl Member for bool {
    fn add_to<'m>(&'m self, members: &mut Members<'m>, name: &'static str) {
        members.values.insert(name.to_owned(), (*self).into());
    }
}

impl Member for u32 {
    fn add_to<'m>(&'m self, members: &mut Members<'m>, name: &'static str) {
        members.values.insert(name.to_owned(), (*self).into());
    }
}

impl Member for Vec<Category> {
    fn add_to<'m>(&'m self, members: &mut Members<'m>, name: &'static str) {
        let categories: Value = self.iter().map(|category| category.as_str()).collect();
        members.values.insert(name.to_owned(), categories);
    }
}

/// Flow JSON can be of ten megabytes, and a message is personal: `Debug` shows the size.
impl Member for Vec<u8> {
    fn add_to<'m>(&'m self, members: &mut Members<'m>, name: &'static str) {
        members.blobs.push((name, self));
    }

    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({} bytes)", self.len())
    }
}

impl<T: Member> Member for Option<T> {
    fn add_to<'m>(&'m self, members: &mut Members<'m>, name: &'static str) {
        if let Some(value) = self {
            value.add_to(members, name);
        }
    }

    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.as_ref().map(Shown), f)
    }
}

/// A member as `Debug` of an input shows it.
pub(super) struct Shown<'m, T>(pub(super) &'m T);

impl<T: Member> fmt::Debug for Shown<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.show(f)
    }
}
