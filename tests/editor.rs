//! Completion, hover texts and go-to-definition of rust-analyzer inside `flow!`. docs/editor.md says how
//! to run this.

#[path = "editor/client.rs"]
mod client;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use client::Client;
use serde_json::Value;

const SAMPLE: &str = include_str!("editor/sample.rs");

#[test]
fn rust_analyzer_knows_what_a_flow_says() {
    let Ok(program) = std::env::var("RUST_ANALYZER") else {
        // `eprintln!` would be shown of a test that fails only.
        let skipped = "skipped: the environment variable RUST_ANALYZER names no rust-analyzer";
        writeln!(std::io::stderr(), "{skipped}").expect("stderr takes text");
        return;
    };
    let directory = sample_crate();
    let mut editor = Editor {
        client: Client::start(&program, &directory, SAMPLE),
        failures: Vec::new(),
    };
    editor.nothing_is_wrong();

    // Definitions: from the first text to the second.
    for (use_of, name, at) in [
        ("navigate(TIME", "TIME", "\"TIME\""),
        ("email: form.email", "email", "\"email\""),
        ("form.email != ", "email", "\"email\""),
        ("screen.DAY.form.email", "email", "\"email\""),
        ("screen.DAY.form", "DAY", "\"DAY\""),
        ("slot: form.slot", "slot", "\"slot\""),
        ("terms: form.terms", "terms", "\"terms\""),
        ("text: data.guest.first", "guest", "guest: Guest"),
        ("text: data.guest.first", "first", "first: \"Ada\""),
        ("visible: data.member", "member", "member: true"),
        ("day: data.day", "day", "day: \"2026-08-01\""),
        ("day: form.day", "day: ", "day: \"2026-08-01\""),
        ("day: form.day", "day", "\"day\""),
        ("name = data.person", "person", "person: \"Ada\""),
        ("floor: form.floor", "floor", "\"floor\""),
    ] {
        editor.leads(use_of, name, at);
    }

    for (text, name, hover) in [
        ("TextInput {", "TextInput", "One line of text."),
        ("Footer {", "Footer", "button"),
        ("src: image!", "image", "The picture of a file"),
        ("label: text!", "text", "A text by its key"),
        ("languages: [", "languages", "The languages that"),
        ("texts: \"texts\"", "texts:", "The folder of the texts"),
        (
            "helper_text: \"We",
            "helper_text",
            "A hint below the field.",
        ),
        (
            "on_click_action: navigate",
            "on_click_action",
            "What the button does.",
        ),
        ("navigate(TIME", "navigate", "Goes to another screen"),
        ("navigate(TIME", "TIME", "The screen “Time”."),
        (
            "complete {",
            "complete",
            "Ends the flow and sends the payload",
        ),
        ("form.email != ", "email", "The `TextInput` “E-mail”."),
        ("visible: data.member", "member", "Boolean"),
        ("data.greeting", "greeting", "Good morning"),
        ("[APPOINTMENT_BOOKING]", "APPOINTMENT_BOOKING", "category"),
        (
            "renamed_from: \"halls\"",
            "renamed_from",
            "deployed as before",
        ),
        ("reply: Reply { number", "reply:", "the endpoint ends"),
        ("text: room.title", "room", "room: Room"),
        ("let chosen", "chosen", "chosen: Floor"),
    ] {
        editor.shows(text, name, hover);
    }

    // Completion: the first text becomes the second, in which `|` is the cursor.
    for (text, typed, offers) in [
        (
            "helper_text: \"We write once\",",
            "helper|",
            &["helper_text"][..],
        ),
        (
            "helper_text: \"We write once\",",
            "|",
            &["helper_text", "input_type", "pattern", "required"],
        ),
        (
            "label: \"E-mail\",\n                        helper_text: \"We write once\",",
            "lab|\n                        helper_text: \"We write once\",",
            &["label"],
        ),
        (
            "TextHeading { text: GREETING },",
            "TextInp|",
            &["TextInput"],
        ),
        (
            "TextHeading { text: GREETING },",
            "Text|,",
            &["TextInput", "TextArea", "TextHeading"],
        ),
        (
            "TextHeading { text: GREETING }",
            "TextH| { text: GREETING }",
            &["TextHeading"],
        ),
        (
            "TextHeading { text: GREETING }",
            "TextHeading { text: GR| }",
            &["GREETING"],
        ),
        ("src: image!(\"door.png\"),", "src: im|,", &["image"]),
        ("label: text!(\"close\"),", "label: te|,", &["text"]),
        ("languages: [\"en\", \"ar\"],", "lang|,", &["languages"]),
        ("texts: \"texts\",", "tex|,", &["texts"]),
        ("name = data.person", "name = data.|", &["person"]),
        ("email: form.email,", "email: form.|,", &["email", "day"]),
        ("email: form.email,", "email: form.em|,", &["email"]),
        ("email: form.email,", "email: fo|,", &["form"]),
        ("day: form.day,\n", "d|\n", &["day"]),
        (
            "data.guest.first",
            "data.|",
            &["guest", "greeting", "member"],
        ),
        ("data.guest.first", "data.guest.|", &["first", "age"]),
        ("data.guest.first", "data.noon.|", &["id", "title"]),
        (
            "if form.email != \"\" &&",
            "if form.| &&",
            &["email", "day"],
        ),
        ("screen.DAY.form.email", "screen.|", &["DAY", "TIME"]),
        ("screen.DAY.form.email", "screen.DAY.|", &["form", "data"]),
        (
            "screen.DAY.form.email",
            "screen.DAY.form.|",
            &["email", "day"],
        ),
        ("slot: form.slot,", "slot: form.|", &["slot"]),
        ("terms: form.terms,", "terms: form.|,", &["terms"]),
        (
            "r#else: [TextBody { text: \"D\" }],",
            "r#else: [TextB|],",
            &["TextBody"],
        ),
        ("error_message: \"No\"", "err|", &["error_message"]),
        (
            "\"a\" | \"b\" => [TextBody { text: \"A\" }],",
            "\"a\" => [TextBody { fo|: 1 }],",
            &["font_weight"],
        ),
        (
            "navigate(TIME {\n                            email: form.email,\n                            day: form.day,\n                            slots: data.slots,\n                        })",
            "navigate(|)",
            &["TIME", "DAY"],
        ),
        (
            "navigate(TIME {\n                            email: form.email,\n                            day: form.day,\n                            slots: data.slots,\n                        })",
            "navigate(TI|)",
            &["TIME"],
        ),
        (
            "complete {\n                            slot: form.slot,\n                            day: data.day,\n                            first: screen.DAY.form.email,\n                        }",
            "comp|",
            &["complete"],
        ),
        ("[APPOINTMENT_BOOKING]", "[APP|]", &["APPOINTMENT_BOOKING"]),
        (
            "data_api_version: \"4.0\",\n        types",
            "data|,\n        types",
            &["data_api_version"],
        ),
        ("title: \"Time\",", "|", &["title", "terminal"]),
        (
            "Slot { id: \"1\", title: \"10:00\" }",
            "Item { id: \"1\", | }",
            &["title", "alt_text"],
        ),
        ("text: room.title", "text: room.|", &["title", "seats"]),
        ("text: room.title", "text: ro|", &["room"]),
        ("for room in ROOMS {", "for room in RO| {", &["ROOMS"]),
        (
            "for room in ROOMS {\n                    TextBody { text: room.title }\n                },",
            "fo|,",
            &["for"],
        ),
        (
            "data_source: Floor::ITEMS",
            "data_source: Floor::|",
            &["ITEMS"],
        ),
        ("renamed_from: \"halls\",", "rena|,", &["renamed_from"]),
        ("reply: Reply { number: String },", "rep|,", &["reply"]),
        (
            "Item { id: \"left\", title: \"Left\" }",
            "Item { id: \"left\", | }",
            &[
                "title",
                "description",
                "metadata",
                "color",
                "image",
                "enabled",
            ],
        ),
        ("Item { id: \"left\", title: \"Left\" }", "It|", &["Item"]),
    ] {
        editor.completes(text, typed, offers);
    }
    assert!(editor.failures.is_empty(), "{}", editor.failures.join("\n"));
}

