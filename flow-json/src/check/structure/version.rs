//! The version of Flow JSON.

use super::{Spot, Walker};
use crate::check::wording::{and, code};
use crate::diagnostic::Style;
use crate::rule::{Origin, Rule, samples};
use crate::tree::{Node, Value};
use crate::version::{State, Version};

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &MISSING_VERSION,
    &UNKNOWN_VERSION,
    &UNSUPPORTED_VERSION,
    &FROZEN_VERSION,
];

/// No version at all.
pub(in crate::check) const MISSING_VERSION: Rule = Rule {
    id: "V1",
    name: "missing-version",
    code: "MISSING_FLOW_JSON_VERSION",
    why: "the version says by which rules a flow is read",
    samples: samples! {
        pass: Top(V7_3, ""),
        fail: Flow(concat!(
            r#"{"screens": [{"id": "START", "title": "Start", "terminal": true, "layout": {"type": "SingleColumnLayout", "#,
            r#""children": [{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]}"#,
        )),
    },
    ..Rule::ERROR
};

/// A version that never was.
pub(in crate::check) const UNKNOWN_VERSION: Rule = Rule {
    id: "V2",
    name: "unknown-version",
    code: "INVALID_FLOW_JSON_VERSION",
    why: "only versions that Meta has published can be used",
    samples: samples! {
        pass: Top(V7_3, ""),
        fail: Top(Version::new(6, 9), ""),
    },
    ..Rule::ERROR
};

/// A version that is gone.
pub(in crate::check) const UNSUPPORTED_VERSION: Rule = Rule {
    id: "V3",
    name: "unsupported-version",
    code: "UNSUPPORTED_FLOW_JSON_VERSION",
    why: "versions before 2.1 were never public and are off",
    samples: samples! {
        pass: Top(V7_3, ""),
        fail: Top(Version::new(1, 0), ""),
    },
    ..Rule::ERROR
};

/// A version with which nothing new can be published.
pub(in crate::check) const FROZEN_VERSION: Rule = Rule {
    id: "V5",
    name: "frozen-version",
    code: "INVALID_FLOW_JSON_VERSION_STATE",
    until: Some(Version::V5_1),
    source: Origin::Docs,
    why: "flows of a frozen version still open, but none can be created, updated or published",
    samples: samples! {
        pass: Top(V5_1, ""),
        fail: Top(V5_0, ""),
    },
    ..Rule::WARNING
};

impl Walker<'_, '_> {
    /// Finds the version to check by.
    pub(super) fn version(&mut self, flow: &Node) {
        let Some(object) = flow.as_object() else {
            return;
        };
        let newest = format!("write \"{}\"", Version::RECOMMENDED);
        let Some(node) = object.get("version") else {
            // A misspelled key is reported as such.
            let version = ["version"];
            let meant = |key: &str| crate::table::nearest(key, version).is_some();
            if !object.entries.iter().any(|entry| meant(&entry.key)) {
                self.sink
                    .report(
                        &MISSING_VERSION,
                        Spot::value(flow),
                        "the flow lacks `version`",
                    )
                    .help(match self.style {
                        crate::Style::Json => {
                            format!("add \"version\": \"{}\"", Version::RECOMMENDED)
                        }
                        crate::Style::Rust => {
                            format!("add `version: \"{}\"`", Version::RECOMMENDED)
                        }
                    });
            }
            return;
        };
        let text = match &node.value {
            Value::String(text) => text,
            Value::Constant(_) | Value::Unknown => return,
            _ => {
                let message = format!(
                    "`version` must be {}, not {}",
                    match self.style {
                        crate::Style::Json => "a string",
                        crate::Style::Rust => "text",
                    },
                    crate::check::wording::found(node, self.style)
                );
                self.sink
                    .report(&super::value::WRONG_TYPE, Spot::value(node), message)
                    .help(newest);
                return;
            }
        };
        let Ok(version) = text.parse::<Version>() else {
            let message = format!("{} is no version of Flow JSON", code(text));
            self.sink
                .report(&UNKNOWN_VERSION, Spot::value(node), message)
                .help(newest);
            return;
        };
        let Some(state) = version.state() else {
            if version < Version::V2_1 {
                let message = format!("version {version} of Flow JSON is no longer supported");
                self.sink
                    .report(&UNSUPPORTED_VERSION, Spot::value(node), message)
                    .help(newest);
            } else {
                let message = format!("there is no version {version} of Flow JSON");
                let below = Version::ALL
                    .iter()
                    .rev()
                    .find(|(known, _)| *known < version);
                let above = Version::ALL.iter().find(|(known, _)| *known > version);
                let near = [below, above].into_iter().flatten();
                let near = and(near.map(|(known, _)| format!("\"{known}\"")));
                self.sink
                    .report(&UNKNOWN_VERSION, Spot::value(node), message)
                    .help(format!("the nearest: {near}; {newest} for new flows"));
            }
            return;
        };
        self.version = version;
        self.sink.set_version(version);
        self.version_known = true;
        if state == State::Frozen {
            let message = format!("nothing can be published with version {version}: it is frozen");
            self.sink
                .report(&FROZEN_VERSION, Spot::value(node), message)
                .help(match self.style {
                    Style::Json => {
                        format!("{newest}; `cargo flow upgrade` changes what changes with it")
                    }
                    Style::Rust => newest,
                });
        }
    }
}
