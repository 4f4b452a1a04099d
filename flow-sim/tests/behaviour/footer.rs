//! Whether the button at the foot can be tapped: rules 1 to 9.

use serde_json::json;

use crate::build::{first, flow, one, reply, screen, with};
use flow_sim::Phone;
use flow_sim::settings::DisabledRequired;

#[test]
fn it_waits_for_shown_required_inputs() {
    let components = json!([
        {"type": "TextInput", "name": "a", "label": "A", "required": true},
        {"type": "TextInput", "name": "b", "label": "B", "required": true, "visible": false},
        {"type": "If", "condition": "${form.a} == 'more'", "then": [
            {"type": "TextInput", "name": "c", "label": "C", "required": true}]}
    ]);
    let mut phone = one(components, json!({"a": "${form.a}", "c": "${form.c}"}));
    assert_eq!(
        phone.tap("Send").unwrap_err().to_string(),
        r#"the Footer "Send" is disabled: the input `a`: it is required"#
    );
    phone.fill("a", "more").unwrap();
    assert!(!phone.can_continue());
    phone.fill("c", "C").unwrap().fill("a", "less").unwrap();
    // An input in a branch keeps its value when the branch goes: rule 28.
    phone.tap("Send").unwrap();
    assert_eq!(reply(&phone), json!({"a": "less", "c": "C"}));
}

#[test]
fn an_optional_input_holds_it_back_with_a_bad_value() {
    let components = json!([
        {"type": "TextInput", "name": "mail", "label": "Mail", "input-type": "email"},
        {"type": "CheckboxGroup", "name": "some", "label": "Some", "min-selected-items": 2,
            "data-source": [{"id": "1", "title": "1"}, {"id": "2", "title": "2"}]}
    ]);
    let mut phone = one(components, json!({}));
    assert!(phone.can_continue());
    phone.fill("mail", "ada@").unwrap();
    assert!(!phone.can_continue());
    assert!(phone.screen().shows("it is no e-mail address"));
    phone
        .fill("mail", "ada@example.org")
        .unwrap()
        .pick("some", "1")
        .unwrap();
    assert!(!phone.can_continue());
    phone.pick("some", "2").unwrap();
    assert!(phone.can_continue());
}

#[test]
fn its_own_enabled_counts() {
    let json = flow(
        "7.3",
        json!([{"id": "START", "title": "Start", "terminal": true,
        "layout": {"type": "SingleColumnLayout", "children": [
            {"type": "OptIn", "name": "ok", "label": "Agreed"},
            {"type": "Footer", "label": "Send", "enabled": "${form.ok}",
                "on-click-action": {"name": "complete", "payload": {}}}]}}]),
    );
    let mut phone = Phone::open_json(&json).unwrap();
    let refused = phone.tap("Send").unwrap_err().to_string();
    assert_eq!(
        refused,
        r#"the Footer "Send" is disabled: its `enabled` is false"#
    );
    phone.tick("ok").unwrap().tap("Send").unwrap();
}

#[test]
fn navigate_must_supply_what_the_next_screen_declares() {
    let mut second = screen(json!([]), json!({}));
    second["data"] = json!({"name": {"type": "string", "__example__": ""}});
    let input = json!([{"type": "TextInput", "name": "name", "label": "Name"}]);
    // 6.0 to 7.2 let such a flow be published.
    let json = flow(
        "7.0",
        json!([first(input.clone(), "START", json!({})), second]),
    );
    let mut phone = Phone::open_json(&json).unwrap();
    assert_eq!(
        phone.tap("Send").unwrap_err().to_string(),
        r#"the Footer "Send" is disabled: the screen `START` needs the field `name`, which the payload lacks"#
    );
    // An empty text counts as supplied.
    let payload = json!({"name": "${form.name}"});
    let json = flow("7.0", json!([first(input, "START", payload), second]));
    let mut phone = Phone::open_json(&json).unwrap();
    phone.tap("Send").unwrap();
    assert_eq!(phone.screen().id(), "START");
}

#[test]
fn links_are_not_held_back() {
    let components = json!([
        {"type": "TextInput", "name": "a", "label": "A", "required": true},
        {"type": "EmbeddedLink", "text": "More", "on-click-action": {"name": "open_url", "url": "https://example.org"}}
    ]);
    let mut phone = one(components, json!({}));
    phone.tap("More").unwrap();
    assert_eq!(
        phone.opened_urls(),
        [flow_sim::Text::from("https://example.org")]
    );
}

#[test]
fn a_disabled_input_that_is_required_is_a_setting() {
    let components = json!([
        {"type": "Dropdown", "name": "a", "label": "A", "required": true, "enabled": false,
            "data-source": [{"id": "1", "title": "One"}]}
    ]);
    let mut phone = one(components.clone(), json!({}));
    assert!(!phone.can_continue());
    assert_eq!(
        phone.pick("a", "One").unwrap_err().to_string(),
        "the Dropdown `a` is disabled: its `enabled` is false"
    );
    let mut settings = flow_sim::Settings::default();
    settings.disabled_required = DisabledRequired::Passes;
    let phone = with(components, json!({}))
        .settings(settings)
        .open()
        .unwrap();
    assert!(phone.can_continue());
}
