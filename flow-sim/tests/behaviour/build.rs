//! Flows for the tests, written short.

use flow_sim::{Phone, PhoneBuilder};
use serde_json::{Value, json};

/// A flow of those screens.
pub(crate) fn flow(version: &str, screens: Value) -> String {
    json!({"version": version, "screens": screens}).to_string()
}

/// A terminal screen of those components, with a button that sends the payload.
pub(crate) fn screen(mut components: Value, payload: Value) -> Value {
    let footer = json!({"type": "Footer", "label": "Send",
        "on-click-action": {"name": "complete", "payload": payload}});
    components.as_array_mut().unwrap().push(footer);
    json!({"id": "START", "title": "Start", "terminal": true, "data": {},
        "layout": {"type": "SingleColumnLayout", "children": components}})
}

/// A phone with a flow of one such screen.
pub(crate) fn one(components: Value, payload: Value) -> Phone {
    with(components, payload).open().unwrap()
}

/// The same, to be opened in some way.
pub(crate) fn with(components: Value, payload: Value) -> PhoneBuilder {
    Phone::with_json(&flow("7.3", json!([screen(components, payload)])))
}

/// The reply without its token.
pub(crate) fn reply(phone: &Phone) -> Value {
    let mut reply: Value = phone.reply().unwrap();
    reply.as_object_mut().unwrap().remove("flow_token");
    reply
}

/// A screen that hands a payload on.
pub(crate) fn first(components: Value, next: &str, payload: Value) -> Value {
    let mut screen = screen(components, json!({}));
    let children = screen["layout"]["children"].as_array_mut().unwrap();
    children.last_mut().unwrap()["on-click-action"] = json!({"name": "navigate",
        "next": {"type": "screen", "name": next}, "payload": payload});
    screen["id"] = json!("FIRST");
    screen["terminal"] = json!(false);
    screen
}
