//! The reader and the writer over texts that nobody thought of.

use flow_json::table::MAX_BYTES;
use flow_json::tree::{Node, Object, Value};
use flow_json::{Layout, TextRange, read, read_bytes, write, write_with};
use proptest::prelude::*;

fn names(text: &str) -> Vec<&'static str> {
    read(text)
        .diagnostics
        .iter()
        .map(|mistake| mistake.rule.name)
        .collect()
}

#[test]
fn each_rule_has_samples_that_show_it() {
    for rule in flow_json::read::RULES {
        assert!(names(&rule.pass().to_json()).is_empty(), "{}", rule.id);
        let mut fail = rule.fail().to_json();
        if rule.name == "too-large" {
            fail.push_str(&" ".repeat(MAX_BYTES));
        }
        assert_eq!(names(&fail), [rule.name], "{}", rule.id);
    }
}

#[test]
fn ids_and_names_of_rules_are_unique() {
    let rules = flow_json::read::RULES;
    for (index, rule) in rules.iter().enumerate() {
        let mut before = rules[..index].iter();
        let twin = before.find(|other| other.id == rule.id || other.name == rule.name);
        assert!(twin.is_none(), "{}", rule.id);
    }
}

/// In quadratic time this would take hours.
#[test]
fn large_nonsense_is_read_quickly() {
    let pieces = [
        "[",
        "{",
        "]",
        "}",
        "\"a\":{",
        "{\"a\":",
        "[{",
        "\"",
        "\"\n",
        "'",
        "“",
        "\n",
        "\"\\",
        "/*",
        "//",
        "#\n",
        "a",
        "a ",
        "1",
        "1 ",
        "-",
        ",",
        ":",
        ";",
        "@",
        "\u{a0}",
        "\\",
        "[]",
        "[],",
        "\"a\":1,",
        "\"\\ud83d",
        "é",
        "\"\t\n",
        "\"a\n\"",
        "{\"a\" ",
        "=",
        "/",
    ];
    for piece in pieces {
        for start in ["", "[", "{", "\"", "[\"a\n"] {
            let mut text = start.to_owned();
            text.push_str(&piece.repeat((MAX_BYTES / 20 - start.len()) / piece.len()));
            let _ = read(&text);
        }
    }
}

/// In quadratic time this would take hours.
#[test]
fn ten_megabytes_of_brackets_are_read_quickly() {
    for piece in ["[", "\"a\":{", "{\"a\":", "[[],"] {
        let text = piece.repeat(MAX_BYTES / piece.len());
        assert!(!read(&text).diagnostics.is_empty());
    }
}

/// Any tree of JSON; the keys of an object differ.
fn value() -> impl Strategy<Value = Node> {
    let finite = any::<f64>().prop_filter("finite", |number| number.is_finite());
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(|number| Value::Number(number.to_string().into())),
        finite.prop_map(|number| Value::Number(format!("{number:e}").into())),
        any::<String>().prop_map(|text| Value::String(text.into())),
    ];
    let leaf = leaf.prop_map(|value| Node::new(TextRange::NOWHERE, value));
    leaf.prop_recursive(5, 60, 8, |inner| {
        let items = prop::collection::vec(inner.clone(), 0..8);
        let members = prop::collection::btree_map(any::<String>(), inner, 0..8);
        prop_oneof![
            items.prop_map(|items| Node::new(TextRange::NOWHERE, Value::Array(items))),
            members.prop_map(|members| {
                let mut object = Object::default();
                for (key, value) in members {
                    object.push(key, TextRange::NOWHERE, value);
                }
                Node::new(TextRange::NOWHERE, Value::Object(object))
            }),
        ]
    })
}

/// Texts of tokens, right and wrong ones, in any order.
fn soup() -> impl Strategy<Value = String> {
    const TOKENS: &[&str] = &[
        "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "\"\"", "\"", "'", "1", "-", "0", ".5",
        "1e5", "e", "+", "true", "false", "null", "nul", "NaN", " ", "\n", "\t", "\\", "\\n",
        "\\u00e9", "\\ud83d", "\\ude00", "\\u12", "//", "/*", "*/", "#", "é", "😀", "\u{feff}",
        "\u{a0}", "\u{0}", "“", "”", ";", "=", "{\"a\":", "[1,", "\"a\":1,", "1E400", "/",
    ];
    prop::collection::vec(prop::sample::select(TOKENS), 0..24).prop_map(|tokens| tokens.concat())
}

