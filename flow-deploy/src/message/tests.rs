use serde_json::{Map, Value, json};

use super::*;

fn survey() -> FlowRef {
    FlowRef::Name("survey".to_owned())
}

fn written(message: &FlowMessage) -> Value {
    serde_json::from_slice(&message.to_json().unwrap()).unwrap()
}

fn problems(message: &FlowMessage) -> Vec<String> {
    let error = message.to_json().unwrap_err();
    error.violations.iter().map(ToString::to_string).collect()
}

fn sound(opening: Opening) -> FlowMessage {
    FlowMessage::new("+447700900123", opening)
        .body("b")
        .cta("c")
}

#[test]
fn the_json_is_that_of_the_cloud_api() {
    let data = Map::from_iter([("price".to_owned(), json!(100))]);
    let message = FlowMessage::new("+447700900123", Opening::navigate(survey(), "PRICE", data))
        .header("A header")
        .body("A body")
        .footer("A footer")
        .cta("Book!")
        .flow_token("t-1");
    // As in Meta's example of an interactive flow message, by name in place of the id.
    let expected = json!({
        "recipient_type": "individual", "messaging_product": "whatsapp", "to": "+447700900123",
        "type": "interactive",
        "interactive": {
            "type": "flow",
            "header": {"type": "text", "text": "A header"},
            "body": {"text": "A body"},
            "footer": {"text": "A footer"},
            "action": {"name": "flow", "parameters": {
                "flow_message_version": "3", "flow_token": "t-1", "flow_name": "survey",
                "flow_cta": "Book!", "mode": "published", "flow_action": "navigate",
                "flow_action_payload": {"screen": "PRICE", "data": {"price": 100}},
            }},
        },
    });
    assert_eq!(written(&message), expected);
}

#[test]
fn each_opening_has_its_parameters() {
    let parameters = |message: &FlowMessage| {
        let mut json = written(message);
        json["interactive"]["action"]["parameters"].take()
    };
    let first = parameters(&sound(Opening::first_screen(FlowRef::Id("12".to_owned()))).draft());
    assert_eq!(
        first,
        json!({"flow_message_version": "3", "flow_id": "12", "flow_cta": "c", "mode": "draft",
            "flow_action": "navigate"})
    );
    let by_id = Opening::first_screen(survey()).of_flow(FlowRef::Id("12".to_owned()));
    assert_eq!(parameters(&sound(by_id).draft()), first);
    // No empty object.
    let empty = parameters(&sound(Opening::navigate(survey(), "A", Map::new())));
    assert_eq!(empty["flow_action_payload"], json!({"screen": "A"}));
    let endpoint = parameters(&sound(Opening::data_exchange(survey())));
    assert_eq!(endpoint["flow_action"], "data_exchange");
    assert_eq!(endpoint.get("flow_action_payload"), None);
}

#[test]
fn every_broken_limit_is_named() {
    let good = || sound(Opening::first_screen(survey()));
    let text = |length| "☕".repeat(length);
    for fits in [
        good().body(text(1024)),
        good().cta(text(30)),
        good().header(text(60)).footer(text(60)),
    ] {
        assert!(fits.to_json().is_ok());
    }
    let all = FlowMessage::new(
        "07700900123",
        Opening::first_screen(FlowRef::Id("x".to_owned())),
    )
    .body(text(1025))
    .cta(text(31))
    .header(text(61))
    .footer("")
    .flow_token("");
    assert_eq!(
        problems(&all),
        [
            "`to` must be a phone number with `+` and the country's code, like `+447700900123`, but is \"077…23\"",
            "`body` must have 1 to 1024 characters, but has 1025",
            "`flow_cta` must have 1 to 30 characters, but has 31",
            "`header` must have 1 to 60 characters, but has 61",
            "`footer` must have 1 to 60 characters, but has 0",
            "`flow_token` must not be empty",
            "`flow_id` must be digits only, but is \"x\"",
        ]
    );
    for to in [
        "",
        "+",
        "+44 7700 900123",
        "+0123456789",
        "+1234567890123456",
        "+12345x7",
    ] {
        let opening = Opening::first_screen(survey());
        let found = problems(&FlowMessage::new(to, opening).body("b").cta("c"));
        assert!(found[0].starts_with("`to` must be"), "{to}: {found:?}");
        assert!(to.len() < 8 || !found[0].contains(to), "{found:?}");
    }
}

