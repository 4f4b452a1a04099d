//! Flow JSON that others wrote goes through `flow!` and comes out the same.
//!
//! `FLOW_JSON_CORPUS` names the folder of documents. Each that the checker accepts is printed as
//! `flow!`; all are compiled as modules of one crate; and each `FLOW` has the value of the original.
//! Documents that are refused for nothing but notes of their authors' at the top level, or for the
//! reserved screen id `SUCCESS`, go through without the notes and with another id.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use flow_json::print::{Options, print};
use flow_json::{Severity, Style};
use serde_json::Value;

struct Document {
    name: String,
    text: String,
    source: String,
}

#[test]
fn flow_json_of_others_comes_out_as_it_went_in() {
    let Some(folder) = env::var_os("FLOW_JSON_CORPUS") else {
        println!("skipped: FLOW_JSON_CORPUS names no folder of Flow JSON");
        return;
    };
    let mut documents = Vec::new();
    let (mut mended, mut refused) = (0, Vec::new());
    for path in paths(Path::new(&folder)) {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        if let Some(document) = Document::accepted(&name, text.clone()) {
            documents.push(document);
        } else if let Some(document) = mend(&text).and_then(|text| Document::accepted(&name, text))
        {
            documents.push(document);
            mended += 1;
        } else {
            refused.push(name);
        }
    }
    assert!(
        !documents.is_empty(),
        "no Flow JSON in {}",
        folder.display()
    );
    let printed = compile_and_run(&documents);
    assert_eq!(printed.len(), documents.len());
    let mut different = Vec::new();
    for (document, json) in documents.iter().zip(&printed) {
        if *json != serde_json::from_str::<Value>(&document.text).unwrap() {
            different.push(document.name.as_str());
        }
    }
    assert!(different.is_empty(), "not the same value: {different:#?}");
    println!(
        "{} documents through flow!, {mended} of them mended first; refused: {refused:#?}",
        documents.len()
    );
}

fn paths(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    paths.sort();
    paths
}

impl Document {
    /// The document as `flow!`, if the checker has nothing against it.
    fn accepted(name: &str, text: String) -> Option<Self> {
        let root = flow_json::read(&text).into_result().ok()?;
        let is_error = |severity| severity == Severity::Error;
        let diagnostics = flow_json::check(&root, Style::Json);
        if diagnostics
            .iter()
            .any(|diagnostic| is_error(diagnostic.severity))
        {
            return None;
        }
        let options = Options {
            name: Some(name),
            ..Options::default()
        };
        let source = print(&root, options).unwrap().source;
        Some(Self {
            name: name.to_owned(),
            text,
            source,
        })
    }
}

/// The document without its author's notes and with another id for the screen `SUCCESS`.
fn mend(text: &str) -> Option<String> {
    fn rename(value: Value) -> Value {
        let id = |id: String| {
            if id == "SUCCESS" {
                "SUCCEEDED".to_owned()
            } else {
                id
            }
        };
        match value {
            Value::String(text) => Value::String(id(text)),
            Value::Array(items) => items.into_iter().map(rename).collect(),
            Value::Object(members) => members
                .into_iter()
                .map(|(key, value)| (id(key), rename(value)))
                .collect(),
            other => other,
        }
    }
    let Value::Object(mut members) = serde_json::from_str(text).ok()? else {
        return None;
    };
    members.retain(|key, _| !key.starts_with('_') && key != "//");
    Some(rename(Value::Object(members)).to_string())
}

/// The Flow JSON of each document after it went through `flow!`, in one crate.
fn compile_and_run(documents: &[Document]) -> Vec<Value> {
    let project = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    fs::create_dir_all(project.join("src")).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = format!(
        "[package]\nname = \"corpus\"\nedition = \"2024\"\n\n[dependencies]\nflow-dsl = {{ path = {:?} }}\n\n\
         [workspace]\n",
        root.join("flow-dsl")
    );
    fs::write(project.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root.join("Cargo.lock"), project.join("Cargo.lock")).unwrap();
    let mut main = String::from("#![allow(deprecated)] // warnings of the checker\n\n");
    let mut body = String::new();
    for (index, document) in documents.iter().enumerate() {
        let module = format!("flow_{index}");
        writeln!(main, "mod {module};").unwrap();
        writeln!(body, "    println!(\"{{}}\", {module}::FLOW.json());").unwrap();
        fs::write(project.join(format!("src/{module}.rs")), &document.source).unwrap();
    }
    writeln!(main, "\nfn main() {{\n{body}}}").unwrap();
    fs::write(project.join("src/main.rs"), main).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline"])
        .current_dir(&project)
        .env("CARGO_TARGET_DIR", target_of(&project))
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

/// A target folder of its own, so that it does not wait for the one these tests were built in.
fn target_of(project: &Path) -> PathBuf {
    project.join("target")
}
