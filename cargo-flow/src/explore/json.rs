//! One JSON object for each finding, on a line.

use flow_json::LineIndex;
use serde::Serialize;

use super::Explored;

/// A finding, for tools. Lines and columns count from 1, columns in characters.
#[derive(Serialize)]
struct Line<'e> {
    file: &'e str,
    kind: &'static str,
    severity: &'static str,
    screen: &'e str,
    message: &'e str,
    pointer: &'e str,
    line: u32,
    column: u32,
    steps: &'e [String],
}

/// How a walk went, behind its findings.
#[derive(Serialize)]
struct Summary<'e> {
    file: &'e str,
    states: usize,
    complete: bool,
    reached: Vec<&'e str>,
    findings: usize,
}

pub(super) fn write(explored: &Explored) -> String {
    let lines = LineIndex::new(&explored.document.text);
    let file = &explored.document.name;
    let exploration = &explored.exploration;
    let mut text = String::new();
    for finding in &exploration.findings {
        let place = lines.line_column(finding.place.range.start());
        let line = Line {
            file,
            kind: finding.kind.name(),
            severity: if finding.kind.is_error() {
                "error"
            } else {
                "note"
            },
            screen: &finding.screen,
            message: &finding.message,
            pointer: &finding.place.pointer,
            line: place.line,
            column: place.column,
            steps: &finding.steps,
        };
        push(&mut text, &line);
    }
    let summary = Summary {
        file,
        states: exploration.states,
        complete: exploration.complete,
        reached: exploration.reached.iter().map(|id| &**id).collect(),
        findings: exploration.findings.len(),
    };
    push(&mut text, &summary);
    text
}

fn push(text: &mut String, line: &impl Serialize) {
    let line = serde_json::to_string(line).expect("texts and numbers have a JSON form");
    text.push_str(&line);
    text.push('\n');
}
