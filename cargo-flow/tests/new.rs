//! `cargo flow new`: the crate that it makes, as its author finds it.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use support::{Run, flow, flow_of, folder, write};

/// An empty folder in the target directory, which is no part of the workspace around it.
fn outside(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(folder.join("acme-flows"));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("Cargo.toml"), "[workspace]\nresolver = \"3\"\n").unwrap();
    folder
}

/// Cargo finds the crates of the clone, with the features that the manifest asks for. `.ci/pack` builds
/// and tests such a crate, against the packages of crates.io.
#[test]
fn it_depends_on_a_clone() {
    let folder = outside("clone");
    let clone = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let arguments = ["new", "acme-flows", "--path", clone.to_str().unwrap()];
    let run = flow_of(&folder, arguments.into_iter(), b"");
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    fs::copy(clone.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--depth", "1", "--prefix", "none"])
        .args(["--edges", "normal,dev", "--features", "aws"])
        .current_dir(folder.join("acme-flows"))
        .output()
        .unwrap();
    assert!(tree.status.success(), "{tree:?}");
    let tree = String::from_utf8(tree.stdout).unwrap();
    for name in ["flow-dsl", "flow-deploy-cli", "flow-sim"] {
        assert!(tree.contains(clone.join(name).to_str().unwrap()), "{tree}");
    }
}

#[test]
fn it_stands_in_a_workspace_or_has_a_repository() {
    let folder = outside("member");
    let run = flow(&folder, "new acme-flows");
    assert_eq!(run.code, 0, "{run:?}");
    let workspace = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    assert!(
        workspace.contains(r#"members = ["acme-flows"]"#),
        "{workspace}"
    );

    let folder = support::folder();
    let run = flow(folder.path(), "new acme-flows");
    assert_eq!(run.code, 0, "{run:?}");
    let manifest = fs::read_to_string(folder.path().join("acme-flows/Cargo.toml")).unwrap();
    let version = format!("flow-dsl = {{ version = {:?} }}", env!("CARGO_PKG_VERSION"));
    assert!(manifest.contains(&version), "{manifest}");
    assert!(folder.path().join("acme-flows/.gitignore").is_file());
}

#[test]
fn what_cannot_be_made_is_left_as_it_is() {
    let folder = folder();
    let kept = write(&folder, "taken", "mine");
    let run = flow(folder.path(), "new taken");
    let refused = Run {
        code: 2,
        out: String::new(),
        err: "error: there is something at taken already; name another folder\n".to_owned(),
    };
    assert_eq!(run, refused);
    assert_eq!(fs::read_to_string(kept).unwrap(), "mine");

    let run = flow(folder.path(), "new a --path nowhere");
    assert_eq!(
        run.err,
        "error: nowhere is no clone: it has no flow-dsl/Cargo.toml\n"
    );
    let run = flow(folder.path(), "new 2fast");
    assert_eq!(run.code, 2);
    assert!(
        run.err
            .starts_with("error: invalid character `2` in package name: `2fast`"),
        "{run:?}"
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
