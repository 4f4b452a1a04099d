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

/// The first finding of a flow, as one line.
#[track_caller]
fn line(text: &str, rule: &str) -> String {
    let flow = read(text).into_result().expect(text);
    let found = check(&flow, Style::Json);
    let own = found.iter().find(|one| one.rule.name == rule);
    own.unwrap_or_else(|| panic!("{rule} is not among {found:#?}"))
        .to_string()
}

const PLACE: &str = r#"{"type": "TextInput", "name": "place", "label": "Place"}"#;

#[test]
fn what_is_entered_is_lost_if_nothing_reads_it() {
    let at = "/screens/0/layout/children/0/name";
    let next = navigate("LAST", "{}");
    let asked = |more: &str, action: &str, payload: &str| {
        let last = format!(r#"{{"name": "complete", "payload": {payload}}}"#);
        let first = screen("FIRST", "", &format!("{PLACE}{more}"), action);
        flow("7.3", &first, &screen("LAST", TERMINAL, "", &last))
    };
    says(&asked("", &next, "{}"), &[(Warning, "unread-input", at)]);
    let sent = r#"{"place": "${screen.FIRST.form.place}"}"#;
    says(&asked("", &next, sent), &[]);
    let shown = r#", {"type": "TextBody", "text": "`'To ' ${form.place}`"}"#;
    says(&asked(shown, &next, "{}"), &[]);
    // An input that does something when it is chosen may be there for that alone.
    let acts = r#"{"type": "OptIn", "name": "a", "label": "A", "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "LAST"}, "payload": {}}}"#;
    let first = screen("FIRST", "", acts, &next);
    says(
        &flow("7.3", &first, &screen("LAST", TERMINAL, "", COMPLETE)),
        &[],
    );
}

#[test]
fn complete_without_payload_names_what_is_lost() {
    let complete = r#"{"name": "complete"}"#;
    let next = navigate("LAST", "{}");
    let both = |action| {
        let first = screen("FIRST", "", PLACE, &next);
        let input = PLACE.replace("place", "hour");
        flow("7.3", &first, &screen("LAST", TERMINAL, &input, action))
    };
    let at = "/screens/1/layout/children/1/on-click-action/name";
    says(
        &both(complete),
        &[(Warning, "complete-without-payload", at)],
    );
    assert_eq!(
        line(&both(complete), "complete-without-payload"),
        "`complete` without `payload` sends nothing, so `place` and `hour` are lost; \
         add \"payload\": {\"place\": \"${screen.FIRST.form.place}\", \"hour\": \"${form.hour}\"} \
         [COMPLETE_WITHOUT_PAYLOAD]"
    );
    // Without inputs nothing is lost.
    let first = screen("FIRST", "", "", &next);
    says(
        &flow("7.3", &first, &screen("LAST", TERMINAL, "", complete)),
        &[],
    );
}

#[test]
fn fields_that_nothing_reads_are_said_together() {
    let field = |name: &str| format!(r#""{name}": {{"type": "string", "__example__": "a"}}"#);
    let of = |names: &[&str]| {
        let fields: Vec<_> = names.iter().map(|name| field(name)).collect();
        let data = format!(r#"{TERMINAL} "data": {{{}}},"#, fields.join(", "));
        let screens = screen("LAST", &data, "", COMPLETE);
        format!(r#"{{"version": "7.3", "screens": [{screens}]}}"#)
    };
    let (one, all) = ("/screens/0/data/a", "/screens/0/data");
    says(&of(&["a"]), &[(Warning, "unread-field", one)]);
    let many = of(&["a", "b", "c", "d", "e", "f", "g"]);
    says(&many, &[(Warning, "unread-field", all)]);
    assert_eq!(
        line(&many, "unread-field"),
        "nothing reads `a`, `b`, `c`, `d`, `e` and 2 more of the screen's data; \
         leave them out, also where the screen is given its data [UNREAD_FIELD]"
    );
}

#[test]
fn errors_that_are_declared_are_bound() {
    let data = r#""terminal": true, "data": {"error_messages": {"type": "object", "properties": {"place": {"type": "string"}}, "__example__": {"place": "Where?"}}},"#;
    let sent = r#"{"name": "complete", "payload": {"place": "${form.place}"}}"#;
    let screens = screen("LAST", data, PLACE, sent);
    let text = format!(r#"{{"version": "7.3", "screens": [{screens}]}}"#);
    assert_eq!(
        line(&text, "unread-field"),
        "nothing reads `error_messages` of the screen's data; bind it: write \
         \"error-messages\": \"${data.error_messages}\" on the `Form`; or leave it out, also where \
         the screen is given its data [UNREAD_FIELD]"
    );
}

#[test]
fn an_operator_in_a_binding_is_one_mistake() {
    let shown = |text: &str| {
        let children =
            format!(r#"{PLACE}, {{"type": "TextBody", "text": "A", "visible": "{text}"}}"#);
        let sent = r#"{"name": "complete", "payload": {"place": "${form.place}"}}"#;
        let screens = screen("LAST", TERMINAL, &children, sent);
        format!(r#"{{"version": "7.3", "screens": [{screens}]}}"#)
    };
    let wrong = shown("${form.place == 'Rome'}");
    says(
        &wrong,
        &[(
            Error,
            "unknown-input",
            "/screens/0/layout/children/1/visible",
        )],
    );
    assert_eq!(
        line(&wrong, "unknown-input"),
        "`place == 'Rome'` is an expression, and a binding is one name; write the expression between \
         back-ticks, with the binding inside it: \"`${form.place} == 'Rome'`\" \
         [INVALID_SCREEN_DYNAMIC_DATA]"
    );
    says(&shown("`${form.place} == 'Rome'`"), &[]);
}

#[test]
fn a_part_that_options_do_not_have_is_said() {
    let listed = |part: &str| {
        let data = format!(
            r#""terminal": true, "data": {{"offers": {{"type": "array", "items": {{"type": "object", "properties": {{"id": {{"type": "string"}}, {part}: {{"type": "string"}}}}}}, "__example__": []}}}},"#
        );
        let list = r#"{"type": "RadioButtonsGroup", "name": "offer", "label": "Offer", "data-source": "${data.offers}"}"#;
        let sent = r#"{"name": "complete", "payload": {"offer": "${form.offer}"}}"#;
        let screens = screen("LAST", &data, list, sent);
        format!(r#"{{"version": "7.2", "screens": [{screens}]}}"#)
    };
    says(&listed(r#""title""#), &[]);
    let at = "/screens/0/data/offers/items/properties/subtitle";
    says(
        &listed(r#""title": {"type": "string"}, "subtitle""#),
        &[(Warning, "unknown-option-part", at)],
    );
    // One that stands for the part that is missing is one mistake.
    assert_eq!(
        line(&listed(r#""label""#), "bound-value-without-parts"),
        "each item of `data-source` must have `title`, which the declaration lacks; call `label` so, \
         in the declaration and in the values [INVALID_SCREEN_DYNAMIC_DATA]"
    );
}

#[test]
fn an_empty_branch_has_no_footer() {
    let footer = format!(r#"{{"type": "Footer", "label": "Go", "on-click-action": {COMPLETE}}}"#);
    let branches = |json: String| {
        format!(
            r#"{{"version": "7.3", "screens": [{{"id": "LAST", "title": "Last", "terminal": true, "data": {{"ready": {{"type": "boolean", "__example__": true}}, "kind": {{"type": "string", "__example__": "a"}}}}, "layout": {{"type": "SingleColumnLayout", "children": [{{"type": "TextBody", "text": "`${{data.ready}} ${{data.kind}}`"}}, {json}]}}}}]}}"#
        )
    };
    let either = branches(format!(
        r#"{{"type": "If", "condition": "${{data.ready}}", "then": [{footer}], "else": []}}"#
    ));
    line(&either, "footer-in-one-branch");
    let cases = branches(format!(
        r#"{{"type": "Switch", "value": "${{data.kind}}", "cases": {{"a": [{footer}], "b": []}}}}"#
    ));
    line(&cases, "footer-in-some-cases");
}

#[test]
fn the_body_of_a_call_is_one_mistake() {
    let text = r#"{"name": "hello", "categories": ["OTHER"], "flow_json": "{}"}"#;
    says(text, &[(Error, "body-of-a-call", "/flow_json")]);
}

#[test]
fn words_of_other_formats_lead_to_the_right_ones() {
    let shown = |version: &str, children: &str| {
        let sent = r#"{"name": "complete", "payload": {"a": "${form.a}"}}"#;
        let screens = screen("LAST", TERMINAL, children, sent);
        format!(r#"{{"version": "{version}", "screens": [{screens}]}}"#)
    };
    let option = r#"{"type": "Dropdown", "name": "a", "label": "A", "data-source": [{"id": "a", "label": "A"}]}"#;
    let at = "/screens/0/layout/children/0";
    let label = format!("{at}/data-source/0/label");
    says(
        &shown("7.3", option),
        &[(Error, "unknown-property", &label)],
    );
    let said = |children, rule| line(&shown("7.3", children), rule);
    assert!(said(option, "unknown-property").contains("write `title`"));
    let length = r#"{"type": "TextInput", "name": "a", "label": "A", "max-length": 9}"#;
    assert!(said(length, "unknown-property").contains("write `max-chars`"));
    let date = r#"{"type": "TextInput", "name": "a", "label": "A", "input-type": "date"}"#;
    assert!(said(date, "invalid-choice").contains("use a `DatePicker`"));

    let long = |more: &str| {
        format!(
            r#"{{"type": "TextInput", "name": "a", "label": "Where do you live today?"{more}}}"#
        )
    };
    let said = |version| line(&shown(version, &long("")), "long-text");
    assert!(said("7.0").contains(r#"or write "label-variant": "large""#));
    assert!(!said("6.3").contains("label-variant"));
    let large = long(r#", "label-variant": "large""#);
    says(&shown("7.3", &large), &[]);
}

#[test]
fn expressions_that_complete_sends_are_looked_into_since_7_2() {
    let rule = "unknown-name-in-payload-expression";
    let at = "/screens/1/layout/children/0/on-click-action/payload/a";
    for (version, severity) in [("6.0", Warning), ("7.1", Warning), ("7.2", Error)] {
        for payload in ["`'To ' ${form.town}`", "`'To`"] {
            let sent = format!(r#"{{"name": "complete", "payload": {{"a": "{payload}"}}}}"#);
            let first = screen("FIRST", "", "", &navigate("LAST", "{}"));
            let text = flow(version, &first, &screen("LAST", TERMINAL, "", &sent));
            says(&text, &[(severity, rule, at)]);
        }
    }
    // Others always are.
    let updates = r#"{"type": "OptIn", "name": "a", "label": "A", "on-select-action": {"name": "update_data", "payload": {"b": "`${form.town} 'x'`"}}}"#;
    let data = r#""terminal": true, "data": {"b": {"type": "string", "__example__": "b"}},"#;
    let text = r#", {"type": "TextBody", "text": "${data.b}"}"#;
    let last = screen("LAST", data, &format!("{updates}{text}"), COMPLETE);
    let flow = format!(r#"{{"version": "6.0", "screens": [{last}]}}"#);
    let at = "/screens/0/layout/children/0/on-select-action/payload/b";
    says(&flow, &[(Error, rule, at)]);
}

#[test]
fn comments_are_one_mistake() {
    let text = r#"{"_comment": "a", "version": "7.3", "routing_model": {"_comment": "b", "A": []}, "screens": [{"id": "A", "title": "A", "terminal": true, "//": "c", "data": {"_comment": "d"}, "layout": {"type": "SingleColumnLayout", "children": [{"type": "Footer", "comment": "e", "label": "Go", "on-click-action": {"name": "complete", "payload": {}}}]}}]}"#;
    says(text, &[(Error, "unknown-property", "/_comment")]);
    assert_eq!(
        line(text, "unknown-property"),
        "`_comment` and 4 other keys are comments; leave them out; there are no comments in Flow \
         JSON [INVALID_PROPERTY_KEY]"
    );
}

#[test]
fn a_byte_order_mark_is_said_and_does_not_matter() {
    let text = format!(
        "\u{feff}{}",
        flow(
            "7.3",
            &screen("FIRST", "", "", &navigate("LAST", "{}")),
            &screen("LAST", TERMINAL, "", COMPLETE)
        )
    );
    let reading = read(&text);
    let said: Vec<_> = reading
        .diagnostics
        .iter()
        .map(|one| (one.severity, one.rule.name))
        .collect();
    assert_eq!(said, [(Warning, "byte-order-mark")]);
    says(&text, &[]);
}

#[test]
fn a_screen_without_footer_is_told_so() {
    let body =
        r#"{"type": "SingleColumnLayout", "children": [{"type": "TextBody", "text": "Hello"}]}"#;
    let bare = |id: &str, more: &str| {
        format!(r#"{{"id": "{id}", "title": "{id}", {more} "layout": {body}}}"#)
    };
    let first = flow(
        "7.3",
        &bare("FIRST", ""),
        &screen("LAST", TERMINAL, "", COMPLETE),
    );
    says(&first, &[(Error, "lone-screen", "/screens/0/id")]);
    assert_eq!(
        line(&first, "lone-screen"),
        "the screen `FIRST` has no `Footer`, and nothing leads on from it; add a `Footer` whose \
         action is `navigate` [INVALID_ROUTING_MODEL]"
    );
    let leads = screen("FIRST", "", "", &navigate("LAST", "{}"));
    let last = flow("7.3", &leads, &bare("LAST", ""));
    says(&last, &[(Error, "no-terminal-screen", "/screens")]);
    assert!(line(&last, "no-terminal-screen").contains("and `LAST` has no `Footer`"));
    let last = flow("7.3", &leads, &bare("LAST", TERMINAL));
    says(
        &last,
        &[(Error, "terminal-without-footer", "/screens/1/id")],
    );
}

#[test]
fn the_sample_of_an_example_fits_its_field() {
    let said = |declaration: &str| {
        let data = format!(r#"{TERMINAL} "data": {{"a": {declaration}}},"#);
        let text = r#"{"type": "TextBody", "text": "`${data.a}`"}"#;
        let screens = screen("LAST", &data, text, COMPLETE);
        let text = format!(r#"{{"version": "7.3", "screens": [{screens}]}}"#);
        let line = line(&text, "missing-property");
        let help = line.split_once("; add ").expect("a help").1;
        help.rsplit_once(" [").expect("a code").0.to_owned()
    };
    assert_eq!(said(r#"{"type": "string"}"#), r#""__example__": "text""#);
    assert_eq!(said(r#"{"type": "integer"}"#), r#""__example__": 1"#);
    let items = r#"{"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}, "on": {"type": "boolean"}}}}"#;
    assert_eq!(
        said(items),
        r#""__example__": [{"id": "text", "on": true}]"#
    );
}

#[test]
fn a_way_in_a_branch_is_written_out() {
    let link = r#"{"type": "EmbeddedLink", "text": "B", "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "LAST"}, "payload": {}}}"#;
    let data = r#""terminal": true, "data": {"new": {"type": "boolean", "__example__": true}},"#;
    let branch = format!(r#"{{"type": "If", "condition": "${{data.new}}", "then": [{link}]}}"#);
    let of = |children: &str| {
        let last = screen("LAST", TERMINAL, "", COMPLETE);
        flow("7.2", &screen("FIRST", data, children, COMPLETE), &last)
    };
    let at = "/screens/0/layout/children/0/then/0/on-click-action/next/name";
    says(&of(&branch), &[(Warning, "route-in-branch", at)]);
    // The same way stands outside too.
    says(&of(&format!("{branch}, {link}")), &[]);
    let written = r#"{"routing_model": {"FIRST": ["LAST"], "LAST": []}, "#;
    says(&of(&branch).replacen('{', written, 1), &[]);
}

#[test]
fn a_flow_begins_with_a_screen_that_none_leads_to() {
    let last = screen("LAST", TERMINAL, "", COMPLETE);
    let first = screen("FIRST", "", "", &navigate("LAST", "{}"));
    says(&flow("7.2", &first, &last), &[]);
    let at = "/screens/0/id";
    says(
        &flow("7.2", &last, &first),
        &[(Warning, "first-screen-follows", at)],
    );
    // By a routing model too.
    let routes = r#"{"routing_model": {"FIRST": ["LAST"], "LAST": []}, "#;
    says(
        &flow("7.2", &last, &first).replacen('{', routes, 1),
        &[(Warning, "first-screen-follows", at)],
    );
}

#[test]
fn a_number_that_is_handed_on_twice_is_text_everywhere() {
    let input = r#"{"type": "TextInput", "name": "age", "label": "Age", "input-type": "number"}"#;
    let shown = r#"{"type": "TextBody", "text": "`'You are ' ${data.age}`"}"#;
    let data = r#""data": {"age": {"type": "number", "__example__": 30}},"#;
    let flow = |second: &str, third: &str| {
        let handed = |to, value: &str| navigate(to, &format!(r#"{{"age": "{value}"}}"#));
        let screens = [
            screen("FIRST", "", input, &handed("SECOND", "${form.age}")),
            screen("SECOND", data, shown, &handed("THIRD", second)),
            screen("THIRD", data, shown, &handed("LAST", third)),
            screen("LAST", &format!("{TERMINAL} {data}"), shown, COMPLETE),
        ];
        format!(
            r#"{{"version": "7.3", "screens": [{}]}}"#,
            screens.join(", ")
        )
    };
    let at = |screen| format!("/screens/{screen}/layout/children/1/on-click-action/payload/age");
    let rule = "relayed-number";
    let (second, third) = (at(1), at(2));
    let entered = "${screen.FIRST.form.age}";
    says(&flow(entered, entered), &[]);
    says(&flow(entered, "${data.age}"), &[(Warning, rule, &third)]);
    says(
        &flow("${data.age}", "${data.age}"),
        &[(Warning, rule, &second), (Warning, rule, &third)],
    );
    let other = "${screen.SECOND.data.age}";
    says(&flow(entered, other), &[(Warning, rule, &third)]);
    assert!(line(&flow(entered, other), rule).contains("write \"${screen.FIRST.form.age}\""));
}

#[test]
fn a_binding_of_another_language_is_said() {
    let data = r#""terminal": true, "data": {"name": {"type": "string", "__example__": "Ann"}},"#;
    let shown = |version: &str, text: &str| {
        let children = format!(r#"{{"type": "TextBody", "text": "{text}"}}"#);
        let screens = screen("LAST", data, &children, COMPLETE);
        format!(r#"{{"version": "{version}", "screens": [{screens}]}}"#)
    };
    let rule = "looks-bound";
    let at = "/screens/0/layout/children/0/text";
    says(&shown("7.3", "Hello {data.name}!"), &[(Warning, rule, at)]);
    says(&shown("7.3", "$data.name"), &[(Warning, rule, at)]);
    let said = |version, text| line(&shown(version, text), rule);
    assert_eq!(
        said("7.3", "It's {data.name}!"),
        "`{data.name}` is no binding, so it is shown as it stands; write \
         \"`'It\\'s ' ${data.name} '!'`\" [LOOKS_LIKE_A_BINDING]"
    );
    assert!(said("7.3", "{{data.name}}").contains("write \"${data.name}\""));
    assert!(said("5.1", "Hello $data.name").contains("needs version 6.0"));
    assert!(said("7.3", "Hello {{ name }}").contains("as in `${data.name}`"));
    assert!(said("7.3", "${name}").contains("as in `${form.name}`"));

    // It is sent so too.
    let sent = r#"{"name": "complete", "payload": {"all": [{"name": "{{data.name}}"}]}}"#;
    let screens = screen("LAST", data, "", sent);
    let text = format!(r#"{{"version": "7.3", "screens": [{screens}]}}"#);
    let at = "/screens/0/layout/children/0/on-click-action/payload/all/0/name";
    says(&text, &[(Warning, rule, at)]);
}

#[test]
fn forms_of_other_formats_are_one_mistake_that_leads_out() {
    let first = screen("FIRST", "", "", &navigate("LAST", "{}"));
    let last = screen(
        "LAST",
        TERMINAL,
        PLACE,
        r#"{"name": "complete", "payload": {"place": "${form.place}"}}"#,
    );
    let sound = flow("7.3", &first, &last);
    says(&sound, &[]);
    for (part, other, help) in [
        (r#""TextInput""#, r#""Input""#, "write `TextInput`"),
        (r#""Footer""#, r#""Button""#, "write `Footer`"),
        (
            r#"{"type": "screen", "name": "LAST"}"#,
            r#""LAST""#,
            r#"write `{"type": "screen", "name": "LAST"}`"#,
        ),
        (
            r#""type": "screen", "name""#,
            r#""type": "screen", "id""#,
            "write `name`",
        ),
        (
            r#""name": "place", "label""#,
            r#""id": "place", "label""#,
            "write `name`",
        ),
        (
            r#""layout": {"type": "SingleColumnLayout", "children": "#,
            r#""children": "#,
            r#"write "layout": {"type": "SingleColumnLayout", "children": […]}, and put them there"#,
        ),
        (
            r#"{"type": "SingleColumnLayout", "children": "#,
            "",
            r#"write `{"type": "SingleColumnLayout", "children": […]}`"#,
        ),
        (
            r#"{"name": "complete", "payload": {"place": "${form.place}"}}"#,
            r#""complete""#,
            r#"write `{"name": "complete", "payload": {}}`"#,
        ),
        (
            r#""title": "FIRST","#,
            r#""title": "FIRST", "data": {"city": "Rome"},"#,
            r#"write `{"type": "string", "__example__": "Rome"}`"#,
        ),
        (
            PLACE,
            r#"{"type": "Dropdown", "name": "place", "label": "Place", "data-source": ["Rome", "Bonn"]}"#,
            r#"write `{"id": "Rome", "title": "Rome"}`"#,
        ),
        (
            r#""version": "7.3""#,
            r#""version": "7.3", "data_api_version": 3.0, "routing_model": {"FIRST": ["LAST"]}"#,
            r#"write `"3.0"`"#,
        ),
    ] {
        assert!(sound.contains(part), "{part} is not in {sound}");
        let mut text = sound.replacen(part, other, 1);
        if part.ends_with("\"children\": ") {
            // The brace of the layout is gone too.
            let end = text.find("]}}").expect("a screen ends");
            text.remove(end + 1);
        }
        let root = read(&text).into_result().expect(&text);
        let errors = check(&root, Style::Json);
        let errors: Vec<_> = errors
            .iter()
            .filter(|one| one.severity == Error)
            .map(|one| one.help.as_deref())
            .collect();
        assert_eq!(errors, [Some(help)], "{text}");
    }
}
