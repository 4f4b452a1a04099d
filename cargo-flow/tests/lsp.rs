//! `cargo flow lsp`, spoken to as editors do.

#![cfg(feature = "lsp")]
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod support;

#[path = "support/editor.rs"]
mod editor;

use editor::Editor;
use serde_json::{Value, json};
use support::{flow, flow_with, folder};

const URI: &str = "file:///visit.flow.json";

/// Emoji are two units of UTF-16, and stand before places that are asked for.
const VISIT: &str = r#"{
  "version": "7.3",
  "data_api_version": "3.0",
  "routing_model": { "VISIT": ["SUMMARY"], "SUMMARY": [] },
  "screens": [
    {
      "id": "VISIT",
      "title": "Your visit",
      "sensitive": ["guests"],
      "layout": {
        "type": "SingleColumnLayout",
        "children": [
          { "type": "TextInput", "name": "guests", "label": "Guests", "input-type": "number" },
          {
            "type": "Footer", "label": "Continue",
            "on-click-action": {
              "name": "navigate",
              "next": { "type": "screen", "name": "SUMMARY" },
              "payload": { "guests": "${form.guests}" }
            }
          }
        ]
      }
    },
    {
      "id": "SUMMARY",
      "title": "Summary",
      "terminal": true,
      "data": { "guests": { "type": "number", "__example__": 2 } },
      "layout": {
        "type": "SingleColumnLayout",
        "children": [
          { "type": "TextBody", "text": "`'😀 ' ${screen.VISIT.form.guests} ' = ' ${data.guests}`" },
          {
            "type": "Footer", "label": "Book",
            "on-click-action": { "name": "complete", "payload": { "guests": "${data.guests}" } }
          }
        ]
      }
    }
  ]
}
"#;

/// The position of a text, counted from the start of a `mark` before it, by hand.
fn position(text: &str, mark: &str, part: &str) -> Value {
    let at = text.find(mark).unwrap();
    let at = at + text[at..].find(part).unwrap();
    let line = text[..at].matches('\n').count();
    let column = text[..at].rsplit('\n').next().unwrap();
    json!({"line": line, "character": column.encode_utf16().count()})
}

fn place(mark: &str, part: &str) -> Value {
    json!({"textDocument": {"uri": URI}, "position": position(VISIT, mark, part)})
}

/// The texts that ranges stand for, with their lines.
fn texts(text: &str, ranges: &[&Value]) -> Vec<String> {
    let part = |range: &&Value| {
        let (start, end) = (bytes(text, &range["start"]), bytes(text, &range["end"]));
        format!("{}:{}", range["start"]["line"], &text[start..end])
    };
    ranges.iter().map(part).collect()
}

/// The byte of a position.
fn bytes(text: &str, position: &Value) -> usize {
    let number = |key| position[key].as_u64().unwrap() as usize;
    let start = text
        .split_inclusive('\n')
        .take(number("line"))
        .map(str::len)
        .sum::<usize>();
    let mut units = 0;
    for (at, character) in text[start..].char_indices() {
        if units == number("character") {
            return start + at;
        }
        units += character.len_utf16();
    }
    text.len()
}

fn visit() -> Editor {
    let mut editor = Editor::start();
    editor.open(URI, VISIT);
    let found = editor.diagnostics();
    assert_eq!(found["diagnostics"], json!([]), "{found}");
    editor
}

#[test]
fn mistakes_are_said_while_they_are_typed() {
    let mut editor = Editor::start();
    let text = VISIT.replace("${data.guests}`", "${data.gests}`");
    editor.open(URI, &text);
    let found = editor.diagnostics();
    assert_eq!((&found["uri"], &found["version"]), (&json!(URI), &json!(1)));
    let [mistake] = found["diagnostics"].as_array().unwrap().as_slice() else {
        panic!("{found}");
    };
    assert_eq!(texts(&text, &[&mistake["range"]]), ["32:gests"]);
    assert_eq!(mistake["severity"], 1);
    assert_eq!(mistake["source"], "cargo flow");
    let message = mistake["message"].as_str().unwrap();
    assert!(message.contains("write `guests`, or"), "{message}");
    // Its code is one that the command explains.
    let code = mistake["code"].as_str().unwrap();
    assert_eq!(flow(folder().path(), &format!("explain {code}")).code, 0);

    // A letter is put in.
    let at = position(&text, "${data.gests}", "ests");
    editor.say(
        "textDocument/didChange",
        json!({
            "textDocument": {"uri": URI, "version": 2},
            "contentChanges": [{"range": {"start": at, "end": at}, "text": "u"}],
        }),
    );
    let found = editor.diagnostics();
    assert_eq!(
        (&found["version"], &found["diagnostics"]),
        (&json!(2), &json!([]))
    );
    // The whole text is another, which is no JSON.
    editor.say(
        "textDocument/didChange",
        json!({"textDocument": {"uri": URI, "version": 3}, "contentChanges": [{"text": "[1, 2"}]}),
    );
    let found = editor.diagnostics();
    assert_ne!(found["diagnostics"], json!([]));
    editor.say(
        "textDocument/didClose",
        json!({"textDocument": {"uri": URI}}),
    );
    assert_eq!(editor.diagnostics()["diagnostics"], json!([]));
}

