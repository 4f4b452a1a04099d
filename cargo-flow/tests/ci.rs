//! `action.yml` and `.pre-commit-hooks.yaml`, which check the Flow JSON of other repositories: what they
//! run, run here.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use support::{Run, folder, run, screen};

/// A command that finds `cargo-flow` as one that is installed.
fn installed(program: &str, folder: &Path) -> Command {
    let binary = Path::new(env!("CARGO_BIN_EXE_cargo-flow"));
    let mut path = binary.parent().unwrap().as_os_str().to_owned();
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap());
    let mut command = Command::new(program);
    command.current_dir(folder).env("PATH", path);
    command
}

/// The last step of the action, with these inputs.
fn action(folder: &Path, files: &str, arguments: &str) -> Run {
    let action = include_str!("../../action.yml");
    let (_, script) = action.split_once("run: |\n").unwrap();
    let mut bash = installed("bash", folder);
    // As the runner of GitHub calls it.
    bash.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script])
        .env("FILES", files)
        .env("ARGUMENTS", arguments);
    run(bash, b"")
}

#[test]
fn the_action_annotates_what_is_wrong() {
    let folder = folder();
    fs::create_dir_all(folder.path().join("a/b")).unwrap();
    let fine = screen(r#"{ "type": "TextBody", "text": "Hello" }"#);
    let wrong = fine.replace("text", "txt");
    fs::write(folder.path().join("fine.flow.json"), &fine).unwrap();
    fs::write(folder.path().join("a/b/wrong one.flow.json"), wrong).unwrap();

    let default = "**/*.flow.json";
    assert!(include_str!("../../action.yml").contains(&format!("default: \"{default}\"")));
    let found = action(folder.path(), default, "");
    assert_eq!(found.code, 1, "{found:?}");
    let annotation = "::error file=a/b/wrong one.flow.json,line=11,endLine=11,";
    assert!(found.out.starts_with(annotation), "{found:?}");
    assert!(found.err.starts_with("2 files checked"), "{found:?}");

    assert_eq!(action(folder.path(), "fine.flow.json", "").code, 0);
    let newer = action(folder.path(), "*.json", "--as 9.9");
    assert_eq!(newer.code, 2, "{newer:?}");
    let nothing = action(folder.path(), "flows/*.json", "");
    assert_eq!(nothing.code, 1);
    assert_eq!(nothing.out, "::error::no file is named by flows/*.json\n");
}

#[test]
fn the_hooks_do_what_they_say() {
    let hooks = include_str!("../../.pre-commit-hooks.yaml");
    let entries = hooks
        .lines()
        .filter_map(|line| line.trim().strip_prefix("entry: "));
    let folder = folder();
    let fine = screen(r#"{ "type": "TextBody", "text": "Hello" }"#);
    fs::write(folder.path().join("fine.flow.json"), &fine).unwrap();
    let mut count = 0;
    for entry in entries {
        let words: Vec<_> = entry.split(' ').collect();
        let mut command = installed(words[0], folder.path());
        // pre-commit puts the files behind.
        command.args(&words[1..]).arg("fine.flow.json");
        let run = run(command, b"");
        assert_eq!(run.code, 0, "{entry}: {run:?}");
        count += 1;
    }
    assert_eq!(count, 2);
}
