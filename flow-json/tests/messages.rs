//! The words of messages and the places that they point at.

use flow_json::expr::{Binding, Expression, Kind, Name, Source, Term};
use flow_json::tree::{Node, Object, Value};
use flow_json::{Diagnostic, Sample, Style, TextRange, Version, check, read};

fn found(text: &str, style: Style) -> Vec<Diagnostic> {
    match read(text).into_result() {
        Ok(flow) => check(&flow, style),
        Err(mistakes) => panic!("{text}: {mistakes:?}"),
    }
}

/// Each diagnostic as the text that it points at and its line.
fn said(sample: Sample, style: Style) -> Vec<(String, String)> {
    let text = sample.to_json();
    // The samples declare data and have inputs for their own sake.
    found(&text, style)
        .iter()
        .filter(|one| !one.rule.name.starts_with("unread-"))
        .map(|one| (text[one.place.loc.range()].to_owned(), one.to_string()))
        .collect()
}

fn children(children: &'static str) -> Sample {
    Sample::Children(Version::V7_3, children)
}

/// Checks that there is one diagnostic, where it points and what it says.
#[track_caller]
fn one(sample: Sample, style: Style, place: &str, line: &str) {
    assert_eq!(said(sample, style), [(place.to_owned(), line.to_owned())]);
}

