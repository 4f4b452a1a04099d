//! Workflow commands of GitHub Actions.
//!
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use flow_json::report::command_line::severity;

use super::Checked;
use crate::input;

pub(super) fn render(checked: &Checked) -> String {
    let mut text = String::new();
    for diagnostic in &checked.diagnostics {
        let (start, end) = checked.range(diagnostic.place.loc);
        let mut place = format!("line={},endLine={}", start.line, end.line);
        // GitHub takes columns only within a line; its last column is a part of the range.
        if start.line == end.line {
            let last = end.column.saturating_sub(1).max(start.column);
            place.push_str(&format!(",col={},endColumn={last}", start.column));
        }
        let rule = diagnostic.rule;
        let mut message = diagnostic.message.clone();
        if let Some(help) = &diagnostic.help {
            message.push_str(&format!("; {help}"));
        }
        text.push_str(&format!(
            "::{} file={},{place},title={}::{}\n",
            severity(diagnostic.severity),
            property(&checked.document.name),
            property(&format!("{} ({} {})", rule.code, rule.id, rule.name)),
            data(&message),
        ));
    }
    text
}

pub(super) fn unreadable(error: &input::Error) -> String {
    let file = property(&error.file);
    format!("::error file={file}::{}\n", data(&error.to_string()))
}

/// Escapes a message: the part behind the second pair of colons.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes the value of a property: the part behind an equals sign.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
