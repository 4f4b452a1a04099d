//! The flows that show the rules.

use crate::version::Version;

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

/// The data of a screen with a field of each type that operators work with.
pub(crate) const BOOLEAN_AND_NUMBER: &str = r#""data": {"new": {"type": "boolean", "__example__": true}, "age": {"type": "number", "__example__": 1}}"#;

/// One kind of `Sample` with its parts.
macro_rules! sample {
    (Flow($text:expr $(,)?)) => {
        $crate::rule::Sample::Flow($text)
    };
    (Generated($generate:expr $(,)?)) => {
        $crate::rule::Sample::Generated($generate)
    };
    // The condition of an `If` on a screen that declares a boolean `new` and a number `age`.
    (Condition($version:ident, $condition:literal $(,)?)) => {
        $crate::rule::Sample::Screen(
            $crate::version::Version::$version,
            $crate::rule::sample::BOOLEAN_AND_NUMBER,
            concat!(
                r#"{"type": "If", "condition": ""#,
                $condition,
                r#"", "then": [{"type": "TextBody", "text": "A"}]}"#
            ),
        )
    };
    ($kind:ident($version:ident, $($part:expr),+ $(,)?)) => {
        $crate::rule::Sample::$kind($crate::version::Version::$version, $($part),+)
    };
    ($kind:ident($version:expr, $($part:expr),+ $(,)?)) => {
        $crate::rule::Sample::$kind($version, $($part),+)
    };
}

pub(crate) use sample;