#[test]
fn a_warning_is_a_warning_and_names_the_other_place() {
    let mut editor = Editor::start();
    // Two screens of one id.
    editor.open(
        URI,
        &VISIT.replace("\"id\": \"SUMMARY\"", "\"id\": \"VISIT\""),
    );
    let found = editor.diagnostics();
    let found = found["diagnostics"].as_array().unwrap();
    let related = found.iter().filter_map(|one| one.get("relatedInformation"));
    let related: Vec<_> = related.collect();
    assert!(
        related.iter().any(|one| one[0]["location"]["uri"] == URI),
        "{found:?}"
    );
    editor.open(
        URI,
        &VISIT.replace(
            "\"TextBody\", \"text\": \"`",
            "\"TextBody\", \"text\": \"{form.x}",
        ),
    );
    let found = editor.diagnostics();
    let found = found["diagnostics"].as_array().unwrap();
    assert!(found.iter().any(|one| one["severity"] == 2), "{found:?}");
}

#[test]
fn other_files_are_left_alone() {
    let mut editor = Editor::start();
    for (uri, text) in [
        (
            "file:///package.json",
            r#"{"name": "x", "version": "1.0.0"}"#,
        ),
        ("file:///broken.json", "{"),
        ("file:///empty.json", ""),
        ("file:///list.json", "[1, 2"),
    ] {
        editor.open(uri, text);
        let found = editor.diagnostics();
        assert_eq!(
            (&found["uri"], &found["diagnostics"]),
            (&json!(uri), &json!([]))
        );
        let at = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 3}});
        assert_eq!(editor.ask("textDocument/hover", at.clone()), Value::Null);
        assert_eq!(editor.ask("textDocument/completion", at), json!([]));
    }
    // Screens make a flow of any file, and a name makes one of any text.
    for (uri, text) in [
        ("file:///old.json", r#"{"screens": []}"#),
        ("file:///new.flow.json", ""),
        ("file:///new.flow.json", "7"),
        ("file:///new.flow.json", "{"),
    ] {
        editor.open(uri, text);
        let found = editor.diagnostics();
        assert_ne!(found["diagnostics"], json!([]), "{uri} {text}");
    }
}

#[test]
fn a_component_shows_the_page_that_explain_prints() {
    let mut editor = visit();
    for (mark, part, name) in [
        ("\"type\": \"TextInput\"", "TextInput", "TextInput"),
        ("\"type\": \"TextInput\"", "type", "TextInput"),
        ("\"name\": \"navigate\"", "navigate", "navigate"),
    ] {
        let hover = editor.ask("textDocument/hover", place(mark, part));
        let page = flow(folder().path(), &format!("explain {name}")).out;
        let text = hover["contents"]["value"].as_str().unwrap();
        assert_eq!(page, format!("{name}\n\n{text}"));
    }
}

#[test]
fn hovers_say_what_stands_there() {
    let mut editor = visit();
    let mut hover = |mark, part| {
        let hover = editor.ask("textDocument/hover", place(mark, part));
        let range = texts(VISIT, &[&hover["range"]]);
        let text = hover["contents"]["value"].as_str().unwrap();
        (text.to_owned(), range[0].clone())
    };
    let (text, range) = hover("input-type", "input-type");
    assert!(
        text.starts_with("`input-type`: one of `\"text\"`"),
        "{text}"
    );
    assert!(range.ends_with("\"input-type\""), "{range}");
    // The value of a property says what its key says.
    assert_eq!(hover("input-type", "number").0, text);
    let (text, range) = hover("next", "SUMMARY");
    assert_eq!(text, "The screen `SUMMARY`\n\nSummary");
    assert_eq!(range, "17:SUMMARY");
    let (text, _) = hover("${screen", "guests");
    assert_eq!(text, "`TextInput` on the screen `VISIT`\n\nGuests");
    let (text, range) = hover("${data", "guests");
    assert!(text.contains("\"__example__\": 2"), "{text}");
    assert_eq!(range, "32:guests");
}

