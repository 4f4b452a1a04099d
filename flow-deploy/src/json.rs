//! From the JSON of an answer to the values of an output; and whether two texts are the same JSON.
//!
//! As for the SDKs, a `null` is an absent member, and members that are not known are passed over. Nothing is kept
//! of an answer but what the output has.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_core::de::{Error, MapAccess, Visitor};
use serde_core::{Deserialize, Deserializer};
use serde_json::Value;

/// The output in a body. The error is a message for people.
pub(crate) fn read<'b, T: Deserialize<'b>>(body: &'b [u8]) -> Result<T, String> {
    // To look once at all bytes takes less than to look at those of each text.
    let read = match str::from_utf8(body) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => serde_json::from_slice(body),
    };
    read.map_err(|error| error.to_string())
}

/// Whether two texts are the same JSON by value, since Meta may write it otherwise. Texts that are no JSON must be
/// the same bytes.
pub(crate) fn same_json(one: &[u8], other: &[u8]) -> bool {
    let tree = |json| flow_json::read_bytes(json).into_result().ok();
    match (tree(one), tree(other)) {
        (Some(one), Some(other)) => one.same_value(&other),
        _ => one == other,
    }
}

/// The name of a member. Without escapes it is a part of the answer.
pub(crate) struct Key<'de>(pub(crate) Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;

        impl<'de> Visitor<'de> for Name {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a member")
            }

            fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(name)))
            }

            fn visit_str<E>(self, name: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(name.to_owned())))
            }
        }

        deserializer.deserialize_str(Name)
    }
}

/// Reads the value of a member, `None` if it is `null`. An error names the member.
pub(crate) fn member<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    name: &str,
    map: &mut A,
) -> Result<Option<T>, A::Error> {
    map.next_value().map_err(|error| within(name, error))
}

/// Reads the value of a member by a function.
pub(crate) fn member_by<'de, T, A: MapAccess<'de>>(
    name: &str,
    map: &mut A,
    read: fn(Value) -> Result<T, String>,
) -> Result<Option<T>, A::Error> {
    let value: Option<Value> = member(name, map)?;
    let read = value.map(read).transpose();
    read.map_err(|problem| within(name, problem))
}

fn within<E: Error>(name: &str, error: impl fmt::Display) -> E {
    E::custom(format_args!("`{name}`: {error}"))
}

/// A member that the service's model promises.
pub(crate) fn required<T, E: Error>(value: Option<T>, name: &str) -> Result<T, E> {
    value.ok_or_else(|| E::custom(format_args!("missing field `{name}`")))
}

/// A member that may be absent.
pub(crate) fn optional<T: Default, E: Error>(value: Option<T>, _: &str) -> Result<T, E> {
    Ok(value.unwrap_or_default())
}

/// Reads a value that is made of any text.
pub(crate) fn by_text<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: for<'t> From<&'t str>,
    D: Deserializer<'de>,
{
    struct Text<T>(PhantomData<T>);

    impl<T: for<'t> From<&'t str>> Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E>(self, text: &str) -> Result<T, E> {
            Ok(text.into())
        }
    }

    deserializer.deserialize_str(Text(PhantomData))
}

/// A timestamp of AWS, which may be absent: seconds since 1970, possibly with a fraction.
pub(crate) fn timestamp<T: From<SystemTime>>(value: Value) -> Result<T, String> {
    let time = value.as_f64().and_then(|seconds| {
        let since = Duration::try_from_secs_f64(seconds.abs()).ok()?;
        if seconds < 0.0 {
            UNIX_EPOCH.checked_sub(since)
        } else {
            UNIX_EPOCH.checked_add(since)
        }
    });
    let time = time.ok_or_else(|| format!("{value} is no timestamp"))?;
    Ok(time.into())
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{LinkedWhatsAppBusinessAccountSummary, ListWhatsAppFlowsOutput};

    #[test]
    fn timestamps() {
        let read = |value| timestamp::<SystemTime>(value).ok();
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
        let list = |json: &str| read::<ListWhatsAppFlowsOutput>(json.as_bytes());
        for (json, mistake) in [
            ("[]", "invalid type: sequence, expected a JSON object at"),
            ("{}", "missing field `flows` at"),
            (r#"{"flows": null}"#, "missing field `flows` at"),
            (
                r#"{"flows": 1}"#,
                "`flows`: invalid type: integer `1`, expected a sequence at",
            ),
            (
                r#"{"flows": [{"flowStatus": 7}]}"#,
                "`flows`: `flowStatus`: invalid type: integer `7`, expected a string at",
            ),
            (
                r#"{"flows": [], "nextToken": []}"#,
                "`nextToken`: invalid type: sequence, expected a string at",
            ),
            (r#"{"flows": []"#, "EOF while parsing an object at"),
        ] {
            let error = list(json).unwrap_err();
            assert!(error.starts_with(mistake), "{error}");
        }
        let time = read::<LinkedWhatsAppBusinessAccountSummary>(br#"{"linkDate": "now"}"#);
        let mistake = "`linkDate`: \"now\" is no timestamp at";
        assert!(time.unwrap_err().starts_with(mistake));
    }

    #[test]
    fn what_is_absent_null_unknown_escaped_or_there_twice() {
        let json = r#"{"new": {"a": [1]}, "nextToken": null, "\u0066lows": [], "flows": []}"#;
        let output: ListWhatsAppFlowsOutput = read(json.as_bytes()).unwrap();
        assert_eq!((output.flows.len(), output.next_token), (0, None));
    }
}