#[test]
fn keys() {
    one(
        children(r#"{"type": "TextInput", "name": "a", "lable": "A"}"#),
        Style::Json,
        r#""lable""#,
        "`TextInput` has no property `lable`; write `label` [INVALID_PROPERTY_KEY]",
    );
    one(
        children(r#"{"type": "TextInput", "name": "a", "label": "A", "helpertext": "B"}"#),
        Style::Rust,
        r#""helpertext""#,
        "`TextInput` has no property `helpertext`; write `helper_text` [INVALID_PROPERTY_KEY]",
    );
    one(
        Sample::Children(
            Version::V6_1,
            r#"{"type": "TextInput", "name": "a", "label": "A", "pattern": "B", "helper-text": "C"}"#,
        ),
        Style::Json,
        r#""pattern""#,
        "`pattern` of `TextInput` needs version 6.2, but this flow has 6.1; set `version` to \"6.2\", \
         or leave `pattern` out [INVALID_PROPERTY_KEY]",
    );
    one(
        children(
            r#"{"type": "Dropdown", "name": "a", "label": "A", "data-source": [{"id": "b", "title": "B"}], "photo-source": "camera"}"#,
        ),
        Style::Json,
        r#""photo-source""#,
        "`Dropdown` has no property `photo-source`; leave it out; it is a property of `PhotoPicker` \
         [INVALID_PROPERTY_KEY]",
    );
    one(
        children(r#"{"type": "TextInput", "name": "a"}"#),
        Style::Json,
        r#""TextInput""#,
        "`TextInput` lacks `label`; add `label` [MISSING_REQUIRED_TYPE_PROPERTY]",
    );
    one(
        children(
            r#"{"type": "Form", "name": "f", "children": [{"type": "TextInput", "name": "a", "label": "A", "init-value": "B"}]}"#,
        ),
        Style::Rust,
        r#""init-value""#,
        "an input inside a `Form` has no `init_value`; write it in `init_values` of the `Form`, under \
         the input's name [INVALID_PROPERTY_KEY]",
    );
}

#[test]
fn values() {
    one(
        children(r#"{"type": "OptIn", "name": "a", "label": "A", "required": "yes"}"#),
        Style::Json,
        r#""yes""#,
        "`required` must be `true`, `false` or an expression, not the string `\"yes\"` [PATTERN_MISMATCH]",
    );
    one(
        children(r#"{"type": "TextBody", "text": "A", "markdown": ["B"]}"#),
        Style::Rust,
        r#"["B"]"#,
        "`markdown` must be `true` or `false`, not a list [INVALID_PROPERTY_TYPE]",
    );
    one(
        children(r#"{"type": "TextArea", "name": "a", "label": "A", "max-length": "600"}"#),
        Style::Rust,
        r#""600""#,
        "`max_length` must be a whole number or an expression, not the text `\"600\"`; \
         write `600` without quotes [PATTERN_MISMATCH]",
    );
    one(
        children(r#"{"type": "TextInput", "name": "${form.a}", "label": "A"}"#),
        Style::Json,
        r#""${form.a}""#,
        "`name` cannot be an expression; write a string [PATTERN_MISMATCH]",
    );
    one(
        children(r#"{"type": "TextInput", "name": "a", "label": "A", "input-type": "phones"}"#),
        Style::Json,
        r#""phones""#,
        "`input-type` cannot be `phones`; write `phone` [INVALID_ENUM_VALUE]",
    );
    one(
        children(r#"{"type": "TextHeadin", "txt": "A"}"#),
        Style::Json,
        r#""TextHeadin""#,
        "there is no component `TextHeadin`; write `TextHeading` [INVALID_PROPERTY_VALUE]",
    );
    one(
        Sample::Children(
            Version::V6_1,
            r#"{"type": "ChipsSelector", "name": "a", "label": "A", "data-source": []}"#,
        ),
        Style::Json,
        r#""ChipsSelector""#,
        "`ChipsSelector` needs version 6.3, but this flow has 6.1; set `version` to \"6.3\" \
         [INVALID_PROPERTY_VALUE]",
    );
    one(
        children(
            r#"{"type": "EmbeddedLink", "text": "A", "on-click-action": {"name": "open-url", "url": "https://example.com"}}"#,
        ),
        Style::Json,
        r#""open-url""#,
        "there is no action `open-url`; write `open_url` [INVALID_PROPERTY_VALUE]",
    );
    one(
        Sample::Top(Version::new(6, 4), ""),
        Style::Json,
        r#""6.4""#,
        "there is no version 6.4 of Flow JSON; the nearest: \"6.3\" and \"7.0\"; write \"7.3\" for new flows \
         [INVALID_FLOW_JSON_VERSION]",
    );
}

#[test]
fn names_inside_bindings() {
    let data = r#""data": {"user": {"type": "object", "properties": {"city": {"type": "string"}}, "__example__": {"city": "Rome"}}}"#;
    one(
        Sample::Screen(
            Version::V7_3,
            data,
            r#"{"type": "TextBody", "text": "${data.user.ctiy}"}"#,
        ),
        Style::Json,
        "ctiy",
        "`user` has no part `ctiy`; write `city` [INVALID_SCREEN_DYNAMIC_DATA]",
    );
    one(
        Sample::Screen(
            Version::V7_3,
            data,
            r#"{"type": "TextBody", "text": "`'Hi ' ${data.usr.city}`"}"#,
        ),
        Style::Json,
        "usr",
        "the `data` of the screen has no field `usr`; write `user`, or declare it in `data` \
         [INVALID_SCREEN_DYNAMIC_DATA]",
    );
    one(
        Sample::Screen(
            Version::V7_3,
            data,
            r#"{"type": "If", "condition": "${form.user} == 'a'", "then": [{"type": "TextBody", "text": "A"}]}"#,
        ),
        Style::Json,
        "user",
        "the screen has no input `user`; it is a field of `data`: write `data` instead of `form` \
         [INVALID_SCREEN_DYNAMIC_DATA]",
    );
    one(
        children(r#"{"type": "TextBody", "text": "${screen.STRAT.form.a}"}"#),
        Style::Json,
        "STRAT",
        "there is no screen `STRAT`; begin with `form`, for what this screen has \
         [INVALID_SCREEN_DYNAMIC_DATA]",
    );
}

#[test]
fn a_mistake_is_said_once() {
    for sample in [
        // The misspelled key is the missing one.
        children(
            r#"{"type": "TextInput", "nmae": "a", "label": "A"}, {"type": "TextBody", "text": "${form.a}"}"#,
        ),
        // What an unknown component holds is not known.
        children(
            r#"{"type": "TextInputt", "name": "a"}, {"type": "TextBody", "text": "${form.a}"}"#,
        ),
        // A screen of a bad id is a screen all the same.
        Sample::Screens(
            Version::V7_3,
            concat!(
                r#"[{"id": "FIRST", "title": "A", "layout": {"type": "SingleColumnLayout", "children": ["#,
                r#"{"type": "Footer", "label": "B", "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "LAST_1"}, "payload": {}}}]}}, "#,
                r#"{"id": "LAST_1", "title": "C", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
                r#"{"type": "Footer", "label": "D", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
            ),
        ),
        // A misspelled `terminal` was meant.
        Sample::Screens(
            Version::V7_3,
            concat!(
                r#"[{"id": "START", "title": "A", "terminl": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
                r#"{"type": "Footer", "label": "B", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
            ),
        ),
        // A misspelled `Footer` is a footer.
        Sample::Screens(
            Version::V7_3,
            concat!(
                r#"[{"id": "START", "title": "A", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
                r#"{"type": "Foter", "label": "B", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
            ),
        ),
        // The misspelled version of the endpoint's protocol is there.
        Sample::Top(
            Version::V7_3,
            r#""data_api_versoin": "3.0", "routing_model": {"START": []}"#,
        ),
        // Data of the wrong type may have any field.
        Sample::Screen(
            Version::V7_3,
            r#""data": []"#,
            r#"{"type": "TextBody", "text": "${data.a}"}"#,
        ),
        // A bad version says nothing of the rest.
        Sample::Flow(concat!(
            r#"{"version": 7.3, "data_channel_uri": "https://example.com", "screens": [{"id": "START", "title": "A", "terminal": true, "#,
            r#""layout": {"type": "SingleColumnLayout", "children": [{"type": "Footer", "label": "B", "#,
            r#""on-click-action": {"name": "complete", "payload": {}}}]}}]}"#,
        )),
    ] {
        let said = said(sample, Style::Json);
        assert_eq!(said.len(), 1, "{}: {said:#?}", sample.to_json());
    }
}

#[test]
fn all_mistakes_in_the_order_of_the_document() {
    let said = said(
        Sample::Screen(
            Version::V7_3,
            r#""sensitive": ["b"]"#,
            concat!(
                r#"{"type": "TextBody", "text": "${data.x}"}, {"type": "TextInput", "name": "a", "label": "A", "x": 1}, "#,
                r#"{"type": "TextInput", "name": "a", "label": ""}"#,
            ),
        ),
        Style::Json,
    );
    let places: Vec<_> = said.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(places, [r#""b""#, "x", r#""x""#, r#""a""#, r#""""#]);
}

#[test]
fn the_other_place_is_named() {
    let text = children(
        r#"{"type": "TextInput", "name": "a", "label": "A"}, {"type": "TextArea", "name": "a", "label": "B"}"#,
    )
    .to_json();
    let found = found(&text, Style::Json);
    let again = found.iter().find(|one| one.rule.id == "N1").unwrap();
    let related = again
        .related
        .as_ref()
        .map(|(place, what)| (place.pointer.as_str(), what.as_str()));
    assert_eq!(again.place.pointer, "/screens/0/layout/children/1/name");
    assert_eq!(
        related,
        Some(("/screens/0/layout/children/0/name", "the first one"))
    );
}

/// The place of a token by its number, as `flow!` makes it.
fn token(number: usize) -> TextRange {
    TextRange::token(number)
}

#[test]
fn expressions_from_rust_point_at_their_own_tokens() {
    fn object(entries: Vec<(&'static str, Node)>) -> Node {
        let mut object = Object::default();
        for (key, value) in entries {
            object.push(key, token(0), value);
        }
        Node::new(token(0), Value::Object(object))
    }
    let text = |text: &'static str| Node::string(token(0), text);
    let binding = Binding {
        loc: token(1),
        screen: None,
        source: Source::Form,
        path: vec![Name {
            loc: token(2),
            text: "town".into(),
        }],
    };
    let expression = Expression {
        term: Term {
            loc: token(1),
            kind: Kind::Not(Box::new(Term {
                loc: token(1),
                kind: Kind::Binding(binding),
            })),
        },
        text: "`!${form.town}`".to_owned(),
        holes: Vec::new(),
    };
    let body = object(vec![
        ("type", text("TextBody")),
        ("text", text("A")),
        (
            "visible",
            Node::new(token(0), Value::Expression(Box::new(expression))),
        ),
    ]);
    let footer = object(vec![
        ("type", text("Footer")),
        ("label", text("B")),
        (
            "on-click-action",
            object(vec![
                ("name", text("complete")),
                ("payload", object(vec![])),
            ]),
        ),
    ]);
    let list = |items| Node::new(token(0), Value::Array(items));
    let screen = object(vec![
        ("id", text("START")),
        ("title", text("C")),
        ("terminal", Node::new(token(0), Value::Bool(true))),
        (
            "layout",
            object(vec![
                ("type", text("SingleColumnLayout")),
                ("children", list(vec![body, footer])),
            ]),
        ),
    ]);
    let flow = object(vec![
        ("version", text("7.3")),
        ("screens", list(vec![screen])),
    ]);
    let found = check(&flow, Style::Rust);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].place.loc, token(2));
    assert_eq!(
        found[0].place.pointer,
        "/screens/0/layout/children/0/visible"
    );
    assert_eq!(found[0].message, "the screen has no input `town`");
}

#[test]
fn types_of_what_is_bound() {
    let bound = |declaration: &str, component: &str| {
        let data = format!(r#""data": {{"x": {declaration}}}"#);
        Sample::Screen(Version::V7_3, data.leak(), component.to_owned().leak())
    };
    one(
        bound(
            r#"{"type": "array", "items": {"type": "string"}, "__example__": []}"#,
            r#"{"type": "Dropdown", "name": "a", "label": "A", "data-source": "${data.x}"}"#,
        ),
        Style::Json,
        r#""${data.x}""#,
        "each item of `data-source` must be an object, and is declared as a string; \
         declare it as an object [INVALID_SCREEN_DYNAMIC_DATA]",
    );
    one(
        bound(
            r#"{"type": "array", "items": {"type": "object", "properties": {"id": {"type": "number"}, "title": {"type": "string"}}}, "__example__": []}"#,
            r#"{"type": "Dropdown", "name": "a", "label": "A", "data-source": "${data.x}"}"#,
        ),
        Style::Rust,
        r#""${data.x}""#,
        "`id` of each item of `data_source` must be text, and is declared as a number; \
         declare it as text [INVALID_SCREEN_DYNAMIC_DATA]",
    );
    one(
        bound(
            r#"{"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"], "__example__": {}}"#,
            "",
        ),
        Style::Json,
        "{}",
        "the example of `x` lacks `id`; add it, or leave it out of `required` [INVALID_SCREEN_DATA]",
    );
    one(
        bound(
            r#"{"type": "array", "items": {"type": "integer"}, "__example__": [1, 2.5]}"#,
            "",
        ),
        Style::Json,
        "2.5",
        "`x` is declared as a whole number, and its example is the number `2.5`; \
         change the example, or the declaration [INVALID_SCREEN_DATA]",
    );
}

#[test]
fn types_of_what_is_handed_over() {
    const DAY: &str = r#"{"type": "object", "properties": {"name": {"type": "string"}, "hours": {"type": "array", "items": {"type": "number"}}}"#;
    let handed = |source: &str, payload: &str| {
        let example = r#""__example__": {"name": "", "hours": []}}"#;
        let text = format!(
            r#"{{"version": "6.0", "screens": [
                {{"id": "FIRST", "title": "First", "data": {{"x": {source}, {example}}}, "layout": {{"type": "SingleColumnLayout", "children": [
                    {{"type": "Footer", "label": "Go on", "on-click-action": {{"name": "navigate", "next": {{"type": "screen", "name": "LAST"}}, "payload": {{"day": {payload}}}}}}}]}}}},
                {{"id": "LAST", "title": "Last", "terminal": true, "data": {{"day": {DAY}, {example}}}, "layout": {{"type": "SingleColumnLayout", "children": [
                    {{"type": "Footer", "label": "Done", "on-click-action": {{"name": "complete", "payload": {{}}}}}}]}}}}]}}"#
        );
        Sample::Flow(text.leak())
    };
    let fits = handed(DAY, r#""${data.x}""#);
    assert_eq!(said(fits, Style::Json), []);
    let fits = handed(DAY, r#"{"name": "Monday", "hours": [8, 9.5]}"#);
    assert_eq!(said(fits, Style::Json), []);
    one(
        handed(DAY, r#"{"name": "Monday", "hours": [8, "9"]}"#),
        Style::Json,
        r#""9""#,
        "`hours` is declared as a number, and this is the string `\"9\"`; write `9` without quotes \
         [INVALID_NAVIGATE_ACTION_PAYLOAD]",
    );
    one(
        handed(DAY, r#"{"hours": []}"#),
        Style::Json,
        r#"{"hours": []}"#,
        "`day` lacks `name`; add what is missing [INVALID_NAVIGATE_ACTION_PAYLOAD]",
    );
    one(
        handed(DAY, r#"{"name": "Monday", "hours": [], "open": true}"#),
        Style::Json,
        r#""open""#,
        "`day` has no part `open`; leave it out, or declare it in `properties` \
         [INVALID_NAVIGATE_ACTION_PAYLOAD]",
    );
    one(
        handed(
            r#"{"type": "object", "properties": {"name": {"type": "string"}, "hours": {"type": "array", "items": {"type": "string"}}}"#,
            r#""${data.x}""#,
        ),
        Style::Rust,
        r#""${data.x}""#,
        "`day` is declared in another way: each item of `hours` is text instead of a number; \
         declare both in the same way, or bind something else [INVALID_NAVIGATE_ACTION_PAYLOAD]",
    );
    one(
        handed(r#"{"type": "object""#, r#""${data.x}""#),
        Style::Json,
        r#""${data.x}""#,
        "`day` is declared in another way: this has no `hours`; declare both in the same way, or bind \
         something else [INVALID_NAVIGATE_ACTION_PAYLOAD]",
    );
}
