//! `cargo flow explore`

mod support;

use std::path::Path;

use serde_json::Value;
use support::{flow, flow_with, folder};

const FLOW: &str = r#"{"version": "7.3", "screens": [
  {"id": "FIRST", "title": "First", "layout": {"type": "SingleColumnLayout", "children": [
    {"type": "EmbeddedLink", "text": "Read on", "on-click-action":
      {"name": "navigate", "next": {"type": "screen", "name": "LAST"}, "payload": {}}}]}},
  {"id": "LAST", "title": "Last", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [
    {"type": "TextBody", "text": "${data.nothing}"},
    {"type": "Footer", "label": "Send", "on-click-action": {"name": "complete", "payload": {}}}]}}]}"#;

#[test]
fn findings() {
    let run = flow_with(folder().path(), "explore", FLOW);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert_eq!(
        run.out,
        r#"error[literal-reference]: `${data.nothing}` leads nowhere, and the TextBody "${data.nothing}" shows it as it is written
  --> <stdin>:6:5 /screens/1/layout/children/0/text
  1. open the screen `FIRST`
  2. tap "Read on"

<stdin>: 1 finding in all 8 states
"#
    );
    let run = flow_with(folder().path(), "explore --format json", FLOW);
    let lines: Vec<Value> = run
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines[0]["kind"], "literal-reference");
    assert_eq!(lines[0]["steps"][1], "tap \"Read on\"");
    assert_eq!(lines[1]["complete"], true);
    let run = flow_with(folder().path(), "explore --states 2", FLOW);
    assert!(run.out.ends_with("in the first 2 states\n"), "{}", run.out);
}

#[test]
fn the_examples_have_no_mistakes() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/flows");
    for name in ["booking", "feedback", "lead", "menu"] {
        let run = flow(&examples, &format!("explore {name}.json"));
        assert_eq!(run.code, 0, "{}", run.out);
    }
}

#[test]
fn files_without_screens() {
    for text in ["{}", "[]", "{"] {
        let run = flow_with(folder().path(), "explore", text);
        assert_eq!(run.code, 2, "{text}");
    }
}
