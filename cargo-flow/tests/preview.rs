//! `cargo flow preview`

#![cfg(all(feature = "preview", target_os = "linux"))]
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod support;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use support::{flow, folder, write};

const FLOW: &str = r#"{"version": "7.3", "screens": [{"id": "A", "title": "A", "terminal": true,
    "layout": {"type": "SingleColumnLayout", "children": []}}]}"#;

fn start(folder: &Path, arguments: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-flow"));
    command
        .args(arguments.split_whitespace())
        .current_dir(folder);
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    command.stderr(Stdio::piped()).spawn().unwrap()
}

fn send(signal: &str, child: &Child) {
    let id = child.id().to_string();
    let sent = Command::new("kill").args([signal, &id]).status().unwrap();
    assert!(sent.success());
}

#[test]
fn it_ends_with_ctrl_c() {
    let folder = folder();
    write(&folder, "a.json", FLOW);
    let mut child = start(folder.path(), "flow preview a.json");
    let mut line = String::new();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    lines.read_line(&mut line).unwrap();
    assert!(line.starts_with("Open http://127.0.0.1:"), "{line}");
    send("-INT", &child);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

/// Ctrl-C, `kill`, and a terminal that is closed.
#[test]
fn its_build_ends_with_it() {
    let folder = folder();
    let path = folder.path();
    write(
        &folder,
        "Cargo.toml",
        "[package]\nname = \"pets\"\nedition = \"2024\"\n[workspace]\n",
    );
    std::fs::create_dir(path.join("src")).unwrap();
    write(&folder, "src/main.rs", "fn main() {}");
    let slow = "fn main() {
        std::fs::write(\"started\", std::process::id().to_string()).unwrap();
        std::thread::sleep(std::time::Duration::from_secs(60));
    }";
    write(&folder, "build.rs", slow);
    let started = path.join("started");
    for signal in ["-INT", "-TERM", "-HUP"] {
        let mut child = start(path, "flow preview");
        let id = until(|| {
            std::fs::read_to_string(&started)
                .ok()
                .filter(|id| !id.is_empty())
        });
        send(signal, &child);
        assert_eq!(child.wait().unwrap().code(), Some(0));
        // One that nobody has waited for yet is a zombie.
        let state = || std::fs::read_to_string(format!("/proc/{id}/stat"));
        until(|| {
            state()
                .map_or(true, |state| state.contains(") Z "))
                .then_some(())
        });
        std::fs::remove_file(&started).unwrap();
    }
}

/// Waits for something that comes soon.
fn until<T>(mut look: impl FnMut() -> Option<T>) -> T {
    for _ in 0..3000 {
        if let Some(found) = look() {
            return found;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("it never comes");
}

#[test]
fn what_cannot_be_shown_is_told() {
    let folder = folder();
    write(&folder, "a.json", FLOW);
    let none = flow(folder.path(), "flow preview none.json");
    assert_eq!(none.code, 2);
    assert!(none.err.contains("cannot read none.json"), "{}", none.err);
    let nothing = flow(folder.path(), "flow preview");
    assert_eq!(nothing.code, 2);
    assert!(
        nothing.err.contains("here is no Cargo project"),
        "{}",
        nothing.err
    );
    let answers = flow(folder.path(), "flow preview a.json --answers a.json");
    assert_eq!(answers.code, 2);
    assert!(
        answers.err.contains("is no file of answers"),
        "{}",
        answers.err
    );
    let endpoint = flow(folder.path(), "flow preview a.json --endpoint example.com");
    assert_eq!(endpoint.code, 2);
    let said = if cfg!(feature = "endpoint") {
        "https://"
    } else {
        "needs the feature `endpoint`"
    };
    assert!(endpoint.err.contains(said), "{}", endpoint.err);
    let alone = flow(folder.path(), "flow preview a.json --endpoint-key a.pem");
    assert_eq!(alone.code, 2);
}
