//! Endpoints: rules 36 to 43, 48 to 57, 80 to 88.

use flow_sim::settings::{AnswerVersion, AnswerWithoutScreen, UndeclaredField};
use flow_sim::{Answer, Notice, Phone, PhoneBuilder, RequestAction, Settings, Value};
use serde_json::{Value as Json, json};

use crate::build::reply;

/// A → B → C, and each asks the endpoint.
fn three() -> String {
    let screen = |id: &str, data: Json| {
        json!({"id": id, "title": id, "terminal": id == "C", "refresh_on_back": id == "B", "data": data,
            "layout": {"type": "SingleColumnLayout", "children": [
                {"type": "TextInput", "name": "text", "label": "Text"},
                {"type": "Footer", "label": "Go", "on-click-action": {"name": "data_exchange",
                    "payload": {"text": "${form.text}", "from": id}}}]}})
    };
    let title = json!({"title": {"type": "string", "__example__": "t"}});
    json!({"version": "7.3", "data_api_version": "4.0", "routing_model": {"A": ["B"], "B": ["C"], "C": []},
        "screens": [screen("A", json!({})), screen("B", title), screen("C", json!({}))]})
    .to_string()
}

fn phone() -> PhoneBuilder {
    Phone::with_json(&three())
}

fn b() -> Json {
    json!({"screen": "B", "data": {"title": "Hi"}})
}

#[test]
fn requests_and_answers() {
    let mut phone = phone().open().unwrap();
    phone.fill("text", "hello").unwrap().tap("Go").unwrap();
    let request = phone.requests()[0].to_value().to_json();
    assert_eq!(
        request,
        r#"{"action":"data_exchange","screen":"A","data":{"from":"A","text":"hello"},"flow_token":"unused"}"#
    );
    assert!(phone.screen().waiting);
    assert_eq!(
        phone.fill("text", "x").unwrap_err().to_string(),
        "the phone waits for the endpoint: give it an answer first"
    );
    phone
        .answer(b())
        .unwrap()
        .tap("Go")
        .unwrap()
        .answer(json!({"screen": "C", "data": {}}))
        .unwrap();
    let end = json!({"screen": "SUCCESS", "data": {"extension_message_response": {"params": {"done": true}}}});
    phone.tap("Go").unwrap().answer(end).unwrap();
    assert_eq!(reply(&phone), json!({"done": true}));
}

#[test]
fn a_function_or_a_list_answers() {
    let mut phone = phone().endpoint(|request| match request.screen.as_deref() {
        Some("A") => b(),
        _ => json!({"screen": "C", "data": {"error_message": "Careful"}}),
    });
    phone = phone.flow_token("t-1");
    let mut phone = phone.open().unwrap();
    phone.tap("Go").unwrap().tap("Go").unwrap();
    assert_eq!(phone.screen().id(), "C");
    assert!(phone.screen().shows("Careful"));
    assert_eq!(&*phone.requests()[1].flow_token, "t-1");
    // The next touch makes it go away.
    phone.fill("text", "x").unwrap();
    assert!(!phone.screen().shows("Careful"));

    let mut phone = self::phone().answers([b()]).open().unwrap();
    phone.tap("Go").unwrap();
    let error = phone.tap("Go").unwrap_err().to_string();
    assert!(
        error.starts_with("no answer is left for the request"),
        "{error}"
    );
}

#[test]
fn the_same_screen_keeps_what_was_typed() {
    let mut phone = phone()
        .answers([
            b(),
            json!({"screen": "B", "data": {"title": "Ho", "error_message": "No"}}),
        ])
        .open()
        .unwrap();
    phone
        .tap("Go")
        .unwrap()
        .fill("text", "mine")
        .unwrap()
        .tap("Go")
        .unwrap();
    assert_eq!(phone.screen().value("text"), Some(&Value::from("mine")));
    assert_eq!(phone.screen().notice, Some(Notice::Snackbar("No".into())));
}

