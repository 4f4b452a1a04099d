//! Meta's validation errors, in any form.

use std::fmt::{self, Write as _};

use flow_json::pointer::push_key;
use serde_json::Value;

use crate::terminal::one_line;

/// One of Meta's validation errors, read from its text in an output.
///
/// AWS does not document the form: a sentence, or a JSON object as Meta's own API gives it. A text of
/// another form is the message as a whole, so that nothing is lost.
///
/// ```
/// use flow_deploy::{JsonPlace, ValidationError};
///
/// let json = r#"{"version":"7.3","screens":[{"id":"A"}]}"#;
/// let text = r#"{"error":"MISSING_REQUIRED_PROPERTY","message":"layout is missing",
///     "pointers":[{"line_start":1,"column_start":29,"path":"screens[0]"}]}"#;
/// let error = ValidationError::parse(text);
/// // With a flow of `flow!`: FLOW.source_of(pointer), FLOW.source_at(offset).
/// let source = |place: JsonPlace<'_>| match place {
///     JsonPlace::Pointer("/screens/0") => Some("src/main.rs:12:5".to_owned()),
///     _ => None,
/// };
/// assert_eq!(
///     error.report(json, source),
///     "error[MISSING_REQUIRED_PROPERTY]: layout is missing\n  --> src/main.rs:12:5",
/// );
/// assert_eq!(
///     error.report(json, |_| None),
///     "error[MISSING_REQUIRED_PROPERTY]: layout is missing\n  --> Flow JSON:1:29 (screens[0])",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ValidationError {
    /// The code, such as `INVALID_PROPERTY_KEY`, if it has one.
    pub code: Option<String>,
    /// The message. All of the text where it has no message of its own.
    pub message: String,
    /// Where; Meta merges errors of the same message.
    pub places: Vec<ValidationPlace>,
}

/// The place of a validation error in Flow JSON. Members that Meta left out are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ValidationPlace {
    /// The line, from 1.
    pub line: Option<u32>,
    /// The column, from 1.
    pub column: Option<u32>,
    /// The path, as in `screens[0].layout.children[1].text`.
    pub path: Option<String>,
}

/// A place in Flow JSON to look up in the source that it was written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonPlace<'p> {
    /// A JSON pointer, as in `/screens/0/title`.
    Pointer(&'p str),
    /// An offset in bytes.
    Offset(usize),
}

impl ValidationError {
    /// Reads one text of the `validation_errors` of an output.
    pub fn parse(text: &str) -> Self {
        let object = match serde_json::from_str(text) {
            Ok(Value::Object(object)) => Value::Object(object),
            _ => Value::Null,
        };
        let own = |name: &str| {
            let text = object.get(name).and_then(Value::as_str);
            text.filter(|text| !text.trim().is_empty())
                .map(str::to_owned)
        };
        let pointers = object.get("pointers").and_then(Value::as_array);
        let mut places: Vec<_> = pointers
            .into_iter()
            .flatten()
            .filter_map(ValidationPlace::read)
            .collect();
        if places.is_empty() {
            places.extend(ValidationPlace::read(&object));
        }
        Self {
            code: own("error").or_else(|| own("code")),
            message: own("message").unwrap_or_else(|| text.to_owned()),
            places,
        }
    }

    /// The error for a person, on a line of its own, and each of its places on another: in the
    /// source if `source` knows it, else in `json`, the Flow JSON that was sent.
    pub fn report(&self, json: &str, source: impl Fn(JsonPlace<'_>) -> Option<String>) -> String {
        let mut report = self.to_string();
        for place in &self.places {
            let found = place
                .pointer()
                .and_then(|pointer| source(JsonPlace::Pointer(&pointer)))
                .or_else(|| source(JsonPlace::Offset(place.offset(json)?)))
                .unwrap_or_else(|| place.to_string());
            // Writing to a `String` cannot fail.
            let _ = write!(report, "\n  --> {found}");
        }
        report
    }
}

/// `error[CODE]: message`, without the places.
impl fmt::Display for ValidationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.code {
            Some(code) => write!(f, "error[{}]: {}", one_line(code), one_line(&self.message)),
            None => write!(f, "error: {}", one_line(&self.message)),
        }
    }
}

