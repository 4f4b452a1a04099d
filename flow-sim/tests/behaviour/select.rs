//! Select actions and `update_data`: rules 16 to 25.

use flow_sim::settings::SelectAtDrawing;
use flow_sim::{Phone, Settings, Value};
use serde_json::{Value as Json, json};

use crate::build::{flow, reply, screen};

fn update(payload: Json) -> Json {
    json!({"name": "update_data", "payload": payload})
}

/// Meta's sample of countries and states: the list of the second comes with the choice of the first, and
/// the old choice hides the list that the new one shows.
#[test]
fn the_old_option_goes_before_the_new_one_comes() {
    let country = |id: &str, states: Json| {
        json!({"id": id, "title": id,
            "on-unselect-action": update(json!({"shown": false})),
            "on-select-action": update(json!({"states": states, "shown": true}))})
    };
    let mut screen = screen(
        json!([
            {"type": "RadioButtonsGroup", "name": "country", "label": "Country", "data-source": "${data.countries}"},
            {"type": "RadioButtonsGroup", "name": "state", "label": "State", "visible": "${data.shown}",
                "data-source": "${data.states}"}
        ]),
        json!({}),
    );
    let list = json!({"type": "array", "items": {"type": "object",
        "properties": {"id": {"type": "string"}, "title": {"type": "string"}}}});
    screen["data"] = json!({"countries": list, "states": list, "shown": {"type": "boolean"}});
    let data = json!({"shown": false, "states": [], "countries": [
        country("US", json!([{"id": "ny", "title": "New York", "on-select-action":
            update(json!({"states": [{"id": "ny", "title": "The big one"}]}))}])),
        country("DE", json!([{"id": "by", "title": "Bavaria"}]))]});
    let mut phone = Phone::with_json(&flow("7.3", json!([screen])))
        .data(data)
        .open()
        .unwrap();
    assert!(phone.pick("state", "ny").is_err());
    phone
        .pick("country", "US")
        .unwrap()
        .pick("state", "New York")
        .unwrap();
    // Actions in data that an action has set work in turn: rule 22.
    assert!(phone.screen().shows("The big one"));
    phone.pick("country", "DE").unwrap();
    assert!(phone.screen().shows("Bavaria"));
    // The choice is not in the list any more: rule 23.
    assert_eq!(phone.screen().value("state"), Some(&Value::from("")));
}

#[test]
fn one_action_serves_both_directions() {
    let data = json!({"n": {"type": "string", "__example__": "none"}});
    let on_select = update(json!({"n": "`'now ' ${form.some.x} ${form.ok}`"}));
    let mut screen = screen(
        json!([{"type": "OptIn", "name": "ok", "label": "Ok", "on-select-action": on_select},
            {"type": "TextBody", "text": "${data.n}"}]),
        json!({}),
    );
    screen["data"] = data;
    let mut phone = Phone::open_json(&flow("7.3", json!([screen]))).unwrap();
    // The new value is in the payload: rule 19.
    phone.tick("ok").unwrap();
    assert!(phone.screen().shows("true"));
    phone.untick("ok").unwrap();
    assert!(phone.screen().shows("false"));
}

fn drawing(version: &str) -> String {
    let mut screen = screen(
        json!([
            {"type": "RadioButtonsGroup", "name": "a", "label": "A", "init-value": "1",
                "data-source": [{"id": "1", "title": "One"}], "on-select-action": update(json!({"x": "fired"}))},
            {"type": "RadioButtonsGroup", "name": "b", "label": "B",
                "data-source": [{"id": "1", "title": "One"}], "on-select-action": update(json!({"y": "fired"}))},
            {"type": "TextBody", "text": "`${data.x} '-' ${data.y}`"}
        ]),
        json!({}),
    );
    screen["data"] = json!({"x": {"type": "string", "__example__": "no"}, "y": {"type": "string", "__example__": "no"}});
    flow(version, json!([screen]))
}

#[test]
fn the_action_fires_at_drawing_in_6_x_only() {
    for (version, text) in [("6.0", "fired-no"), ("6.3", "fired-no"), ("7.0", "no-no")] {
        assert!(
            Phone::open_json(&drawing(version))
                .unwrap()
                .screen()
                .shows(text),
            "{version}"
        );
    }
    let mut settings = Settings::default();
    settings.select_at_drawing = SelectAtDrawing::All;
    let phone = Phone::with_json(&drawing("6.0"))
        .settings(settings)
        .open()
        .unwrap();
    assert!(phone.screen().shows("fired-fired"));
}

#[test]
fn update_data_keeps_other_fields_and_checks_types() {
    let mut screen = screen(
        json!([{"type": "OptIn", "name": "good", "label": "Good", "on-select-action": update(json!({"x": "new"}))},
            {"type": "OptIn", "name": "bad", "label": "Bad", "on-select-action": update(json!({"x": 1}))},
            {"type": "TextBody", "text": "`${data.x} '-' ${data.y}`"}]),
        json!({}),
    );
    screen["data"] = json!({"x": {"type": "string", "__example__": "x"}, "y": {"type": "string", "__example__": "y"}});
    let mut phone = Phone::open_json(&flow("7.3", json!([screen]))).unwrap();
    phone.tick("good").unwrap();
    assert!(phone.screen().shows("new-y"));
    phone.tick("bad").unwrap();
    assert!(
        phone
            .failure()
            .unwrap()
            .ends_with("`x` is a number, and declared as `string`")
    );
}

/// A list is tapped on one of its items; without items there is nothing to tap.
#[test]
fn a_navigation_list_is_tapped_on_an_item() {
    let flow = json!({"version": "7.3", "screens": [
        {"id": "START", "title": "Start", "data": {}, "layout": {"type": "SingleColumnLayout", "children": [
            {"type": "NavigationList", "name": "list",
                "list-items": [{"id": "a", "main-content": {"title": "Apples"}}],
                "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "END"},
                    "payload": {}}}]}},
        screen(json!([]), json!({"item": "${screen.START.form.list}"})).as_object().map(|end| {
            let mut end = end.clone();
            end["id"] = json!("END");
            end
        }).unwrap()]})
    .to_string();
    let root = flow_json::read(&flow).root.unwrap();
    let program = flow_sim::Program::new(&root);
    let settings = Settings::default();
    let simulator = flow_sim::Simulator::new(&program, &settings);
    let (state, _) = simulator.open(&flow_sim::Opening::default());
    let refused = simulator.step(&state, &flow_sim::Event::Tap { component: 0 });
    let refused = refused.unwrap_err().to_string();
    assert!(
        refused.ends_with("is tapped on one of its items"),
        "{refused}"
    );
    let mut phone = Phone::open_json(&flow).unwrap();
    phone.tap("Apples").unwrap().tap("Send").unwrap();
    assert_eq!(reply(&phone), json!({"item": "a"}));
}
