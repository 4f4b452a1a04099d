//! Blocks with a name are files that the code of the pages reads, and pywa says what its page says.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The block behind a line, without the fences.
fn block<'p>(page: &'p str, start: &str) -> &'p str {
    let (_, rest) = page.split_once(&format!("```{start}\n")).unwrap();
    rest.split_once("```").unwrap().0
}

#[test]
fn the_texts_of_the_survey_are_those_of_the_page() {
    let page = include_str!("../../../docs/recipe-survey.md");
    for language in ["en", "es", "ar"] {
        let name = format!("survey/{language}.arb");
        let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
        let path = docs.join(&name);
        let text = std::fs::read_to_string(path).unwrap();
        assert_eq!(block(page, &format!("json {name}")), text, "{name}");
    }
}

/// `PYWA_PYTHON=venv/bin/python cargo test -p book --test files -- --nocapture`
#[test]
fn pywa_prints_the_flow_of_its_page() {
    let Some(python) = std::env::var_os("PYWA_PYTHON") else {
        println!("skipped: PYWA_PYTHON does not name a Python that has pywa");
        return;
    };
    let page = include_str!("../../../docs/from-pywa.md");
    let run = Command::new(python)
        .args(["-c", block(page, "python")])
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let printed: Value = serde_json::from_slice(&run.stdout).unwrap();
    let shown: Value = serde_json::from_str(block(page, "json visit.json")).unwrap();
    assert_eq!(printed, shown);
}
