//! `cargo flow test`

mod file;
mod human;
mod json;
mod junit;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::exit::{Error, Exit, Outcome, complain};
use file::{Case, Scenarios};

/// Run scenarios: tests of flows in files, on a phone in memory
///
/// A scenario says what a person does with a flow and what must hold on the way. `docs/testing.md`
/// describes the files.
///
/// Exit codes: 0 if all pass, 1 if one fails, 2 if a file cannot be read or there is nothing to run.
#[derive(Args)]
pub(crate) struct Test {
    /// Files of scenarios, best named NAME.scenario.toml
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// How to say how they went
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Run only the scenarios with this in their name
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: a line for each scenario, and the screen where one fails
    Human,
    /// A JSON object on a line for each scenario
    Json,
    /// `JUnit` XML, which CI systems read
    Junit,
}

/// A file and how its scenarios went.
struct Suite {
    file: String,
    cases: Vec<Case>,
}

impl Test {
    pub(crate) fn run(self) -> Outcome {
        let mut suites = Vec::new();
        let mut unreadable = false;
        for path in &self.files {
            match Scenarios::read(path) {
                Ok(scenarios) => suites.push(Suite {
                    cases: scenarios.run(self.only.as_deref()),
                    file: scenarios.name,
                }),
                Err(error) => {
                    complain(&error);
                    unreadable = true;
                }
            }
        }
        if let Some(only) = &self.only
            && !unreadable
            && suites.iter().all(|suite| suite.cases.is_empty())
        {
            return Err(Error::Argument(format!(
                "no scenario has \"{only}\" in its name"
            )));
        }
        let text = match self.format {
            Format::Human => human::write(&suites),
            Format::Json => json::write(&suites),
            Format::Junit => junit::write(&suites),
        };
        io::stdout().lock().write_all(text.as_bytes())?;
        let failed = suites
            .iter()
            .flat_map(|suite| &suite.cases)
            .any(|case| case.failure().is_some());
        Ok(match (unreadable, failed) {
            (true, _) => Exit::Failed,
            (false, true) => Exit::Found,
            (false, false) => Exit::Success,
        })
    }
}