#[test]
fn answers_that_break_the_contract() {
    for (answer, error, message) in [
        (
            json!({"screen": "C", "data": {}}),
            "invalid-screen-transition",
            "the routing model has no route from `A` to `C`",
        ),
        (
            json!({"screen": "D", "data": {}}),
            "invalid-screen-transition",
            "there is no screen `D`; did you mean `A`?",
        ),
        (
            json!({"screen": "B", "data": {}}),
            "payload-schema-error",
            "[key=data.title] of the screen `B`: `title` is missing",
        ),
        (
            json!({"screen": "B", "data": {"title": null}}),
            "payload-schema-error",
            "[key=data.title] of the screen `B`: `title` is `null`, and declared as `string`",
        ),
        (
            json!({"data": {"error_message": "x"}}),
            "payload-schema-error",
            "the answer names no `screen`",
        ),
        (
            json!([]),
            "payload-schema-error",
            "the answer names no `screen`",
        ),
    ] {
        let mut phone = phone().open().unwrap();
        phone.tap("Go").unwrap().answer(answer).unwrap();
        let notice = &phone.error_notices()[0];
        assert_eq!((notice.error, &*notice.message), (error, message));
        assert_eq!(phone.failure().unwrap(), format!("{error}: {message}"));
        // The person stays, and may tap again: rule 84.
        assert_eq!(phone.screen().id(), "A");
        phone.tap("Go").unwrap();
    }
}

#[test]
fn settings_for_answers() {
    let mut settings = Settings::default();
    settings.answer_without_screen = AnswerWithoutScreen::Stays;
    settings.undeclared_field = UndeclaredField::Fails;
    let mut phone = phone().settings(settings).open().unwrap();
    phone
        .tap("Go")
        .unwrap()
        .answer(json!({"data": {"error_message": "Busy"}}))
        .unwrap();
    assert!(phone.screen().shows("Busy"));
    phone
        .tap("Go")
        .unwrap()
        .answer(json!({"screen": "B", "data": {"title": "x", "more": 1}}))
        .unwrap();
    assert!(
        phone
            .failure()
            .unwrap()
            .ends_with("the screen `B` does not declare `more`")
    );
}

#[test]
fn back_asks_where_the_author_wants_it() {
    let mut phone = phone()
        .answers([b(), json!({"screen": "A", "data": {}})])
        .open()
        .unwrap();
    phone
        .fill("text", "kept")
        .unwrap()
        .tap("Go")
        .unwrap()
        .back()
        .unwrap();
    assert_eq!(phone.requests()[1].action, RequestAction::Back);
    assert_eq!(phone.requests()[1].screen.as_deref(), Some("B"));
    assert_eq!(phone.screen().id(), "A");
    assert_eq!(phone.screen().value("text"), Some(&Value::from("kept")));

    let mut phone = self::phone()
        .answers([b(), json!({"screen": "C", "data": {}})])
        .open()
        .unwrap();
    phone.tap("Go").unwrap().back().unwrap();
    assert!(
        phone
            .failure()
            .unwrap()
            .contains("is not the screen before")
    );
}

#[test]
fn an_answer_may_step_back() {
    let steps = [b(), json!({"screen": "C", "data": {}}), b()];
    let mut phone = phone().answers(steps).open().unwrap();
    phone
        .tap("Go")
        .unwrap()
        .fill("text", "b")
        .unwrap()
        .tap("Go")
        .unwrap()
        .tap("Go")
        .unwrap();
    assert_eq!((phone.screen().id(), phone.state().depth()), ("B", 2));
    assert_eq!(phone.screen().value("text"), Some(&Value::from("b")));
    // From C to A is two steps, and refused: rule 39.
    let steps = [
        b(),
        json!({"screen": "C", "data": {}}),
        json!({"screen": "A", "data": {}}),
    ];
    let mut phone = self::phone().answers(steps).open().unwrap();
    phone
        .tap("Go")
        .unwrap()
        .tap("Go")
        .unwrap()
        .tap("Go")
        .unwrap();
    assert!(
        phone
            .failure()
            .unwrap()
            .starts_with("invalid-screen-transition")
    );
}

#[test]
fn a_version_in_an_answer() {
    let mut answer = b();
    answer["version"] = json!("3.0");
    let mut phone = phone().answers([answer.clone()]).open().unwrap();
    assert_eq!(phone.tap("Go").unwrap().screen().id(), "B");
    let mut settings = Settings::default();
    settings.answer_version = AnswerVersion::Fails;
    let mut phone = self::phone()
        .settings(settings)
        .answers([answer])
        .open()
        .unwrap();
    phone.tap("Go").unwrap();
    let why = phone.failure().unwrap();
    assert!(
        why.starts_with("payload-schema-error") && why.contains("`version`"),
        "{why}"
    );
}

