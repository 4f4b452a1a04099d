use flow_json::table::{self, COMPONENTS};
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

fn formatted(text: &str) -> String {
    format(&flow_json::read(text).into_result().unwrap())
}

/// JSON text with the keys and values that Flow JSON has, and others, at places of every kind.
fn json() -> impl Strategy<Value = String> {
    let mut words: Vec<&str> = COMPONENTS
        .iter()
        .map(|component| component.shape.name)
        .collect();
    let shapes = COMPONENTS.iter().map(|component| &component.shape);
    let shapes = shapes.chain(table::ACTIONS.iter().map(|action| &action.shape));
    let shapes = shapes.chain([&table::FLOW, &table::SCREEN, &table::LAYOUT]);
    words.extend(
        shapes
            .flat_map(|shape| shape.properties)
            .map(|property| property.name),
    );
    words.extend([
        "navigate",
        "complete",
        "unknown",
        "__example__",
        "items",
        "properties",
        "x\\n\\u00e9",
    ]);
    let word = move || select(words.clone()).prop_map(|word| format!("\"{word}\""));
    let leaf = prop_oneof![
        word(),
        select(vec!["null", "true", "1.50", "-0.0e+1", "\"\"", "[]", "{}"]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(6, 60, 6, move |inner| {
        let entries = prop::collection::btree_map(word(), inner.clone(), 0..6);
        // The order of a map is no order to begin with.
        let object = entries.prop_map(|entries| entries.into_iter().collect::<Vec<_>>());
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(|items| format!("[{}]", items.join(", "))),
            object.prop_shuffle().prop_map(|entries| {
                let entries: Vec<_> = entries
                    .iter()
                    .map(|(key, value)| format!("{key}: {value}"))
                    .collect();
                format!("{{{}}}", entries.join(", "))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn the_value_stays_and_doing_it_again_changes_nothing(text in json()) {
        let once = formatted(&text);
        let [before, after] = [&text, &once].map(|text| serde_json::from_str::<serde_json::Value>(text).unwrap());
        prop_assert_eq!(before, after);
        prop_assert_eq!(formatted(&once), once);
    }
}

#[test]
fn random_flows_keep_their_value() {
    for flow in generator::flows(24, 4) {
        let once = format(&flow.root);
        let tree = flow_json::read(&once).into_result().unwrap();
        assert!(
            tree.same_value(&flow.root),
            "{} {}",
            flow.version,
            flow.seed
        );
        assert_eq!(format(&tree), once);
    }
}

#[test]
fn every_object_has_its_order() {
    let text = r#"{
        "screens": [{"layout": {"children": [
            {"label": "A", "type": "TextInput", "x-note": 1, "name": "a"},
            {"then": [{"text": "t", "type": "TextBody"}], "type": "If", "condition": "${data.b}"},
            {"cases": {"z": [{"text": "t", "type": "TextBody"}], "a": []}, "type": "Switch"},
            {"type": "Footer", "on-click-action": {"payload": {"z": 1, "a": 2}, "next": {"name": "B", "type": "screen"}, "name": "navigate"}, "label": "Go"}
        ], "type": "SingleColumnLayout"},
        "data": {"z": {"__example__": {"z": 1, "a": 2}, "properties": {"y": {"items": {"k": 1, "type": "string"}, "type": "array"}}, "type": "object"}, "a": {}},
        "title": "A", "id": "A"}],
        "routing_model": {"Z": [], "A": []},
        "note": 1,
        "version": "7.3"
    }"#;
    let minified = |text: &str| write(&flow_json::read(text).root.unwrap(), Layout::Minified);
    assert_eq!(
        minified(&formatted(text)),
        minified(
            r#"{
        "version": "7.3",
        "routing_model": {"Z": [], "A": []},
        "screens": [{"id": "A", "title": "A",
        "data": {"z": {"type": "object", "properties": {"y": {"type": "array", "items": {"type": "string", "k": 1}}}, "__example__": {"z": 1, "a": 2}}, "a": {}},
        "layout": {"type": "SingleColumnLayout", "children": [
            {"type": "TextInput", "name": "a", "label": "A", "x-note": 1},
            {"type": "If", "condition": "${data.b}", "then": [{"type": "TextBody", "text": "t"}]},
            {"type": "Switch", "cases": {"z": [{"type": "TextBody", "text": "t"}], "a": []}},
            {"type": "Footer", "label": "Go", "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "B"}, "payload": {"z": 1, "a": 2}}}
        ]}}],
        "note": 1
    }"#
        )
    );
}
