//! Files of the Flow JSON that an account has.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::exit::Failure;

/// A folder of files that are never written over.
pub(crate) struct Backup<'b> {
    folder: &'b Path,
    /// When it began, as it stands in the names: `20260131T235959Z`.
    time: String,
}

impl<'b> Backup<'b> {
    /// Makes the folder if it is missing.
    pub(crate) fn open(folder: &'b Path) -> Result<Self, Failure> {
        fs::create_dir_all(folder).map_err(|error| {
            let folder = folder.display();
            Failure::failed(format!("cannot make the folder {folder}: {error}"))
        })?;
        let time = stamp(SystemTime::now());
        Ok(Self { folder, time })
    }

    /// Writes a file that has the flow's name and id and the time in its name.
    pub(crate) fn keep(&self, name: &str, flow_id: &str, json: &[u8]) -> Result<PathBuf, Failure> {
        let stem = format!("{}.{}.{}", safe(name), safe(flow_id), self.time);
        let mut number = 1;
        loop {
            let file = match number {
                1 => format!("{stem}.json"),
                again => format!("{stem}-{again}.json"),
            };
            let path = self.folder.join(file);
            let written = File::create_new(&path).and_then(|mut file| {
                // The service is changed next.
                let written = file.write_all(json).and_then(|()| file.sync_all());
                if written.is_err() {
                    // A part of it would look like a backup. If it stays, the error is said all the same.
                    let _ = fs::remove_file(&path);
                }
                written
            });
            match written {
                Ok(()) => return Ok(path),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
                Err(error) => return Err(failure(&path, &error)),
            }
        }
    }
}

fn failure(path: &Path, error: &io::Error) -> Failure {
    Failure::failed(format!("cannot write {}: {error}", path.display()))
}

/// A part of a file name. The service may give any text.
fn safe(text: &str) -> String {
    const MOST: usize = 60;
    let is_safe = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let safe = text.chars().take(MOST);
    safe.map(|c| if is_safe(c) { c } else { '_' }).collect()
}

fn stamp(time: SystemTime) -> String {
    let seconds = time
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
    let time = time::OffsetDateTime::from_unix_timestamp(seconds)
        .unwrap_or(time::OffsetDateTime::UNIX_EPOCH);
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
        time.year(),
        u8::from(time.month()),
        time.day(),
        time.hour(),
        time.minute(),
        time.second()
    )
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn names_of_files() {
        assert_eq!(safe("../étude 1/\u{1b}[m"), "___étude_1___m");
        assert_eq!(safe(&"x".repeat(500)).len(), 60);
        let time = UNIX_EPOCH + Duration::from_secs(1_769_903_999);
        assert_eq!(stamp(time), "20260131T235959Z");
    }
}
