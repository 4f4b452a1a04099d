//! `JUnit` XML: a suite for each file, a case for each scenario.

use super::Suite;

pub(super) fn write(suites: &[Suite]) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for suite in suites {
        let failures = suite
            .cases
            .iter()
            .filter(|case| case.failure().is_some())
            .count();
        let file = attribute(&suite.file);
        text.push_str(&format!(
            "  <testsuite name=\"{file}\" tests=\"{}\" failures=\"{failures}\">\n",
            suite.cases.len()
        ));
        for case in &suite.cases {
            let name = attribute(&case.name);
            let start = format!(
                "    <testcase classname=\"{file}\" name=\"{name}\" file=\"{file}\" line=\"{}\"",
                case.line
            );
            text.push_str(&start);
            match case.failure() {
                None => text.push_str("/>\n"),
                Some(failure) => {
                    let message = attribute(&failure.message);
                    let words = escape(&failure.message);
                    let line = case.failed_at.unwrap_or(case.line);
                    let screen = escape(&failure.screen);
                    text.push_str(&format!(
                        ">\n      <failure message=\"{message}\">{file}:{line}: {words}\n{screen}</failure>\n    </testcase>\n"
                    ));
                }
            }
        }
        text.push_str("  </testsuite>\n");
    }
    text.push_str("</testsuites>\n");
    text
}

/// A text in an attribute, where a parser would take a line break for a space.
fn attribute(text: &str) -> String {
    escape(text).replace('\n', "&#10;").replace('\t', "&#9;")
}

/// A text in XML. Signs that no XML may hold are replaced.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(sign),
            // A parser would take it for a line break.
            '\r' => escaped.push_str("&#13;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            sign if sign.is_control() => escaped.push('\u{fffd}'),
            sign => escaped.push(sign),
        }
    }
    escaped
}