#[test]
fn names_lead_to_where_they_are_defined() {
    let mut editor = visit();
    for (mark, part, defined) in [
        ("\"next\"", "SUMMARY", "25:SUMMARY"),
        ("\"routing_model\"", "SUMMARY", "25:SUMMARY"),
        ("\"routing_model\"", "VISIT", "6:VISIT"),
        ("${screen", "VISIT", "6:VISIT"),
        ("${screen", "guests", "12:guests"),
        ("${form", "guests", "12:guests"),
        ("sensitive", "guests", "12:guests"),
        ("${data", "guests", "28:guests"),
        // What a screen is handed are fields of its data.
        ("\"payload\"", "guests", "28:guests"),
    ] {
        let places = editor.ask("textDocument/definition", place(mark, part));
        let places = places.as_array().unwrap();
        let ranges: Vec<_> = places.iter().map(|place| &place["range"]).collect();
        assert_eq!(texts(VISIT, &ranges), [defined], "{mark} {part}");
        assert_eq!(places[0]["uri"], URI);
    }
    let nothing = editor.ask("textDocument/definition", place("\"label\"", "Guests"));
    assert_eq!(nothing, json!([]));
}

#[test]
fn references_are_found() {
    let mut editor = visit();
    let mut references = |mark, part, definition| {
        let mut params = place(mark, part);
        params["context"] = json!({"includeDeclaration": definition});
        let places = editor.ask("textDocument/references", params);
        let places = places.as_array().unwrap().clone();
        let ranges: Vec<_> = places.iter().map(|place| &place["range"]).collect();
        texts(VISIT, &ranges)
    };
    assert_eq!(
        references("\"id\": \"VISIT\"", "VISIT", true),
        ["3:VISIT", "6:VISIT", "32:VISIT"]
    );
    assert_eq!(
        references("\"name\": \"guests\"", "guests", false),
        ["8:guests", "18:guests", "32:guests"]
    );
    let highlights = editor.ask("textDocument/documentHighlight", place("${form", "guests"));
    assert_eq!(highlights.as_array().unwrap().len(), 4);
}

/// The text after the edits of an answer.
fn edited(text: &str, answer: &Value) -> String {
    let edits = answer["changes"][URI].as_array().unwrap();
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        let range = &edit["range"];
        let range = bytes(&text, &range["start"])..bytes(&text, &range["end"]);
        text.replace_range(range, edit["newText"].as_str().unwrap());
    }
    text
}

#[test]
fn screens_and_inputs_are_renamed_wherever_they_stand() {
    let mut editor = visit();
    let mut rename = |mark, part, name: &str| {
        let mut params = place(mark, part);
        params["newName"] = json!(name);
        edited(VISIT, &editor.ask("textDocument/rename", params))
    };
    let screen = rename("\"next\"", "SUMMARY", "OVERVIEW");
    assert_eq!(screen, VISIT.replace("SUMMARY", "OVERVIEW"));
    let input = rename("${form", "guests", "people");
    let by_hand = VISIT
        .replace("[\"guests\"]", "[\"people\"]")
        .replace("\"name\": \"guests\"", "\"name\": \"people\"")
        .replace("form.guests", "form.people");
    assert_eq!(input, by_hand);
    for text in [screen, input] {
        let run = flow_with(folder().path(), "check -D warnings", &text);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    }
    let prepared = editor.ask("textDocument/prepareRename", place("${screen", "VISIT"));
    assert_eq!(prepared["placeholder"], "VISIT");
}

#[test]
fn a_rename_that_would_break_the_flow_is_refused() {
    let mut editor = visit();
    let mut refused = |mark, part, name: &str| {
        let mut params = place(mark, part);
        params["newName"] = json!(name);
        editor.refused("textDocument/rename", params)
    };
    for (name, says) in [
        ("VISIT", "`VISIT`"),
        ("A B", "cannot have ` `"),
        ("", "cannot be the id of a screen"),
        ("A\"B", "cannot have `\"`"),
    ] {
        let reason = refused("\"id\": \"SUMMARY\"", "SUMMARY", name);
        assert!(reason.contains(says), "{name}: {reason}");
    }
    for name in ["", "a b.c"] {
        refused("\"name\": \"guests\"", "guests", name);
    }
    let reason = refused("${data", "guests", "x");
    assert!(reason.contains("comes from outside"), "{reason}");
    let reason = refused("\"label\"", "Guests", "x");
    assert_eq!(reason, "no screen and no input is named here");
    // A name that is not where it could be replaced.
    let text = VISIT.replace("\"name\": \"SUMMARY\"", "\"name\": \"\\u0053UMMARY\"");
    editor.open(URI, &text);
    let mut params = place("\"id\": \"SUMMARY\"", "SUMMARY");
    params["newName"] = json!("OTHER");
    let reason = editor.refused("textDocument/rename", params);
    assert!(
        reason.starts_with("line 18 writes `SUMMARY` with escapes"),
        "{reason}"
    );
}

