//! Findings as rustc shows them.

use flow_json::report::{Report, Source};

use super::Checked;

/// A report for each finding, with an empty line behind it.
pub(super) fn render(checked: &Checked, colored: bool, width: usize) -> String {
    let Checked {
        document,
        lines,
        diagnostics,
    } = checked;
    let source = Source::with_lines(document.name.as_str(), &document.text, lines);
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(
            &Report::of(diagnostic)
                .width(width)
                .render(Some(&source), colored),
        );
        text.push_str("\n\n");
    }
    text
}
