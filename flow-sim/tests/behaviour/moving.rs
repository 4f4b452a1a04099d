//! Moving about, and the data of screens: rules 32 to 60.

use flow_sim::settings::{BranchNavigation, Revisited, Unseen};
use flow_sim::{End, Phone, Settings, Value};
use serde_json::json;

use crate::build::{first, flow, reply, screen};

fn two() -> String {
    let mut second = screen(
        json!([{"type": "TextBody", "text": "`'Hello ' ${data.name}`"},
        {"type": "TextInput", "name": "more", "label": "More"}]),
        json!({"name": "${data.name}", "first": "${screen.FIRST.form.name}"}),
    );
    second["data"] = json!({"name": {"type": "string", "__example__": ""}});
    let input = json!([{"type": "TextInput", "name": "name", "label": "Name"},
        {"type": "TextCaption", "text": "${screen.START.form.more}"}]);
    flow(
        "7.3",
        json!([
            first(input, "START", json!({"name": "${form.name}"})),
            second
        ]),
    )
}

#[test]
fn back_keeps_what_was_typed() {
    let mut phone = Phone::open_json(&two()).unwrap();
    phone.fill("name", "Ada").unwrap().tap("Send").unwrap();
    assert!(phone.screen().shows("Hello Ada"));
    phone.fill("more", "typed").unwrap().back().unwrap();
    assert_eq!(phone.screen().value("name"), Some(&Value::from("Ada")));
    // The inputs of a screen that one went back from can still be read: rule 34.
    assert!(phone.screen().shows("typed"));
    phone.fill("name", "Bo").unwrap().tap("Send").unwrap();
    assert!(phone.screen().shows("Hello Bo"));
    assert_eq!(phone.screen().value("more"), Some(&Value::from("typed")));
    phone.tap("Send").unwrap();
    assert_eq!(reply(&phone), json!({"name": "Bo", "first": "Bo"}));
    assert!(phone.tap("Send").is_err());
}

#[test]
fn a_screen_that_is_visited_again_is_a_setting() {
    let mut settings = Settings::default();
    settings.revisited = Revisited::Reset;
    let mut phone = Phone::with_json(&two()).settings(settings).open().unwrap();
    phone
        .tap("Send")
        .unwrap()
        .fill("more", "typed")
        .unwrap()
        .back()
        .unwrap()
        .tap("Send")
        .unwrap();
    assert_eq!(phone.screen().value("more"), Some(&Value::from("")));
}

#[test]
fn back_from_the_first_screen_closes() {
    let mut phone = Phone::open_json(&two()).unwrap();
    phone.back().unwrap();
    assert_eq!(phone.state().end(), Some(&End::Closed));
    assert_eq!(
        phone.reply_json().unwrap_err().to_string(),
        "the flow has no reply: it was closed"
    );
}

#[test]
fn no_message_opens_a_screen_to_which_others_lead() {
    let refused = Phone::with_json(&two())
        .screen("START")
        .open()
        .unwrap_err()
        .to_string();
    assert!(refused.contains("invalid-screen-transition"), "{refused}");
    let refused = Phone::with_json(&two())
        .screen("STRAT")
        .open()
        .unwrap_err()
        .to_string();
    assert!(
        refused.ends_with("there is no screen `STRAT`; did you mean `START`?"),
        "{refused}"
    );
    let phone = Phone::with_json(&two())
        .on("START")
        .data(json!({"name": "X"}))
        .open()
        .unwrap();
    assert!(phone.screen().shows("Hello X"));
}

#[test]
fn data_must_be_as_declared() {
    let refused = |data| {
        Phone::with_json(&two())
            .on("START")
            .data(data)
            .open()
            .unwrap_err()
            .to_string()
    };
    assert!(
        refused(json!({})).ends_with("[key=data.name] of the screen `START`: `name` is missing")
    );
    let refused = refused(json!({"name": 1}));
    assert!(
        refused.ends_with("`name` is a number, and declared as `string`"),
        "{refused}"
    );
}