#[test]
fn first_data_that_would_vanish_are_refused() {
    let message = |bytes: usize| {
        // `{"a":""}` has 8 bytes.
        let data = Map::from_iter([("a".to_owned(), "x".repeat(bytes - 8).into())]);
        sound(Opening::navigate(survey(), "A", data))
    };
    assert!(message(MAX_FIRST_DATA_BYTES).to_json().is_ok());
    assert_eq!(
        problems(&message(MAX_FIRST_DATA_BYTES + 1)),
        ["`data` must have 1 to 1000000 bytes, but has 1000001"]
    );
}

#[test]
fn debug_shows_nothing_personal() {
    let data = Map::from_iter([("a".to_owned(), json!("secret data"))]);
    let message = FlowMessage::new("+447700900123", Opening::navigate(survey(), "A", data))
        .body("secret body")
        .flow_token("secret token");
    let shown = format!("{message:?}");
    assert!(
        !shown.contains("secret") && !shown.contains("7700900"),
        "{shown}"
    );
    assert!(
        shown.contains("survey") && shown.contains("+44…23"),
        "{shown}"
    );
}

const FLOW: &str = r#"{"version": "7.3", "data_api_version": "4.0",
    "routing_model": {"DAY": ["TIME"], "TIME": [], "HELP": []},
    "screens": [
        {"id": "TIME", "title": "t", "layout": {}},
        {"id": "DAY", "title": "t", "layout": {}, "data": {
            "first": {"type": "string"},
            "seats": {"type": "integer"},
            "days": {"type": "array", "items": {"type": "object", "required": ["id"], "properties": {
                "id": {"type": "string"}, "title": {"type": "string"}}}}
        }},
        {"id": "HELP", "title": "t", "layout": {}}
    ]}"#;

fn opened(screen: Option<&str>, data: Value) -> Result<Opening, String> {
    let Value::Object(data) = data else {
        unreachable!()
    };
    Opening::checked(survey(), FLOW, screen, data).map_err(|error| error.to_string())
}

#[test]
fn data_are_checked_by_the_flow() {
    let good = json!({"first": "a", "seats": 2, "days": [{"id": "x"}]});
    let opening = opened(None, good.clone()).unwrap();
    assert_eq!(
        format!("{opening:?}"),
        r#"Opening { flow: Name("survey"), screen: "DAY", .. }"#
    );
    assert!(opened(Some("DAY"), good.clone()).is_ok());
    assert!(opened(Some("HELP"), json!({})).is_ok());
    let wrong = |key: &str, value: Value| {
        let mut data = good.clone();
        data[key] = value;
        opened(Some("DAY"), data).unwrap_err()
    };
    for (key, value, problem) in [
        (
            "first",
            json!(1),
            "`first` is a number, and declared as text",
        ),
        (
            "seats",
            json!(1.5),
            "`seats` is a number, and declared as a whole number",
        ),
        (
            "days",
            json!({}),
            "`days` is an object, and declared as a list",
        ),
        (
            "days",
            json!([{"id": "a"}, {"id": null}]),
            "`days[1].id` is null, and declared as text",
        ),
        ("days", json!([{"title": "a"}]), "`days[0].id` is missing"),
        ("other", json!(1), "`other` is not declared"),
    ] {
        assert_eq!(wrong(key, value), format!("the data of `DAY`: {problem}"));
    }
    assert_eq!(
        opened(Some("DAY"), json!({})).unwrap_err(),
        "the data of `DAY`: `first` is missing"
    );
    assert_eq!(
        opened(Some("TIME"), json!({})).unwrap_err(),
        "no message can open `TIME`, since another screen leads to it; a message can open `DAY`, `HELP`"
    );
    assert_eq!(
        opened(Some("NONE"), json!({})).unwrap_err(),
        "the flow has no screen `NONE`; a message can open `DAY`, `HELP`"
    );
    assert_eq!(
        Opening::checked(survey(), "{", None, Map::new()).unwrap_err(),
        NotOpened::NoFlow
    );
    assert_eq!(
        Opening::checked(survey(), "{}", None, Map::new()).unwrap_err(),
        NotOpened::NoEntry
    );
}