#[test]
fn the_outline_has_screens_and_components() {
    let mut editor = visit();
    let about = json!({"textDocument": {"uri": URI}});
    let symbols = editor.ask("textDocument/documentSymbol", about);
    let names = |symbols: &Value| -> Vec<String> {
        let symbols = symbols.as_array().unwrap().iter();
        let name =
            |symbol: &Value| format!("{} {}", symbol["name"], symbol["detail"]).replace('"', "");
        symbols.map(name).collect()
    };
    assert_eq!(names(&symbols), ["VISIT Your visit", "SUMMARY Summary"]);
    assert_eq!(
        names(&symbols[0]["children"]),
        ["TextInput guests", "Footer Continue"]
    );
    for symbol in symbols.as_array().unwrap() {
        let selection = &symbol["selectionRange"];
        assert!(bytes(VISIT, &symbol["range"]["start"]) < bytes(VISIT, &selection["start"]));
        assert!(bytes(VISIT, &selection["end"]) < bytes(VISIT, &symbol["range"]["end"]));
    }
    // Containers hold what stands in them.
    let nested = VISIT.replace(
        r#"{ "type": "TextInput""#,
        r#"{ "type": "If", "condition": "`true`", "then": [{ "type": "TextBody", "text": "Hi" }] }, { "type": "TextInput""#,
    );
    editor.open(URI, &nested);
    let symbols = editor.ask(
        "textDocument/documentSymbol",
        json!({"textDocument": {"uri": URI}}),
    );
    let children = &symbols[0]["children"];
    assert_eq!(
        names(children),
        ["If `true`", "TextInput guests", "Footer Continue"]
    );
    assert_eq!(names(&children[0]["children"]), ["TextBody Hi"]);
}

#[test]
fn what_can_be_written_is_offered() {
    let mut editor = Editor::start();
    // `|` is where somebody types: what is there, what is offered first, and what is not.
    let mut offered = |from: &str, to: &str| -> Vec<String> {
        let text = VISIT.replacen(from, to, 1);
        assert_ne!(text, VISIT, "{from}");
        let at = text.find('|').unwrap();
        let position = position(&text, "|", "|");
        let text = text.replace('|', "");
        editor.open(URI, &text);
        let params = json!({"textDocument": {"uri": URI}, "position": position});
        let items = editor.ask("textDocument/completion", params);
        let items = items.as_array().unwrap();
        let choose = |item: &Value| {
            let edit = &item["textEdit"];
            let range = bytes(&text, &edit["range"]["start"])..bytes(&text, &edit["range"]["end"]);
            assert!(range.start <= at && at <= range.end, "{item}");
            let label = item["label"].as_str().unwrap();
            // Whoever chooses has a document that reads on.
            let mut chosen = text.clone();
            chosen.replace_range(range, edit["newText"].as_str().unwrap());
            assert!(chosen.contains(label), "{chosen}");
            label.to_owned()
        };
        items.iter().map(choose).collect()
    };
    let has = |items: &[String], all: &[&str], none: &[&str]| {
        for wanted in all {
            assert!(
                items.iter().any(|item| item == wanted),
                "{wanted} in {items:?}"
            );
        }
        for unwanted in none {
            assert!(
                !items.iter().any(|item| item == unwanted),
                "{unwanted} in {items:?}"
            );
        }
    };
    let keys = offered("\"input-type\": \"number\"", "\"|\": \"number\"");
    has(&keys, &["input-type", "helper-text"], &["label", "name"]);
    let keys = offered("\"input-type\": \"number\"", "|");
    has(&keys, &["input-type", "helper-text"], &["label", "name"]);
    let keys = offered("\"title\": \"Summary\",", "\"|\", ");
    has(&keys, &["title", "refresh_on_back"], &["id", "terminal"]);
    let values = offered("\"number\"", "\"|\"");
    has(&values, &["text", "number", "email"], &["navigate"]);
    let types = offered("\"TextInput\"", "\"Text|\"");
    has(&types, &["TextInput", "Footer"], &["SingleColumnLayout"]);
    let types = offered(
        "{ \"type\": \"TextInput\"",
        "{ \"type\": | }, { \"type\": \"TextInput\"",
    );
    has(&types, &["TextInput", "Footer"], &[]);
    let actions = offered("\"name\": \"navigate\"", "\"name\": \"|\"");
    has(
        &actions,
        &["navigate", "complete", "data_exchange"],
        &["update_data"],
    );
    let screens = offered("\"name\": \"SUMMARY\"", "\"name\": \"|\"");
    assert_eq!(screens, ["VISIT", "SUMMARY"]);
    let screens = offered("[\"SUMMARY\"]", "[\"|\"]");
    assert_eq!(screens, ["VISIT", "SUMMARY"]);
    assert_eq!(offered("[\"guests\"]", "[\"|\"]"), ["guests"]);
    assert_eq!(offered("${form.guests}", "${|"), ["form", "data", "screen"]);
    assert_eq!(offered("${form.guests}", "${form.g|}"), ["guests"]);
    assert_eq!(offered("${data.guests}", "${data.|"), ["guests"]);
    assert_eq!(
        offered("${screen.VISIT.form.guests}", "${screen.|"),
        ["VISIT", "SUMMARY"]
    );
    assert_eq!(
        offered("${screen.VISIT.form.guests}", "${screen.VISIT.|"),
        ["form", "data"]
    );
    assert_eq!(
        offered("${screen.VISIT.form.guests}", "${screen.VISIT.form.|"),
        ["guests"]
    );
    let values = offered("\"terminal\": true", "\"terminal\": |");
    assert_eq!(values, ["true", "false"]);
    let values = offered("\"type\": \"number\"", "\"type\": \"|\"");
    has(&values, &["string", "array"], &["TextInput"]);
}

