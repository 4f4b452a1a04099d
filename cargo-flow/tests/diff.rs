//! `cargo flow diff`

mod support;

use serde_json::{Value, json};
use support::{Run, flow, flow_with, folder, screen, write};

const BEFORE: &str =
    r#"{ "type": "TextInput", "name": "a", "label": "A" }, { "type": "TextBody", "text": "x" }"#;
const AFTER: &str = r#"{ "type": "TextInput", "label": "B", "name": "a", "required": true }, { "type": "TextCaption", "text": "x" }"#;

#[test]
fn a_line_for_each_difference() {
    let folder = folder();
    write(&folder, "a.json", screen(BEFORE));
    write(&folder, "b.json", screen(AFTER));
    let run = flow(folder.path(), "diff a.json b.json");
    let out = "\
screen START, TextInput \"a\": label \"A\" → \"B\"
screen START, TextInput \"a\": required added: true
screen START, TextCaption #1: added
screen START, TextBody #1: removed
compatible: only people in the flow notice
";
    let (out, err) = (out.to_owned(), String::new());
    assert_eq!(run, Run { code: 1, out, err });
    let run = flow_with(folder.path(), "diff - b.json", &screen(BEFORE));
    assert_eq!(run.code, 1);
    let run = flow_with(folder.path(), "diff - -", &screen(BEFORE));
    assert_eq!(run.code, 2);
    assert!(run.err.contains("name a file for the other"), "{}", run.err);
}

#[test]
fn an_object_for_each_difference() {
    let folder = folder();
    write(&folder, "a.json", screen(BEFORE));
    write(&folder, "b.json", screen(AFTER));
    let run = flow(folder.path(), "diff --format json a.json b.json");
    assert_eq!(run.code, 1);
    let lines: Vec<Value> = run
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        lines[..3],
        [
            json!({"screen": "START", "component": "TextInput \"a\"", "change": "property changed", "property": "label", "before": "A", "after": "B"}),
            json!({"screen": "START", "component": "TextInput \"a\"", "change": "property added", "property": "required", "after": true}),
            json!({"screen": "START", "component": "TextCaption #1", "change": "added"}),
        ]
    );
}

#[test]
fn what_breaks_and_for_whom() {
    let folder = folder();
    let flow_of = |key: &str, label: &str| {
        let footer = r#"{ "type": "Footer", "label": "LABEL", "on-click-action": { "name": "complete", "payload": { "KEY": "x" } } }"#;
        screen(&footer.replace("KEY", key).replace("LABEL", label))
    };
    write(&folder, "a.json", flow_of("answer", "Send"));
    write(&folder, "b.json", flow_of("reply", "Send"));
    write(&folder, "c.json", flow_of("answer", "Go"));
    let run = flow(folder.path(), "diff a.json b.json");
    assert_eq!(run.code, 1);
    let said: Vec<_> = run.out.lines().skip(1).collect();
    assert_eq!(
        said,
        [
            "breaking for readers of replies: reply `answer`: it is gone",
            "compatible for readers of replies: reply `reply`: it is new; payloads of messages that are open lack it",
        ]
    );
    let run = flow(folder.path(), "diff --format json a.json b.json");
    let line: Value = serde_json::from_str(run.out.lines().nth(1).unwrap()).unwrap();
    assert_eq!(
        line,
        json!({"effect": "reply", "screen": null, "part": "reply `answer`", "who": ["reader"], "breaking": true, "reason": "it is gone"})
    );
    for (other, code) in [("a", 0), ("b", 1), ("c", 0)] {
        let run = flow(
            folder.path(),
            &format!("diff --deny-breaking a.json {other}.json"),
        );
        assert_eq!(run.code, code, "{other}: {}", run.out);
    }
}

#[test]
fn the_same_value_is_no_difference() {
    let folder = folder();
    write(&folder, "a.json", screen(BEFORE));
    let one_line: Value = serde_json::from_str(&screen(BEFORE)).unwrap();
    write(&folder, "b.json", one_line.to_string());
    let run = flow(folder.path(), "diff a.json b.json");
    let (out, err) = (String::new(), String::new());
    assert_eq!(run, Run { code: 0, out, err });
}

#[test]
fn files_that_cannot_be_read() {
    let folder = folder();
    write(&folder, "a.json", screen(BEFORE));
    write(&folder, "twice.json", r#"{"a": 1, "a": 2}"#);
    for arguments in [
        "diff a.json none.json",
        "diff a.json twice.json",
        "diff . a.json",
        "diff a.json",
    ] {
        let run = flow(folder.path(), arguments);
        assert_eq!(run.code, 2, "{arguments}");
        assert!(run.err.starts_with("error: "), "{}", run.err);
    }
}
