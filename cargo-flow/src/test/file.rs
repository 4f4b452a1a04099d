//! Files of scenarios.

use std::path::{Path, PathBuf};

use flow_json::LineIndex;
use flow_sim::scenario::{Failure, Malformed, Outcome, Scenario, TomlFile};
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
        let file = TomlFile {
            name: &document.name,
            holds: "scenarios",
            text: &document.text,
        };
        let wrong = |error: Malformed| Error::Argument(error.to_string());
        let contents: Contents = file.read().map_err(wrong)?;
        let table = file.table().map_err(wrong)?;
        let lines = lines(&document.text, table.get_ref());
        let folder = if input::is_stdin(path) {
            Path::new("")
        } else {
            path.parent().unwrap_or(path)
        };
        let named = |error: input::Error| {
            let start = table.get_ref().get("flow").map(|flow| flow.span().start);
            Error::Argument(format!("{} names a flow: {error}", file.place(start)))
        };
        let flow = input::read(&folder.join(contents.flow)).map_err(named)?;
        // A phone opens what it can of a broken text, and a scenario may pass on that.
        flow.tree()?;
        if contents.scenario.is_empty() {
            let message = "it has no scenario; begin one with `[[scenario]]`";
            return Err(wrong(file.wrong(None, message)));
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
