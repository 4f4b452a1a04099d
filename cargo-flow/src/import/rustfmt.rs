//! The layout of an import: rustfmt does it.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// The source was not laid out.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    #[error("cannot run rustfmt: {0}")]
    Run(#[from] io::Error),
    #[error("rustfmt failed: {0}")]
    Failed(String),
}

/// The source as rustfmt lays it out in the 2024 edition, with the settings (`rustfmt.toml`) of a folder.
///
/// The environment variable `RUSTFMT` names another program, as it does for `cargo fmt`.
pub(super) fn format(source: &str, folder: Option<&Path>) -> Result<String, Error> {
    let program = std::env::var_os("RUSTFMT").unwrap_or_else(|| "rustfmt".into());
    let mut command = Command::new(program);
    command
        .args(["--edition", "2024"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    if let Some(folder) = folder {
        command.current_dir(folder);
    }
    let mut child = command.spawn()?;
    let mut stdin = child.stdin.take().expect("it is piped");
    // rustfmt writes nothing before it has read everything, so neither waits for the other.
    let written = stdin.write_all(source.as_bytes());
    drop(stdin);
    let output = child.wait_with_output()?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        let first = complaint.lines().find(|line| !line.trim().is_empty());
        let first = first.map_or_else(|| output.status.to_string(), str::to_owned);
        return Err(Error::Failed(first));
    }
    written?;
    String::from_utf8(output.stdout)
        .map_err(|_| Error::Failed("its output is not UTF-8".to_owned()))
}
