//! For people.

use flow_json::LineIndex;
use flow_json::report::command_line::count;
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
        number => count(number, "finding"),
    };
    text.push_str(&format!(
        "{name}: {found} in {walked} {}\n",
        count(exploration.states, "state")
    ));
    text
}

fn push_finding(text: &mut String, name: &str, lines: &LineIndex, finding: &Finding) {
    let place = lines.line_column(finding.place.range.start());
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
