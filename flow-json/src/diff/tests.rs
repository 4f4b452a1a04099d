use super::*;
use crate::read::read;

fn changes(before: &str, after: &str) -> Vec<String> {
    let (before, after) = (read(before).root.unwrap(), read(after).root.unwrap());
    let changes = diff(&before, &after);
    changes.iter().map(ToString::to_string).collect()
}

fn flow(components: &str) -> String {
    format!(
        r#"{{"version":"7.3","screens":[{{"id":"A","title":"T","layout":{{"type":"SingleColumnLayout","children":[{components}]}}}}]}}"#
    )
}

#[test]
fn order_and_spelling_of_members_do_not_count() {
    let text = r#"{"version":"7.3","screens":[{"id":"A","n":1.0}]}"#;
    let same = r#"{ "screens": [{"n": 1, "id": "A"}], "version": "7.3" }"#;
    assert_eq!(changes(text, same), [""; 0]);
}

#[test]
fn of_the_flow_and_its_screens() {
    let before = r#"{"version":"7.2","screens":[{"id":"A","title":"x"},{"id":"B"},{"id":"C"}]}"#;
    let after = r#"{"version":"7.3","data_api_version":"4.0","screens":[{"id":"C"},{"id":"D"},{"id":"A","title":"y","success":true}]}"#;
    assert_eq!(
        changes(before, after),
        [
            r#"flow: version "7.2" → "7.3""#,
            r#"flow: data_api_version added: "4.0""#,
            "screen D: added",
            r#"screen A: title "x" → "y""#,
            "screen A: success added: true",
            "screen B: removed",
            "screen A: moved",
        ]
    );
}

#[test]
fn components_are_known_by_name_and_else_by_what_they_say() {
    let before = flow(
        r#"{"type":"TextBody","text":"one"},{"type":"TextBody","text":"two"},{"type":"Form","name":"f","children":[{"type":"TextInput","name":"mail","label":"Mail"}]}"#,
    );
    let after = flow(
        r#"{"type":"TextBody","text":"new"},{"type":"TextBody","text":"one"},{"type":"TextBody","text":"two!"},{"type":"Form","name":"f","children":[{"type":"TextInput","name":"mail","label":"E-mail"},{"type":"OptIn","name":"o"}]}"#,
    );
    assert_eq!(
        changes(&before, &after),
        [
            r#"screen A, TextBody #1: text "two" → "new""#,
            "screen A, TextBody #3: added",
            r#"screen A, TextInput "mail": label "Mail" → "E-mail""#,
            r#"screen A, OptIn "o": added"#,
            "screen A, TextBody #2: moved",
        ]
    );
}

#[test]
fn another_type_of_the_same_name_is_another_component() {
    let before = flow(r#"{"type":"TextInput","name":"x"}"#);
    let after = flow(r#"{"type":"TextArea","name":"x"}"#);
    assert_eq!(
        changes(&before, &after),
        [
            r#"screen A, TextArea "x": added"#,
            r#"screen A, TextInput "x": removed"#,
        ]
    );
}

#[test]
fn branches() {
    let before = flow(
        r#"{"type":"If","condition":"a","then":[{"type":"OptIn","name":"o"}],"else":[{"type":"TextBody","text":"t"}]},{"type":"Switch","value":"v","cases":{"x":[{"type":"EmbeddedLink","text":"l"}],"y":[{"type":"TextCaption","text":"c"}]}}"#,
    );
    let after = before
        .replace(r#""then""#, r#""swapped""#)
        .replace(r#""else""#, r#""then""#)
        .replace(r#""swapped""#, r#""else""#)
        .replace(r#""text":"l""#, r#""text":"m""#);
    assert_eq!(
        changes(&before, &after),
        [
            r#"screen A, OptIn "o": moved"#,
            "screen A, TextBody #1: moved",
            r#"screen A, EmbeddedLink #1: text "l" → "m""#,
        ]
    );
}

#[test]
fn no_difference_is_lost() {
    let texts = [
        "null",
        "[]",
        r#"{"screens":[]}"#,
        r#"{"screens":{}}"#,
        r#"{"screens":[1]}"#,
        r#"{"screens":[{"id":"A"},{"id":"A"}]}"#,
        r#"{"screens":[{"id":"A"}]}"#,
        r#"{"screens":[{"id":"A","layout":[]}]}"#,
        r#"{"screens":[{"id":"A","layout":{"children":[]}}]}"#,
        r#"{"screens":[{"id":"A","layout":{"children":[{"type":"X"}]}}]}"#,
        r#"{"screens":[{"id":"A","layout":{"children":[{"type":"X"},{"type":"X"}]}}]}"#,
        r#"{"screens":[{"id":"A","layout":{"children":[{"type":"X","children":[{"type":"X"}]}]}}]}"#,
        r#"{"screens":[{"id":"A","layout":{"children":[{"type":"X","children":[]}]}}]}"#,
        r#"{"screens":[{"id":"A","layout":{"children":[{"type":"X","cases":{}}]}}]}"#,
        r#"{"screens":[{"id":"A","layout":{"children":[{"type":"X","cases":{"a":[{"type":"Y"}]}}]}}]}"#,
        r#"{"screens":[{"id":"A","layout":{"children":[{"type":"X","cases":{"b":[{"type":"Y"}]}}]}}]}"#,
    ];
    for (a, before) in texts.iter().enumerate() {
        for (b, after) in texts.iter().enumerate() {
            assert_eq!(
                changes(before, after).is_empty(),
                a == b,
                "{before} {after}"
            );
        }
    }
}

#[test]
fn long_values_are_shortened() {
    let long = "é".repeat(100);
    let text = flow(&format!(r#"{{"type":"TextBody","text":"{long}"}}"#));
    let change = changes(&flow(r#"{"type":"TextBody","text":"a"}"#), &text);
    assert_eq!(
        change,
        [format!(
            r#"screen A, TextBody #1: text "a" → "{}…"#,
            &long[..118]
        )]
    );
}
