//! The values of a flow's JSON, in the order in which they begin.
//!
//! The macros have written the JSON, so it is sound. This only finds the ranges of its values.

use std::ops::Range;

use flow_json::pointer;

/// A value in the text.
pub(crate) struct Value<'j> {
    pub(crate) range: Range<usize>,
    /// The number of the array or object that it is in, and the step from there.
    parent: Option<(usize, Step<'j>)>,
}

/// The step from an array or an object to a value in it.
#[derive(Clone, Copy)]
enum Step<'j> {
    Index(usize),
    /// The key as it is written, with its quotes.
    Key(&'j str),
}

impl Step<'_> {
    /// Whether a token of a JSON pointer is this step.
    fn is(self, token: &str) -> bool {
        match self {
            Step::Index(index) => pointer::index(token) == Some(index),
            Step::Key(key) => serde_json::from_str::<String>(key).is_ok_and(|key| key == token),
        }
    }
}

/// The values of sound JSON.
pub(crate) fn values(json: &str) -> Vec<Value<'_>> {
    let bytes = json.as_bytes();
    let mut values: Vec<Value<'_>> = Vec::new();
    // The open arrays and objects, each with the step to its next value.
    let mut open: Vec<(usize, Step<'_>)> = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let start = at;
        at = match byte {
            b'"' => behind_string(bytes, start),
            byte if is_sign(*byte) => start + 1,
            _ => {
                let rest = bytes[start..].iter().position(|byte| is_sign(*byte));
                rest.map_or(bytes.len(), |length| start + length)
            }
        };
        match (byte, open.last_mut()) {
            (b',', Some((_, Step::Index(index)))) => *index += 1,
            (b'}' | b']', _) => {
                if let Some((number, _)) = open.pop() {
                    values[number].range.end = at;
                }
            }
            (b'"', Some((_, Step::Key(key)))) if bytes.get(at) == Some(&b':') => {
                *key = &json[start..at];
            }
            (b',' | b':', _) => {}
            (byte, parent) => {
                values.push(Value {
                    range: start..at,
                    parent: parent.copied(),
                });
                match byte {
                    b'{' => open.push((values.len() - 1, Step::Key(""))),
                    b'[' => open.push((values.len() - 1, Step::Index(0))),
                    _ => {}
                }
            }
        }
    }
    values
}

/// The number of the value that a JSON pointer (RFC 6901) leads to.
pub(crate) fn at_pointer(values: &[Value<'_>], pointer: &str) -> Option<usize> {
    if !pointer.is_empty() && !pointer.starts_with('/') {
        return None;
    }
    pointer::tokens(pointer).try_fold(0, |parent, token| {
        values.iter().position(|value| {
            matches!(value.parent, Some((number, step)) if number == parent && step.is(&token))
        })
    })
}

fn is_sign(byte: u8) -> bool {
    matches!(byte, b'{' | b'}' | b'[' | b']' | b',' | b':')
}

/// The offset behind a string.
fn behind_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const JSON: &str = r#"{"a":[1,"x,]\"",{"a/b~":true,"é\n":[]}],"b":{},"c":-1.5e3}"#;

    #[test]
    fn values_come_in_the_order_of_the_text() {
        let texts: Vec<_> = values(JSON)
            .iter()
            .map(|value| &JSON[value.range.clone()])
            .collect();
        assert_eq!(
            texts,
            [
                JSON,
                r#"[1,"x,]\"",{"a/b~":true,"é\n":[]}]"#,
                "1",
                r#""x,]\"""#,
                r#"{"a/b~":true,"é\n":[]}"#,
                "true",
                "[]",
                "{}",
                "-1.5e3",
            ]
        );
    }

    #[test]
    fn pointers_lead_to_values() {
        let values = values(JSON);
        for (pointer, number) in [
            ("", Some(0)),
            ("/a", Some(1)),
            ("/a/1", Some(3)),
            ("/a/2/a~1b~0", Some(5)),
            ("/a/2/é\n", Some(6)),
            ("/c", Some(8)),
            ("/a/3", None),
            ("/a/x", None),
            ("/b/0", None),
            ("a", None),
        ] {
            assert_eq!(at_pointer(&values, pointer), number, "{pointer}");
        }
    }

    #[test]
    fn what_is_no_json_is_gone_through_too() {
        for text in ["", "}", "]", "\"", "{\"a", "[,:", "\"\\"] {
            let _ = values(text);
        }
    }

    fn json() -> impl Strategy<Value = serde_json::Value> {
        let text = r#"[a/~0 "\\\n,:{}\[\]é😀]{0,6}"#;
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i32>().prop_map(Into::into),
            text.prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 40, 5, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(serde_json::Value::Array),
                prop::collection::btree_map(text, inner, 0..5)
                    .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
            ]
        })
    }

    /// The pointers of a value and of all in it, in the order of the text.
    fn pointers(json: &serde_json::Value, pointer: &str, found: &mut Vec<String>) {
        found.push(pointer.to_owned());
        match json {
            serde_json::Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    pointers(item, &format!("{pointer}/{index}"), found);
                }
            }
            serde_json::Value::Object(members) => {
                for (key, member) in members {
                    let key = pointer::escape(key);
                    pointers(member, &format!("{pointer}/{key}"), found);
                }
            }
            _ => {}
        }
    }

    proptest! {
        #[test]
        fn each_pointer_leads_to_its_value(json in json()) {
            let text = json.to_string();
            let values = values(&text);
            let mut found = Vec::new();
            pointers(&json, "", &mut found);
            prop_assert_eq!(values.len(), found.len());
            for (number, pointer) in found.iter().enumerate() {
                prop_assert_eq!(at_pointer(&values, pointer), Some(number));
                let part = &text[values[number].range.clone()];
                let part: serde_json::Value = serde_json::from_str(part).unwrap();
                prop_assert_eq!(Some(&part), json.pointer(pointer));
            }
        }
    }
}
