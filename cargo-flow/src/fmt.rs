//! `cargo flow fmt`

#[cfg(test)]
mod tests;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use flow_json::model::{Known, each_known_object};
use flow_json::tree::{Entry, Node};
use flow_json::{Layout, write};
use rayon::prelude::*;

use crate::exit::{Error, Exit, Outcome, complain};
use crate::input;
use crate::output::{LineDiff, replace};

/// Format flows: keys in the order of the documentation, two spaces for each level
///
/// The JSON value stays the same, unknown keys included, and so do the line ends of Windows. A file with comments or with a duplicate key
/// is left as it is, since formatting would lose them. Payloads, data and routes keep the order of
/// their keys.
///
/// Exit codes: 0 if all files are formatted, 1 if `--check` found one that is not, 2 if a file cannot
/// be read as JSON or cannot be written.
#[derive(Args)]
pub(crate) struct Fmt {
    /// Files of Flow JSON; none or `-` formats standard input to standard output
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write nothing, and show the changes instead
    #[arg(long)]
    check: bool,
}

/// The formatted text of a flow.
pub(crate) fn format(flow: &Node) -> String {
    let mut flow = flow.clone();
    sort_keys(&mut flow);
    let mut text = write(&flow, Layout::Pretty);
    text.push('\n');
    text
}

/// The order of the keys in the declaration of a field.
const DECLARATION: [&str; 5] = ["type", "items", "properties", "required", "__example__"];

/// Puts the keys of a flow into the order of the table. Keys that the table does not know go to the
/// end of their object, in the order they had.
fn sort_keys(flow: &mut Node) {
    each_known_object(flow, &mut |known, object| {
        object.entries.sort_by_key(|entry| place(known, entry));
    });
}

/// The place of a member among those of its object.
fn place(known: Known, entry: &Entry) -> usize {
    let place = match known {
        Known::Shape(shape) => {
            let mut properties = shape.properties.iter();
            let place = properties.position(|property| property.name == entry.key);
            match place {
                // Every component has `type`, so the table does not list it.
                None if entry.key == "type" => Some(0),
                place => place.map(|place| place + 1),
            }
        }
        Known::Declaration => DECLARATION.iter().position(|key| *key == entry.key),
        _ => None,
    };
    place.unwrap_or(usize::MAX)
}

/// A file with its text before and after formatting.
struct Formatted {
    name: String,
    before: String,
    after: String,
}

impl Fmt {
    pub(crate) fn run(self) -> Outcome {
        let files = input::or_stdin(self.files);
        let mut exit = Exit::Success;
        let mut stdout = anstream::stdout().lock();
        let colored = stdout.current_choice() != anstream::ColorChoice::Never;
        let work = |path: &PathBuf| {
            let formatted = read(path)?;
            if !self.check && !input::is_stdin(path) && formatted.before != formatted.after {
                let cannot = |error| Error::Write(formatted.name.clone(), error);
                replace(path, &formatted.after).map_err(cannot)?;
            }
            Ok(formatted)
        };
        // No more files at once than may be in memory.
        for batch in files.chunks(256) {
            let done: Vec<Result<Formatted, Error>> = batch.par_iter().map(work).collect();
            for (path, file) in batch.iter().zip(done) {
                exit = exit.max(match file {
                    Ok(file) if self.check => show(&mut stdout, &file, colored)?,
                    Ok(file) => {
                        if input::is_stdin(path) {
                            stdout.write_all(file.after.as_bytes())?;
                        }
                        Exit::Success
                    }
                    Err(error) => {
                        complain(&error);
                        Exit::Failed
                    }
                });
            }
        }
        Ok(exit)
    }
}

fn read(path: &Path) -> Result<Formatted, Error> {
    let document = input::read(path)?;
    let mut after = format(&document.tree()?);
    if document.text.contains("\r\n") {
        // Texts of JSON have none.
        after = after.replace('\n', "\r\n");
    }
    Ok(Formatted {
        after,
        before: document.text,
        name: document.name,
    })
}

/// Shows the changes of formatting.
fn show(to: &mut impl Write, file: &Formatted, colored: bool) -> io::Result<Exit> {
    if file.before == file.after {
        return Ok(Exit::Success);
    }
    let diff = LineDiff {
        name: &file.name,
        before: &file.before,
        after: &file.after,
        colored,
    };
    write!(to, "{diff}")?;
    Ok(Exit::Found)
}
