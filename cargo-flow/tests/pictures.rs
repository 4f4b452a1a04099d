//! `cargo flow pictures`

#![cfg(feature = "preview")]
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod support;

use support::{flow, folder};

#[test]
fn a_browser_that_cannot_be_run_is_named() {
    let folder = folder();
    let example = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../examples/flows/feedback.json"
    );
    let run = flow(
        folder.path(),
        &format!("pictures {example} --out pictures --browser no-such-browser"),
    );
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(
        run.err
            .starts_with("error: no-such-browser does not start: "),
        "{}",
        run.err
    );
}

#[test]
fn the_looks_are_named() {
    let folder = folder();
    let run = flow(folder.path(), "pictures a.json --out b --theme light,grey");
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("[possible values: light, dark]"),
        "{}",
        run.err
    );
}

/// One that says nothing stands for it, so this needs none.
#[cfg(target_os = "linux")]
#[test]
fn its_browser_ends_with_it() {
    use std::os::unix::fs::PermissionsExt;
    use std::process::{Command, Stdio};
    use std::time::Duration;

    let folder = folder();
    let path = folder.path();
    let browser = path.join("browser");
    support::write(
        &folder,
        "browser",
        "#!/bin/sh\necho $$ > started\nexec sleep 60\n",
    );
    std::fs::set_permissions(&browser, PermissionsExt::from_mode(0o755)).unwrap();
    support::write(&folder, "a.json", "{}");
    let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-flow"))
        .args(["flow", "pictures", "a.json", "--out", "b", "--browser"])
        .arg(&browser)
        .current_dir(path)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let wait = || std::thread::sleep(Duration::from_millis(10));
    let id = loop {
        match std::fs::read_to_string(path.join("started")) {
            Ok(id) if id.ends_with('\n') => break id.trim().to_owned(),
            _ => wait(),
        }
    };
    let own = child.id().to_string();
    let sent = Command::new("kill").args(["-TERM", &own]).status().unwrap();
    assert!(sent.success());
    assert_eq!(child.wait().unwrap().code(), Some(2));
    // One that nobody has waited for yet is a zombie.
    let runs = |state: String| !state.contains(") Z ");
    while std::fs::read_to_string(format!("/proc/{id}/stat")).is_ok_and(runs) {
        wait();
    }
}