struct Editor {
    client: Client,
    failures: Vec<String>,
}

impl Editor {
    fn nothing_is_wrong(&mut self) {
        let found = self.client.diagnostics();
        let items = found["items"].as_array().cloned().unwrap_or_default();
        for item in items {
            self.failures
                .push(format!("wrong: {} at {}", item["message"], item["range"]));
        }
    }

    fn leads(&mut self, text: &str, name: &str, to: &str) {
        let found = self
            .client
            .ask("textDocument/definition", place(SAMPLE, text, name));
        let first = match &found {
            Value::Array(found) if found.len() == 1 => &found[0],
            _ => {
                self.failures
                    .push(format!("`{name}` in `{text}` leads to {found}"));
                return;
            }
        };
        let start = &first["range"]["start"];
        let wanted = place(SAMPLE, to, to);
        let found = (start["line"].as_u64(), start["character"].as_u64());
        if found != (Some(wanted.0 as u64), Some(wanted.1 as u64)) {
            self.failures.push(format!(
                "`{name}` in `{text}` leads to {found:?}, not to {wanted:?}"
            ));
        }
    }

    fn shows(&mut self, text: &str, name: &str, hover: &str) {
        let found = self
            .client
            .ask("textDocument/hover", place(SAMPLE, text, name));
        let shown = found["contents"]["value"].as_str().unwrap_or_default();
        if !shown.contains(hover) {
            self.failures
                .push(format!("`{name}` in `{text}` shows {shown:?}"));
        }
    }

