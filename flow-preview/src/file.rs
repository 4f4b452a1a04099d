//! Reading files that a person names.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::error::Error;

/// The most bytes of a flow, of the answers of an endpoint, and of what a program prints.
pub(crate) const MOST_BYTES: u64 = 64 << 20;

/// The text of a file that is read again when it is saved.
pub(crate) fn text_of(path: &Path) -> Result<String, Error> {
    let read = || {
        // A pipe or a device may keep one waiting forever, and has nothing to read again.
        if !fs::metadata(path)?.is_file() {
            return Err(io::Error::other("it is no regular file"));
        }
        at_most(path, MOST_BYTES)
    };
    read().map_err(|error| unreadable(path, error))
}

/// The text of a key or a secret, which may come from a pipe.
#[cfg(feature = "endpoint")]
pub(crate) fn secret_of(path: &Path) -> Result<String, Error> {
    at_most(path, 1 << 20).map_err(|error| unreadable(path, error))
}

/// The commonest reason in the words of `cargo flow check`, not in those of the system.
fn unreadable(path: &Path, error: io::Error) -> Error {
    let error = match error.kind() {
        kind @ io::ErrorKind::NotFound => io::Error::new(kind, "there is no such file"),
        _ => error,
    };
    Error::Read(path.display().to_string(), error)
}

fn at_most(path: &Path, most: u64) -> io::Result<String> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::other(format!(
            "it has more than {} MB",
            most >> 20
        )));
    }
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_end_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("answers.toml");
        let says = |path: &Path| text_of(path).unwrap_err().to_string();
        assert!(says(folder.path()).ends_with("it is no regular file"));
        assert!(says(&path).ends_with("there is no such file"));
        // Of holes, so that it takes no room.
        File::create(&path).unwrap().set_len(1 << 30).unwrap();
        assert!(says(&path).ends_with("it has more than 64 MB"));
        fs::write(&path, "one").unwrap();
        assert_eq!(text_of(&path).unwrap(), "one");
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("answers.toml");
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        assert!(made.unwrap().success());
        for path in [&path, Path::new("/dev/zero")] {
            let error = text_of(path).unwrap_err().to_string();
            assert!(error.ends_with("it is no regular file"), "{error}");
        }
    }
}
