use proptest::prelude::*;

use super::*;
use crate::check::check;
use crate::diagnostic::Style;
use crate::read::read;

fn render(text: &str, report: &Report<'_>) -> String {
    report.render(Some(&Source::new("flow.json", text)), false)
}

#[test]
fn of_a_diagnostic_with_another_place() {
    let text = "{\n  \"version\": \"7.3\",\n  \"screens\": [],\n\n\n\n  \"version\": 1\n}";
    let found = read(text).diagnostics;
    assert_eq!(
        render(text, &Report::of(&found[0])),
        "\
error[INVALID_FLOW_JSON]: `version` stands in this object already
 --> flow.json:7:3
  |
2 |   \"version\": \"7.3\",
  |   --------- it stands here first
...
7 |   \"version\": 1
  |   ^^^^^^^^^
  |
  = help: keep one of the two, or give this one its own name
  = note: rule J1, duplicate-key"
    );
}

#[test]
fn what_is_missing_is_a_place_too() {
    let report = Report::new(Severity::Warning, "nothing here").at(0..0);
    assert_eq!(render("", &report), "warning: nothing here\n--> flow.json");
    let report = Report::new(Severity::Warning, "it ends too early").at(5..5);
    assert_eq!(
        render("[1,\n2", &report),
        "\
warning: it ends too early
 --> flow.json:2:2
  |
2 | 2
  |  ^"
    );
}

#[test]
fn without_a_place_or_a_source() {
    let report = Report::new(Severity::Error, "it cannot be read").help("look where it is");
    assert_eq!(
        render("", &report),
        "error: it cannot be read\n--> flow.json\n = help: look where it is"
    );
    assert_eq!(
        report.render(None, false),
        "error: it cannot be read\n |\n = help: look where it is"
    );
}

#[test]
fn of_long_lines_and_ranges_a_part() {
    let long = format!(
        "{{{}\"here\"{}}}",
        " é".repeat(50_000),
        " x".repeat(4_000_000)
    );
    let at = 1 + 3 * 50_000;
    let shown = render(&long, &Report::new(Severity::Error, "m").at(at..at + 6));
    assert!(shown.len() < 2_000, "{shown}");
    assert!(shown.contains("flow.json:1:100002"), "{shown}");
    assert!(shown.contains("\"here\""), "{shown}");
    assert!(shown.contains("^^^^^^"), "{shown}");

    let tall = format!("[\n{}]", "1,\n".repeat(100_000));
    let report = Report::new(Severity::Error, "m")
        .at(0..tall.len())
        .related(300_000..300_001, "here");
    let shown = render(&tall, &report);
    assert!(shown.len() < 2_000, "{shown}");
    assert!(shown.contains("flow.json:1:1\n"), "{shown}");
    assert!(shown.contains("flow.json:100001:2\n"), "{shown}");
}

#[test]
fn any_range_of_any_text_is_rendered() {
    let text = "{\r\n\t\"é\u{1b}[31m😀\u{202e}\": \u{0}\n\n}\n";
    for start in 0..text.len() + 3 {
        for end in 0..text.len() + 3 {
            let report = Report::new(Severity::Error, "bad \u{1b}[31m \u{7}")
                .code("C\u{1b}")
                .at(start..end)
                .related(end..start, "l\u{1b}")
                .label("l\u{1b}")
                .help("h\u{1b}");
            let shown = render(text, &report);
            assert!(
                !shown.contains(['\u{1b}', '\u{7}', '\u{202e}']),
                "{shown:?}"
            );
        }
    }
}

#[test]
fn two_places_of_one_long_line_have_their_own_columns() {
    let text = format!("[{}]{{", " ".repeat(1_217));
    let lines = LineIndex::new(&text);
    let source = Source::with_lines("flow.json", &text, &lines);
    let reading = read(&text);
    let found = reading.diagnostics.iter();
    let shown: Vec<_> = found
        .map(|diagnostic| Report::of(diagnostic).render(Some(&source), false))
        .collect();
    let shown = shown.join("\n");
    assert!(shown.contains("--> flow.json:1:1220\n"), "{shown}");
    assert!(shown.contains("::: flow.json:1:1219\n"), "{shown}");
}

proptest! {
    #[test]
    fn the_place_is_the_diagnostics(text in r#"([\[\]{}",:/é😀\r\n\t\u{1b} x1]|"[a-zé😀]{0,5}"|[ x]{300,900}|true){0,40}"#) {
        let lines = LineIndex::new(&text);
        let source = Source::with_lines("flow.json", &text, &lines);
        let reading = read(&text);
        let checked = reading.root.iter().flat_map(|flow| check(flow, Style::Json));
        let found: Vec<_> = reading.diagnostics.iter().cloned().chain(checked).collect();
        for diagnostic in &found {
            let shown = Report::of(diagnostic).render(Some(&source), false);
            prop_assert!(!shown.contains(['\u{1b}', '\r', '\t']), "{:?}", shown);
            // Of a text of no characters there is nothing to show.
            let start = text.floor_char_boundary(diagnostic.place.loc.range().start);
            let place = lines.line_column(start as u32);
            let shows = shown.contains(&format!("--> flow.json:{place}\n"));
            prop_assert!(shows || text.is_empty(), "{} is not {:?}", shown, place);
        }
    }
}

#[test]
fn colours_only_when_asked_for() {
    let report = Report::new(Severity::Error, "m").at(0..1);
    let source = Source::new("f", "[]");
    assert!(report.render(Some(&source), true).contains('\u{1b}'));
    assert!(!report.render(Some(&source), false).contains('\u{1b}'));
}

#[test]
fn tokens() {
    for (text, expected) in [
        ("label: 1", "label"),
        ("\"a \\\" b\" c", "\"a \\\" b\""),
        ("\"not closed\n\"", "\""),
        ("{}", "{"),
        ("é_1 ", "é_1"),
        ("12", "12"),
        ("", ""),
    ] {
        assert_eq!(&text[..token(text)], expected, "{text}");
    }
}