/// A number that was typed goes to a `number` once, and is text from then on: rule 59.
#[test]
fn a_number_is_handed_on_once() {
    let number = json!({"n": {"type": "number", "__example__": 1}});
    let mut second = first(
        json!([{"type": "TextBody", "text": "`'n is ' ${data.n}`"}]),
        "THIRD",
        json!({"n": "${data.n}"}),
    );
    second["id"] = json!("SECOND");
    second["data"] = number.clone();
    let mut third = screen(json!([]), json!({}));
    third["id"] = json!("THIRD");
    third["data"] = number;
    let input = json!([{"type": "TextInput", "name": "n", "label": "N", "input-type": "number"}]);
    let json = flow(
        "7.3",
        json!([
            first(input, "SECOND", json!({"n": "${form.n}"})),
            second,
            third
        ]),
    );
    let mut phone = Phone::open_json(&json).unwrap();
    phone.fill("n", 2).unwrap().tap("Send").unwrap();
    assert!(phone.screen().shows("n is 2"));
    phone.tap("Send").unwrap();
    assert_eq!(phone.screen().id(), "SECOND");
    assert!(
        phone
            .failure()
            .unwrap()
            .contains("`n` is text, and declared as `number`")
    );
    assert!(phone.screen().shows(flow_sim::FAILURE));
}

#[test]
fn a_reference_to_a_screen_not_seen_yet_is_empty() {
    let components = json!([
        {"type": "If", "condition": "${screen.OTHER.form.x} != ''",
            "then": [{"type": "TextBody", "text": "chosen"}], "else": [{"type": "TextBody", "text": "not chosen"}]},
        {"type": "TextBody", "text": "`'sum ' (${screen.OTHER.data.n} + 1)`"},
        {"type": "TextBody", "text": "${data.undeclared}"}
    ]);
    let mut other = screen(
        json!([{"type": "TextInput", "name": "x", "label": "X"}]),
        json!({}),
    );
    other["id"] = json!("OTHER");
    other["data"] = json!({"n": {"type": "number", "__example__": 5}});
    let phone =
        Phone::open_json(&flow("7.3", json!([screen(components, json!({})), other]))).unwrap();
    let screen = phone.screen();
    assert!(
        screen.shows("not chosen") && screen.shows("sum 1") && screen.shows("${data.undeclared}")
    );
}

#[test]
fn what_a_screen_not_seen_yet_holds() {
    let text = json!([{"type": "TextBody", "text": "`'ok ' ${screen.OTHER.form.ok}`"},
        {"type": "TextBody", "text": "${screen.OTHER.form.days.start-date}"}]);
    let reads = json!({"several": "${screen.OTHER.form.several}"});
    let mut other = screen(
        json!([{"type": "OptIn", "name": "ok", "label": "Ok"},
            {"type": "CalendarPicker", "name": "days", "mode": "range",
                "label": {"start-date": "From", "end-date": "To"}},
            {"type": "CheckboxGroup", "name": "several", "label": "S",
                "data-source": [{"id": "a", "title": "A"}]}]),
        json!({}),
    );
    other["id"] = json!("OTHER");
    let flow = flow("7.3", json!([screen(text, reads), other]));
    for (unseen, ok, several) in [
        (Unseen::Typed, "ok false", json!([])),
        (Unseen::Text, "ok ", json!("")),
    ] {
        let mut settings = Settings::default();
        settings.unseen = unseen;
        let mut phone = Phone::with_json(&flow).settings(settings).open().unwrap();
        let shown: Vec<_> = phone.screen().components[..2]
            .iter()
            .map(|text| text.paragraphs()[0].to_string())
            .collect();
        assert_eq!(shown, [ok, ""]);
        phone.tap("Send").unwrap();
        assert_eq!(reply(&phone)["several"], several);
    }
}

