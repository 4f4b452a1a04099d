//! One JSON object for each finding, on a line.

use flow_json::report::command_line::members;
use flow_json::{Diagnostic, LineColumn, TextRange};
use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::Checked;

/// A finding, for tools. Lines and columns count from 1, columns in characters. The end is the place
/// behind the last character.
struct Line<'c> {
    file: &'c str,
    diagnostic: &'c Diagnostic,
    start: LineColumn,
    end: LineColumn,
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let file = [("file", Some(self.file))].into_iter();
        let texts = file.chain(members(self.diagnostic));
        let (start, end) = (self.start, self.end);
        let mut map = serializer.serialize_map(None)?;
        for (name, text) in texts {
            map.serialize_entry(name, &text)?;
        }
        for (name, number) in [
            ("line", start.line),
            ("column", start.column),
            ("end_line", end.line),
            ("end_column", end.column),
        ] {
            map.serialize_entry(name, &number)?;
        }
        map.end()
    }
}

pub(super) fn render(checked: &Checked) -> String {
    let mut text = String::new();
    for diagnostic in &checked.diagnostics {
        let (start, end) = checked.range(diagnostic.place.loc);
        let line = Line {
            file: &checked.document.name,
            diagnostic,
            start,
            end,
        };
        let line = serde_json::to_string(&line).expect("texts and numbers have a JSON form");
        text.push_str(&line);
        text.push('\n');
    }
    text
}

impl Checked {
    /// The place of a range's start, and the place behind its end.
    pub(super) fn range(&self, range: TextRange) -> (LineColumn, LineColumn) {
        let [start, end] = [range.start(), range.end()].map(|at| self.lines.line_column(at));
        (start, end)
    }
}
