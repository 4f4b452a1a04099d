//! Writing files, and showing the difference between two texts.

use std::io::{self, Write};
use std::path::Path;
use std::{fmt, fs};

use similar::{ChangeTag, TextDiff};

/// The columns of the terminal that standard output goes to.
pub(crate) fn width() -> usize {
    let size = terminal_size::terminal_size_of(io::stdout());
    size.map_or(flow_json::report::WIDTH, |(width, _)| width.0.into())
}

/// Writes a new file. Writes nothing if the file exists or the writing fails.
pub(crate) fn create(path: &Path, text: &str) -> io::Result<()> {
    let mut file = new_file(&mut tempfile::Builder::new(), folder_of(path))?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path)?;
    Ok(())
}

/// The folder that a file stands in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => Path::new("/"),
    }
}

/// Replaces the text of a file, or writes a new one. Changes nothing if the writing fails.
///
/// The file keeps its permissions, and a link stays a link.
pub(crate) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = match fs::canonicalize(path) {
        Ok(path) => path,
        // It is a new one.
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
        Err(error) => return Err(error),
    };
    let folder = folder_of(&path);
    let mut builder = tempfile::Builder::new();
    let permissions = fs::metadata(&path).map(|old| old.permissions());
    let mut file = match &permissions {
        Ok(_) => builder.tempfile_in(folder)?,
        Err(_) => new_file(&mut builder, folder)?,
    };
    file.write_all(text.as_bytes())?;
    if let Ok(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(&path)?;
    Ok(())
}

/// A temporary file with the permissions of other new files.
fn new_file(
    builder: &mut tempfile::Builder<'_, '_>,
    folder: &Path,
) -> io::Result<tempfile::NamedTempFile> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// The difference between two texts, line by line, as `diff -u` shows it.
pub(crate) struct LineDiff<'t> {
    pub(crate) name: &'t str,
    pub(crate) before: &'t str,
    pub(crate) after: &'t str,
    pub(crate) colored: bool,
}

impl fmt::Display for LineDiff<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let paint = |f: &mut fmt::Formatter<'_>, code: &str, text: &str| {
            if self.colored {
                writeln!(f, "\u{1b}[{code}m{text}\u{1b}[0m")
            } else {
                writeln!(f, "{text}")
            }
        };
        let clean = |text: &str| text.trim_end_matches(['\r', '\n']).escape_controls();
        paint(f, "1", &format!("--- {}", self.name))?;
        paint(f, "1", &format!("+++ {}", self.name))?;
        let diff = TextDiff::from_lines(self.before, self.after);
        for hunk in diff.unified_diff().iter_hunks() {
            paint(f, "36", &hunk.header().to_string())?;
            for change in hunk.iter_changes() {
                let line = clean(change.value());
                match change.tag() {
                    ChangeTag::Equal => writeln!(f, " {line}")?,
                    ChangeTag::Delete => paint(f, "31", &format!("-{line}"))?,
                    ChangeTag::Insert => paint(f, "32", &format!("+{line}"))?,
                }
            }
        }
        Ok(())
    }
}

pub(crate) trait EscapeControls {
    /// The text with its control characters escaped, since a terminal would obey them.
    fn escape_controls(&self) -> String;
}

impl EscapeControls for str {
    fn escape_controls(&self) -> String {
        let mut text = String::with_capacity(self.len());
        for character in self.chars() {
            match character {
                '\t' => text.push(character),
                _ if character.is_control() => text.extend(character.escape_default()),
                _ => text.push(character),
            }
        }
        text
    }
}
