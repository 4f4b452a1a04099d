//! The members of an input, read from a query or a JSON body.

use base64_simd::STANDARD;
use flow_deploy::{Category, ReadMembers};
use serde_json::{Map, Value};

use crate::refusal::Refusal;
use crate::signature::unescape;

/// The members of an input that are still to be read.
pub(crate) struct Fields {
    members: Map<String, Value>,
    /// In a query everything is text.
    from_query: bool,
}

/// The names and values of a query. A plus stands for itself, not for a space.
pub(crate) fn query(query: &str) -> Map<String, Value> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (unescape(name), Value::String(unescape(value)))
        })
        .collect()
}

impl Fields {
    pub(crate) fn of_query(text: &str) -> Self {
        Self {
            members: query(text),
            from_query: true,
        }
    }

    pub(crate) fn of_body(body: &[u8]) -> Result<Self, Refusal> {
        let members = serde_json::from_slice(body)
            .map_err(|error| Refusal::serialization(error.to_string()))?;
        Ok(Self {
            members,
            from_query: false,
        })
    }

    fn take(&mut self, member: &str) -> Option<Value> {
        self.members.remove(member).filter(|value| !value.is_null())
    }
}

impl ReadMembers for Fields {
    type Error = Refusal;

    fn text(&mut self, member: &str) -> Result<Option<String>, Refusal> {
        match self.take(member) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(wrong_type(member, "a string", &other)),
        }
    }

    fn flag(&mut self, member: &str) -> Result<Option<bool>, Refusal> {
        match self.take(member) {
            None => Ok(None),
            Some(Value::Bool(value)) => Ok(Some(value)),
            Some(Value::String(text)) if self.from_query && text == "true" => Ok(Some(true)),
            Some(Value::String(text)) if self.from_query && text == "false" => Ok(Some(false)),
            Some(other) => Err(wrong_type(member, "a boolean", &other)),
        }
    }

    fn number(&mut self, member: &str) -> Result<Option<u32>, Refusal> {
        let Some(value) = self.take(member) else {
            return Ok(None);
        };
        let number = match &value {
            Value::Number(number) => number.as_u64().and_then(|number| number.try_into().ok()),
            Value::String(text) if self.from_query => text.parse().ok(),
            _ => None,
        };
        let number = number.ok_or_else(|| wrong_type(member, "a whole number", &value))?;
        Ok(Some(number))
    }

    fn blob(&mut self, member: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(text) = self.text(member)? else {
            return Ok(None);
        };
        let bytes = STANDARD
            .decode_to_vec(text)
            .map_err(|_| Refusal::serialization(format!("`{member}` is no base64")))?;
        Ok(Some(bytes))
    }

    fn categories(&mut self, member: &str) -> Result<Option<Vec<Category>>, Refusal> {
        let items = match self.take(member) {
            None => return Ok(None),
            Some(Value::Array(items)) => items,
            Some(other) => return Err(wrong_type(member, "a list", &other)),
        };
        let read = |item: &Value| match item {
            Value::String(name) => name
                .parse()
                .map_err(|error| Refusal::validation(format!("`{member}`: {error}"))),
            other => Err(wrong_type(member, "a list of strings", other)),
        };
        items.iter().map(read).collect::<Result<_, _>>().map(Some)
    }

    fn invalid(problem: String) -> Refusal {
        Refusal::validation(problem)
    }
}

fn wrong_type(member: &str, expected: &str, found: &Value) -> Refusal {
    Refusal::serialization(format!("`{member}` must be {expected}, but is {found}"))
}