    fn completes(&mut self, text: &str, typed: &str, offers: &[&str]) {
        assert_eq!(SAMPLE.matches(text).count(), 1, "{text}");
        let offset = SAMPLE.find(text).unwrap() + typed.find('|').unwrap();
        let mut changed = SAMPLE.replace(text, typed);
        changed.remove(offset);
        self.client.change(&changed);
        let found = self
            .client
            .ask("textDocument/completion", position(&changed, offset));
        let items = match &found {
            Value::Array(items) => items,
            found => found["items"].as_array().unwrap_or(const { &Vec::new() }),
        };
        let labels: Vec<&str> = items
            .iter()
            .filter_map(|item| item["label"].as_str())
            .map(|label| label.split([' ', '(', '!']).next().unwrap_or(label))
            .collect();
        let missing: Vec<_> = offers.iter().filter(|o| !labels.contains(o)).collect();
        if !missing.is_empty() {
            let some = &labels[..labels.len().min(30)];
            self.failures.push(format!(
                "{typed:?} is not completed by {missing:?}, but by {some:?}"
            ));
        }
        self.client.change(SAMPLE);
    }
}

/// The position of a name in a part of the text.
fn place(source: &str, text: &str, name: &str) -> (usize, usize) {
    let start = source.find(text).unwrap_or_else(|| panic!("no `{text}`"));
    let inside = text.rfind(name).unwrap_or_else(|| panic!("no `{name}`"));
    position(source, start + inside)
}

fn position(source: &str, offset: usize) -> (usize, usize) {
    let before = &source[..offset];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (line, source[start..offset].encode_utf16().count())
}

/// A crate with the sample in it, outside the workspace.
fn sample_crate() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("editor");
    std::fs::create_dir_all(directory.join("src")).unwrap();
    let manifest = format!(
        "[package]\nname = \"sample\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nflow-dsl = {{ path = {:?} }}\n\n[workspace]\n",
        root.join("flow-dsl")
    );
    std::fs::write(directory.join("Cargo.toml"), manifest).unwrap();
    std::fs::copy(root.join("Cargo.lock"), directory.join("Cargo.lock")).unwrap();
    std::fs::write(directory.join("src/lib.rs"), SAMPLE).unwrap();
    let json = root.join("flow-dsl/examples/newsletter.json");
    std::fs::copy(json, directory.join("src/newsletter.json")).unwrap();
    let picture = root.join("examples/flows/pictures/roof.png");
    std::fs::copy(picture, directory.join("src/door.png")).unwrap();
    std::fs::create_dir_all(directory.join("src/texts")).unwrap();
    for file in ["en.arb", "ar.arb"] {
        let texts = root.join("flow-dsl/examples/texts").join(file);
        std::fs::copy(texts, directory.join("src/texts").join(file)).unwrap();
    }
    directory
}
