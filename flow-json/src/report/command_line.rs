//! The output that the command lines over flows have in common.
//!
//! They are `cargo flow`, for Flow JSON, and the crate `flow-deploy-cli`, for the flows of a program.

use std::fmt;
use std::ops::AddAssign;

use crate::diagnostic::{Diagnostic, Severity};

/// The exit code of a command that did its work and found nothing wrong.
pub const SUCCESS: u8 = 0;
/// The exit code of a command that found something wrong, or whose work failed.
pub const FAILED: u8 = 1;
/// The exit code of a command that could not begin: an argument, a file or the environment is wrong.
pub const USAGE: u8 = 2;

/// A number of things, in words.
///
/// ```
/// use flow_json::report::command_line::count;
///
/// assert_eq!([count(1, "flow"), count(2, "flow")], ["1 flow", "2 flows"]);
/// ```
pub fn count(number: usize, singular: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {singular}{plural}")
}

/// The numbers of errors and of warnings. `Display` gives `1 error, 2 warnings`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// The number of errors.
    pub errors: usize,
    /// The number of warnings.
    pub warnings: usize,
}

impl<'d> FromIterator<&'d Diagnostic> for Counts {
    fn from_iter<I: IntoIterator<Item = &'d Diagnostic>>(diagnostics: I) -> Self {
        let mut counts = Self::default();
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
            }
        }
        counts
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (errors, warnings) = (count(self.errors, "error"), count(self.warnings, "warning"));
        write!(f, "{errors}, {warnings}")
    }
}

/// The word for a severity in the formats for machines: `error` or `warning`.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// The members of a finding as JSON. A command line adds the place in the file that was written.
///
/// | member | is |
/// |---|---|
/// | `severity` | `error` or `warning` |
/// | `code` | Meta's code |
/// | `rule`, `rule_name` | the id of the rule, such as `S1`, and its name, such as `unknown-property` |
/// | `message` | the mistake |
/// | `help` | the text to write instead, or `null` |
/// | `pointer` | the JSON pointer (RFC 6901) of the value |
pub fn members(diagnostic: &Diagnostic) -> [(&'static str, Option<&str>); 7] {
    let rule = diagnostic.rule;
    [
        ("severity", Some(severity(diagnostic.severity))),
        ("code", Some(rule.code)),
        ("rule", Some(rule.id)),
        ("rule_name", Some(rule.name)),
        ("message", Some(&diagnostic.message)),
        ("help", diagnostic.help.as_deref()),
        ("pointer", Some(&diagnostic.place.pointer)),
    ]
}

/// The columns of a line for people.
const WIDTH: usize = 80;

/// A text in lines of at most 80 columns, all but the first indented. A word that is longer, such as a
/// link, stays whole.
///
/// ```
/// use flow_json::report::command_line::wrapped;
///
/// let text = format!("  note: {}", "word ".repeat(20).trim_end());
/// let lines = wrapped(&text, 4);
/// assert!(lines.lines().all(|line| line.len() <= 80));
/// assert_eq!(lines.lines().nth(1), Some("    word word word word word word"));
/// ```
pub fn wrapped(text: &str, indent: usize) -> String {
    let words = text.trim_start();
    let mut line = text[..text.len() - words.len()].to_owned();
    let mut lines = Vec::new();
    for (number, word) in words.split(' ').enumerate() {
        let is_full = line.chars().count() + 1 + word.chars().count() > WIDTH;
        if number > 0 && is_full && !line.trim().is_empty() {
            lines.push(line);
            line = " ".repeat(indent);
        } else if number > 0 {
            line.push(' ');
        }
        line += word;
    }
    lines.push(line);
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_eighty_columns() {
        let text = format!("  ! name  {}", "word ".repeat(40).trim_end());
        let lines = wrapped(&text, 6);
        assert!(lines.starts_with("  ! name  word word"), "{lines}");
        assert!(
            lines.lines().all(|line| line.chars().count() <= WIDTH),
            "{lines}"
        );
        assert!(
            lines
                .lines()
                .skip(1)
                .all(|line| line.starts_with("      word")),
            "{lines}"
        );
        assert_eq!(lines.split_whitespace().count(), 42);
        let link = format!("see {}", "x".repeat(100));
        assert_eq!(wrapped(&link, 2), format!("see\n  {}", "x".repeat(100)));
        assert_eq!(wrapped("short", 2), "short");
    }
}