/// Texts of JSON with a few mistakes in them.
fn damaged() -> impl Strategy<Value = String> {
    let edit = (any::<prop::sample::Index>(), 0..3_usize, soup());
    let edits = prop::collection::vec(edit, 0..3);
    (value(), any::<bool>(), edits).prop_map(|(value, pretty, edits)| {
        let layout = if pretty {
            Layout::Pretty
        } else {
            Layout::Minified
        };
        let mut chars: Vec<char> = write(&value, layout).chars().collect();
        for (at, removed, added) in edits {
            let at = at.index(chars.len() + 1);
            let end = (at + removed).min(chars.len());
            chars.splice(at..end, added.chars().take(3));
        }
        chars.into_iter().collect()
    })
}

/// Our answer and serde_json's fit together. It takes duplicate keys; we do not.
fn agrees(text: &str) -> Result<(), TestCaseError> {
    let ours = names(text);
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(_) => {
            let stricter = ours.iter().all(|name| *name == "duplicate-key");
            prop_assert!(stricter, "{text:?}: {ours:?}");
        }
        Err(error) => prop_assert!(!ours.is_empty(), "{text:?}: {error}"),
    }
    Ok(())
}

/// Each value's place holds its text, and each key's its key.
fn places_hold(text: &str, node: &Node) -> Result<(), TestCaseError> {
    let again = read(&text[node.loc.range()]);
    prop_assert!(again.diagnostics.is_empty());
    prop_assert!(again.root.is_some_and(|root| root.same_value(node)));
    for item in node.as_array().unwrap_or_default() {
        places_hold(text, item)?;
    }
    for entry in node.as_object().map_or(&[][..], |object| &object.entries) {
        let key = read(&text[entry.key_loc.range()]);
        prop_assert_eq!(key.root.as_ref().and_then(Node::as_str), Some(&*entry.key));
        places_hold(text, &entry.value)?;
    }
    Ok(())
}

/// Whatever the text: places are parts of it, in order, and what was understood can be written.
fn holds_for_any(text: &str) -> Result<(), TestCaseError> {
    let reading = read(text);
    prop_assert!(reading.root.is_some() || !reading.diagnostics.is_empty());
    let mut last = 0;
    for mistake in &reading.diagnostics {
        let loc = mistake.place.loc;
        prop_assert!(text.get(loc.range()).is_some(), "{text:?}: {mistake:?}");
        prop_assert!(last <= loc.start(), "{text:?}: not sorted");
        last = loc.start();
        prop_assert!(mistake.help.is_some());
        if let Some((related, _)) = &mistake.related {
            prop_assert!(
                text.get(related.loc.range()).is_some(),
                "{text:?}: {mistake:?}"
            );
        }
    }
    if let Some(root) = &reading.root {
        for layout in [Layout::Minified, Layout::Pretty] {
            let rest = names(&write(root, layout));
            prop_assert!(
                rest.iter().all(|name| *name == "duplicate-key"),
                "{text:?}: {rest:?}"
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn what_is_written_is_read_again(value in value()) {
        for layout in [Layout::Minified, Layout::Pretty] {
            let text = write(&value, layout);
            let reading = read(&text);
            prop_assert!(reading.diagnostics.is_empty(), "{}", text);
            let root = reading.root.unwrap();
            prop_assert!(root.same_value(&value));
            prop_assert_eq!(write(&root, layout), text.clone());
            places_hold(&text, &root)?;
            // Theirs, read by us and written, is the same text: strings and escapes agree.
            let theirs = serde_json::from_str::<serde_json::Value>(&text).unwrap().to_string();
            prop_assert_eq!(write(&read(&theirs).root.unwrap(), Layout::Minified), theirs);
        }
    }

    #[test]
    fn the_writer_tells_where_values_are(value in value()) {
        for layout in [Layout::Minified, Layout::Pretty] {
            let root = read(&write(&value, layout)).root.unwrap();
            let mut told = Vec::new();
            write_with(&root, layout, &mut |offset, node| {
                told.push((offset, node.loc.range().start));
            });
            prop_assert!(!told.is_empty());
            prop_assert!(told.iter().all(|(offset, start)| offset == start), "{:?}", told);
        }
    }

    #[test]
    fn bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let reading = read_bytes(&bytes);
        prop_assert!(reading.root.is_some() || !reading.diagnostics.is_empty());
    }

    #[test]
    fn any_text_holds(text in any::<String>()) {
        agrees(&text)?;
        holds_for_any(&text)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn token_soup_is_judged_as_others_judge_it(text in soup()) {
        agrees(&text)?;
        holds_for_any(&text)?;
    }

    #[test]
    fn damaged_json_is_judged_as_others_judge_it(text in damaged()) {
        agrees(&text)?;
        holds_for_any(&text)?;
    }
}
