//! Expressions: rules 72 to 79.

use flow_sim::settings::{EmptyComparison, Rounding};
use flow_sim::{Phone, Settings};
use serde_json::json;

use crate::build::{flow, one, screen, with};

/// The text of a component with that expression, where `n` is 7, `e` an empty number, `t` a text.
fn shown(expression: &str, settings: Settings) -> String {
    let components = json!([
        {"type": "TextInput", "name": "n", "label": "N", "input-type": "number", "init-value": "7"},
        {"type": "TextInput", "name": "e", "label": "E", "input-type": "number"},
        {"type": "TextInput", "name": "t", "label": "T", "init-value": "text"},
        {"type": "TextBody", "text": expression}
    ]);
    let phone = with(components, json!({}))
        .settings(settings)
        .open()
        .unwrap();
    let screen = phone.screen();
    screen.components[3].paragraphs()[0].to_string()
}

#[test]
fn values() {
    for (expression, text) in [
        ("`1 + 2 * 3`", "7"),
        ("`${form.n} / 3`", "2.33"),
        ("`${form.n} / 3 * 3`", "7"),
        ("`${form.n} / 0`", "0"),
        ("`${form.n} % 0`", "0"),
        ("`${form.n} % 4 + 0`", "3"),
        ("`${form.e} + 1`", "1"),
        ("`-${form.n}`", "-7"),
        ("`'a' ${form.n} ' ' ${form.t} (1 == 1)`", "a7 texttrue"),
        ("`'is ' (${form.n} / 3)`", "is 2.33"),
        ("`${form.n} == 7`", "true"),
        ("`${form.t} == 'Text'`", "false"),
        ("`${form.t} != 'text '`", "true"),
        ("`${form.n} > 6 && !(${form.n} > 8) || false`", "true"),
        ("`${form.e} < 1`", "false"),
        ("`${form.e} == 0`", "true"),
        ("`0.1 + 0.2`", "0.3"),
        ("plain `text` here", "plain `text` here"),
        ("Hello ${form.t}", "Hello ${form.t}"),
        ("${form.nothing}", "${form.nothing}"),
    ] {
        assert_eq!(shown(expression, Settings::default()), text, "{expression}");
    }
}

#[test]
fn what_is_not_known() {
    let mut settings = Settings::default();
    settings.empty_comparison = EmptyComparison::Zero;
    assert_eq!(shown("`${form.e} < 1`", settings), "true");
    let mut settings = Settings::default();
    settings.rounding = Rounding::EachOperation;
    assert_eq!(shown("`${form.n} / 3 * 3`", settings.clone()), "6.99");
    settings.rounding = Rounding::Never;
    assert_eq!(shown("`0.125 * 1`", settings), "0.125");
}

#[test]
fn one_that_has_no_value_is_an_error_with_its_place() {
    let components = json!([
        {"type": "TextInput", "name": "t", "label": "T"},
        {"type": "TextBody", "text": "`${form.t} + 1`"}
    ]);
    let mut phone = one(components, json!({}));
    let error = phone.fill("t", "x").unwrap_err().to_string();
    assert_eq!(
        error,
        "`text` has no value: `+` takes numbers, and this is text (at `/screens/0/layout/children/1/text`)"
    );
    // The same in a component that is hidden is harmless: rule 30.
    let components = json!([{"type": "TextInput", "name": "t", "label": "T", "init-value": "x"},
        {"type": "TextBody", "text": "`${form.t} + 1`", "visible": false}]);
    one(components, json!({}));
}

#[test]
fn before_6_0_back_ticks_are_text() {
    let components = json!([{"type": "TextBody", "text": "`1 + 1`"}]);
    let json = flow("5.1", json!([screen(components, json!({}))]));
    assert!(Phone::open_json(&json).unwrap().screen().shows("`1 + 1`"));
}

#[test]
fn switch_compares_as_text() {
    let components = json!([
        {"type": "TextInput", "name": "t", "label": "T"},
        {"type": "Switch", "value": "${form.t}", "cases": {
            "a": [{"type": "TextBody", "text": "case a"}],
            "default": [{"type": "TextBody", "text": "all else"}]}}
    ]);
    let mut phone = one(components, json!({}));
    assert!(phone.screen().shows("all else"));
    phone.fill("t", "a").unwrap();
    assert!(phone.screen().shows("case a") && !phone.screen().shows("all else"));
}

#[test]
fn what_is_no_expression_is_called_so() {
    let text = json!([{"type": "TextBody", "text": "Here", "visible": "`${form.x} ==`"},
        {"type": "TextInput", "name": "x", "label": "X"}]);
    let error = with(text, json!({})).open().unwrap_err();
    // `Debug` is what `unwrap` prints.
    let error = format!("{error:?}");
    assert!(
        error.starts_with("`visible` has no value: this is no expression: "),
        "{error}"
    );
}
