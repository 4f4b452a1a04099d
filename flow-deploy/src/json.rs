//! From the JSON of an answer to the values of an output.
//!
//! As for the SDKs, a `null` is an absent member, and members that are not known are passed over.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value};

/// A value of an output. The error is a message for people.
pub trait FromJson: Sized {
    /// Reads the value.
    fn from_json(value: Value) -> Result<Self, String>;
}

impl FromJson for String {
    fn from_json(value: Value) -> Result<Self, String> {
        match value {
            Value::String(text) => Ok(text),
            other => Err(format!("{other} is no string")),
        }
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(value: Value) -> Result<Self, String> {
        T::from_json(value).map(Some)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(value: Value) -> Result<Self, String> {
        match value {
            Value::Array(items) => items.into_iter().map(T::from_json).collect(),
            other => Err(format!("{other} is no list")),
        }
    }
}

/// A timestamp of AWS: seconds since 1970, possibly with a fraction.
impl FromJson for SystemTime {
    fn from_json(value: Value) -> Result<Self, String> {
        let time = value.as_f64().and_then(|seconds| {
            let since = Duration::try_from_secs_f64(seconds.abs()).ok()?;
            if seconds < 0.0 {
                UNIX_EPOCH.checked_sub(since)
            } else {
                UNIX_EPOCH.checked_add(since)
            }
        });
        time.ok_or_else(|| format!("{value} is no timestamp"))
    }
}

/// Validation errors as texts. AWS models them as strings; one that is something else is kept as
/// the JSON it is, for none may be lost.
pub(crate) fn validation_errors(errors: Value) -> Result<Vec<String>, String> {
    Ok(texts(errors))
}

/// All values as texts, with those in lists of lists.
pub(crate) fn texts(value: Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(items) => items.into_iter().flat_map(texts).collect(),
        Value::String(text) => vec![text],
        other => vec![other.to_string()],
    }
}

/// A JSON object, out of which each member is taken once.
pub(crate) struct Object(Map<String, Value>);

impl Object {
    pub(crate) fn new(value: Value) -> Result<Self, String> {
        match value {
            Value::Object(members) => Ok(Self(members)),
            _ => Err("it is no JSON object".to_owned()),
        }
    }

    /// A member that the service's model promises.
    pub(crate) fn required<T>(
        &mut self,
        name: &str,
        read: fn(Value) -> Result<T, String>,
    ) -> Result<T, String> {
        match self.take(name, read)? {
            Some(value) => Ok(value),
            None => Err(format!("missing field `{name}`")),
        }
    }

    /// A member that may be absent.
    pub(crate) fn optional<T: Default>(
        &mut self,
        name: &str,
        read: fn(Value) -> Result<T, String>,
    ) -> Result<T, String> {
        Ok(self.take(name, read)?.unwrap_or_default())
    }

    fn take<T>(
        &mut self,
        name: &str,
        read: fn(Value) -> Result<T, String>,
    ) -> Result<Option<T>, String> {
        // Left in its place as `null`: to remove it would cost more than to read it.
        let value = self.0.get_mut(name).map(Value::take);
        let value = value.filter(|value| !value.is_null());
        let read = value.map(read).transpose();
        read.map_err(|problem| format!("`{name}`: {problem}"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn timestamps() {
        let read = |value| SystemTime::from_json(value).ok();
        let at = |milliseconds| Some(UNIX_EPOCH + Duration::from_millis(milliseconds));
        assert_eq!(read(json!(0)), at(0));
        assert_eq!(read(json!(1_760_000_000)), at(1_760_000_000_000));
        assert_eq!(read(json!(1.5)), at(1500));
        assert_eq!(read(json!(-1)), Some(UNIX_EPOCH - Duration::from_secs(1)));
        for bad in [
            json!(1e300),
            json!(-1e300),
            json!("2026-01-01"),
            json!(null),
        ] {
            assert_eq!(read(bad), None);
        }
    }

    #[test]
    fn members_are_named_where_they_are_wrong() {
        let mut object =
            Object::new(json!({"text": 1, "list": ["a", 2], "none": null, "empty": []})).unwrap();
        let text: Result<String, _> = object.required("text", FromJson::from_json);
        assert_eq!(text, Err("`text`: 1 is no string".to_owned()));
        let list: Result<Vec<String>, _> = object.optional("list", FromJson::from_json);
        assert_eq!(list, Err("`list`: 2 is no string".to_owned()));
        let none: Result<String, _> = object.required("none", FromJson::from_json);
        assert_eq!(none, Err("missing field `none`".to_owned()));
        let empty: Result<Vec<String>, _> = object.required("empty", FromJson::from_json);
        assert_eq!(empty, Ok(Vec::new()));
        assert!(Object::new(json!([])).is_err());
    }
}