#[test]
fn opening() {
    let mut phone = phone().asking_endpoint().open().unwrap();
    assert_eq!(phone.requests()[0].action, RequestAction::Init);
    assert_eq!(phone.screen().id(), "");
    phone.answer(json!({"screen": "A", "data": {}})).unwrap();
    assert_eq!(phone.screen().id(), "A");
    let refused = self::phone()
        .asking_endpoint()
        .answers([b()])
        .open()
        .unwrap_err()
        .to_string();
    assert!(refused.contains("invalid-screen-transition"), "{refused}");
    for builder in [self::phone(), self::phone().asking_endpoint()] {
        let refused = builder.data(3).open().unwrap_err().to_string();
        assert!(refused.ends_with("the data is a number, and must be an object"));
    }
}

#[test]
fn statuses() {
    let mut phone = phone()
        .answers([Answer::Status(421, None), b().into()])
        .open()
        .unwrap();
    phone.tap("Go").unwrap();
    assert_eq!((phone.screen().id(), phone.requests().len()), ("B", 2));

    let mut phone = self::phone()
        .answers([Answer::Status(421, None), Answer::Status(421, None)])
        .open()
        .unwrap();
    phone.tap("Go").unwrap();
    assert_eq!(
        phone.failure(),
        Some("the endpoint answers with the status 421")
    );

    let mut phone = self::phone()
        .answers([Answer::Status(427, Some("Used up".into()))])
        .open()
        .unwrap();
    phone.tap("Go").unwrap();
    assert_eq!(phone.failure(), Some("Used up"));
    assert!(
        phone.screen().to_string().contains("│ Used up "),
        "the person reads it"
    );

    let mut phone = self::phone().answers([Answer::Timeout]).open().unwrap();
    phone.tap("Go").unwrap();
    assert_eq!(
        phone.failure(),
        Some("timeout_error: no answer within 10 seconds")
    );

    let mut settings = Settings::default();
    settings.repeats_after_timeout = true;
    let mut phone = self::phone()
        .settings(settings)
        .answers([Answer::Timeout, b().into()])
        .open()
        .unwrap();
    phone.tap("Go").unwrap();
    assert_eq!(phone.screen().id(), "B");

    let mut settings = Settings::default();
    settings.online = false;
    let mut phone = self::phone().settings(settings).open().unwrap();
    phone.tap("Go").unwrap();
    assert_eq!(phone.failure(), Some("the phone has no network"));
}

/// Files are encrypted wherever they stand in the payload, and after one has gone back from their screen.
#[test]
fn files_for_the_endpoint_are_encrypted() {
    let footer = |action: Json| json!({"type": "Footer", "label": "Go", "on-click-action": action});
    let screen = |id: &str, children: Json| {
        json!({"id": id, "title": id, "terminal": id == "B", "data": {},
            "layout": {"type": "SingleColumnLayout", "children": children}})
    };
    let send = json!({"name": "data_exchange", "payload": {
        "file": "${screen.B.form.file}", "deep": {"file": "${screen.B.form.file}"}}});
    let next = json!({"name": "navigate", "next": {"type": "screen", "name": "B"}, "payload": {}});
    let flow = json!({"version": "7.3", "data_api_version": "4.0", "routing_model": {"A": ["B"], "B": []},
        "screens": [
            screen("A", json!([
                {"type": "EmbeddedLink", "text": "Send", "on-click-action": send},
                footer(next)])),
            screen("B", json!([
                {"type": "DocumentPicker", "name": "file", "label": "File"},
                footer(json!({"name": "complete", "payload": {"file": "${form.file}"}}))]))]});
    let mut phone = Phone::open_json(&flow.to_string()).unwrap();
    let file = flow_sim::File::new("a.pdf");
    phone.tap("Go").unwrap().attach("file", [file]).unwrap();
    phone.back().unwrap().tap("Send").unwrap();
    let data = Json::from(&phone.requests()[0].data);
    for place in ["/file/0/media_id", "/deep/file/0/media_id"] {
        assert_eq!(data.pointer(place), Some(&json!("1")), "{data}");
    }
}
