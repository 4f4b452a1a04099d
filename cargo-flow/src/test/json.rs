//! One JSON object for each scenario, on a line.

use serde::Serialize;

use super::Suite;

/// A scenario, for tools. Lines count from 1, steps too.
#[derive(Serialize)]
struct Line<'c> {
    file: &'c str,
    name: &'c str,
    line: u32,
    passed: bool,
    screens: &'c [String],
    message: Option<&'c str>,
    step: Option<usize>,
    step_line: Option<u32>,
    screen: Option<&'c str>,
}

pub(super) fn write(suites: &[Suite]) -> String {
    let mut text = String::new();
    for suite in suites {
        for case in &suite.cases {
            let failure = case.failure();
            let line = Line {
                file: &suite.file,
                name: &case.name,
                line: case.line,
                passed: failure.is_none(),
                screens: &case.outcome.screens,
                message: failure.map(|failure| failure.message.as_str()),
                step: failure
                    .and_then(|failure| failure.step)
                    .map(|step| step + 1),
                step_line: case.failed_at,
                screen: failure.map(|failure| failure.screen.as_str()),
            };
            let line = serde_json::to_string(&line).expect("texts and numbers have a JSON form");
            text.push_str(&line);
            text.push('\n');
        }
    }
    text
}
