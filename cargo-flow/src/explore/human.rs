//! For people.

use flow_json::LineIndex;
use flow_sim::explore::Finding;

use super::Explored;
use crate::output::EscapeControls;

pub(super) fn write(explored: &Explored) -> String {
    let exploration = &explored.exploration;
    let name = &explored.document.name;
    let lines = LineIndex::new(&explored.document.text);
    let mut text = String::new();
    for finding in &exploration.findings {
        push_finding(&mut text, name, &lines, finding);
    }
    let walked = if exploration.complete {
        "all"
    } else {
        "the first"
    };
    let found = match exploration.findings.len() {
        0 => "nothing found".to_owned(),
        1 => "1 finding".to_owned(),
        number => format!("{number} findings"),
    };
    let plural = if exploration.states == 1 { "" } else { "s" };
    text.push_str(&format!(
        "{name}: {found} in {walked} {} state{plural}\n",
        exploration.states
    ));
    text
}

fn push_finding(text: &mut String, name: &str, lines: &LineIndex, finding: &Finding) {
    let place = lines.line_column(finding.place.range.start);
    let severity = if finding.kind.is_error() {
        "error"
    } else {
        "note"
    };
    let message = finding.message.escape_controls();
    text.push_str(&format!("{severity}[{}]: {message}\n", finding.kind.name()));
    text.push_str(&format!("  --> {name}:{place} {}\n", finding.place.pointer));
    for (number, step) in finding.steps.iter().enumerate() {
        text.push_str(&format!("  {}. {}\n", number + 1, step.escape_controls()));
    }
    text.push('\n');
}
