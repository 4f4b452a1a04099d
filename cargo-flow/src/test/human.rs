//! For people.

use std::fmt::Write;

use flow_json::report::command_line::count;

use super::{Case, Suite};
use crate::output::EscapeControls;

pub(super) fn write(suites: &[Suite]) -> String {
    let mut text = String::new();
    if suites.is_empty() {
        // What could not be read has been said.
        return text;
    }
    for suite in suites {
        text.push_str(&format!("{}\n", suite.file));
        for case in &suite.cases {
            push_case(&mut text, suite, case);
        }
    }
    let cases = || suites.iter().flat_map(|suite| &suite.cases);
    let failed = cases().filter(|case| case.failure().is_some()).count();
    let all = cases().count();
    let passed = all - failed;
    #[expect(clippy::expect_used, reason = "writing to a string never fails")]
    writeln!(
        text,
        "{}: {passed} passed, {failed} failed",
        count(all, "scenario")
    )
    .expect("a string takes all text");
    text
}

fn push_case(text: &mut String, suite: &Suite, case: &Case) {
    let name = case.name.escape_controls();
    let Some(failure) = case.failure() else {
        text.push_str(&format!("  ok    {name}\n"));
        return;
    };
    text.push_str(&format!("  FAIL  {name}\n"));
    let line = case.failed_at.unwrap_or(case.line);
    let step = match failure.step {
        Some(step) => format!("step {}: ", step + 1),
        None => String::new(),
    };
    let message = failure.message.escape_controls();
    text.push_str(&format!("        {}:{line}: {step}{message}\n", suite.file));
    for line in failure.screen.lines() {
        text.push_str(&format!("        {line}\n"));
    }
}
