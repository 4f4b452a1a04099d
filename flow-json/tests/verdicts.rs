//! What Meta's server was seen to do, and what the checker says of the same mistake.

use flow_json::{Severity, Style, check, read};

/// A flow of that version with a first screen, which leads to the last.
fn flow(version: &str, first: &str, last: &str) -> String {
    format!(r#"{{"version": "{version}", "screens": [{first}, {last}]}}"#)
}

/// A screen with more members, its children and the action of its `Footer`.
fn screen(id: &str, more: &str, children: &str, action: &str) -> String {
    let comma = if children.is_empty() { "" } else { ", " };
    format!(
        r#"{{"id": "{id}", "title": "{id}", {more} "layout": {{"type": "SingleColumnLayout", "children": [{children}{comma}{{"type": "Footer", "label": "Go", "on-click-action": {action}}}]}}}}"#
    )
}

const TERMINAL: &str = r#""terminal": true,"#;
const COMPLETE: &str = r#"{"name": "complete", "payload": {}}"#;

fn navigate(id: &str, payload: &str) -> String {
    format!(
        r#"{{"name": "navigate", "next": {{"type": "screen", "name": "{id}"}}, "payload": {payload}}}"#
    )
}

/// Each finding as its severity, its rule and its place.
fn found(text: &str) -> Vec<(Severity, &'static str, String)> {
    let flow = read(text).into_result().expect(text);
    let found = check(&flow, Style::Json).into_iter();
    found
        .map(|one| (one.severity, one.rule.name, one.place.pointer))
        .collect()
}

#[track_caller]
fn says(text: &str, expected: &[(Severity, &'static str, &str)]) {
    let found = found(text);
    let found: Vec<_> = found
        .iter()
        .map(|(severity, rule, place)| (*severity, *rule, place.as_str()))
        .collect();
    assert_eq!(found, expected, "{text}");
}

use Severity::{Error, Warning};

#[test]
fn a_screen_may_be_called_success_but_in_small_letters() {
    let named = |id| {
        let first = screen("FIRST", "", "", &navigate(id, "{}"));
        flow("7.0", &first, &screen(id, TERMINAL, "", COMPLETE))
    };
    let at = "/screens/1/id";
    says(&named("SUCCESS"), &[(Warning, "screen-id-of-the-end", at)]);
    says(&named("Success"), &[(Warning, "screen-id-of-the-end", at)]);
    says(&named("success"), &[(Error, "reserved-screen-id", at)]);
}

#[test]
fn a_terminal_screen_needs_a_footer_since_7_3() {
    let last = r#"{"id": "LAST", "title": "Last", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [{"type": "TextBody", "text": "Sorry"}]}}"#;
    let first = screen(
        "FIRST",
        TERMINAL,
        r#"{"type": "EmbeddedLink", "text": "No", "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "LAST"}, "payload": {}}}"#,
        COMPLETE,
    );
    for (version, severity) in [("6.3", Warning), ("7.2", Warning), ("7.3", Error)] {
        let rule = "terminal-without-footer";
        says(
            &flow(version, &first, last),
            &[(severity, rule, "/screens/1/id")],
        );
    }
}

#[test]
fn the_footer_of_a_terminal_screen_ends_the_flow_since_7_3() {
    let first = screen("FIRST", TERMINAL, "", &navigate("LAST", "{}"));
    for (version, severity) in [("7.2", Warning), ("7.3", Error)] {
        says(
            &flow(version, &first, &screen("LAST", TERMINAL, "", COMPLETE)),
            &[(
                severity,
                "terminal-footer-action",
                "/screens/0/layout/children/0/on-click-action/name",
            )],
        );
    }
}

#[test]
fn a_number_is_no_text_since_7_3() {
    let input =
        r#"{"type": "TextInput", "name": "panels", "label": "Panels", "input-type": "number"}"#;
    let action = navigate("LAST", r#"{"panels": "${form.panels}"}"#);
    let data = r#""terminal": true, "data": {"panels": {"type": "string", "__example__": "4"}},"#;
    let text = r#"{"type": "TextBody", "text": "${data.panels}"}"#;
    for (version, severity) in [("7.2", Warning), ("7.3", Error)] {
        says(
            &flow(
                version,
                &screen("FIRST", "", input, &action),
                &screen("LAST", data, text, COMPLETE),
            ),
            &[(
                severity,
                "number-input-as-text",
                "/screens/0/layout/children/1/on-click-action/payload/panels",
            )],
        );
    }
}

#[test]
fn the_keys_of_a_payload_are_not_compared_from_6_0_to_before_7_3() {
    let input = r#"{"type": "TextInput", "name": "city", "label": "City"}"#;
    let at = "/screens/0/layout/children/1/on-click-action/payload/town";
    let name = "/screens/0/layout/children/1/on-click-action/name";
    let data = r#""terminal": true, "data": {"city": {"type": "string", "__example__": "Rome"}},"#;
    let text = r#"{"type": "TextBody", "text": "${data.city}"}"#;
    let handed = |version, payload| {
        let first = screen("FIRST", "", input, &navigate("LAST", payload));
        flow(version, &first, &screen("LAST", data, text, COMPLETE))
    };
    for (version, severity) in [
        ("5.1", Error),
        ("6.0", Warning),
        ("7.2", Warning),
        ("7.3", Error),
    ] {
        says(
            &handed(
                version,
                r#"{"city": "${form.city}", "town": "${form.city}"}"#,
            ),
            &[(severity, "undeclared-payload-key", at)],
        );
        // The field of a literal is always looked for.
        says(
            &handed(version, r#"{"city": "${form.city}", "town": "Rome"}"#),
            &[(Error, "undeclared-payload-key", at)],
        );
    }
    let empty = handed("7.2", "{}");
    assert!(found(&empty).contains(&(Warning, "missing-payload-key", name.to_owned())));
}
