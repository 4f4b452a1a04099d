//! The findings of the explorer, one test for each kind.

use std::ops::ControlFlow;

use flow_sim::explore::{Bounds, Exploration, explore, explore_with, requests};
use flow_sim::{Program, Settings};
use serde_json::{Value, json};

fn walk(flow: &Value) -> Exploration {
    let tree = flow_json::read(&flow.to_string()).root.expect("it is JSON");
    explore(
        &Program::new(&tree),
        &Settings::default(),
        Bounds::default(),
    )
}

fn found(exploration: &Exploration) -> Vec<(&str, &str)> {
    let findings = exploration.findings.iter();
    findings
        .map(|finding| (finding.kind.name(), &*finding.place.pointer))
        .collect()
}

fn screen(id: &str, terminal: bool, children: Value) -> Value {
    json!({"id": id, "title": id, "terminal": terminal,
        "layout": {"type": "SingleColumnLayout", "children": children}})
}

fn flow(screens: Value) -> Value {
    json!({"version": "7.3", "screens": screens})
}

fn footer(action: Value) -> Value {
    json!({"type": "Footer", "label": "Go", "on-click-action": action})
}

fn navigate(screen: &str, payload: Value) -> Value {
    json!({"name": "navigate", "next": {"type": "screen", "name": screen}, "payload": payload})
}

fn complete(payload: Value) -> Value {
    json!({"name": "complete", "payload": payload})
}

#[test]
fn a_sound_flow_has_no_findings() {
    let flow = flow(json!([
        screen(
            "A",
            false,
            json!([
            {"type": "TextInput", "name": "code", "label": "Code", "required": true,
                "pattern": "^[A-Z]{2}-\\d{4}$", "helper-text": "AB-1234"},
            {"type": "RadioButtonsGroup", "name": "kind", "label": "Kind", "required": true,
                "data-source": [{"id": "x", "title": "X"}, {"id": "y", "title": "Y"}]},
            {"type": "If", "condition": "${form.kind} == 'x'",
                "then": [footer(navigate("B", json!({})))], "else": [footer(navigate("C", json!({})))]}])
        ),
        screen(
            "B",
            true,
            json!([footer(complete(json!({"code": "${screen.A.form.code}"})))])
        ),
        screen(
            "C",
            true,
            json!([footer(complete(json!({"kind": "${screen.A.form.kind}"})))])
        ),
    ]));
    let exploration = walk(&flow);
    assert!(exploration.complete);
    assert_eq!(found(&exploration), []);
    assert_eq!(exploration.reached, ["A".into(), "B".into(), "C".into()]);
    assert_eq!(
        exploration.routes,
        [("A".into(), "B".into()), ("A".into(), "C".into())]
    );
}

#[test]
fn each_kind_of_finding() {
    let stuck = json!([
        {"type": "EmbeddedLink", "text": "Read on", "on-click-action": navigate("NEVER_READ", json!({}))},
        {"type": "Dropdown", "name": "d", "label": "D", "required": true, "data-source": [{"id": "1", "title": "1", "enabled": false}]},
        footer(navigate("B", json!({})))]);
    let exploration = walk(&flow(json!([
        screen("A", false, stuck),
        screen(
            "NEVER_READ",
            false,
            json!([{"type": "TextBody", "text": "${data.nothing}"}])
        ),
        screen("B", true, json!([footer(complete(json!({})))])),
    ])));
    assert_eq!(
        found(&exploration),
        [
            ("dead-end", "/screens/0"),
            ("dead-end", "/screens/1"),
            ("unreachable-screen", "/screens/2"),
            ("footer-never-enabled", "/screens/0/layout/children/2"),
            ("literal-reference", "/screens/1/layout/children/0/text"),
        ]
    );
    let literal = exploration.findings.last().expect("it is there");
    assert_eq!(literal.steps, ["open the screen `A`", "tap \"Read on\""]);
}

