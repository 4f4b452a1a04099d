//! The output of commands.

use std::io::{self, IsTerminal as _, Write as _};

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

/// Prints a line on standard error, in lines of 80 columns on a terminal. If that is closed, nobody reads
/// it.
pub(crate) fn say(line: &str) {
    let _ = if io::stderr().is_terminal() {
        writeln!(io::stderr(), "{}", wrapped(line, 2))
    } else {
        writeln!(io::stderr(), "{line}")
    };
}

/// The columns of a line for people.
const WIDTH: usize = 80;

/// A text for standard output, in lines as long as a terminal has them. In a pipe or a file it stays one
/// line, which tools can search.
pub(crate) fn wrap(text: &str, indent: usize) -> String {
    if io::stdout().is_terminal() {
        wrapped(text, indent)
    } else {
        text.to_owned()
    }
}

/// A text in lines of at most 80 columns, all but the first indented. A word that is longer, such as a
/// link, stays whole.
fn wrapped(text: &str, indent: usize) -> String {
    let words = text.trim_start();
    let mut line = text[..text.len() - words.len()].to_owned();
    let mut lines = Vec::new();
    for (number, word) in words.split(' ').enumerate() {
        let is_full = line.chars().count() + 1 + word.chars().count() > WIDTH;
        if number > 0 && is_full && !line.trim().is_empty() {
            lines.push(line);
            line = " ".repeat(indent);
        } else if number > 0 {
            line.push(' ');
        }
        line += word;
    }
    lines.push(line);
    lines.join("\n")
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
    fn lines_of_eighty_columns() {
        let text = format!("  ! name  {}", "word ".repeat(40).trim_end());
        let lines = wrapped(&text, 6);
        assert!(lines.starts_with("  ! name  word word"), "{lines}");
        assert!(
            lines.lines().all(|line| line.chars().count() <= WIDTH),
            "{lines}"
        );
        assert!(
            lines
                .lines()
                .skip(1)
                .all(|line| line.starts_with("      word")),
            "{lines}"
        );
        assert_eq!(lines.split_whitespace().count(), 42);
        let link = format!("see {}", "x".repeat(100));
        assert_eq!(wrapped(&link, 2), format!("see\n  {}", "x".repeat(100)));
        assert_eq!(wrapped("short", 2), "short");
    }

    #[test]
    fn columns_stand_under_each_other() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        let rows = [row(&["é", "b"]), row(&["long", "", "c"]), row(&[])];
        assert_eq!(table(&rows), "é     b\nlong     c\n\n");
        assert_eq!(table(&[]), "");
    }
}
