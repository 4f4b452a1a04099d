//! `cargo flow upgrade`

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod support;

use std::fs;

use flow_json::{RULES, Version};
use serde_json::Value;
use support::{corpus, flow, flow_with, folder, screen, write};

/// A flow of 2.1 with a layout of its own. It has every place that newer versions change.
const OLD: &str = r#"{
  "version": "2.1",
  "routing_model": { "FIRST": ["LAST"], "LAST": [] },
  "screens": [
    { "id": "FIRST", "title": "Visit",
      "layout": { "type": "SingleColumnLayout", "children": [
        { "type": "Form", "name": "form", "init-values": { "day": "1704067200000" }, "children": [
          { "type": "DatePicker", "name": "day", "label": "Day", "min-date": "1704067200000", "max-date": "1704070800000",
            "unavailable-dates": ["1704067200000"], "helper-text": " " },
          { "type": "Footer", "label": "Go", "left-caption": "", "right-caption": "", "on-click-action":
            { "name": "navigate", "next": { "type": "screen", "name": "LAST" }, "payload": { "from": "1704067200000" } } } ] } ] } },
    { "id": "LAST", "title": "Done", "terminal": true, "x-note": "kept",
      "data": { "from": { "type": "string", "__example__": "1704067200000" } },
      "layout": { "type": "SingleColumnLayout", "children": [
        { "type": "Form", "name": "form", "children": [
          { "type": "DatePicker", "name": "end", "label": "End", "min-date": "${data.from}" },
          { "type": "Footer", "label": "Done", "on-click-action": { "name": "complete", "payload": { "end": "${form.end}" } } } ] } ] } }
  ],
  "data_channel_uri": "https://example.com/flow"
}
"#;

/// The same in 7.3.
const NEW: &str = r#"{
  "version": "7.3",
  "routing_model": { "FIRST": ["LAST"], "LAST": [] },
  "screens": [
    { "id": "FIRST", "title": "Visit",
      "layout": { "type": "SingleColumnLayout", "children": [
        { "type": "Form", "name": "form", "init-values": { "day": "2024-01-01" }, "children": [
          { "type": "DatePicker", "name": "day", "label": "Day", "min-date": "2024-01-01", "max-date": "2024-01-01",
            "unavailable-dates": ["2024-01-01"] },
          { "type": "Footer", "label": "Go", "on-click-action":
            { "name": "navigate", "next": { "type": "screen", "name": "LAST" }, "payload": { "from": "2024-01-01" } } } ] } ] } },
    { "id": "LAST", "title": "Done", "terminal": true, "x-note": "kept",
      "data": { "from": { "type": "string", "__example__": "2024-01-01" } },
      "layout": { "type": "SingleColumnLayout", "children": [
        { "type": "Form", "name": "form", "children": [
          { "type": "DatePicker", "name": "end", "label": "End", "min-date": "${data.from}" },
          { "type": "Footer", "label": "Done", "on-click-action": { "name": "complete", "payload": { "end": "${form.end}" } } } ] } ] } }
  ],
  "data_api_version": "3.0"
}
"#;

#[test]
fn changes_that_follow_from_the_flow_are_made() {
    let folder = folder();
    write(&folder, "flow.json", OLD);
    let run = flow(folder.path(), "upgrade flow.json --to 7.3");
    assert_eq!(run.out, NEW);
    // The key that Flow JSON does not know was wrong before, and stays.
    assert_eq!(run.code, 1);
    for expected in [
        "flow.json: 2.1 to 7.3\n\nchanged:\n  2:14: `version` is \"7.3\", and was \"2.1\"\n",
        ": `left-caption`, `right-caption` are left out: since 6.0 no text is blank\n",
        "-  \"data_channel_uri\": \"https://example.com/flow\"\n",
        "warning: `data_channel_uri` was \"https://example.com/flow\", and is gone since 3.0\n",
        "warning: the value of `day` is a day as `YYYY-MM-DD` now, and was milliseconds\n",
        "no midnight in UTC",
        "warning: `from` is bound to a date",
        "found in the old version too:\n\nwarning[UNREAD_INPUT]: nothing reads the `DatePicker` `day`",
        "error[INVALID_PROPERTY_KEY]: the screen has no property `x-note`",
    ] {
        assert!(run.err.contains(expected), "{expected}\n{}", run.err);
    }
    assert!(
        !run.err.contains("the new version asks for it"),
        "{}",
        run.err
    );
}

#[test]
fn only_changes_between_the_versions_are_made() {
    let folder = folder();
    let run = flow_with(folder.path(), "upgrade --to 4.0", OLD);
    assert!(run.out.contains("\"1704067200000\""));
    assert!(run.out.contains("\"helper-text\": \" \""));
    assert!(!run.out.contains("data_channel_uri"));
    let run = flow_with(folder.path(), "upgrade --to 5.1", OLD);
    assert!(!run.out.contains("\"1704067200000\""));
    assert!(run.out.contains("\"helper-text\": \" \""));
}