#[test]
fn a_number_that_is_handed_on_fails() {
    let data = json!({"n": {"type": "number", "__example__": 1}});
    let mut second = screen(
        "B",
        false,
        json!([footer(navigate("C", json!({"n": "${data.n}"})))]),
    );
    second["data"] = data.clone();
    let mut third = screen("C", true, json!([footer(complete(json!({})))]));
    third["data"] = data;
    let exploration = walk(&flow(json!([
        screen(
            "A",
            false,
            json!([
            {"type": "TextInput", "name": "n", "label": "N", "input-type": "number", "required": true},
            footer(navigate("B", json!({"n": "${form.n}"})))])
        ),
        second,
        third,
    ])));
    let failed = &exploration.findings[0];
    assert_eq!(failed.kind.name(), "failed-step");
    assert_eq!(
        failed.steps,
        [
            "open the screen `A`",
            "fill the TextInput `n` with \"1\"",
            "tap \"Go\"",
            "tap \"Go\""
        ]
    );
}

#[test]
fn a_screen_that_was_not_seen_leaves_the_reply_empty() {
    let exploration = walk(&flow(json!([
        screen(
            "A",
            true,
            json!([
            {"type": "EmbeddedLink", "text": "More", "on-click-action": navigate("B", json!({}))},
            footer(complete(json!({"more": "${screen.B.form.more}"})))])
        ),
        screen(
            "B",
            false,
            json!([{"type": "TextInput", "name": "more", "label": "More", "required": true}])
        ),
    ])));
    assert_eq!(
        found(&exploration),
        [
            (
                "empty-reference",
                "/screens/0/layout/children/1/on-click-action/payload/more"
            ),
            (
                "missing-in-reply",
                "/screens/0/layout/children/1/on-click-action/payload/more"
            ),
        ]
    );
}

#[test]
fn an_endpoint_may_lead_anywhere() {
    let ask = json!({"name": "data_exchange", "payload": {}});
    let mut second = screen(
        "B",
        true,
        json!([
        {"type": "If", "condition": "${data.ok}", "then": [{"type": "Dropdown", "name": "d", "label": "D",
            "data-source": "${data.list}"}]},
        footer(ask.clone())]),
    );
    second["data"] = json!({"ok": {"type": "boolean", "__example__": true},
        "list": {"type": "array", "items": {"type": "object"}, "__example__": []}});
    let exploration = walk(
        &json!({"version": "7.3", "data_api_version": "3.0", "routing_model": {"A": ["B"]},
        "screens": [screen("A", false, json!([footer(ask)])), second]}),
    );
    assert!(exploration.complete);
    assert_eq!(
        found(&exploration),
        [("fault", "/screens/1/layout/children/0/then/0/data-source")]
    );
}

#[test]
fn it_ends_and_is_the_same_each_time() {
    // Each of ten boxes decides something.
    let inputs: Vec<Value> = (0..10)
        .map(|at| json!({"type": "OptIn", "name": format!("o{at}"), "label": "O"}))
        .collect();
    let shown: Vec<Value> = (0..10)
        .map(|at| json!({"type": "TextBody", "text": "on", "visible": format!("${{form.o{at}}}")}))
        .collect();
    let mut children = [inputs, shown].concat();
    children.push(footer(navigate("B", json!({}))));
    let flow = flow(json!([
        screen("A", false, json!(children)),
        screen("B", true, json!([footer(complete(json!({})))]))
    ]));
    let tree = flow_json::read(&flow.to_string()).root.expect("it is JSON");
    let program = Program::new(&tree);
    let mut bounds = Bounds::default();
    bounds.states = 300;
    let [one, two] = [0, 1].map(|_| explore(&program, &Settings::default(), bounds));
    assert_eq!((one.states, one.complete), (300, false));
    assert_eq!(format!("{one:?}"), format!("{two:?}"));
}

