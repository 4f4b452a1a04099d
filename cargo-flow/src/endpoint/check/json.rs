//! One JSON object for each thing that was tried, on a line.

use serde::Serialize;

use super::trial::{Outcome, Tried};

/// A thing that was tried, for tools.
#[derive(Serialize)]
struct Line<'c> {
    name: &'c str,
    screen: Option<&'c str>,
    outcome: Outcome,
    message: &'c str,
    milliseconds: u128,
}

pub(super) fn write(tried: &[Tried]) -> String {
    let mut text = String::new();
    for one in tried {
        let line = Line {
            name: one.name,
            screen: one.screen.as_deref(),
            outcome: one.outcome,
            message: &one.message,
            milliseconds: one.took.as_millis(),
        };
        text += &serde_json::to_string(&line).expect("texts and numbers have a JSON form");
        text.push('\n');
    }
    text
}
