use super::*;
use crate::expr::{Notation, Properties, read_backtick, read_binding, resolve_joins};
use crate::source::TextRange;

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

fn flow() -> Node<TextRange> {
    crate::read::read(FLOW).root.unwrap()
}

/// What a binding on the first screen refers to: the type, or what is missing and what is there.
fn resolve(text: &str) -> Result<Option<Type>, (String, MissingKind, Vec<String>)> {
    let flow = flow();
    let scope = Scope::new(&flow);
    let binding = read_binding(text).unwrap().unwrap();
    match scope.resolve(0, &binding) {
        Ok(ty) => Ok(ty.cloned()),
        Err(missing) => {
            let known = missing
                .known
                .iter()
                .map(|name| (*name).to_owned())
                .collect();
            Err((missing.name.text.to_string(), missing.what, known))
        }
    }
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
        assert_eq!(resolve(text), Ok(ty), "{text}");
    }
    let id = Type::Object(Some(Properties::from([(
        "id".to_owned(),
        Some(Type::Text),
    )])));
    assert_eq!(
        resolve("${data.list}"),
        Ok(Some(Type::List(Some(Box::new(id)))))
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
        assert_eq!(resolve(text), Ok(ty), "{text}");
    }
}

#[test]
fn missing_names() {
    let missing = |text: &str, what, known: &[&str]| {
        let (name, found, names) = resolve(text).unwrap_err();
        assert_eq!(
            (found, &names[..]),
            (
                what,
                &known
                    .iter()
                    .map(|name| (*name).to_owned())
                    .collect::<Vec<_>>()[..]
            ),
            "{text}"
        );
        name
    };
    let fields = [
        "bare", "broken", "day", "flag", "list", "odd", "text", "whole",
    ];
    assert_eq!(missing("${data.x}", MissingKind::Field, &fields), "x");
    assert_eq!(
        missing("${data.required}", MissingKind::Field, &fields),
        "required"
    );
    let inputs = [
        "age", "agree", "birth", "code", "later", "name", "one", "pets", "photos", "stay",
    ];
    assert_eq!(missing("${form.x}", MissingKind::Input, &inputs), "x");
    assert_eq!(
        missing("${form.the_form}", MissingKind::Form, &inputs),
        "the_form"
    );
    assert_eq!(
        missing("${data.day.nam}", MissingKind::Property, &["hours", "name"]),
        "nam"
    );
    assert_eq!(missing("${data.bare.x}", MissingKind::Property, &[]), "x");
    assert_eq!(missing("${data.list.id}", MissingKind::List, &[]), "id");
    assert_eq!(missing("${data.text.id}", MissingKind::Scalar, &[]), "id");
    assert_eq!(
        missing(
            "${form.stay.end}",
            MissingKind::Property,
            &["end-date", "start-date"]
        ),
        "end"
    );
    assert_eq!(
        missing("${screen.BARE.form.x}", MissingKind::Input, &[]),
        "x"
    );
    assert_eq!(
        missing("${screen.BARE.data.x}", MissingKind::Field, &[]),
        "x"
    );
}

#[test]
fn what_is_malformed_might_have_had_the_name() {
    assert_eq!(resolve("${screen.OPEN.data.x}"), Ok(None));
    assert_eq!(resolve("${screen.OPEN.form.x}"), Ok(None));
    // The third screen is no object, so its id is not known.
    assert_eq!(resolve("${screen.NOWHERE.data.x}"), Ok(None));
}

#[test]
fn screens_by_id() {
    let text = r#"{"screens": [{"id": "A"}, {"id": "B"}, {"id": "A", "data": {"x": {"type": "string"}}}]}"#;
    let flow = crate::read::read(text).root.unwrap();
    let scope = Scope::new(&flow);
    assert_eq!(
        (scope.screen("A"), scope.screen("B"), scope.screen("C")),
        (Some(0), Some(1), None)
    );
    assert!(scope.screens()[2].fields.get("x").is_some());
    let binding = read_binding("${screen.C.data.x}").unwrap().unwrap();
    let missing = scope.resolve(0, &binding).unwrap_err();
    assert_eq!(
        (missing.what, missing.known),
        (MissingKind::Screen, vec!["A", "B"])
    );
}

#[test]
fn declarations_and_inputs_have_places() {
    let flow = flow();
    let scope = Scope::new(&flow);
    let names = &scope.screens()[0];
    let place = |node: &Node<TextRange>| &FLOW[node.loc.range()];
    assert!(place(names.fields.get("whole").unwrap().node).starts_with(r#"{"type": "integer""#));
    // Of two inputs of one name the outer one, which comes first here.
    assert!(place(names.inputs.get("name").unwrap().node).starts_with(r#"{"type": "TextInput""#));
    assert!(names.fields.is_complete() && names.inputs.is_complete());
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
