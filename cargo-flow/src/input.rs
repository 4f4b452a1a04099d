//! Reading files and standard input.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::{fmt, fs};

use flow_json::LineIndex;
use flow_json::report::{Report, Source};
use flow_json::tree::Node;

/// A text and the name of its file.
pub(crate) struct Document {
    /// The path as it was given, or `<stdin>`.
    pub(crate) name: String,
    pub(crate) text: String,
}

/// Whether a path stands for standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The name of a path in reports.
pub(crate) fn name(path: &Path) -> String {
    if is_stdin(path) {
        "<stdin>".to_owned()
    } else {
        path.display().to_string()
    }
}

/// The files that are named, or standard input if none is.
pub(crate) fn or_stdin(files: Vec<PathBuf>) -> Vec<PathBuf> {
    if files.is_empty() {
        vec![PathBuf::from("-")]
    } else {
        files
    }
}

/// Reads the value of a file, or of standard input for `-`.
pub(crate) fn read_tree(path: &Path) -> Result<Node, Error> {
    read(path)?.tree()
}

/// Reads a file, or standard input for `-`.
pub(crate) fn read(path: &Path) -> Result<Document, Error> {
    let fail = |reason| Error {
        file: name(path),
        reason,
    };
    let mut bytes = Vec::new();
    let read = if is_stdin(path) {
        io::stdin().lock().read_to_end(&mut bytes).map(|_| ())
    } else if path.is_dir() {
        return Err(fail(Reason::Folder));
    } else {
        fs::read(path).map(|read| bytes = read)
    };
    read.map_err(|error| fail(Reason::Io(error)))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let lines = LineIndex::new(&String::from_utf8_lossy(&error.as_bytes()[..valid]));
        let place = lines.line_column(u32::try_from(valid).unwrap_or(u32::MAX));
        fail(Reason::NotUtf8(place.to_string()))
    })?;
    let name = name(path);
    Ok(Document { name, text })
}

impl Document {
    /// The value of the text.
    ///
    /// # Errors
    ///
    /// It is no JSON, or has parts that its value would lose: a duplicate key, a comment.
    pub(crate) fn tree(&self) -> Result<Node, Error> {
        flow_json::read(&self.text)
            .into_result()
            .map_err(|mistakes| {
                let source = Source::new(self.name.as_str(), &self.text);
                let colored = anstream::stderr().current_choice() != anstream::ColorChoice::Never;
                let mut reports: Vec<_> = mistakes
                    .iter()
                    .take(SHOWN)
                    .map(|mistake| Report::of(mistake).render(Some(&source), colored))
                    .collect();
                if mistakes.len() > SHOWN {
                    reports.push(format!("… and {} more", mistakes.len() - SHOWN));
                }
                Error {
                    file: self.name.clone(),
                    reason: Reason::NotJson(reports.join("\n\n")),
                }
            })
    }
}

/// The most mistakes that are shown of a text that is no JSON.
const SHOWN: usize = 3;

/// A file cannot be read.
#[derive(Debug)]
pub(crate) struct Error {
    pub(crate) file: String,
    reason: Reason,
}

#[derive(Debug)]
enum Reason {
    Folder,
    NotUtf8(String),
    NotJson(String),
    Io(io::Error),
}

/// All but the file.
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Folder => f.write_str("it is a folder; name the files in it"),
            Reason::NotUtf8(place) => {
                write!(f, "the bytes at {place} are not UTF-8; save it as UTF-8")
            }
            Reason::NotJson(reports) => {
                write!(f, "it is not JSON that can be kept as it is\n\n{reports}\n")
            }
            Reason::Io(error) if error.kind() == io::ErrorKind::NotFound => {
                f.write_str("there is no such file")
            }
            Reason::Io(error) => error.fmt(f),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read {}: {}", self.file, self.reason)
    }
}

impl std::error::Error for Error {}
