//! What a rule is. The rules themselves stand beside the code that checks them.

use crate::diagnostic::Severity;
use crate::version::Version;

/// A rule of Flow JSON: what Meta refuses, or what authors regret.
#[derive(Debug)]
pub struct Rule {
    /// The short name that documents and tests use, for example `S1`.
    pub id: &'static str,
    /// The rule in a few words with hyphens, for example `unknown-property`.
    pub name: &'static str,
    /// Meta's error code as its documentation spells it. Our own name where Meta has none.
    pub code: &'static str,
    /// The spelling of Meta's client, where it differs.
    pub client_code: Option<&'static str>,
    /// Whether breaking it is an error or a warning.
    pub severity: Severity,
    /// The first version it holds in.
    pub since: Version,
    /// The first version it no longer holds in.
    pub until: Option<Version>,
    /// Why there is such a rule, and what to write.
    pub why: &'static str,
    /// Where the fact comes from: `docs` for Meta's documentation, `client` for behaviour seen in
    /// Meta's client, `ours` for advice of our own.
    pub source: &'static str,
    /// A flow that keeps the rule.
    pub pass: Sample,
    /// The same flow with the one mistake that breaks it.
    pub fail: Sample,
}

/// What most rules have in common, so that each writes only what is its own.
impl Rule {
    /// An error in every version.
    pub(crate) const ERROR: Rule = Rule {
        id: "",
        name: "",
        code: "",
        client_code: None,
        severity: Severity::Error,
        since: Version::V2_1,
        until: None,
        why: "",
        source: "docs",
        pass: Sample::Flow(""),
        fail: Sample::Flow(""),
    };

    /// A warning in every version.
    pub(crate) const WARNING: Rule = Rule {
        severity: Severity::Warning,
        source: "ours",
        ..Rule::ERROR
    };

    /// The name as Rust writes it, for example `unknown_property`.
    pub fn ident(&self) -> String {
        self.name.replace(['-', '.'], "_")
    }

    /// Whether the rule holds in that version.
    pub fn holds_in(&self, version: Version) -> bool {
        version >= self.since && self.until.is_none_or(|until| version < until)
    }
}

/// A flow that shows a rule, without the parts that every flow has.
#[derive(Clone, Copy, Debug)]
pub enum Sample {
    /// The whole document.
    Flow(&'static str),
    /// More members of the top level of a document of that version with one simple screen.
    Top(Version, &'static str),
    /// The value of `screens` in a document of that version.
    Screens(Version, &'static str),
    /// More members of the one, terminal screen of a document of that version, and its
    /// `children`; a `Footer` that completes the flow follows them.
    Screen(Version, &'static str, &'static str),
    /// Like `Screen`, without more members.
    Children(Version, &'static str),
    /// The whole document, too long to be written out.
    Generated(fn() -> String),
}

impl Sample {
    /// The whole document as JSON text.
    ///
    /// ```
    /// use flow_json::{Sample, Version};
    ///
    /// let sample = Sample::Children(Version::V7_3, r#"{"type": "TextBody", "text": "Hi"}"#);
    /// assert!(sample.to_json().starts_with(r#"{"version": "7.3", "screens": [{"id": "START""#));
    /// ```
    pub fn to_json(&self) -> String {
        match self {
            Sample::Flow(text) => (*text).to_owned(),
            Sample::Top(version, more) => document(*version, more, &screen("", "")),
            Sample::Screens(version, screens) => document(*version, "", screens),
            Sample::Screen(version, more, children) => {
                document(*version, "", &screen(more, children))
            }
            Sample::Children(version, children) => document(*version, "", &screen("", children)),
            Sample::Generated(generate) => generate(),
        }
    }
}

/// A document from more members of its top level and the value of `screens`.
pub(crate) fn document(version: Version, more: &str, screens: &str) -> String {
    let comma = comma(more);
    format!(r#"{{"version": "{version}", {more}{comma}"screens": {screens}}}"#)
}

/// The one screen of a document from more members of it and its children.
pub(crate) fn screen(more: &str, children: &str) -> String {
    let (comma_more, comma_children) = (comma(more), comma(children));
    format!(
        r#"[{{"id": "START", "title": "Start", "terminal": true, {more}{comma_more}"layout": {{"type": "SingleColumnLayout", "children": [{children}{comma_children}{FOOTER}]}}}}]"#
    )
}

/// A screen that navigates to another, or ends the flow.
pub(crate) fn step(id: &str, next: &str) -> String {
    let (terminal, action) = if next.is_empty() {
        (true, r#""name": "complete""#.to_owned())
    } else {
        let next = format!(r#""name": "navigate", "next": {{"type": "screen", "name": "{next}"}}"#);
        (false, next)
    };
    format!(
        r#"{{"id": "{id}", "title": "{id}", "terminal": {terminal}, "layout": {{"type": "SingleColumnLayout", "children": [{{"type": "Footer", "label": "Go", "on-click-action": {{{action}, "payload": {{}}}}}}]}}}}"#
    )
}

const FOOTER: &str = r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}"#;

fn comma(before: &str) -> &'static str {
    if before.trim().is_empty() { "" } else { ", " }
}
