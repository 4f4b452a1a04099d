//! A JSON object on a line for each.

use flow_json::{Diagnostic, LineColumn, Severity, TextRange};
use serde::Serialize;

use super::Checked;

/// What tools read. Lines and columns count from 1, columns in characters; the end is the place
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
        // Texts and numbers always have a JSON.
        text.extend(serde_json::to_string(&line));
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
    /// The first place of a range, and the one behind its last.
    pub(super) fn range(&self, range: TextRange) -> (LineColumn, LineColumn) {
        let [start, end] = [range.start, range.end].map(|at| self.lines.line_column(at));
        (start, end)
    }
}
