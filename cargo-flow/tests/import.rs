//! `cargo flow import`

mod support;

use std::fs;
use std::process::Command;

use support::{flow, flow_with, folder, run, screen, write};

const HEADING: &str = r#"{"type": "TextHeading", "text": "Hi"}"#;

const SOURCE: &str = r#"flow_dsl::flow!(Flow {
    name: "hello",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextHeading { text: "Hi" },
            Footer {
                label: "Done",
                on_click_action: complete,
            },
        ],
    }],
});
"#;

#[test]
fn a_flow_goes_to_standard_output() {
    let folder = folder();
    write(&folder, "hello.json", screen(HEADING));
    let run = flow(folder.path(), "import hello.json");
    assert_eq!((run.code, run.out.as_str()), (0, SOURCE));
    assert_eq!(
        run.err,
        "hello.json is `flow!` now\n  left out, since it is inferred: 1 layout, 1 `terminal`\n"
    );
}

#[test]
fn a_name_and_categories_are_written() {
    let arguments = "import - --name hi --categories SURVEY,OTHER";
    let run = flow_with(folder().path(), arguments, &screen(HEADING));
    assert_eq!(run.code, 0);
    let start = "flow_dsl::flow!(Flow {\n    name: \"hi\",\n    categories: [SURVEY, OTHER],\n";
    assert!(run.out.starts_with(start), "{}", run.out);

    let run = flow_with(folder().path(), "import - --categories SURVY", "{}");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("SIGN_UP, SIGN_IN"), "{}", run.err);
}

/// A component with a condition that is longer than a line.
const LONG: &str = r#"{"type": "If", "then": [], "condition": "${form.one_input} == 'one value' && ${form.another_input} == 'another value'"}"#;

#[test]
fn rustfmt_lays_the_flow_out() {
    let folder = folder();
    write(&folder, "hello.json", screen(LONG));
    let run = flow(folder.path(), "import hello.json -o hello.rs");
    let condition = "
            if form.one_input == \"one value\" && form.another_input == \"another value\" {
                []
            },
";
    let source = fs::read_to_string(folder.path().join("hello.rs")).unwrap();
    assert!(source.contains(condition), "{source}");
    assert!(!run.err.contains("rustfmt"), "{}", run.err);

    // With the settings of the folder that the output stands in.
    fs::create_dir(folder.path().join("src")).unwrap();
    write(&folder, "src/rustfmt.toml", "max_width = 60\n");
    flow(folder.path(), "import hello.json -o src/hello.rs");
    let condition = "
            if form.one_input == \"one value\"
                && form.another_input == \"another value\"
            {
                []
            },
";
    let source = fs::read_to_string(folder.path().join("src/hello.rs")).unwrap();
    assert!(source.contains(condition), "{source}");
}

#[test]
fn without_rustfmt_the_flow_is_written_all_the_same() {
    let folder = folder();
    write(&folder, "hello.json", screen(LONG));
    for (rustfmt, complaint) in [
        ("no-such-program", "warning: cannot run rustfmt: "),
        // Any program that fails.
        ("false", "warning: rustfmt failed: exit status: 1\n"),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-flow"));
        command
            .args(["import", "hello.json"])
            .current_dir(folder.path())
            .env("RUSTFMT", rustfmt);
        let run = run(command, b"");
        assert!(
            run.out
                .starts_with("flow_dsl::flow!(Flow {\n    name: \"hello\",\n")
        );
        assert!(run.out.ends_with("});\n"), "{}", run.out);
        assert!(run.err.contains(complaint), "{}", run.err);
        let help = "`rustup component add rustfmt`";
        assert!(run.err.contains(help), "{}", run.err);
    }
}

