//! Many flows in one crate, built as an author's crate is.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

/// The Flow JSON of sources that hold `flow!`, after they have been compiled as modules of one crate
/// and run. rustfmt finds nothing to change in the sources.
pub(crate) fn flows(name: &str, sources: &[String]) -> Vec<Value> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("import");
    let project = folder.join(name);
    let _ = fs::remove_dir_all(project.join("src"));
    fs::create_dir_all(project.join("src")).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let manifest = format!(
        "[package]\nname = {name:?}\nedition = \"2024\"\n\n[dependencies]\nflow-dsl = {{ path = {:?} }}\n\n\
         [workspace]\n",
        root.join("flow-dsl").canonicalize().unwrap()
    );
    fs::write(project.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root.join("Cargo.lock"), project.join("Cargo.lock")).unwrap();
    let mut main = String::from("#![allow(deprecated)] // warnings of the checker\n\n");
    let mut body = String::new();
    for (index, source) in sources.iter().enumerate() {
        let module = format!("flow_{index}");
        writeln!(main, "mod {module};").unwrap();
        writeln!(body, "    println!(\"{{}}\", {module}::FLOW.json());").unwrap();
        fs::write(project.join(format!("src/{module}.rs")), source).unwrap();
    }
    writeln!(main, "\nfn main() {{\n{body}}}").unwrap();
    fs::write(project.join("src/main.rs"), main).unwrap();
    let modules = (0..sources.len()).map(|index| format!("src/flow_{index}.rs"));
    let formatted = Command::new("rustfmt")
        .args(["--check", "--edition", "2024"])
        .args(modules)
        .current_dir(&project)
        .output()
        .unwrap();
    assert!(
        formatted.status.success(),
        "{}",
        String::from_utf8_lossy(&formatted.stdout)
    );
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline"])
        .current_dir(&project)
        // Another target directory: Cargo still locks the one of these tests.
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let lines = String::from_utf8(output.stdout).unwrap();
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
