//! Running the built command, as a shell does.

#![allow(dead_code, reason = "each file of tests uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The exit code and the output of a run.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs `cargo-flow` with arguments, separated by spaces.
pub(crate) fn flow(folder: &Path, arguments: &str) -> Run {
    flow_with(folder, arguments, "")
}

/// Likewise, with a text on standard input.
pub(crate) fn flow_with(folder: &Path, arguments: &str, stdin: &str) -> Run {
    flow_of(folder, arguments.split_whitespace(), stdin.as_bytes())
}

pub(crate) fn flow_of<'a>(
    folder: &Path,
    arguments: impl Iterator<Item = &'a str>,
    stdin: &[u8],
) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-flow"));
    command.args(arguments).current_dir(folder);
    run(command, stdin)
}

/// Runs the command with a text on standard input.
pub(crate) fn run(mut command: Command, stdin: &[u8]) -> Run {
    let mut child = command
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let stdin = stdin.to_owned();
    // A command that reads no input closes it, and writing fails.
    let writer = std::thread::spawn(move || drop(pipe.write_all(&stdin)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// An empty folder that goes away with the value.
pub(crate) fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// Writes a file there.
pub(crate) fn write(folder: &tempfile::TempDir, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// A flow with one screen of these children and a footer.
pub(crate) fn screen(children: &str) -> String {
    format!(
        r#"{{
  "version": "7.3",
  "screens": [
    {{
      "id": "START",
      "title": "Start",
      "terminal": true,
      "layout": {{
        "type": "SingleColumnLayout",
        "children": [
          {children},
          {{ "type": "Footer", "label": "Done", "on-click-action": {{ "name": "complete", "payload": {{}} }} }}
        ]
      }}
    }}
  ]
}}
"#
    )
}

/// The documents in the folder `FLOW_JSON_CORPUS`, each with the column `looks` of its index.
pub(crate) fn corpus() -> Vec<(PathBuf, String)> {
    let Some(folder) = std::env::var_os("FLOW_JSON_CORPUS") else {
        println!("skipped: FLOW_JSON_CORPUS is not set");
        return Vec::new();
    };
    let folder = PathBuf::from(folder);
    let index = std::fs::read_to_string(folder.join("INDEX.tsv")).unwrap();
    let mut lines = index
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>());
    let header = lines.next().unwrap();
    let column = |name| header.iter().position(|column| *column == name).unwrap();
    let (file, looks) = (column("file"), column("looks"));
    // Documents that the index judged before it was known in which version Meta refuses them.
    let anew = include_str!("../../../tests/corpus_judged_anew.tsv").lines();
    let anew: HashMap<_, _> = anew.filter_map(|line| line.split_once('\t')).collect();
    lines
        .map(|line| {
            let anew = anew
                .get(line[file])
                .and_then(|anew| anew.split('\t').next());
            (
                folder.join(line[file]),
                anew.unwrap_or(line[looks]).to_owned(),
            )
        })
        .collect()
}