#[test]
fn formatting_is_that_of_the_command() {
    let mut editor = visit();
    let params = json!({
        "textDocument": {"uri": URI}, "options": {"tabSize": 8, "insertSpaces": false},
    });
    let edits = editor.ask("textDocument/formatting", params.clone());
    let formatted = flow_with(folder().path(), "fmt", VISIT).out;
    assert_eq!(edited(VISIT, &json!({"changes": {URI: edits}})), formatted);
    // What is no JSON is left as it is.
    editor.open(URI, "{ // a comment\n}");
    assert_eq!(editor.ask("textDocument/formatting", params), json!([]));
}

#[test]
fn the_largest_documents_are_answered() {
    let mut editor = Editor::start();
    let texts = [
        // One line with mistakes all over it.
        format!("{{\"screens\": [{}]}}", "{\"é\":1},".repeat(20_000)),
        "[".repeat(10_000_000),
        "😀".repeat(2_500_000),
        // More than is ever read.
        " ".repeat(11_000_000),
    ];
    for text in texts {
        editor.open(URI, &text);
        let found = editor.diagnostics();
        let found = found["diagnostics"].as_array().unwrap();
        assert!(!found.is_empty() && found.len() <= 1_000, "{}", found.len());
        let at =
            json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 4_000_000}});
        editor.ask("textDocument/hover", at.clone());
        editor.ask("textDocument/completion", at);
    }
}

#[test]
fn it_ends_when_the_editor_does() {
    let mut editor = visit();
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    editor.say("exit", Value::Null);
    assert_eq!(editor.leave(), (0, String::new()));
    assert_eq!(visit().leave(), (1, String::new()));
    assert_eq!(Editor::silent().leave(), (1, String::new()));
}

#[test]
fn an_editor_that_talks_nonsense_is_told() {
    let mut editor = visit();
    let answer = editor.request("textDocument/nonsense", json!({}));
    assert_eq!(answer["error"]["code"], -32601);
    let reason = editor.refused(
        "textDocument/hover",
        json!({"textDocument": {"uri": "file:///x"}}),
    );
    assert!(reason.contains("position"), "{reason}");
    editor.raw(b"Content-Length: many\r\n\r\n{}");
    let (code, err) = editor.leave();
    assert_eq!(code, 2, "{err}");
    assert!(
        err.starts_with("error: cannot talk to the editor: "),
        "{err}"
    );
    assert!(!err.contains("panicked"), "{err}");
    let mut editor = Editor::silent();
    editor.raw(b"Content-Length: 40\r\n\r\n{\"jsonrpc\": \"2.0\", \"method\": \"exit\"}    ");
    let (code, err) = editor.leave();
    assert_eq!(code, 2, "{err}");
    assert!(
        err.starts_with("error: the editor does not keep to the protocol: "),
        "{err}"
    );
}
