//! One test for each mistake: where it is found, what is reported, and what becomes of the value.

use super::*;
use crate::source::TextRange;
use crate::{Layout, write};

/// Reads a text in which `⟦` and `⟧` stand around each mistake, and compares the mistakes found:
/// their places, and for each its rule and pointer. Gives what was read as JSON.
#[track_caller]
fn mistakes(marked: &str, expected: &[(&str, &str)]) -> String {
    let mut text = String::new();
    let mut places = Vec::new();
    for part in marked.split_inclusive(['⟦', '⟧']) {
        let plain = part.trim_end_matches(['⟦', '⟧']);
        text.push_str(plain);
        if part.ends_with('⟦') {
            places.push(TextRange::new(text.len(), text.len()));
        } else if part.ends_with('⟧')
            && let Some(place) = places.last_mut()
        {
            *place = TextRange::new(place.range().start, text.len());
        }
    }
    let reading = read(&text);
    let found: Vec<_> = reading
        .diagnostics
        .iter()
        .map(|mistake| {
            (
                mistake.place.loc,
                mistake.rule.name,
                &*mistake.place.pointer,
            )
        })
        .collect();
    assert_eq!(places.len(), expected.len(), "each mark has its rule");
    let expected: Vec<_> = places
        .into_iter()
        .zip(expected)
        .map(|(place, (rule, pointer))| (place, *rule, *pointer))
        .collect();
    assert_eq!(found, expected, "{text}\n{:#?}", reading.diagnostics);
    reading
        .root
        .map_or_else(String::new, |root| write(&root, Layout::Minified))
}

#[track_caller]
fn messages(text: &str) -> Vec<String> {
    read(text)
        .diagnostics
        .iter()
        .map(|mistake| mistake.to_string())
        .collect()
}

#[test]
fn every_key_and_value_knows_its_place() {
    let text = r#" {"a": [1, "é\n", {}], "b" : null} "#;
    let root = read(text).into_result().unwrap();
    let entries = &root.as_object().unwrap().entries;
    let items = entries[0].value.as_array().unwrap();
    let places = [
        root.loc,
        entries[0].key_loc,
        entries[0].value.loc,
        items[0].loc,
        items[1].loc,
        items[2].loc,
        entries[1].key_loc,
        entries[1].value.loc,
    ];
    let slices: Vec<&str> = places.map(|place| &text[place.range()]).to_vec();
    let whole = text.trim();
    assert_eq!(
        slices,
        [
            whole,
            "\"a\"",
            r#"[1, "é\n", {}]"#,
            "1",
            r#""é\n""#,
            "{}",
            "\"b\"",
            "null"
        ]
    );
}

