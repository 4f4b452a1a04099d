//! Whatever is typed, the server answers.

use flow_json::{RULES, Rule, read};
use lsp_server::{Notification, Request, RequestId};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::lines::Lines;
use super::server::Server;

const URI: &str = "file:///flow.json";

/// All requests about a place or a document.
const REQUESTS: [&str; 9] = [
    "hover",
    "completion",
    "definition",
    "references",
    "documentHighlight",
    "documentSymbol",
    "formatting",
    "prepareRename",
    "rename",
];

struct Editor {
    server: Server,
    text: String,
    version: i32,
}

impl Editor {
    fn open(text: &str) -> Self {
        let mut server = Server::default();
        server.take(notification(
            "didOpen",
            json!({"textDocument": {
                "uri": URI, "languageId": "json", "version": 0, "text": text,
            }}),
        ));
        Self {
            server,
            text: text.to_owned(),
            version: 0,
        }
    }

    fn replace(&mut self, bytes: std::ops::Range<usize>, text: &str) {
        let range = Lines::new(&self.text).range(bytes.clone());
        self.text.replace_range(bytes, text);
        self.version += 1;
        self.server.take(notification(
            "didChange",
            json!({
                "textDocument": {"uri": URI, "version": self.version},
                "contentChanges": [{"range": range, "text": text}],
            }),
        ));
    }

    /// Asks everything about a place.
    fn ask(&self, offset: usize) {
        assert_eq!(self.server.text(URI), Some(&*self.text));
        let position = Lines::new(&self.text).position(offset);
        for method in REQUESTS {
            let request = Request::new(
                RequestId::from(1),
                format!("textDocument/{method}"),
                json!({
                    "textDocument": {"uri": URI},
                    "position": position,
                    "context": {"includeDeclaration": true},
                    "newName": "NEW",
                    "options": {"tabSize": 2, "insertSpaces": true},
                }),
            );
            let answer = self.server.answer(request);
            if let Err(error) = answer.response_result {
                // To rename something else than a name is refused.
                assert!(method.to_lowercase().ends_with("rename"), "{error:?}");
                assert_eq!(error.code, lsp_server::ErrorCode::RequestFailed as i32);
            }
        }
        let found = self.server.diagnostics(URI);
        let _ = serde_json::to_value(found).unwrap();
    }
}

fn notification(method: &str, params: Value) -> Notification {
    Notification::new(format!("textDocument/{method}"), params)
}

fn samples() -> Vec<String> {
    let both = |rule: &&'static Rule| [rule.pass(), rule.fail()].map(|one| one.to_json());
    let texts = RULES.iter().flat_map(both);
    // Some hold pictures, or more items than are allowed.
    texts.filter(|text| text.len() < 5_000).collect()
}

#[test]
fn everything_is_answered_in_each_sample() {
    for text in samples() {
        let editor = Editor::open(&text);
        for offset in (0..=text.len())
            .step_by(41)
            .filter(|at| text.is_char_boundary(*at))
        {
            editor.ask(offset);
        }
    }
}

#[test]
fn everything_is_answered_while_somebody_types() {
    let samples = samples();
    // Pieces that tear a document apart at its seams.
    let piece = prop_oneof![
        prop::sample::select(vec![
            "",
            "\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\\",
            "\\u",
            "\n",
            "\r",
            "\u{feff}",
            "😀",
            "é",
            "\0",
            "null",
            "-",
            "1e999",
            "${",
            "${form.",
            "${screen.A.data.",
            "`",
            "`${form.x} + '",
            "\"type\": \"",
            "{\"type\": \"Footer\"}",
            "\"screens\": [",
            "\"id\"",
            "//",
            "/*",
            "'",
            "{{",
            "[[[[[[[[",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    let edit = (any::<prop::sample::Index>(), 0..40usize, piece);
    let edits = prop::collection::vec(edit, 1..12);
    let strategy = (prop::sample::select(samples), edits);
    let mut runner = TestRunner::new_with_rng(
        ProptestConfig {
            failure_persistence: None,
            ..ProptestConfig::default()
        },
        prop::test_runner::TestRng::deterministic_rng(prop::test_runner::RngAlgorithm::ChaCha),
    );
    let typed = runner.run(&strategy, |(text, edits)| {
        let mut editor = Editor::open(&text);
        for (at, length, piece) in edits {
            let start = editor
                .text
                .floor_char_boundary(at.index(editor.text.len() + 1));
            let end = editor.text.floor_char_boundary(start + length);
            editor.replace(start..end.max(start), &piece);
            editor.ask(start);
            editor.ask(start + piece.len());
        }
        Ok(())
    });
    typed.unwrap();
}

#[test]
fn messages_that_make_no_sense_change_nothing() {
    let mut editor = Editor::open("{}");
    for params in [json!(null), json!([]), json!({"textDocument": {"uri": 7}})] {
        for method in ["didOpen", "didChange", "didClose", "didSave", "nonsense"] {
            editor.server.take(notification(method, params.clone()));
        }
        for method in REQUESTS {
            let method = format!("textDocument/{method}");
            let answer =
                editor
                    .server
                    .answer(Request::new(RequestId::from(1), method, params.clone()));
            let error = answer.response_result.unwrap_err();
            assert_eq!(error.code, lsp_server::ErrorCode::InvalidParams as i32);
        }
    }
    editor.ask(1);
    // Places that are not there.
    editor.server.take(notification(
        "didChange",
        json!({
            "textDocument": {"uri": URI, "version": 9},
            "contentChanges": [{"text": "7", "range": {
                "start": {"line": 4_000_000_000_u32, "character": 4_000_000_000_u32},
                "end": {"line": 0, "character": 1},
            }}],
        }),
    ));
    assert_eq!(editor.server.text(URI), Some("{7"));
    assert!(read("{7").root.is_some());
}
