//! Diagnostics of the reader and the checker, as data.

use std::fmt;

use crate::rule::Rule;
use crate::source::TextRange;
use crate::version::Version;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Meta accepts the flow; its author will regret it.
    Warning,
    /// Meta refuses the flow.
    Error,
}

/// A place in a document: where it stands in the source, and which JSON value it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// Where it stands in the source.
    pub loc: TextRange,
    /// Which value it is, as a JSON pointer (RFC 6901); for a key, the pointer of its value.
    pub pointer: String,
}

/// One mistake, or one thing to think over.
///
/// `Display` gives the whole as one line: the message, the help, Meta's code.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The rule that was broken; it knows Meta's code.
    pub rule: &'static Rule,
    /// The smallest place that is wrong.
    pub place: Place,
    /// The mistake.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
    /// The place that this one contradicts, and a label for it.
    pub related: Option<(Place, String)>,
    /// If the version of the flow is too old for a part of it: the part, and the version that it needs.
    pub needs: Option<(String, Version)>,
}

impl Diagnostic {
    /// Whether the author may know better: it is a warning, or an error that rests on one weak source.
    pub fn can_be_allowed(&self) -> bool {
        self.severity == Severity::Warning || self.rule.is_doubtful()
    }

    /// What is to be known of the rule where Meta may not refuse the flow: how its sources contradict
    /// each other, or that the version is too old for it.
    ///
    /// ```
    /// use flow_json::{RULES, Style, check, read};
    ///
    /// let rule = RULES.iter().find(|rule| rule.id == "T3").unwrap();
    /// let flow = rule.fail().to_json().replace("7.3", "7.2");
    /// let found = check(&read(&flow).into_result().unwrap(), Style::Json);
    /// assert_eq!(found[0].caveat().unwrap(), "Meta refuses it from version 7.3 on");
    /// ```
    pub fn caveat(&self) -> Option<String> {
        let rule = self.rule;
        let is_error = self.severity == Severity::Error;
        match (&rule.lenient, rule.disputed) {
            (Some(lenient), _) if !is_error => {
                Some(format!("Meta refuses it from version {} on", lenient.end))
            }
            (_, Some(disputed)) if is_error => {
                Some(format!("disputed, so it can be allowed: {disputed}"))
            }
            (_, Some(disputed)) => Some(format!("disputed: {disputed}")),
            _ if is_error && rule.is_doubtful() => {
                Some("only Meta's client was seen to refuse it, so it can be allowed".to_owned())
            }
            _ => None,
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(help) = &self.help {
            write!(f, "; {help}")?;
        }
        write!(f, " [{}]", self.rule.code)
    }
}

/// The language that a message uses for names and types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// JSON's: `helper-text`, object, array.
    Json,
    /// Rust's: `helper_text`, struct, list.
    Rust,
}

impl Style {
    /// A property's name as the author writes it.
    pub fn property(self, name: &str) -> String {
        match self {
            Style::Json => name.to_owned(),
            Style::Rust => name.replace('-', "_"),
        }
    }
}
