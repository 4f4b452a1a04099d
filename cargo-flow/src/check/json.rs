//! One JSON object for each finding, on a line.

use flow_json::{Diagnostic, LineColumn, Severity, TextRange};
use serde::Serialize;

use super::Checked;

/// A finding, for tools. Lines and columns count from 1, columns in characters. The end is the place
/// behind the last character.
#[derive(Serialize)]
struct Line<'c> {
    file: &'c str,
    severity: &'static str,
    code: &'static str,
    rule: &'static str,
    message: &'c str,
    help: Option<&'c str>,
    pointer: &'c str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

pub(super) fn render(checked: &Checked) -> String {
    let mut text = String::new();
    for diagnostic in &checked.diagnostics {
        let (start, end) = checked.range(diagnostic.place.loc);
        let line = Line {
            file: &checked.document.name,
            severity: severity(diagnostic),
            code: diagnostic.rule.code,
            rule: diagnostic.rule.id,
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            pointer: &diagnostic.place.pointer,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        };
        let line = serde_json::to_string(&line).expect("texts and numbers have a JSON form");
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// The word that all formats for machines use.
pub(super) fn severity(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

impl Checked {
    /// The place of a range's start, and the place behind its end.
    pub(super) fn range(&self, range: TextRange) -> (LineColumn, LineColumn) {
        let [start, end] = [range.start, range.end].map(|at| self.lines.line_column(at));
        (start, end)
    }
}
