//! `cargo flow upgrade`

mod changes;
mod edit;
mod forms;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use flow_json::report::{Report, Source};
use flow_json::tree::Node;
use flow_json::{Diagnostic, Severity, Style, Version, check};

use crate::exit::{Error, Exit, Outcome};
use crate::input;
use crate::output::{LineDiff, replace};
use changes::Changes;
use edit::Edit;

/// Bring a flow to a newer version
///
/// Makes the changes that the newer version asks for, if they follow from the flow alone. Lists the
/// others for a person to decide. The rest of the text stays as it is. The new flow goes to standard
/// output, the list to standard error.
///
/// Exit codes: 0 if the flow has no errors in the new version, 1 if it has, 2 if it cannot be read as
/// JSON, has no version, or has a newer one.
#[derive(Args)]
pub(crate) struct Upgrade {
    /// A file of Flow JSON; standard input if there is none, or for `-`
    #[arg(value_name = "FILE", default_value = "-", hide_default_value = true)]
    file: PathBuf,
    /// The version of the new flow
    #[arg(long, value_name = "VERSION", value_parser = crate::version::known, default_value_t = Version::RECOMMENDED)]
    to: Version,
    /// Change the file itself
    #[arg(long, conflicts_with = "output")]
    write: bool,
    /// The file to write, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Upgrade {
    pub(crate) fn run(self) -> Outcome {
        if self.write && input::is_stdin(&self.file) {
            let message = "standard input cannot be written; name a file, or write `-o FILE`";
            return Err(Error::Argument(message.to_owned()));
        }
        let document = input::read(&self.file)?;
        let flow = document.tree()?;
        let from = self.version_of(&document.name, &flow)?;
        let crosses_7_0 = from < Version::V7_0 && self.to >= Version::V7_0;
        let merges = if crosses_7_0 {
            forms::merge(&document.text, &flow, self.to)
        } else {
            Vec::new()
        };
        let merged = document.changed(&merges);
        let flow = merged.tree()?;
        let changes = Changes::of(&merged.text, &flow, from, self.to);
        let upgraded = merged.changed(&changes.edits);
        let tree = upgraded.tree()?;

        let report = UpgradeReport {
            document: &upgraded,
            colored: anstream::stderr().current_choice() != anstream::ColorChoice::Never,
        };
        eprintln!("{}: {from} to {}\n", document.name, self.to);
        report.edits(&document, &merges, &merged, &changes.edits);
        report.notes(&tree, &changes.notes);
        let errors = report.diagnostics(&check(&flow, Style::Json), &check(&tree, Style::Json));

        match (&self.output, self.write) {
            (Some(path), _) => write(path, &upgraded.text)?,
            (None, true) if upgraded.text == document.text => {}
            (None, true) => write(&self.file, &upgraded.text)?,
            (None, false) => io::stdout().lock().write_all(upgraded.text.as_bytes())?,
        }
        Ok(match errors {
            0 => Exit::Success,
            _ => Exit::Found,
        })
    }

    /// The version of the flow, if it is no newer than the other.
    fn version_of(&self, name: &str, flow: &Node) -> Result<Version, Error> {
        let text = flow.get("version").and_then(Node::as_str);
        let Some(from) = text.and_then(|text| text.parse::<Version>().ok()) else {
            let message = format!(
                "{name} does not say which version it is written in; give it a `version`, such as \"{}\"",
                self.to
            );
            return Err(Error::Argument(message));
        };
        if from > self.to {
            let message = format!(
                "{name} is written in {from}, which is newer than {}; `cargo flow check --as {}` finds its mistakes in that version",
                self.to, self.to
            );
            return Err(Error::Argument(message));
        }
        Ok(from)
    }
}

impl input::Document {
    /// The same file with another text.
    fn changed(&self, edits: &[Edit]) -> Self {
        Self {
            name: self.name.clone(),
            text: edit::apply(&self.text, edits),
        }
    }
}

fn write(path: &std::path::Path, text: &str) -> Result<(), Error> {
    replace(path, text).map_err(|error| Error::Write(path.display().to_string(), error))
}

/// The report of an upgrade on standard error.
struct UpgradeReport<'d> {
    /// The new text.
    document: &'d input::Document,
    colored: bool,
}

impl UpgradeReport<'_> {
    /// The changes: first those of the old text, then those of the text with merged forms.
    fn edits(
        &self,
        old: &input::Document,
        merges: &[Edit],
        merged: &input::Document,
        edits: &[Edit],
    ) {
        if merges.is_empty() && edits.is_empty() {
            eprintln!("nothing to change\n");
            return;
        }
        eprintln!("changed:");
        for (document, edits) in [(old, merges), (merged, edits)] {
            let lines = flow_json::LineIndex::new(&document.text);
            for edit in edits {
                let place = lines.line_column(u32::try_from(edit.range.start).unwrap_or(u32::MAX));
                eprintln!("  {place}: {}", edit.why);
            }
        }
        let diff = LineDiff {
            name: &old.name,
            before: &old.text,
            after: &self.document.text,
            colored: self.colored,
        };
        anstream::eprintln!("\n{diff}");
    }

    /// The changes of behaviour that no check can find.
    fn notes(&self, tree: &Node, notes: &[changes::Note]) {
        if notes.is_empty() {
            return;
        }
        eprintln!("to decide, since no check can tell:\n");
        for note in notes {
            let mut report =
                Report::new(Severity::Warning, note.message.as_str()).help(note.help.as_str());
            let node = tree
                .pointer(&note.pointer)
                .filter(|_| !note.pointer.is_empty());
            if let Some(node) = node {
                report = report.at(node.loc.range());
            }
            self.report(&report);
        }
    }

    /// Shows the findings in the new flow, the new ones first. Returns the number of errors.
    fn diagnostics(&self, old: &[Diagnostic], new: &[Diagnostic]) -> usize {
        let was = |one: &&Diagnostic| {
            let same = |other: &Diagnostic| {
                other.rule == one.rule && other.place.pointer == one.place.pointer
            };
            old.iter().any(same)
        };
        let (before, asked): (Vec<_>, Vec<_>) = new.iter().partition(was);
        for (heading, found) in [
            ("to decide, since the new version asks for it:", asked),
            ("found in the old version too:", before),
        ] {
            if !found.is_empty() {
                eprintln!("{heading}\n");
            }
            for diagnostic in found {
                self.report(&Report::of(diagnostic));
            }
        }
        new.iter()
            .filter(|one| one.severity == Severity::Error)
            .count()
    }

    fn report(&self, report: &Report<'_>) {
        let source = Source::new(self.document.name.as_str(), &self.document.text);
        anstream::eprintln!("{}\n", report.render(Some(&source), self.colored));
    }
}
