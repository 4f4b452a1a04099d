//! SARIF 2.1.0.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Component, Path};

use flow_json::report::command_line::severity;
use flow_json::{Place, Rule};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::Checked;
use crate::{input, rules};

/// The characters to escape in a segment of a path: all but the unreserved ones of RFC 3986.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A run of the tool.
#[derive(Default)]
pub(super) struct Log {
    results: Vec<Value>,
    rules: BTreeSet<String>,
    unreadable: Vec<Value>,
}

impl Log {
    /// Adds the results of a file.
    pub(super) fn add(&mut self, file: Result<&Vec<Value>, &input::Error>) {
        match file {
            Ok(results) => {
                for result in results {
                    self.rules.extend(result["ruleId"].as_str().map(str::to_owned));
                    self.results.push(result.clone());
                }
            }
            Err(error) => self.unreadable.push(json!({
                "level": "error",
                "message": { "text": error.to_string() },
                "locations": [{ "physicalLocation": { "artifactLocation": artifact(&error.file) } }],
            })),
        }
    }

    /// Writes the whole log.
    pub(super) fn write(&self, mut to: impl Write) -> io::Result<()> {
        let used = rules::all().filter(|rule| self.rules.contains(rule.id));
        let log = json!({
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": env!("CARGO_PKG_NAME"),
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": used.map(descriptor).collect::<Vec<_>>(),
                } },
                "columnKind": "unicodeCodePoints",
                "invocations": [{
                    "executionSuccessful": self.unreadable.is_empty(),
                    "toolExecutionNotifications": self.unreadable,
                }],
                "results": self.results,
            }],
        });
        serde_json::to_writer_pretty(&mut to, &log)?;
        writeln!(to)
    }
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "name": rule.name,
        "shortDescription": { "text": rule.code },
        "fullDescription": { "text": rule.why },
        "defaultConfiguration": { "level": severity(rule.severity) },
        "properties": {
            "code": rule.code,
            "clientCode": rule.client_code,
            "since": rule.since.to_string(),
            "until": rule.until.map(|until| until.to_string()),
            "source": rule.source.as_str(),
            "confidence": rule.confidence().as_str(),
        },
    })
}

/// The results of a file.
pub(super) fn results(checked: &Checked) -> Vec<Value> {
    let results = checked.diagnostics.iter().map(|diagnostic| {
        let mut message = diagnostic.message.clone();
        if let Some(help) = &diagnostic.help {
            message.push_str(&format!("; {help}"));
        }
        let mut result = json!({
            "ruleId": diagnostic.rule.id,
            "level": severity(diagnostic.severity),
            "message": { "text": message },
            "locations": [location(checked, &diagnostic.place)],
        });
        if let Some((place, what)) = &diagnostic.related {
            let mut related = location(checked, place);
            related["message"] = json!({ "text": what });
            result["relatedLocations"] = json!([related]);
        }
        result
    });
    results.collect()
}

fn location(checked: &Checked, place: &Place) -> Value {
    let (start, end) = checked.range(place.loc);
    json!({
        "physicalLocation": {
            "artifactLocation": artifact(&checked.document.name),
            "region": {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            },
        },
        "logicalLocations": [{ "fullyQualifiedName": place.pointer, "kind": "value" }],
    })
}

/// A path as a URI: relative if the path is.
fn artifact(file: &str) -> Value {
    let path = Path::new(file);
    let mut segments = Vec::new();
    for component in path.components() {
        match component {
            Component::RootDir | Component::CurDir => {}
            other => {
                let text = other.as_os_str().to_string_lossy();
                segments.push(utf8_percent_encode(&text, SEGMENT).to_string());
            }
        }
    }
    let scheme = if path.has_root() { "file:///" } else { "" };
    json!({ "uri": format!("{scheme}{}", segments.join("/")) })
}
