//! Values while a flow runs: data of screens, values of inputs, payloads.

use std::fmt::Write;
use std::sync::Arc;

use crate::number::Number;

/// A text that is cheap to copy.
pub type Text = Arc<str>;

/// A value. Copying one copies no text and no list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// `null`, which Flow JSON does not have, and an endpoint may send all the same.
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    Text(Text),
    /// The text of an input for numbers. It is text everywhere, but a field of type `number` takes it.
    NumberText(Text),
    /// An array.
    List(Arc<[Value]>),
    /// An object, its members in the order of the author.
    Object(Arc<[(Text, Value)]>),
}

impl Value {
    /// The empty text.
    pub fn empty_text() -> Self {
        Self::from("")
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::NumberText(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, if it is one, or a text that spells one.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(number.get()),
            Self::Text(text) | Self::NumberText(text) => Some(Number::parse(text)?.get()),
            _ => None,
        }
    }

    /// The items of a list.
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The members of an object.
    pub fn as_object(&self) -> Option<&[(Text, Value)]> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The member of that name, if it is an object that has one.
    pub fn get(&self, key: &str) -> Option<&Value> {
        let members = self.as_object()?;
        let (_, value) = members.iter().find(|(known, _)| **known == *key)?;
        Some(value)
    }

    /// Whether nothing is in it: an empty text, list or object, or `null`.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) | Self::NumberText(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Object(members) => members.is_empty(),
            Self::Bool(_) | Self::Number(_) => false,
        }
    }

    /// Its kind in words: "text", "a number".
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "`null`",
            Self::Bool(_) => "a truth value",
            Self::Number(_) => "a number",
            Self::Text(_) | Self::NumberText(_) => "text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }

    /// As it is drawn: a text as it stands, a number in its shortest form, `true` or `false`. Lists and
    /// objects are drawn as JSON.
    pub fn to_text(&self) -> Text {
        match self {
            Self::Text(text) | Self::NumberText(text) => text.clone(),
            Self::Bool(true) => "true".into(),
            Self::Bool(false) => "false".into(),
            Self::Number(number) => number.to_string().into(),
            Self::Null => "".into(),
            Self::List(_) | Self::Object(_) => self.to_json().into(),
        }
    }

    /// As JSON text, the members in their order.
    ///
    /// ```
    /// use flow_sim::Value;
    ///
    /// let value = Value::object([("guests", Value::from(2)), ("day", Value::from("2027-01-31"))]);
    /// assert_eq!(value.to_json(), r#"{"guests":2,"day":"2027-01-31"}"#);
    /// ```
    pub fn to_json(&self) -> String {
        let mut text = String::new();
        self.push_json(&mut text);
        text
    }

    fn push_json(&self, to: &mut String) {
        match self {
            Self::Null => to.push_str("null"),
            Self::Bool(value) => to.push_str(if *value { "true" } else { "false" }),
            #[expect(clippy::expect_used, reason = "writing to a string never fails")]
            Self::Number(number) => write!(to, "{number}").expect("a string takes all text"),
            Self::Text(text) | Self::NumberText(text) => push_quoted(text, to),
            Self::List(items) => {
                to.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        to.push(',');
                    }
                    item.push_json(to);
                }
                to.push(']');
            }
            Self::Object(members) => {
                to.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    if index > 0 {
                        to.push(',');
                    }
                    push_quoted(key, to);
                    to.push(':');
                    value.push_json(to);
                }
                to.push('}');
            }
        }
    }

    /// An object of those members.
    pub fn object<K: Into<Text>>(members: impl IntoIterator<Item = (K, Value)>) -> Self {
        let members = members.into_iter();
        Self::Object(members.map(|(key, value)| (key.into(), value)).collect())
    }

    /// A list of those items.
    pub fn list(items: impl IntoIterator<Item = Value>) -> Self {
        Self::List(items.into_iter().collect())
    }
}

fn push_quoted(text: &str, to: &mut String) {
    to.push_str(&serde_json::Value::from(text).to_string());
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<Text> for Value {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(Number::new(number))
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::from(f64::from(number))
    }
}

impl<T: Into<Value>, const N: usize> From<[T; N]> for Value {
    fn from(items: [T; N]) -> Self {
        Self::list(items.into_iter().map(Into::into))
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(items: Vec<T>) -> Self {
        Self::list(items.into_iter().map(Into::into))
    }
}

impl From<serde_json::Value> for Value {
    fn from(json: serde_json::Value) -> Self {
        Self::from(&json)
    }
}

impl From<&serde_json::Value> for Value {
    fn from(json: &serde_json::Value) -> Self {
        use serde_json::Value as Json;
        match json {
            Json::Null => Self::Null,
            Json::Bool(value) => Self::Bool(*value),
            // Every number of JSON is one of these, if not always to the last digit.
            Json::Number(number) => Self::from(number.as_f64().unwrap_or(f64::MAX)),
            Json::String(text) => Self::from(text.as_str()),
            Json::Array(items) => Self::list(items.iter().map(Self::from)),
            Json::Object(members) => Self::object(
                members
                    .iter()
                    .map(|(key, value)| (key.as_str(), Self::from(value))),
            ),
        }
    }
}

impl From<&Value> for serde_json::Value {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => number.to_json(),
            Value::Text(text) | Value::NumberText(text) => Self::String(text.to_string()),
            Value::List(items) => Self::Array(items.iter().map(Self::from).collect()),
            Value::Object(members) => {
                let members = members.iter();
                Self::Object(
                    members
                        .map(|(key, value)| (key.to_string(), Self::from(value)))
                        .collect(),
                )
            }
        }
    }
}

impl serde::Serialize for Value {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => to.serialize_unit(),
            Self::Bool(value) => to.serialize_bool(*value),
            Self::Number(number) => number.to_json().serialize(to),
            Self::Text(text) | Self::NumberText(text) => to.serialize_str(text),
            Self::List(items) => to.collect_seq(items.iter()),
            Self::Object(members) => {
                to.collect_map(members.iter().map(|(key, value)| (&**key, value)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_comes_back() {
        let json = serde_json::json!({"a": [1, -2.5, true, "x \"y\" \n"], "b": {}, "c": null});
        let value = Value::from(&json);
        assert_eq!(serde_json::Value::from(&value), json);
        assert_eq!(value.to_json(), json.to_string());
        assert_eq!(serde_json::to_string(&value).unwrap(), json.to_string());
    }

    #[test]
    fn texts_that_spell_numbers() {
        assert_eq!(Value::from("2.5").as_number(), Some(2.5));
        assert_eq!(Value::NumberText("7".into()).as_number(), Some(7.0));
        assert_eq!(Value::from("two").as_number(), None);
        assert_eq!(Value::from(true).as_number(), None);
    }

    #[test]
    fn drawn_as_text() {
        for (value, text) in [
            (Value::from(1.5), "1.5"),
            (Value::from(2.0), "2"),
            (Value::from(true), "true"),
            (Value::Null, ""),
            (Value::from(["a"]), r#"["a"]"#),
        ] {
            assert_eq!(&*value.to_text(), text);
        }
    }
}