#[test]
fn decisions_for_a_person_are_listed() {
    let folder = folder();
    let group = r#"{ "type": "Form", "name": "f", "children": [{ "type": "RadioButtonsGroup", "name": "r", "data-source": [{ "id": "1", "title": "One" }] }] }"#;
    let text = screen(group).replace("7.3", "3.1");
    let run = flow_with(folder.path(), "upgrade", &text);
    assert_eq!(run.code, 1);
    assert!(
        run.err
            .contains("to decide, since the new version asks for it:\n\nerror["),
        "{}",
        run.err
    );
    assert!(
        run.err.contains("`RadioButtonsGroup` lacks `label`"),
        "{}",
        run.err
    );
    assert!(!run.err.contains("before, and still"), "{}", run.err);
}

#[test]
fn first_values_get_the_types_of_their_inputs() {
    let folder = folder();
    let text = screen(
        r#"{ "type": "Form", "name": "f", "init-values": { "t": 5, "n": "1.50", "o": "true", "c": "1", "x": "${data.x}", "y": "many" }, "children": [
          { "type": "TextInput", "name": "t", "label": "T" }, { "type": "TextInput", "name": "n", "label": "N", "input-type": "number" },
          { "type": "TextInput", "name": "y", "label": "Y", "input-type": "number" }, { "type": "OptIn", "name": "o", "label": "O" },
          { "type": "CheckboxGroup", "name": "x", "label": "X", "data-source": [{ "id": "1", "title": "One" }] },
          { "type": "CheckboxGroup", "name": "c", "label": "C", "data-source": [{ "id": "1", "title": "One" }] } ] }"#,
    )
    .replace("7.3", "6.3");
    let run = flow_with(folder.path(), "upgrade", &text);
    let values = r#"{ "t": "5", "n": 1.50, "o": true, "c": ["1"], "x": "${data.x}", "y": "many" }"#;
    assert!(run.out.contains(values), "{}", run.out);
    // A text that is no number is left to a person.
    assert_eq!(
        run.err.matches("error[INVALID_PROPERTY_VALUE]").count(),
        1,
        "{}",
        run.err
    );
}

/// Two forms with a text between them, and more behind them.
fn two_forms(first: &str, between: &str, second: &str) -> String {
    screen(&format!(
        r#"{{ "type": "Form", "name": "f", {first}"children": [
            {{ "type": "TextInput", "name": "a", "label": "A", "helper-text": "" }}
          ] }},
          {between},
          {{ "type": "Form", "name": "g", {second}"children": [{{ "type": "OptIn", "name": "b", "label": "B" }}] }}"#
    ))
    .replace("7.3", "5.1")
}

#[test]
fn several_forms_of_a_screen_become_one() {
    let folder = folder();
    let text = two_forms(
        r#""init-values": { "a": "x" }, "#,
        r#"{ "type": "TextBody", "text": "Between" }"#,
        r#""error-messages": { "b": "no" }, "init-values": { "b": "true" }, "#,
    );
    let run = flow_with(folder.path(), "upgrade", &text);
    let form = r#"{ "type": "Form", "name": "f", "init-values": { "a": "x", "b": true }, "children": [
            { "type": "TextInput", "name": "a", "label": "A" },
            { "type": "TextBody", "text": "Between" },
            { "type": "OptIn", "name": "b", "label": "B" }
          ], "error-messages": { "b": "no" } },
          { "type": "Footer","#;
    assert!(run.out.contains(form), "{}", run.out);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.err
            .contains("the forms `f`, `g` are one: since 7.0 a screen has one\n"),
        "{}",
        run.err
    );
    // The footer was outside the form, and still is.
    assert!(
        !run.err.contains("the new version asks for it"),
        "{}",
        run.err
    );
}

