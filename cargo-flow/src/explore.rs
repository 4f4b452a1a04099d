//! `cargo flow explore`

mod human;
mod json;

use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use flow_sim::explore::{Bounds, Exploration, explore_with};
use flow_sim::{Date, Program, Settings};
use indicatif::{ProgressBar, ProgressStyle};

use crate::exit::{Error, Exit, Outcome, complain};
use crate::input::{self, Document};

/// Walk all states of flows, and find what a person could run into
///
/// Nobody has to write a test: each option, each branch and each answer that an endpoint may give is
/// tried on a phone in memory, and each finding comes with the shortest list of taps that shows it.
///
/// Exit codes: 0 without findings that are sure to be mistakes, 1 with one, 2 if a file cannot be read.
#[derive(Args)]
pub(crate) struct Explore {
    /// Files of Flow JSON; standard input if there is none, or for `-`
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How to say what is found
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// The most states of a flow that are walked
    #[arg(long, value_name = "NUMBER", default_value_t = Bounds::default().states as u64,
        value_parser = clap::value_parser!(u64).range(1..))]
    states: u64,
    /// The most seconds for a flow
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    seconds: u64,
    /// The day that it is, for inputs that take any day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, default_value = "2027-01-01")]
    today: Date,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, with the steps that lead to each finding
    Human,
    /// A JSON object on a line for each finding
    Json,
}

pub(crate) fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "a day is written YYYY-MM-DD".to_owned())
}

/// A file and what was found in it.
struct Explored {
    document: Document,
    exploration: Exploration,
}

impl Explore {
    pub(crate) fn run(self) -> Outcome {
        let mut exit = Exit::Success;
        let mut to = io::stdout().lock();
        for path in input::or_stdin(self.files.clone()) {
            let explored = match self.explore(&path) {
                Ok(explored) => explored,
                Err(error) => {
                    complain(&error);
                    exit = exit.max(Exit::Failed);
                    continue;
                }
            };
            let found = explored
                .exploration
                .findings
                .iter()
                .any(|one| one.kind.is_error());
            exit = exit.max(if found { Exit::Found } else { Exit::Success });
            let text = match self.format {
                Format::Human => human::write(&explored),
                Format::Json => json::write(&explored),
            };
            to.write_all(text.as_bytes())?;
        }
        Ok(exit)
    }

    fn explore(&self, path: &Path) -> Result<Explored, Error> {
        let document = input::read(path)?;
        let program = Program::new(&document.tree()?);
        if program.screen_ids().next().is_none() {
            return Err(Error::Argument(format!(
                "{} has no screens to explore",
                document.name
            )));
        }
        let mut settings = Settings::default();
        settings.today = self.today;
        let mut bounds = Bounds::default();
        bounds.states = usize::try_from(self.states).unwrap_or(usize::MAX);
        let bar = bar(&document.name, io::stderr().is_terminal());
        let start = Instant::now();
        let limit = Duration::from_secs(self.seconds);
        let mut touches = 0_usize;
        let exploration = explore_with(&program, &settings, bounds, &mut |progress| {
            // Looking at the clock takes longer than a small step.
            touches = touches.wrapping_add(1);
            if !touches.is_multiple_of(CHECKED) {
                return ControlFlow::Continue(());
            }
            bar.set_length(progress.states as u64);
            bar.set_position(progress.walked as u64);
            if start.elapsed() < limit {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        });
        bar.finish_and_clear();
        Ok(Explored {
            document,
            exploration,
        })
    }
}

/// After so many touches the clock is looked at.
const CHECKED: usize = 100;

/// A bar of the states that are walked, on a terminal.
fn bar(name: &str, shown: bool) -> ProgressBar {
    if !shown {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{prefix} {bar:30} {pos} of {len} states, {elapsed}");
    let bar = ProgressBar::new(0).with_prefix(name.to_owned());
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
