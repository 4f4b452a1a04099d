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

/// A flow that shows a rule, without the parts that every flow has.
#[derive(Clone, Copy, Debug)]
pub enum Sample {
    /// The whole document.
    Flow(&'static str),
    /// The value of `screens` in a document of that version.
    Screens(Version, &'static str),
    /// The `children` of the one, terminal screen of a document of that version; a `Footer` that
    /// completes the flow follows them.
    Children(Version, &'static str),
}

impl Sample {
    /// The whole document as JSON text.
    pub fn to_json(&self) -> String {
        match self {
            Sample::Flow(text) => (*text).to_owned(),
            Sample::Screens(version, screens) => document(*version, screens),
            Sample::Children(version, children) => {
                let comma = if children.trim().is_empty() { "" } else { ", " };
                let screens = format!(
                    r#"[{{"id": "START", "title": "Start", "terminal": true, "layout": {{"type": "SingleColumnLayout", "children": [{children}{comma}{{"type": "Footer", "label": "Done", "on-click-action": {{"name": "complete", "payload": {{}}}}}}]}}}}]"#
                );
                document(*version, &screens)
            }
        }
    }
}

fn document(version: Version, screens: &str) -> String {
    format!(r#"{{"version": "{version}", "screens": {screens}}}"#)
}