#[test]
fn forms_that_cannot_be_one_are_left_to_a_person() {
    let folder = folder();
    let text = r#"{ "type": "TextBody", "text": "Between" }"#;
    for (first, between, second) in [
        (
            r#""init-values": "${data.v}", "#,
            text,
            r#""init-values": { "b": true }, "#,
        ),
        (
            r#""init-values": { "b": true }, "#,
            text,
            r#""init-values": { "b": true }, "#,
        ),
        ("", r#"{ "type": "RichText", "text": "Between" }"#, ""),
        ("", text, r#""x-note": 1, "#),
    ] {
        let run = flow_with(folder.path(), "upgrade", &two_forms(first, between, second));
        assert!(!run.err.contains("are one"), "{}", run.err);
        assert!(run.err.contains("`Form`"), "{}", run.err);
        assert_eq!(run.code, 1);
    }
}

#[test]
fn a_screen_gets_its_layout() {
    let folder = folder();
    let text = "{\"version\": \"5.1\", \"screens\": [\n  {\n    \"id\": \"A\",\n    \"title\": \"A\"\n  }\n]}";
    let run = flow_with(folder.path(), "upgrade", text);
    let expected = "\"title\": \"A\",\n    \"layout\": { \"type\": \"SingleColumnLayout\", \"children\": [] }\n  }";
    assert!(run.out.contains(expected), "{}", run.out);
}

#[test]
fn actions_that_ran_when_the_screen_was_drawn_are_told() {
    let folder = folder();
    let dropdown = r#"{ "type": "Dropdown", "name": "d", "label": "D", "data-source": [{ "id": "1", "title": "One" }],
      "on-select-action": { "name": "data_exchange", "payload": {} } }"#;
    let at = |version: &str| screen(dropdown).replace("7.3", version);
    let report = |from: &str, to: &str| {
        flow_with(folder.path(), &format!("upgrade --to {to}"), &at(from)).err
    };
    assert!(
        report("6.3", "7.3").contains("the action of `d` no longer runs when the screen is drawn")
    );
    assert!(report("5.1", "6.0").contains("the action of `d` runs also when the screen is drawn"));
    assert!(!report("5.1", "7.3").contains("the action of `d`"));
    assert!(!report("7.0", "7.3").contains("the action of `d`"));
}

#[test]
fn files_are_written_when_asked_for() {
    let folder = folder();
    let path = write(&folder, "flow.json", OLD);
    let run = flow(folder.path(), "upgrade flow.json -o new.json");
    assert_eq!(run.out, "");
    assert_eq!(
        fs::read_to_string(folder.path().join("new.json")).unwrap(),
        NEW
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), OLD);
    let run = flow(folder.path(), "upgrade flow.json --write");
    assert_eq!(run.out, "");
    assert_eq!(fs::read_to_string(&path).unwrap(), NEW);
    let run = flow(folder.path(), "upgrade flow.json --write");
    assert!(
        run.err
            .starts_with("flow.json: 7.3 to 7.3\n\nnothing to change\n"),
        "{}",
        run.err
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), NEW);
}

#[test]
fn files_that_cannot_be_upgraded() {
    let folder = folder();
    for (arguments, text, expected) in [
        (
            "upgrade --to 6.0",
            &*OLD.replace("2.1", "7.3"),
            "is newer than 6.0",
        ),
        (
            "upgrade",
            r#"{"screens": []}"#,
            "does not say which version",
        ),
        (
            "upgrade",
            r#"{"version": 7.3}"#,
            "does not say which version",
        ),
        (
            "upgrade",
            r#"{"version": "5.0", "version": "5.0"}"#,
            "stands in this object already",
        ),
        ("upgrade", "[]", "does not say which version"),
        ("upgrade none.json", "", "there is no such file"),
        ("upgrade --write", OLD, "name a file"),
        ("upgrade --to 9.9", OLD, "the versions are"),
    ] {
        let run = flow_with(folder.path(), arguments, text);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments} {text}");
        assert!(run.err.contains(expected), "{}", run.err);
    }
}

/// Upgrades a flow. Only reported changes are made, and a second upgrade changes nothing.
#[track_caller]
fn upgrade(text: &str) {
    let folder = folder();
    let run = flow_with(folder.path(), "upgrade", text);
    assert!(run.code < 2, "{}\n{text}", run.err);
    let [mut old, mut new] =
        [text, &run.out].map(|text| serde_json::from_str::<Value>(text).unwrap());
    assert_eq!(new["version"], "7.3");
    old["version"] = Value::Null;
    new["version"] = Value::Null;
    let changes = run.err.split_once("changed:\n").map(|(_, changes)| changes);
    let changes = changes.into_iter().flat_map(str::lines);
    if changes
        .take_while(|line| !line.is_empty())
        .filter(|line| !line.contains("`version` is"))
        .count()
        == 0
    {
        assert_eq!(old, new);
    } else {
        assert_ne!(old, new);
    }
    let again = flow_with(folder.path(), "upgrade", &run.out);
    assert_eq!(again.out, run.out);
    assert!(again.err.contains("nothing to change"), "{}", again.err);
}

#[test]
fn the_samples_of_all_rules() {
    for rule in RULES {
        for sample in [rule.pass(), rule.fail()] {
            let text = sample.to_json();
            let flow: Value = serde_json::from_str(&text).unwrap();
            let version = flow["version"]
                .as_str()
                .and_then(|text| text.parse::<Version>().ok());
            if version.is_some_and(|version| version < Version::V7_3) {
                upgrade(&text);
            }
        }
    }
}

#[test]
fn random_flows() {
    for flow in generator::flows(8, 3) {
        if flow.version < Version::V7_3 {
            upgrade(&flow.text());
        }
    }
}

#[test]
fn real_documents() {
    for (path, _) in corpus() {
        let text = fs::read_to_string(&path).unwrap();
        let flow: Result<Value, _> = serde_json::from_str(&text);
        if flow.is_ok_and(|flow| flow["version"].is_string()) {
            upgrade(&text);
        }
    }
}
