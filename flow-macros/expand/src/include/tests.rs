use std::fs;

use flow_json::{LineIndex, TextRange};
use proc_macro2::{Span, TokenStream, TokenTree};

use super::excerpt::excerpt;
use crate::component;
use crate::spans::Spans;
use crate::tests::repository;
use crate::types::{Form, Source, types};

/// The module of types in an expansion, as text.
fn types_in(expansion: TokenStream) -> String {
    let text = expansion.to_string();
    let start = text.find("mod FLOW").unwrap();
    text[start..].to_owned()
}

/// The flows of `examples/flows` without `types` of their own and without lists from Rust: JSON cannot
/// hold their names.
#[test]
fn a_file_makes_the_types_that_the_flow_makes() {
    let Some(folder) = repository("examples/flows") else {
        return;
    };
    let mut compared = 0;
    for name in ["feedback", "intake", "lead", "menu"] {
        let source = fs::read_to_string(folder.join(name).with_extension("rs")).unwrap();
        let mut trees = source.parse::<TokenStream>().unwrap().into_iter();
        let body = trees.find_map(|tree| match tree {
            TokenTree::Group(group) if group.stream().to_string().starts_with("Flow") => {
                Some(group.stream())
            }
            _ => None,
        });
        let written = types_in(component::flow(body.unwrap()));

        let json = fs::read_to_string(folder.join(name).with_extension("json")).unwrap();
        let root = flow_json::read(&json).into_result().unwrap();
        let spans = Spans::new(Span::call_site());
        let included = types_in(types(Source::Json(name, &root, &spans), Form::Whole));
        assert_eq!(included, written, "{name}");
        compared += 1;
    }
    assert_eq!(compared, 4);
}

#[track_caller]
fn shows(text: &str, place: &str, expected: &str) {
    let start = text.find(place).unwrap();
    let place = TextRange::new(start, start + place.len());
    let shown = excerpt("a.json", text, &LineIndex::new(text), place);
    assert_eq!(shown, expected);
}

#[test]
fn an_excerpt_shows_the_line_with_its_number() {
    let text = "{\n\t\"a\": 1,\r\n  \"é\": [\n  ]}";
    shows(
        text,
        "\"a\"",
        " --> a.json:2:2\n  |\n2 |  \"a\": 1,\n  |  ^^^",
    );
    // A place of several lines is underlined on the first.
    shows(
        text,
        "[\n  ]",
        " --> a.json:3:8\n  |\n3 |   \"é\": [\n  |        ^",
    );
    let ten = format!("{text}{}x", "\n".repeat(6));
    shows(&ten, "x", "  --> a.json:10:1\n   |\n10 | x\n   | ^");
}

#[test]
fn an_excerpt_of_a_long_line_is_the_part_around_the_place() {
    let text = format!("{}here{}", "é".repeat(200), "x".repeat(300));
    let before = "é".repeat(33);
    let behind = "x".repeat(63);
    let blank = " ".repeat(34);
    let expected = format!(" --> a.json:1:201\n  |\n1 | …{before}here{behind}…\n  | {blank}^^^^");
    shows(&text, "here", &expected);
}

#[test]
fn any_place_of_any_text_has_an_excerpt() {
    let text = "{\r\n\t\"é\u{1b}😀\": \u{0}\n\n}\n";
    let lines = LineIndex::new(text);
    for start in 0..text.len() + 2 {
        for end in start..text.len() + 2 {
            let shown = excerpt("a.json", text, &lines, TextRange::new(start, end));
            assert!(!shown.contains(['\u{1b}', '\0', '\t']), "{shown:?}");
        }
    }
}
