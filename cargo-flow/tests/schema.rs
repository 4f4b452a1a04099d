//! `cargo flow schema`

mod support;

use flow_json::{Version, schema::DIALECT};
use serde_json::Value;
use support::{flow, folder};

#[test]
fn the_newest_version_is_written_if_none_is_named() {
    let folder = folder();
    let run = flow(folder.path(), "schema");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let schema: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(schema["$schema"], DIALECT);
    let title = format!("Flow JSON {}", Version::RECOMMENDED);
    assert_eq!(schema["title"], title);
    // Only newer versions have it.
    assert!(schema["$defs"]["ImageCarousel"].is_object());
}

#[test]
fn a_version_is_written_to_a_file() {
    let folder = folder();
    let run = flow(folder.path(), "schema --version 5.1 -o flow.schema.json");
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
    let text = std::fs::read_to_string(folder.path().join("flow.schema.json")).unwrap();
    assert!(text.ends_with("}\n"));
    let schema: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(schema["properties"]["version"]["const"], "5.1");
    assert!(schema["$defs"]["ImageCarousel"].is_null());
}

#[test]
fn a_failure_to_write_is_reported() {
    let folder = folder();
    let run = flow(folder.path(), "schema --version 9.9");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("the versions are 2.1, 3.0"), "{run:?}");
    let run = flow(folder.path(), "schema -o no/such/folder.json");
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("cannot write no/such/folder.json: "),
        "{run:?}"
    );
}

#[test]
fn the_page_shows_a_part_of_it() {
    let page = include_str!("../../docs/cargo-flow.md");
    let mut blocks = page.split("```json\n");
    let shown = blocks.find(|block| block.starts_with("\"Switch\": {"));
    let shown = shown.and_then(|block| block.split("\n```").next()).unwrap();
    let run = flow(folder().path(), "schema");
    let found = run
        .out
        .lines()
        .skip_while(|line| *line != "    \"Switch\": {");
    let found: Vec<_> = found
        .take(shown.lines().count())
        .map(|line| &line[4..])
        .collect();
    assert_eq!(found.join("\n").trim_end_matches(','), shown);
}