#[test]
fn a_file_is_not_written_over() {
    let folder = folder();
    write(&folder, "hello.json", screen(HEADING));
    let run = flow(folder.path(), "import hello.json -o hello.rs");
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    let expected = "hello.json is `flow!` now, in hello.rs\n";
    assert!(run.err.starts_with(expected), "{}", run.err);
    let next = "next: `mod hello;` in your crate, and `hello::FLOW`\n";
    assert!(run.err.ends_with(next), "{}", run.err);
    let output = folder.path().join("hello.rs");
    assert_eq!(fs::read_to_string(&output).unwrap(), SOURCE);

    fs::write(&output, "mine").unwrap();
    let run = flow(folder.path(), "import hello.json -o hello.rs");
    assert_eq!(run.code, 2);
    let expected = "error: there is a file hello.rs; `--force` writes over it\n";
    assert_eq!(run.err, expected);
    assert_eq!(fs::read_to_string(&output).unwrap(), "mine");

    let run = flow(folder.path(), "import hello.json -o hello.rs --force");
    assert_eq!(run.code, 0);
    assert_eq!(fs::read_to_string(&output).unwrap(), SOURCE);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn mistakes_are_kept_and_named() {
    let folder = folder();
    let heading = r#"{"type": "TextHeading", "text": "Hi", "_note": null}"#;
    write(&folder, "hello.json", screen(heading));
    let run = flow(folder.path(), "import hello.json");
    assert_eq!(run.code, 1);
    let kept = "
            TextHeading {
                text: \"Hi\",
                #[warn(unknown_property)]
                #[rename = \"_note\"]
                note: json!(null),
            },
";
    assert!(run.out.contains(kept), "{}", run.out);
    assert_eq!(
        run.err,
        "\
warning[INVALID_PROPERTY_KEY]: Meta refuses this: `TextHeading` has no property `_note`
  --> hello.json:11:49
   |
11 |           {\"type\": \"TextHeading\", \"text\": \"Hi\", \"_note\": null},
   |                                                 ^^^^^^^
   |
   = help: leave it out; there are no comments in Flow JSON
   = note: rule S1, unknown-property
   = note: it is kept behind `#[warn(unknown_property)]`

hello.json is `flow!` now
  left out, since it is inferred: 1 layout, 1 `terminal`
  kept as `json!( … )`: the value at 11:58
  to be corrected: 1 mistake; then remove the `#[warn(…)]`
"
    );
}

#[test]
fn placeholders_in_texts_are_kept_and_named() {
    let folder = folder();
    let heading = r#"{"type": "TextHeading", "text": "Hi {{ name }}"}"#;
    write(&folder, "hello.json", screen(heading));
    let run = flow(folder.path(), "import hello.json");
    assert_eq!(run.code, 1);
    assert!(run.out.contains("text: \"Hi {{ name }}\""), "{}", run.out);
    let expected =
        "warning: `{{ name }}` looks like a placeholder of a template\n  --> hello.json:11:47\n";
    assert!(run.err.starts_with(expected), "{}", run.err);
    let last = "  to be filled in: 1 placeholder\n";
    assert!(run.err.ends_with(last), "{}", run.err);
}

#[test]
fn a_file_that_is_no_json_is_refused_with_its_place() {
    let folder = folder();
    let text = "{\n  // a note\n  \"version\": {{version}},\n  \"version\": 1\n}";
    write(&folder, "template.json", text);
    let run = flow(folder.path(), "import template.json");
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    for expected in [
        "JSON has no comments",
        "template.json:2:3",
        "`{{version}}` is a placeholder of a template, and no JSON",
        "template.json:3:14",
        "`version` stands in this object already",
    ] {
        assert!(run.err.contains(expected), "{expected}: {}", run.err);
    }

    let run = flow_with(folder.path(), "import -", "[]");
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    let expected = "error: <stdin>: a flow is a JSON object";
    assert!(run.err.starts_with(expected), "{}", run.err);
}

#[test]
fn a_component_that_there_is_not_is_said_to_break_the_result() {
    let folder = folder();
    let text = r#"{"version": "7.3", "screens": [{"id": "A", "title": "A", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [
{"type": "Button", "label": "Press"},
{"type": "Footer", "label": "Go", "on-click-action": {"name": "complete", "payload": {}}}]}}]}"#;
    write(&folder, "button.json", text);
    let run = flow(folder.path(), "import button.json");
    assert_eq!(run.code, 1);
    assert!(
        run.out.contains("Button { label: \"Press\" }"),
        "{}",
        run.out
    );
    let note = "the result does not compile: `flow!` takes `Button` for a component of your own";
    assert!(run.err.contains(note), "{}", run.err);
    let summary = "  does not compile: until the component at 2:10 is replaced or defined\n";
    assert!(run.err.contains(summary), "{}", run.err);
    // One of a later version is none of one's own.
    let newer = text
        .replace("7.3", "6.1")
        .replace("Button", "ChipsSelector");
    write(&folder, "newer.json", newer);
    let run = flow(folder.path(), "import newer.json");
    assert!(!run.err.contains("does not compile"), "{}", run.err);
}

#[test]
fn a_byte_order_mark_and_comments_are_no_hindrance() {
    let folder = folder();
    let text = r#"{"_comment": "Hi", "version": "7.3", "screens": [{"id": "A", "title": "A", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [
{"type": "Footer", "label": "Go", "on-click-action": {"name": "complete", "payload": {}}}]}}]}"#;
    write(&folder, "marked.json", format!("\u{feff}{text}"));
    let run = flow(folder.path(), "import marked.json");
    assert!(run.out.contains("_comment: \"Hi\""), "{}", run.out);
}