#[test]
fn strings_lose_their_escapes() {
    let root = read(r#""\" \\ \/ \b \f \n \r \t \u00e9 \uD83D\ude00 é""#)
        .into_result()
        .unwrap();
    assert_eq!(root.as_str(), Some("\" \\ / \u{8} \u{c} \n \r \t é 😀 é"));
}

#[test]
fn comma_too_much() {
    assert_eq!(
        mistakes(r#"{"a": [1⟦,⟧]}"#, &[("extra-comma", "/a")]),
        r#"{"a":[1]}"#
    );
    assert_eq!(
        mistakes(r#"{"a": 1⟦,⟧ }"#, &[("extra-comma", "")]),
        r#"{"a":1}"#
    );
    let three = [("extra-comma", ""); 3];
    assert_eq!(mistakes("[⟦,⟧1,⟦,⟧2⟦,⟧]", &three), "[1,2]");
}

#[test]
fn comma_missing() {
    let text = "{\"a\": 1⟦⟧\n \"b\": [true⟦⟧ false]}";
    let found = mistakes(text, &[("missing-comma", ""), ("missing-comma", "/b")]);
    assert_eq!(found, r#"{"a":1,"b":[true,false]}"#);
    assert_eq!(mistakes("[1⟦;⟧ 2]", &[("not-json", "")]), "[1,2]");
}

#[test]
fn wrong_quotes() {
    let text = "{⟦'⟧a': ⟦'⟧b \"c\"', \"d\": ⟦“⟧e”, \"f\": ⟦‘⟧ža’, \"g\": ⟦`⟧${x}`}";
    let places = [
        ("wrong-quotes", "/a"),
        ("wrong-quotes", "/a"),
        ("wrong-quotes", "/d"),
        ("wrong-quotes", "/f"),
        ("wrong-quotes", "/g"),
    ];
    let found = mistakes(text, &places);
    assert_eq!(found, r#"{"a":"b \"c\"","d":"e","f":"ža","g":"${x}"}"#);
}

#[test]
fn words_without_quotes() {
    let text = "{⟦on-click⟧: ⟦two words⟧ , ⟦7⟧: ⟦True⟧, \"n\": ⟦None⟧, \"l\": [⟦nulll⟧]}";
    let places = [
        ("unquoted", "/on-click"),
        ("unquoted", "/on-click"),
        ("unquoted", "/7"),
        ("unquoted", "/7"),
        ("unquoted", "/n"),
        ("unquoted", "/l/0"),
    ];
    let found = mistakes(text, &places);
    assert_eq!(
        found,
        r#"{"on-click":"two words","7":true,"n":null,"l":["nulll"]}"#
    );
    assert_eq!(
        messages("[undefined]"),
        ["`undefined` is no value of JSON; write `null` [INVALID_FLOW_JSON]"]
    );
}

#[test]
fn comments() {
    let text = "⟦// a⟧\n{⟦/* b\n */⟧\"a\": ⟦# c⟧\r\n1} ⟦/* d⟧";
    let places = [
        ("comment", ""),
        ("comment", ""),
        ("comment", "/a"),
        ("comment", ""),
    ];
    assert_eq!(mistakes(text, &places), r#"{"a":1}"#);
}

#[test]
fn trailing_data() {
    assert_eq!(mistakes("{} ⟦{} 1⟧ \n", &[("trailing-data", "")]), "{}");
    assert_eq!(
        mistakes("⟦é⟧⟦:⟧", &[("unquoted", ""), ("trailing-data", "")]),
        "\"é\""
    );
    let reading = read(r#"{"a": {}}, "b": 1}"#);
    let (place, _) = reading.diagnostics[0].related.clone().unwrap();
    assert_eq!(place.loc, TextRange::new(8, 9));
}

#[test]
fn duplicate_keys() {
    let text = r#"{"a/": [{"b": 1, "c": 2, ⟦"b"⟧: 3}], ⟦"a/"⟧: 1}"#;
    let places = [("duplicate-key", "/a~1/0/b"), ("duplicate-key", "/a~1")];
    assert_eq!(
        mistakes(text, &places),
        r#"{"a/":[{"b":1,"c":2,"b":3}],"a/":1}"#
    );
    let reading = read(r#"{"a": 1, "a": 2}"#);
    let (first, message) = reading.diagnostics[0].related.clone().unwrap();
    assert_eq!(
        (first.loc, first.pointer.as_str()),
        (TextRange::new(1, 4), "/a")
    );
    assert_eq!(message, "it stands here first");
}

#[test]
fn duplicate_keys_among_many() {
    let keys: Vec<String> = (0..40).map(|key| format!("\"k{}\": 0", key % 39)).collect();
    let reading = read(&format!("{{{}}}", keys.join(",")));
    let pointers: Vec<_> = reading
        .diagnostics
        .iter()
        .map(|d| &*d.place.pointer)
        .collect();
    assert_eq!(pointers, ["/k0"]);
}

#[test]
fn half_surrogate_pairs() {
    let text = r#"["⟦\ud83d⟧", "⟦\ude00⟧x", "⟦\ud83d⟧\ud83d\ude00", "⟦\ud83d⟧\u0041"]"#;
    let places = ["/0", "/1", "/2", "/3"].map(|pointer| ("lone-surrogate", pointer));
    let found = mistakes(text, &places);
    assert_eq!(
        found,
        "[\"\u{fffd}\",\"\u{fffd}x\",\"\u{fffd}😀\",\"\u{fffd}A\"]"
    );
}

#[test]
fn control_characters() {
    let text = "{\"a\": \"one⟦\r\n⟧  two⟦\t⟧three⟦\u{0}\u{1}⟧\"}";
    let found = mistakes(text, &[("control-character", "/a"); 3]);
    assert_eq!(found, r#"{"a":"one\r\n  two\tthree\u0000\u0001"}"#);
}

#[test]
fn escapes_that_are_none() {
    let text = r#"["⟦\d⟧+", "⟦\u12⟧g", "⟦\u⟧+123", "it⟦\'⟧s", "⟦\é⟧"]"#;
    let places = ["/0", "/1", "/2", "/3", "/4"].map(|pointer| ("bad-escape", pointer));
    let found = mistakes(text, &places);
    assert_eq!(found, r#"["\\d+","\\u12g","\\u+123","it's","\\é"]"#);
    assert_eq!(
        messages(r#""\d""#),
        [r"there is no such escape; write `\\d` for a backslash before `d` [INVALID_FLOW_JSON]"]
    );
}

#[test]
fn numbers_that_are_none() {
    let text = "[⟦01⟧, ⟦+1⟧, ⟦.5⟧, ⟦5.⟧, ⟦1_000⟧, ⟦0x1F⟧, ⟦1e999⟧, ⟦-⟧, ⟦NaN⟧, ⟦-Infinity⟧]";
    let pointers: Vec<String> = (0..10).map(|index| format!("/{index}")).collect();
    let places: Vec<_> = pointers
        .iter()
        .map(|pointer| ("bad-number", &**pointer))
        .collect();
    let found = mistakes(text, &places);
    assert_eq!(found, "[1,1,0.5,5,1000,null,null,null,null,null]");
}

#[test]
fn brackets_that_are_missing() {
    assert_eq!(
        mistakes(r#"{"a": ⟦[⟧{}"#, &[("unclosed", "/a")]),
        r#"{"a":[{}]}"#
    );
    assert_eq!(
        mistakes(r#"{"a": ⟦[⟧1, 2}"#, &[("unclosed", "/a")]),
        r#"{"a":[1,2]}"#
    );
    assert_eq!(
        mistakes(r#"[⟦{⟧"a": 1]"#, &[("unclosed", "/0")]),
        r#"[{"a":1}]"#
    );
    assert_eq!(mistakes(r#"{"a": 1⟦]⟧"#, &[("unclosed", "")]), r#"{"a":1}"#);
    assert_eq!(mistakes(r#"⟦{⟧"a":"#, &[("unclosed", "")]), r#"{"a":null}"#);
    assert_eq!(
        messages(r#"{"a": [{"b": 1"#),
        [
            "this object is not closed; write `}]}` at the end, or where it belongs [INVALID_FLOW_JSON]"
        ]
    );
}

#[test]
fn brackets_that_are_too_many() {
    assert_eq!(mistakes("⟦]⟧[]", &[("not-json", "")]), "[]");
    assert_eq!(mistakes("[]⟦]⟧", &[("trailing-data", "")]), "[]");
}

#[test]
fn strings_that_are_not_closed() {
    let text = "{\"a\": ⟦\"⟧one,\n \"b\": ⟦\"⟧two\n}";
    let found = mistakes(text, &[("unclosed", "/a"), ("unclosed", "/b")]);
    assert_eq!(found, r#"{"a":"one","b":"two"}"#);
    assert_eq!(mistakes("[⟦\"⟧a\\n", &[("unclosed", "/0")]), r#"["a\n"]"#);
    assert_eq!(mistakes("[⟦\"⟧a\\", &[("unclosed", "/0")]), r#"["a\\"]"#);
}

#[test]
fn keys_and_colons_and_values_that_are_missing() {
    let two = [("not-json", "/a"), ("not-json", "/b")];
    assert_eq!(
        mistakes(r#"{"a"⟦⟧ 1, "b": ⟦⟧}"#, &two),
        r#"{"a":1,"b":null}"#
    );
    assert_eq!(
        mistakes(r#"{"a"⟦⟧, "b"⟦⟧}"#, &two),
        r#"{"a":null,"b":null}"#
    );
    assert_eq!(
        mistakes(r#"{"a" ⟦=>⟧ 1, "b" ⟦=⟧ 2}"#, &two),
        r#"{"a":1,"b":2}"#
    );
    assert_eq!(mistakes("{⟦:⟧ 1}", &[("not-json", "")]), r#"{"":1}"#);
    assert_eq!(mistakes("{⟦{⟧}}", &[("not-json", "/")]), r#"{"":{}}"#);
    assert_eq!(mistakes(r#"["a"⟦:⟧ 1]"#, &[("not-json", "")]), r#"["a",1]"#);
    assert_eq!(
        mistakes(r#"{"a":⟦:⟧ 1}"#, &[("not-json", "/a")]),
        r#"{"a":1}"#
    );
}

#[test]
fn what_does_not_belong() {
    assert_eq!(mistakes("[1, ⟦@⟧ 2]", &[("not-json", "")]), "[1,2]");
    assert_eq!(mistakes("[⟦\u{a0}\u{2028}⟧1]", &[("not-json", "")]), "[1]");
    assert_eq!(mistakes("⟦\u{feff}⟧1", &[("byte-order-mark", "")]), "1");
    assert_eq!(mistakes(" ⟦⟧", &[("not-json", "")]), "");
}

#[test]
fn too_deep() {
    let nest = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(read(&nest(MAX_DEPTH)).diagnostics.is_empty());
    let of_serde = |text: &str| serde_json::from_str::<serde_json::Value>(text).is_ok();
    assert!(of_serde(&nest(MAX_DEPTH)) && !of_serde(&nest(MAX_DEPTH + 1)));
    let reading = read(&nest(MAX_DEPTH + 5));
    let loc = TextRange::new(MAX_DEPTH, MAX_DEPTH + 1);
    let places: Vec<_> = reading
        .diagnostics
        .iter()
        .map(|d| (d.rule.name, d.place.loc))
        .collect();
    assert_eq!(places, [("too-deep", loc)]);
    // What stands in it is skipped, brackets in strings too, and the reading goes on behind it.
    let text = format!(
        "{}{{\"a\\\"]}}\": []}}, 01{}",
        "[".repeat(MAX_DEPTH),
        "]".repeat(MAX_DEPTH)
    );
    let names: Vec<_> = read(&text)
        .diagnostics
        .iter()
        .map(|d| d.rule.name)
        .collect();
    assert_eq!(names, ["too-deep", "bad-number"]);
}

#[test]
fn too_large() {
    let mut text = " ".repeat(MAX_BYTES);
    text.replace_range(..2, "{}");
    assert!(read(&text).into_result().is_ok());
    text.push(' ');
    let reading = read(&text);
    assert!(reading.root.is_none());
    assert_eq!(reading.diagnostics.len(), 1);
    assert_eq!(reading.diagnostics[0].rule.name, "too-large");
}

#[test]
fn not_utf8() {
    let reading = read_bytes(b"[\"\xff\", \"\xe2\x82\"]");
    let places: Vec<_> = reading.diagnostics.iter().map(|d| d.place.loc).collect();
    assert_eq!(places, [TextRange::new(2, 3), TextRange::new(7, 9)]);
    assert!(reading.root.is_none());
    assert_eq!(
        read_bytes(b"\xff\xfe[\0]\0").diagnostics[0].message,
        "this text is UTF-16"
    );
}

#[test]
fn mistakes_are_bounded_in_number_and_size() {
    let commas = ",".repeat(MAX_BYTES / 4);
    let reading = read(&format!("[{commas}]"));
    assert_eq!(reading.diagnostics.len(), MAX_DIAGNOSTICS);
    // A thousand pointers of some megabytes would be too much.
    let key = "k".repeat(MAX_BYTES / 4);
    for inside in [
        format!("[{commas}]"),
        format!("{{{}}}", "\"a\":0,".repeat(10_000)),
    ] {
        let reading = read(&format!("{{\"{key}\": {inside}}}"));
        assert!((1..10).contains(&reading.diagnostics.len()));
    }
}

#[test]
fn placeholders_of_templates_are_no_json() {
    let not_json = |pointer| ("not-json", pointer);
    let read = mistakes(
        r#"{"version": ⟦{{version}}⟧, "screens": [⟦{{#screens}}⟧ {"id": ⟦<%= id %>⟧, "terminal": ⟦${LAST}⟧}⟦{{/screens}}⟧, ⟦{{{more}}}⟧]}"#,
        &[
            not_json("/version"),
            not_json("/screens"),
            not_json("/screens/0/id"),
            not_json("/screens/0/terminal"),
            not_json("/screens"),
            not_json("/screens"),
        ],
    );
    assert_eq!(
        read,
        r#"{"version":null,"screens":[{"id":null,"terminal":null},null]}"#
    );
    assert_eq!(
        messages(r#"{"version": {{ version }}}"#),
        [
            "`{{ version }}` is a placeholder of a template, and no JSON; fill the template in, and \
             use what comes out [INVALID_FLOW_JSON]"
        ]
    );
    // A binding that lacks its quotes, and an object that lacks its key, are none.
    assert!(
        messages(r#"[${form.x}]"#)
            .iter()
            .all(|message| !message.contains("placeholder"))
    );
    assert!(
        messages(r#"{{"a": 1}}"#)
            .iter()
            .all(|message| !message.contains("placeholder"))
    );
}
