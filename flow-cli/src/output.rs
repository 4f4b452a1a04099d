//! The output of commands.

use std::io::{self, Write as _};

pub(crate) use flow_json::report::command_line::count;
use serde_json::Value;

use crate::exit::Failure;

/// The format of a result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// Text for people.
    #[default]
    Human,
    /// One JSON document.
    Json,
}

/// Prints a result in the format of the command line.
pub(crate) fn print(
    format: Format,
    json: impl FnOnce() -> Value,
    human: impl FnOnce() -> String,
) -> Result<(), Failure> {
    match format {
        Format::Human => text(&human()),
        Format::Json => text(&format!("{:#}\n", json())),
    }
}

/// Prints to standard output. A reader that stops early, such as `head`, is no failure.
pub(crate) fn text(text: &str) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    match output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush())
    {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Prints a line on standard error. If that is closed, nobody reads it.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Whether standard output shows colours.
pub(crate) fn is_colored() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// Rows with their columns under each other.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    let mut widths = Vec::new();
    for row in rows {
        widths.resize(widths.len().max(row.len()), 0);
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths);
        let padded: Vec<_> = cells
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        format!("{}\n", padded.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

/// A size in kilobytes.
pub(crate) fn size(bytes: usize) -> String {
    format!("{:.1} KB", bytes as f64 / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        let rows = [row(&["é", "b"]), row(&["long", "", "c"]), row(&[])];
        assert_eq!(table(&rows), "é     b\nlong     c\n\n");
        assert_eq!(table(&[]), "");
    }
}
