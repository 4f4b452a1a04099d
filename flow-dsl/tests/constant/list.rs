//! Lists of options that are constants.

use std::panic::catch_unwind;

use flow_dsl::__private::{
    Part, Scan, Test, check_count, check_ids, check_items, list_size, scan, slots,
};
use flow_dsl::Item;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Enough for every list here.
const SIZE: usize = 1 << 16;
const SLOTS: usize = 64;

fn scanned(list: &[Item]) -> Scan<SIZE> {
    assert!(slots(list.len()) <= SLOTS);
    scan(list, [(0, 0); SLOTS])
}

fn written(list: &[Item]) -> String {
    let scan = scanned(list);
    let json = scan.json();
    // Behind it there is room for a word.
    assert!(json.len() + 16 <= list_size(list));
    // The text must be UTF-8. `json` does not check it.
    String::from_utf8(json.as_bytes().to_vec()).expect("JSON is UTF-8")
}

fn as_json(item: &Item) -> Value {
    let mut object = json!({ "id": item.id, "title": item.title });
    for (key, value) in [
        ("description", item.description.map(Value::from)),
        ("metadata", item.metadata.map(Value::from)),
        ("color", item.color.map(Value::from)),
        ("enabled", item.enabled.map(Value::from)),
    ] {
        if let Some(value) = value {
            object[key] = value;
        }
    }
    object
}

/// How many values are in a value.
fn inside(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(|item| 1 + inside(item)).sum(),
        Value::Object(members) => members.values().map(|member| 1 + inside(member)).sum(),
        _ => 0,
    }
}

/// A text of any length around the sixteen bytes that are written together.
pub(crate) fn text() -> impl Strategy<Value = &'static str> {
    let texts = prop_oneof![
        4 => "[a-z0-9 ]{0,40}",
        2 => r#"[a-zé😀"\\\n\u{1}`{} ]{0,20}"#,
        1 => Just("${data.a}".to_owned()),
    ];
    texts.prop_map(|text| &*text.leak())
}

fn item() -> impl Strategy<Value = Item> {
    let option = || proptest::option::of(text());
    let options = (option(), option(), option());
    let parts = (text(), text(), options, any::<Option<bool>>());
    parts.prop_map(|(id, title, (description, metadata, color), enabled)| {
        let mut item = Item::new(id, title);
        item.description = description;
        item.metadata = metadata;
        item.color = color;
        item.enabled = enabled;
        item
    })
}

fn list() -> impl Strategy<Value = Vec<Item>> {
    proptest::collection::vec(item(), 0..12)
}

type TextOf = fn(&Item) -> Option<&'static str>;

pub(crate) const LIMITS: &[(Test, &str)] = &[
    (Test::MinChars(1), "empty"),
    (Test::NotBlank, "blank"),
    (Test::Plain, "an expression"),
];

/// Whether a text breaks one of them.
pub(crate) fn is_refused(text: &str) -> bool {
    let expression = text.contains("${data.") || is_between_backticks(text);
    text.trim().is_empty() || expression
}

fn is_between_backticks(text: &str) -> bool {
    text.len() > 1 && text.starts_with('`') && text.ends_with('`')
}

pub(crate) fn panics(call: impl Fn() + std::panic::UnwindSafe) -> bool {
    catch_unwind(call).is_err()
}

proptest! {
    #[test]
    fn a_list_is_the_json_of_its_items(list in list()) {
        let json: Value = serde_json::from_str(&written(&list)).unwrap();
        let expected = Value::Array(list.iter().map(as_json).collect());
        prop_assert_eq!(scanned(&list).values(), inside(&expected));
        prop_assert_eq!(json, expected);
    }

    #[test]
    fn what_breaks_a_limit_is_found(list in list()) {
        let parts: [(Part, TextOf); 4] = [
            (Part::Id, |item| Some(item.id)),
            (Part::Title, |item| Some(item.title)),
            (Part::Description, |item| item.description),
            (Part::Metadata, |item| item.metadata),
        ];
        for (part, text) in parts {
            let refused = panics(|| check_items(&list, &scanned(&list), "list", part, LIMITS));
            prop_assert_eq!(refused, list.iter().filter_map(text).any(is_refused), "{:?}", part);
            for max in [0, 3, 20] {
                let longer = |item: &Item| text(item).is_some_and(|text| text.chars().count() > max);
                let found = scanned(&list).has_longer(&list, part, max);
                prop_assert_eq!(found, list.iter().any(longer));
            }
        }
    }

    #[test]
    fn ids_that_stand_twice_are_found(ids in proptest::collection::vec("[ab]{1,3}|id-0000000000[0-9]", 0..8)) {
        let items: Vec<_> = ids.iter().map(|id| Item::new(id.clone().leak(), "A")).collect();
        let mut once = ids.clone();
        once.sort();
        once.dedup();
        let refused = panics(|| check_ids(&items, &scanned(&items), "list", "has it"));
        prop_assert_eq!(refused, once.len() < ids.len());
    }
}

#[test]
fn every_color_is_looked_at() {
    let list = [Item::new("a", "A").color("#12345")];
    let limits = &[(Test::Color, "no colour")];
    assert!(panics(|| check_items(
        &list,
        &scanned(&list),
        "list",
        Part::Color,
        limits
    )));
    let list = [Item::new("a", "A").color("#123456")];
    assert!(!panics(|| check_items(
        &list,
        &scanned(&list),
        "list",
        Part::Color,
        limits
    )));
}

#[test]
fn a_part_that_may_not_be_is_found_in_any_item() {
    let limits = &[(Test::Absent, "there is none")];
    let check = |list: &[Item]| check_items(list, &scanned(list), "list", Part::Metadata, limits);
    let plain = Item::new("a", "A");
    assert!(!panics(|| check(&[plain])));
    assert!(panics(|| check(&[
        plain,
        Item::new("b", "B").metadata("x")
    ])));
}

#[test]
fn an_empty_list_is_refused() {
    assert!(panics(|| check_count(0, "empty")));
    assert!(!panics(|| check_count(1, "empty")));
    assert_eq!(written(&[]), "[]");
}
