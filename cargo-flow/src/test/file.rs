//! Files of scenarios.

use std::path::{Path, PathBuf};

use flow_json::LineIndex;
use flow_sim::scenario::{Failure, Outcome, Scenario};
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::exit::Error;
use crate::input;

/// A file of scenarios.
pub(super) struct Scenarios {
    /// The path as it was given.
    pub(super) name: String,
    scenarios: Vec<Scenario>,
    /// The lines of the scenarios and of their steps.
    lines: Vec<(u32, Vec<u32>)>,
    /// The flow, as Flow JSON.
    flow: String,
}

/// What stands in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contents {
    /// The file with the flow, beside this one.
    flow: PathBuf,
    #[serde(default)]
    scenario: Vec<Scenario>,
}

/// A scenario and how it went.
pub(super) struct Case {
    pub(super) name: String,
    /// The line at which it begins.
    pub(super) line: u32,
    pub(super) outcome: Outcome,
    /// The line of the step that failed.
    pub(super) failed_at: Option<u32>,
}

impl Case {
    pub(super) fn failure(&self) -> Option<&Failure> {
        self.outcome.failure.as_ref()
    }
}

impl Scenarios {
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        let document = input::read(path)?;
        let place = |start: Option<usize>| {
            let place = start.map(|start| {
                let start = u32::try_from(start).unwrap_or(u32::MAX);
                format!(":{}", LineIndex::new(&document.text).line_column(start))
            });
            place.unwrap_or_default()
        };
        let wrong = |start: Option<usize>, message: &str| {
            let place = place(start);
            Error::Argument(format!(
                "{}{place} is no file of scenarios: {message}",
                document.name
            ))
        };
        let malformed = |error: toml::de::Error| {
            let start = error.span().map(|span| span.start);
            wrong(start, error.message())
        };
        let table = DeTable::parse(&document.text).map_err(malformed)?;
        if let Some(start) = table.get_ref().values().find_map(no_number) {
            let message = "JSON has no `nan` and no `inf`; write a number";
            return Err(wrong(Some(start), message));
        }
        let contents: Contents = toml::from_str(&document.text).map_err(malformed)?;
        let lines = lines(&document.text, table.get_ref());
        let folder = if input::is_stdin(path) {
            Path::new("")
        } else {
            path.parent().unwrap_or(path)
        };
        let named = |error: input::Error| {
            let start = table.get_ref().get("flow").map(|flow| flow.span().start);
            let place = place(start);
            Error::Argument(format!("{}{place} names a flow: {error}", document.name))
        };
        let flow = input::read(&folder.join(contents.flow)).map_err(named)?;
        // A phone opens what it can of a broken text, and a scenario may pass on that.
        flow.tree()?;
        if contents.scenario.is_empty() {
            let message = "it has no scenario; begin one with `[[scenario]]`";
            return Err(wrong(None, message));
        }
        Ok(Self {
            name: document.name,
            scenarios: contents.scenario,
            lines,
            flow: flow.text,
        })
    }

    /// Runs those with that text in their name.
    pub(super) fn run(&self, only: Option<&str>) -> Vec<Case> {
        let wanted = |name: &str| only.is_none_or(|only| name.contains(only));
        let scenarios = self.scenarios.iter().zip(&self.lines);
        let scenarios = scenarios.filter(|(scenario, _)| wanted(&scenario.name));
        let cases = scenarios.map(|(scenario, (line, steps))| {
            let outcome = scenario.run(&self.flow);
            let step = outcome.failure.as_ref().and_then(|failure| failure.step);
            Case {
                name: scenario.name.clone(),
                line: *line,
                failed_at: step.and_then(|step| steps.get(step).copied()),
                outcome,
            }
        });
        cases.collect()
    }
}

/// The place of a number that JSON does not have.
fn no_number(value: &Spanned<DeValue<'_>>) -> Option<usize> {
    match value.get_ref() {
        DeValue::Float(number) => {
            let number = number.as_str().trim_start_matches(['+', '-']);
            matches!(number, "nan" | "inf").then(|| value.span().start)
        }
        DeValue::Array(items) => items.iter().find_map(no_number),
        DeValue::Table(table) => table.values().find_map(no_number),
        _ => None,
    }
}

/// The lines at which the scenarios begin, and those of their steps.
fn lines(text: &str, document: &DeTable<'_>) -> Vec<(u32, Vec<u32>)> {
    let index = LineIndex::new(text);
    let line = |start: usize| {
        index
            .line_column(u32::try_from(start).unwrap_or(u32::MAX))
            .line
    };
    let items = |value: Option<&DeValue<'_>>| match value {
        Some(DeValue::Array(items)) => items.iter().map(|item| item.span().start).collect(),
        _ => Vec::new(),
    };
    let Some(DeValue::Array(scenarios)) = document.get("scenario").map(Spanned::get_ref) else {
        return Vec::new();
    };
    let lines = scenarios.iter().map(|scenario| {
        let steps = match scenario.get_ref() {
            DeValue::Table(table) => items(table.get("steps").map(|steps| steps.get_ref())),
            _ => Vec::new(),
        };
        (
            line(scenario.span().start),
            steps.into_iter().map(line).collect(),
        )
    });
    lines.collect()
}
