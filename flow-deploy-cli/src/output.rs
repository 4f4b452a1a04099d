//! The output of commands.

use std::borrow::Cow;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write as _};

use flow_deploy::terminal::is_obeyed;
pub(crate) use flow_deploy::terminal::one_line;
pub(crate) use flow_json::report::command_line::count;
use flow_json::report::command_line::wrapped;
use serde_json::Value;

use crate::exit::Failure;
use crate::progress::beside_progress;

/// The columns of a terminal, as `wrapped` has them.
const WIDTH: usize = 80;

/// The format of a result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// Text for people.
    #[default]
    Human,
    /// One JSON document.
    Json,
}

/// The format in arguments that cannot be read otherwise.
pub(crate) fn asked_for(arguments: &[OsString]) -> Format {
    let pairs = arguments.iter().zip(arguments.iter().skip(1));
    let is_json = arguments.iter().any(|one| one == "--output=json")
        || pairs
            .into_iter()
            .any(|(one, next)| one == "--output" && next == "json");
    if is_json { Format::Json } else { Format::Human }
}

/// Prints a result in the format of the command line.
pub(crate) fn print(
    format: Format,
    json: impl FnOnce() -> Value,
    human: impl FnOnce() -> String,
) -> Result<(), Failure> {
    match format {
        Format::Human => text(&harmless(&human())),
        Format::Json => text(&escaped_json(&format!("{:#}\n", json()))),
    }
}

/// Prints Flow JSON. To a file it goes byte for byte.
pub(crate) fn print_flow_json(document: &str) -> Result<(), Failure> {
    if io::stdout().is_terminal() {
        text(&escaped_json(document))
    } else {
        text(document)
    }
}

/// Prints to standard output. A reader that stops early, such as `head`, is no failure.
pub(crate) fn text(text: &str) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    match output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush())
    {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::failed(format!(
            "cannot write the result to standard output: {error}"
        ))),
        _ => Ok(()),
    }
}

/// A text whose control characters are escaped, but for ends of lines, tabs and colours: a name or a
/// message of the service may hold codes that a terminal obeys.
fn harmless(text: &str) -> Cow<'_, str> {
    let is_harmful = |c: char| is_obeyed(c) && !matches!(c, '\n' | '\t');
    if !text.contains(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut harmless = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let color = rest.strip_prefix("\x1b[").and_then(|code| {
            let end = code.find(|c: char| !c.is_ascii_digit() && c != ';')?;
            code[end..].starts_with('m').then_some(2 + end + 1)
        });
        let length = color.unwrap_or(c.len_utf8());
        if color.is_none() && is_harmful(c) {
            harmless.extend(c.escape_default());
        } else {
            harmless += &rest[..length];
        }
        rest = &rest[length..];
    }
    Cow::Owned(harmless)
}

/// A JSON document whose texts have no such characters.
fn escaped_json(document: &str) -> String {
    let mut escaped = String::with_capacity(document.len());
    for c in document.chars() {
        if is_obeyed(c) && !matches!(c, '\n' | '\t') {
            escaped += &format!("\\u{:04x}", u32::from(c));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// Prints a text as one line on standard error, or as lines of 80 columns on a terminal. If that is closed, nobody
/// reads it.
pub(crate) fn say(text: &str) {
    let mut line = one_line(text);
    if io::stderr().is_terminal() {
        line = wrapped(&line, 2).into();
    }
    let _ = beside_progress(|| writeln!(io::stderr(), "{line}"));
}

/// A text for standard output, in lines as long as a terminal has them. In a pipe or a file it stays one
/// line, which tools can search.
pub(crate) fn wrap(text: &str, indent: usize) -> String {
    if io::stdout().is_terminal() {
        wrapped(text, indent)
    } else {
        text.to_owned()
    }
}

/// Whether standard output shows colours.
pub(crate) fn is_colored() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// Rows with their columns under each other. The first row has the heads. Where a terminal is too narrow for it, each
/// row has lines of its own.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    let table = columns(rows);
    let is_wide = table.lines().any(|line| line.chars().count() > WIDTH);
    match rows {
        [heads, rows @ ..] if is_wide && io::stdout().is_terminal() => blocks(heads, rows),
        _ => table,
    }
}

fn blocks(heads: &[String], rows: &[Vec<String>]) -> String {
    let widths = heads.iter().skip(1).map(|head| head.chars().count());
    let width = widths.max().unwrap_or(0);
    let block = |row: &Vec<String>| {
        let mut cells = row.iter().map(|cell| one_line(cell));
        let first = cells.next().unwrap_or_default();
        let others = heads.iter().skip(1).zip(cells);
        let others = others.filter(|(_, cell)| !cell.is_empty());
        let lines = others.map(|(head, cell)| format!("  {head:width$}  {cell}\n"));
        format!("{first}\n{}", lines.collect::<String>())
    };
    rows.iter().map(block).collect::<Vec<_>>().join("\n")
}

fn columns(rows: &[Vec<String>]) -> String {
    let cells = |row: &Vec<String>| row.iter().map(|cell| one_line(cell).into_owned()).collect();
    let rows: Vec<Vec<String>> = rows.iter().map(cells).collect();
    let mut widths = Vec::new();
    for row in &rows {
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
    fn what_a_terminal_would_obey_is_escaped() {
        assert_eq!(harmless("a\n\tb é"), "a\n\tb é");
        assert_eq!(harmless("\x1b[1;31mred\x1b[0m"), "\x1b[1;31mred\x1b[0m");
        assert_eq!(harmless("\x1b]0;title\x07"), "\\u{1b}]0;title\\u{7}");
        assert_eq!(harmless("\x1b[2J\r\u{9b}1m"), "\\u{1b}[2J\\r\\u{9b}1m");
        assert_eq!(
            escaped_json("{\n\"\u{7f}\u{9b}\"}"),
            "{\n\"\\u007f\\u009b\"}"
        );
        assert_eq!(one_line("a\u{202e}b\u{200f}ا"), "a\\u{202e}b\u{200f}ا");
        assert_eq!(
            harmless("\u{2068}ا\u{2069}\u{2028}"),
            "\\u{2068}ا\\u{2069}\\u{2028}"
        );
        assert_eq!(escaped_json("\"\u{202e}\""), "\"\\u202e\"");
    }

    #[test]
    fn columns_stand_under_each_other() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        let rows = [row(&["é", "b"]), row(&["long", "", "c"]), row(&[])];
        assert_eq!(columns(&rows), "é     b\nlong     c\n\n");
        assert_eq!(columns(&[]), "");
    }

    #[test]
    fn rows_that_are_too_wide_have_lines_of_their_own() {
        let row = |cells: &[&str]| -> Vec<String> {
            cells.iter().map(|cell| (*cell).to_owned()).collect()
        };
        let rows = [row(&["a", "1", "2"]), row(&["b", "", "\u{1b}[2J"])];
        assert_eq!(
            blocks(&row(&["NAME", "AN ID", "STATE"]), &rows),
            "a\n  AN ID  1\n  STATE  2\n\nb\n  STATE  \\u{1b}[2J\n"
        );
    }
}