#[test]
fn names_that_are_wrong() {
    let mut phone = Phone::open_json(&two()).unwrap();
    for (error, message) in [
        (
            phone.fill("nam", "x").unwrap_err(),
            "the screen `FIRST` has no input `nam`; did you mean `name`?",
        ),
        (
            phone.tap("Sent").unwrap_err(),
            "the screen `FIRST` has nothing to tap with the text \"Sent\"; did you mean `Send`?",
        ),
        (
            phone.fill("Send", "x").unwrap_err(),
            "the Footer \"Send\" is no input",
        ),
        (
            phone.tap("Name").unwrap_err(),
            "the TextInput `name` is nothing to tap: use `fill`",
        ),
        (
            phone.pick("name", "x").unwrap_err(),
            "the screen `FIRST` has no option `x` in the TextInput `name`",
        ),
        (
            phone.answer(json!({})).unwrap_err(),
            "the phone waits for no answer",
        ),
        (
            phone.tick("name").unwrap_err(),
            "the TextInput `name` has no box to tick",
        ),
    ] {
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn what_hides_an_input() {
    let components = json!([
        {"type": "OptIn", "name": "more", "label": "More"},
        {"type": "If", "condition": "${form.more} == true", "then": [{"type": "TextArea", "name": "a", "label": "A"}]},
        {"type": "TextInput", "name": "b", "label": "B", "visible": "`!${form.more} && 1 < 0`"},
        {"type": "Switch", "value": "${form.kind}", "cases": {"x": [{"type": "TextInput", "name": "c", "label": "C"}]}},
        {"type": "TextInput", "name": "kind", "label": "Kind"}
    ]);
    let mut phone = Phone::open_json(&flow("7.3", json!([screen(components, json!({}))]))).unwrap();
    phone.fill("kind", "y").unwrap();
    for (input, by) in [
        (
            "a",
            r#"the TextArea `a` is hidden by `"condition": ${form.more} == true`, which is false"#,
        ),
        (
            "b",
            r#"the TextInput `b` is hidden by `"visible": !${form.more} && 1 < 0`"#,
        ),
        (
            "c",
            r#"the TextInput `c` is hidden by `"value": ${form.kind}`, which is `y` and not `x`"#,
        ),
    ] {
        assert_eq!(phone.fill(input, "x").unwrap_err().to_string(), by);
    }
    phone.tick("more").unwrap().fill("a", "x").unwrap();
}

#[test]
fn a_navigate_in_a_branch_without_a_routing_model() {
    let mut one = first(json!([]), "START", json!({}));
    let footer = one["layout"]["children"].take();
    one["layout"]["children"] = json!([{"type": "If", "condition": "`true`", "then": footer}]);
    let two = screen(json!([{"type": "TextBody", "text": "Here"}]), json!({}));
    let json = flow("7.3", json!([one, two]));
    let mut phone = Phone::open_json(&json).unwrap();
    assert!(phone.tap("Send").unwrap().screen().shows("Here"));

    let mut settings = Settings::default();
    settings.branch_navigation = BranchNavigation::Refused;
    let open = |json: &str| Phone::with_json(json).settings(settings.clone()).open();
    let mut phone = open(&json).unwrap();
    phone.tap("Send").unwrap();
    assert_eq!(phone.screen().id(), "FIRST");
    assert!(format!("{:?}", phone.screen().notice).contains("write a `routing_model`"));

    // A routing model says it, and outside of branches it is derived.
    let mut modelled: serde_json::Value = serde_json::from_str(&json).unwrap();
    modelled["routing_model"] = json!({"FIRST": ["START"], "START": []});
    let mut phone = open(&modelled.to_string()).unwrap();
    assert_eq!(phone.tap("Send").unwrap().screen().id(), "START");
    let mut phone = open(&two_plain()).unwrap();
    assert_eq!(phone.tap("Send").unwrap().screen().id(), "START");
}

fn two_plain() -> String {
    let second = screen(json!([{"type": "TextBody", "text": "Here"}]), json!({}));
    flow("7.3", json!([first(json!([]), "START", json!({})), second]))
}

/// A number of a screen that was not seen yet is 0, and no text that the screen after the next refuses
/// (rules 46, 59).
#[test]
fn a_number_not_seen_yet_can_be_handed_on() {
    let declared = json!({"count": {"type": "number", "__example__": 5}});
    let mut start = first(
        json!([]),
        "NEXT",
        json!({"count": "${screen.END.data.count}"}),
    );
    start["data"] = json!({});
    let mut next = first(json!([]), "END", json!({"count": "${data.count}"}));
    next["id"] = json!("NEXT");
    next["data"] = declared.clone();
    let mut end = screen(json!([]), json!({"count": "${data.count}"}));
    end["id"] = json!("END");
    end["data"] = declared;
    let mut phone = Phone::open_json(&flow("7.3", json!([start, next, end]))).unwrap();
    for _ in 0..3 {
        phone.tap("Send").unwrap();
    }
    assert_eq!(reply(&phone), json!({"count": 0}));
}