impl ValidationPlace {
    fn read(value: &Value) -> Option<Self> {
        let number = |names: [&str; 2]| {
            let found = names.iter().find_map(|name| value.get(name)?.as_u64());
            u32::try_from(found?).ok()
        };
        let path = value.get("path").and_then(Value::as_str);
        let place = Self {
            line: number(["line_start", "line"]),
            column: number(["column_start", "column"]),
            path: path.filter(|path| !path.is_empty()).map(str::to_owned),
        };
        (place != Self::default()).then_some(place)
    }

    /// The path as a JSON pointer.
    pub fn pointer(&self) -> Option<String> {
        let path = self.path.as_deref()?;
        if path.starts_with('/') {
            return Some(path.to_owned());
        }
        let steps = path.replace('[', ".").replace(']', "");
        let mut pointer = String::new();
        for step in steps.split('.').filter(|step| !step.is_empty()) {
            push_key(&mut pointer, step);
        }
        Some(pointer)
    }

    /// The offset of the line and column in a text, if they are in it.
    pub fn offset(&self, text: &str) -> Option<usize> {
        let before = usize::try_from(self.line?).ok()?.checked_sub(1)?;
        let column = self.column.unwrap_or(1);
        let column = usize::try_from(column).ok()?.checked_sub(1)?;
        let mut lines = text.split_inclusive('\n');
        let start: usize = lines.by_ref().take(before).map(str::len).sum();
        let (at, _) = lines.next()?.char_indices().nth(column)?;
        Some(start + at)
    }
}

/// `Flow JSON:1:29 (screens[0])`
impl fmt::Display for ValidationPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Flow JSON")?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        match &self.path {
            Some(path) => write!(f, " ({})", one_line(path)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(text: &str) -> String {
        ValidationError::parse(text).report("{\n \"é\": 1\n}", |place| match place {
            JsonPlace::Pointer("/a/0/b~1c") => Some("lib.rs:1:2".to_owned()),
            JsonPlace::Offset(7) => Some("lib.rs:3:4".to_owned()),
            _ => None,
        })
    }

    #[test]
    fn no_text_is_lost() {
        for text in [
            "",
            "a sentence",
            "{",
            "[1]",
            "null",
            "7",
            r#"{"new":"form"}"#,
            r#"{"message":3}"#,
        ] {
            assert_eq!(report(text), format!("error: {text}"));
        }
        let nothing_said = r#"{"error":"X","message":" "}"#;
        assert_eq!(report(nothing_said), format!("error[X]: {nothing_said}"));
    }

    #[test]
    fn a_hostile_text_is_one_line() {
        let text = r#"{"error":"A\nB","message":"m\r\n::x","pointers":[{"path":"p\u001b"}]}"#;
        assert_eq!(
            report(text),
            "error[A\\nB]: m\\r\\n::x\n  --> Flow JSON (p\\u{1b})"
        );
    }

    #[test]
    fn places() {
        for (places, expected) in [
            (r#""pointers":[{"path":"a[0].b/c"}]"#, "lib.rs:1:2"),
            (
                r#""pointers":[{"path":"/a/0/b~1c","line_start":9}]"#,
                "lib.rs:1:2",
            ),
            (
                r#""pointers":[{"path":"no","line_start":2,"column_start":5}]"#,
                "lib.rs:3:4",
            ),
            (
                r#""pointers":[{}],"line_start":2,"column_start":5"#,
                "lib.rs:3:4",
            ),
            (r#""line":2,"column":2"#, "Flow JSON:2:2"),
            (r#""line_start":0,"column_start":0"#, "Flow JSON:0:0"),
            (
                r#""line_start":99,"column_start":4294967295"#,
                "Flow JSON:99:4294967295",
            ),
            (r#""pointers":[{"path":"x"}]"#, "Flow JSON (x)"),
            (
                r#""pointers":[{"path":"x"},{"path":"a[0].b/c"}]"#,
                "Flow JSON (x)\n  --> lib.rs:1:2",
            ),
        ] {
            let text = format!(r#"{{"error":"E","message":"m",{places}}}"#);
            assert_eq!(report(&text), format!("error[E]: m\n  --> {expected}"));
        }
    }
}
