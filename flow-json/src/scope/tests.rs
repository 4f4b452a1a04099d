use super::*;
use crate::expr::{Notation, Properties, read_backtick, read_binding, resolve_joins};

const FLOW: &str = r#"{
    "version": "7.3",
    "screens": [
        {
            "id": "FIRST",
            "data": {
                "text": {"type": "string", "__example__": ""},
                "whole": {"type": "integer", "__example__": 1},
                "flag": {"type": "boolean", "__example__": true},
                "day": {
                    "type": "object",
                    "properties": {
                        "name": {"type": "string"},
                        "hours": {"type": "object", "properties": {"from": {"type": "number"}}}
                    }
                },
                "bare": {"type": "object"},
                "list": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}}}},
                "odd": {"type": "null"},
                "broken": 1,
                "required": ["text"]
            },
            "layout": {"type": "SingleColumnLayout", "children": [
                {"type": "TextBody", "text": "Hello"},
                {"type": "Form", "name": "the_form", "children": [
                    {"type": "TextInput", "name": "name", "label": "Name"},
                    {"type": "TextInput", "name": "age", "input-type": "number"},
                    {"type": "TextInput", "name": "code", "input-type": "passcode"},
                    {"type": "TextInput", "name": "later", "input-type": "${data.text}"},
                    {"type": "CheckboxGroup", "name": "pets"},
                    {"type": "OptIn", "name": "agree"},
                    {"type": "If", "condition": "${form.agree}",
                        "then": [{"type": "CalendarPicker", "name": "one"}],
                        "else": [{"type": "If", "then": [{"type": "CalendarPicker", "name": "stay", "mode": "range"}]}]},
                    {"type": "Switch", "value": "${form.name}", "cases": {
                        "a": [{"type": "DatePicker", "name": "birth"}],
                        "b": [{"type": "PhotoPicker", "name": "photos"}, {"type": "TextArea", "name": "name"}]}}
                ]}
            ]}
        },
        {
            "id": "OPEN",
            "data": "${data.x}",
            "layout": {"children": [{"type": "Gizmo", "name": "gizmo"}, {"type": "Dropdown", "name": "city"}]}
        },
        17,
        {"id": "BARE"}
    ]
}"#;

fn flow() -> Node {
    crate::read::read(FLOW).root.unwrap()
}

/// The type of a binding on the first screen.
fn type_of(text: &str) -> Option<Type> {
    let flow = flow();
    let scope = Scope::new(&flow);
    let binding = read_binding(text).unwrap().unwrap();
    scope.type_of(0, &binding).cloned()
}

#[test]
fn types_of_fields() {
    for (text, ty) in [
        ("${data.text}", Some(Type::Text)),
        ("${data.whole}", Some(Type::Integer)),
        ("${data.flag}", Some(Type::Boolean)),
        ("${data.bare}", Some(Type::Object(None))),
        ("${data.day.name}", Some(Type::Text)),
        ("${data.day.hours.from}", Some(Type::Number)),
        ("${screen.FIRST.data.day.name}", Some(Type::Text)),
        ("${data.odd}", None),
        ("${data.broken}", None),
        ("${data.broken.deeper}", None),
    ] {
        assert_eq!(type_of(text), ty, "{text}");
    }
    let id = Type::Object(Some(Properties::from([(
        "id".to_owned(),
        Some(Type::Text),
    )])));
    assert_eq!(
        type_of("${data.list}"),
        Some(Type::List(Some(Box::new(id))))
    );
}

#[test]
fn types_of_inputs() {
    let texts = Type::List(Some(Box::new(Type::Text)));
    for (text, ty) in [
        ("${form.name}", Some(Type::Text)),
        ("${form.age}", Some(Type::Number)),
        ("${form.code}", Some(Type::Number)),
        ("${form.later}", None),
        ("${form.pets}", Some(texts)),
        ("${form.agree}", Some(Type::Boolean)),
        ("${form.one}", Some(Type::Text)),
        ("${form.stay.start-date}", Some(Type::Text)),
        ("${form.birth}", Some(Type::Text)),
        ("${form.photos}", Some(Type::List(None))),
        ("${screen.OPEN.form.city}", Some(Type::Text)),
    ] {
        assert_eq!(type_of(text), ty, "{text}");
    }
}

#[test]
fn other_names_have_no_type() {
    for text in [
        "${data.x}",
        "${data.required}",
        "${form.x}",
        "${form.the_form}",
        "${data.day.nam}",
        "${data.bare.x}",
        "${data.list.id}",
        "${data.text.id}",
        "${form.stay.end}",
        "${screen.BARE.form.x}",
        "${screen.OPEN.data.x}",
        "${screen.NOWHERE.data.x}",
    ] {
        assert_eq!(type_of(text), None, "{text}");
    }
}

#[test]
fn of_two_the_first_counts() {
    let text = r#"{"screens": [
        {"id": "A", "data": {"x": {"type": "string"}, "x": {"type": "number"}}},
        {"id": "A", "data": {"x": {"type": "boolean"}}}
    ]}"#;
    let flow = crate::read::read(text).root.unwrap();
    let scope = Scope::new(&flow);
    let binding = read_binding("${screen.A.data.x}").unwrap().unwrap();
    assert_eq!(scope.type_of(1, &binding), Some(&Type::Text));
    assert_eq!(scope.field(1, "x"), Some(&Type::Boolean));
    assert_eq!(scope.input(1, "x"), None);
}

#[test]
fn a_scope_tells_which_additions_join() {
    let flow = flow();
    let scope = Scope::new(&flow);
    let printed = |text| {
        let mut term = read_backtick(text).unwrap();
        resolve_joins(&mut term, &|binding| scope.type_of(0, binding));
        term.to_text(Notation::Backtick).unwrap()
    };
    let joined = printed("`${form.name} + ${form.age} + ${data.whole}`");
    assert_eq!(joined, "`${form.name} ${form.age} ${data.whole}`");
    let added = "`${form.age} + ${data.whole} + ${form.later}`";
    assert_eq!(printed(added), added);
}