#[test]
fn a_reference_of_the_reply_that_leads_nowhere() {
    let flow = flow(json!([screen(
        "A",
        true,
        json!([footer(complete(json!({"pet": "${form.pet}"})))])
    )]));
    let exploration = walk(&flow);
    assert_eq!(
        found(&exploration),
        [(
            "literal-reference",
            "/screens/0/layout/children/0/on-click-action/payload/pet"
        )]
    );
    let message = &exploration.findings[0].message;
    assert_eq!(
        message,
        "`${form.pet}` leads nowhere, and `pet` of the reply has it as it is written"
    );
}

#[test]
fn it_ends_when_it_is_told_to_within_one_state() {
    // From the first state alone a person has a thousand moves, and the last is of five hundred touches.
    let inputs = (0..500).map(|at| {
        json!({"type": "TextInput", "name": format!("i{at}"), "label": "I", "required": true,
            "visible": format!("`${{form.i{}}} != 'x'`", (at + 1) % 500)})
    });
    let mut children: Vec<Value> = inputs.collect();
    children.push(footer(complete(json!({}))));
    let flow = flow(json!([screen("A", true, json!(children))]));
    let program = Program::from_json(&flow.to_string()).expect("it is JSON");
    let mut calls = 0;
    let settings = Settings::default();
    let walked = explore_with(&program, &settings, Bounds::default(), &mut |progress| {
        calls += 1;
        assert_eq!(progress.walked, 0);
        if calls == 20 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    assert_eq!(calls, 20);
    assert!(!walked.complete);
}

/// The requests of a flow, as an endpoint reads them.
fn asked(flow: &Value) -> Vec<String> {
    let tree = flow_json::read(&flow.to_string()).root.expect("it is JSON");
    let states = requests(&Program::new(&tree), &Settings::default());
    let requests = states.iter().filter_map(|state| state.request());
    requests
        .map(|request| request.to_value().to_json())
        .collect()
}

#[test]
fn the_requests_of_a_flow_are_found_each_on_its_screen() {
    let exchange = |payload: Value| json!({"name": "data_exchange", "payload": payload});
    let mut second = screen(
        "B",
        true,
        json!([
            {"type": "If", "condition": "${data.open}", "then": [
                {"type": "TextInput", "name": "note", "label": "Note", "required": true}]},
            footer(exchange(json!({"day": "${data.day}", "from": "b"})))]),
    );
    second["refresh_on_back"] = json!(true);
    second["data"] = json!({"day": {"type": "string", "__example__": "2027-03-01"},
        "open": {"type": "boolean", "__example__": false}});
    let first = screen(
        "A",
        false,
        json!([
            {"type": "Dropdown", "name": "kind", "label": "Kind", "required": true,
                "data-source": [{"id": "x", "title": "X"}, {"id": "y", "title": "Y"}],
                "on-select-action": exchange(json!({"chosen": "${form.kind}"}))},
            {"type": "Footer", "label": "Go", "on-click-action": exchange(json!({"kind": "${form.kind}"}))}]),
    );
    let flow = json!({"version": "7.3", "data_api_version": "4.0",
        "routing_model": {"A": ["B"], "B": []}, "screens": [first, second]});
    let token = r#""flow_token":"unused"}"#;
    assert_eq!(
        asked(&flow),
        [
            format!(r#"{{"action":"INIT","data":{{}},{token}"#),
            format!(r#"{{"action":"data_exchange","screen":"A","data":{{"chosen":"x"}},{token}"#),
            format!(r#"{{"action":"data_exchange","screen":"A","data":{{"kind":"x"}},{token}"#),
            format!(
                r#"{{"action":"data_exchange","screen":"B","data":{{"day":"2027-03-01","from":"b"}},{token}"#
            ),
            format!(r#"{{"action":"BACK","screen":"B","data":{{}},{token}"#),
        ]
    );
    // A flow without an endpoint asks nothing.
    assert!(
        asked(&self::flow(json!([screen(
            "A",
            true,
            json!([footer(complete(json!({})))])
        )])))
        .is_empty()
    );
}
