//! `cargo flow check`

mod github;
mod human;
mod json;
mod sarif;
mod settings;

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use flow_json::report::command_line::{Counts, count};
use flow_json::{Diagnostic, LineIndex, Style, Version, check};
use rayon::prelude::*;

use crate::exit::{Exit, Outcome, complain};
use crate::input::{self, Document};
use settings::Settings;

/// Check flows as Meta does before it accepts them
///
/// Exit codes: 0 without errors, 1 with errors, 2 if a file cannot be read.
#[derive(Args)]
pub(crate) struct Check {
    /// Files of Flow JSON; standard input if there is none, or for `-`
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The format of the findings
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Check the flows as if they were written in this version
    #[arg(long = "as", value_name = "VERSION", value_parser = crate::version::known)]
    version: Option<Version>,
    /// Make errors of all warnings (`warnings`), or of those of a rule or code
    #[arg(short = 'D', long, value_name = "RULE")]
    deny: Vec<String>,
    /// Leave out all warnings (`warnings`), or those of a rule or code
    #[arg(short = 'A', long, value_name = "RULE")]
    allow: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Like rustc, with the place underlined
    Human,
    /// One JSON object for each finding, on a line
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of lines, by GitHub Actions
    Github,
}

/// The number of files that are checked at once. The output begins before the last file is read.
const BATCH: usize = 256;

/// A file and its findings.
struct Checked {
    document: Document,
    lines: LineIndex,
    diagnostics: Vec<Diagnostic>,
}

impl Check {
    pub(crate) fn run(self) -> Outcome {
        let settings = Settings::new(&self.deny, &self.allow, self.version)?;
        let files = input::or_stdin(self.files);
        let mut summary = Summary::default();
        match self.format {
            Format::Human => {
                let stdout = anstream::stdout();
                let colored = stdout.current_choice() != anstream::ColorChoice::Never;
                let width = crate::output::width();
                let render = |checked: &Checked| human::render(checked, colored, width);
                print(
                    stdout.lock(),
                    &files,
                    &settings,
                    &mut summary,
                    render,
                    |_| String::new(),
                )?;
            }
            Format::Json => {
                let stdout = io::stdout().lock();
                print(
                    stdout,
                    &files,
                    &settings,
                    &mut summary,
                    json::render,
                    |_| String::new(),
                )?;
            }
            Format::Github => {
                let stdout = io::stdout().lock();
                print(
                    stdout,
                    &files,
                    &settings,
                    &mut summary,
                    github::render,
                    github::unreadable,
                )?;
            }
            Format::Sarif => {
                let mut log = sarif::Log::default();
                each(&files, &settings, &mut summary, sarif::results, |file| {
                    log.add(file);
                    Ok(())
                })?;
                log.write(io::stdout().lock())?;
            }
        }
        eprintln!("{summary}");
        Ok(summary.exit())
    }
}

/// Writes the findings as text.
fn print(
    to: impl Write,
    files: &[PathBuf],
    settings: &Settings,
    summary: &mut Summary,
    render: impl Fn(&Checked) -> String + Sync,
    unreadable: impl Fn(&input::Error) -> String,
) -> io::Result<()> {
    let mut to = BufWriter::new(to);
    each(files, settings, summary, render, |file| match file {
        Ok(text) => to.write_all(text.as_bytes()),
        Err(error) => to.write_all(unreadable(error).as_bytes()),
    })?;
    to.flush()
}

/// Checks and renders files in parallel. `take` gets the results in the order of the arguments.
fn each<T: Send>(
    files: &[PathBuf],
    settings: &Settings,
    summary: &mut Summary,
    render: impl Fn(&Checked) -> T + Sync,
    mut take: impl FnMut(Result<&T, &input::Error>) -> io::Result<()>,
) -> io::Result<()> {
    for batch in files.chunks(BATCH) {
        let work = |path: &PathBuf| {
            let checked = check_file(path, settings)?;
            Ok((checked.diagnostics.iter().collect(), render(&checked)))
        };
        let done: Vec<Result<(Counts, T), input::Error>> = batch.par_iter().map(work).collect();
        for file in &done {
            match file {
                Ok((counts, rendered)) => {
                    summary.files += 1;
                    summary.counts += *counts;
                    take(Ok(rendered))?;
                }
                Err(error) => {
                    summary.unreadable += 1;
                    complain(error);
                    take(Err(error))?;
                }
            }
        }
    }
    Ok(())
}

fn check_file(path: &Path, settings: &Settings) -> Result<Checked, input::Error> {
    let document = input::read(path)?;
    let reading = flow_json::read(&document.text);
    let mut diagnostics = reading.diagnostics;
    if let Some(mut flow) = reading.root {
        if let Some(version) = settings.version {
            crate::version::set(&mut flow, version);
        }
        diagnostics.extend(check(&flow, Style::Json));
    }
    settings.apply(&mut diagnostics);
    Ok(Checked {
        lines: LineIndex::new(&document.text),
        document,
        diagnostics,
    })
}

#[derive(Default)]
struct Summary {
    files: usize,
    unreadable: usize,
    counts: Counts,
}

impl Summary {
    fn exit(&self) -> Exit {
        if self.unreadable > 0 {
            Exit::Failed
        } else if self.counts.errors > 0 {
            Exit::Found
        } else {
            Exit::Success
        }
    }
}

/// `2 files checked: 3 errors, 1 warning`
impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} checked: {}", count(self.files, "file"), self.counts)?;
        match self.unreadable {
            0 => Ok(()),
            number => write!(f, "; {} not read", count(number, "file")),
        }
    }
}
