//! Mistakes where they were written.

use std::fmt::Write as _;

use flow_json::{Diagnostic, Severity, TextRange};

use crate::{DesiredFlow, JsonPlace, ValidationError};

/// One of Meta's validation errors.
pub(super) fn validation_error(flow: &DesiredFlow, text: &str) -> String {
    let source = |place: JsonPlace<'_>| {
        let written = flow.written.as_ref()?;
        let found = match place {
            JsonPlace::Pointer(pointer) => written.source_of(pointer),
            JsonPlace::Offset(offset) => written.source_at(offset),
        };
        found.map(|place| place.to_string())
    };
    ValidationError::parse(text).report(&flow.json, source)
}

/// One of the checker's.
pub(super) fn diagnostic(flow: &DesiredFlow, found: &Diagnostic<TextRange>) -> String {
    let word = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut text = format!("{word}[{}]: {}", found.rule.code, found.message);
    let written = flow.written.as_ref();
    let place = written.and_then(|written| written.source_of(&found.place.pointer));
    let place = place.map_or_else(
        || format!("Flow JSON of `{}`, {}", flow.name, found.place.pointer),
        |place| place.to_string(),
    );
    // Writing to a `String` cannot fail.
    let _ = write!(text, "\n  --> {place}");
    if let Some(help) = &found.help {
        let _ = write!(text, "\n  = help: {help}");
    }
    text
}
