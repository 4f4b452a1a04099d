//! The macro reads the code that the printer of `flow-json` prints as the same flow, with all its
//! mistakes.

use std::path::PathBuf;
use std::{env, fs};

use flow_json::print::{Options, print};
use flow_json::tree::{Node, Object, Value};
use flow_json::{RULES, Severity, Style, TextRange};
use proc_macro2::{TokenStream, TokenTree};
use proptest::prelude::*;

use crate::errors::Errors;
use crate::parse;
use crate::read::{apply_levels, read};
use crate::tests::repository;

/// Prints a flow with its mistakes, and reads it as the macro does. It must be the same flow, and
/// without errors, since the printer writes a `#[warn]` for each.
fn comes_back(flow: &Node) -> Result<(), String> {
    let options = Options {
        name: Some("flow"),
        keep_mistakes: true,
        ..Options::default()
    };
    let source = print(flow, options)
        .map_err(|error| error.to_string())?
        .source;
    let tokens: TokenStream = source
        .parse()
        .map_err(|error| format!("{error}: {source}"))?;
    let body = tokens.into_iter().find_map(|tree| match tree {
        TokenTree::Group(group) => Some(group.stream()),
        _ => None,
    });
    let mut errors = Errors::default();
    let body = body.expect("the source is `flow! { … }`");
    let body = parse::parse_body(body, &mut errors);
    let read = read(&body, &mut errors);
    if let Some(mistake) = errors.0.first() {
        return Err(format!("{}: {source}", mistake.message));
    }
    if !read.tree.same_value(flow) {
        let json = flow_json::write(&read.tree, flow_json::Layout::Minified);
        let was = flow_json::write(flow, flow_json::Layout::Minified);
        return Err(format!("{json}\nnot the same as\n{was}:\n{source}"));
    }
    let mut found = flow_json::check(&read.tree, Style::Rust);
    let unneeded = apply_levels(&read.levels, &read.spans, &mut found);
    if let Some(unneeded) = unneeded.first() {
        return Err(format!("{} is not needed: {source}", unneeded.rule.name));
    }
    match found.iter().find(|found| found.severity == Severity::Error) {
        Some(error) => Err(format!(
            "{} at {}, {}: {source}",
            error.rule.name, error.place.pointer, error
        )),
        None => Ok(()),
    }
}

fn tree(json: &str) -> Option<Node> {
    let root = flow_json::read(json).into_result().ok()?;
    root.as_object().is_some().then_some(root)
}

/// The flows of `examples`, those of the corpus if there is one, and the samples of the rules.
fn flows() -> Vec<Node> {
    let examples = repository("examples/flows");
    let corpus = env::var_os("FLOW_JSON_CORPUS").map(PathBuf::from);
    let folders = [examples, corpus];
    let files = folders
        .iter()
        .flatten()
        .flat_map(|folder| fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|name| name == "json"))
        .map(|path| fs::read_to_string(path).unwrap());
    let samples = RULES
        .iter()
        .flat_map(|rule| [rule.pass().to_json(), rule.fail().to_json()]);
    files
        .chain(samples)
        .filter_map(|json| tree(&json))
        .collect()
}

#[test]
fn flows_come_back_with_their_mistakes() {
    let flows = flows();
    assert!(flows.len() > RULES.len());
    let failures: Vec<String> = flows
        .iter()
        .filter_map(|flow| comes_back(flow).err())
        .collect();
    assert!(
        failures.is_empty(),
        "{} of {}:\n{}",
        failures.len(),
        flows.len(),
        failures.join("\n\n")
    );
}

/// A model that is left out is inferred, also if the ways stand in a layout that is kept as JSON.
#[test]
fn the_model_of_a_layout_in_json_comes_back() {
    let flow = r#"{"version": "7.3", "routing_model": {"A": ["B"], "B": []}, "screens": [
        {"id": "A", "title": "A", "data": {"new": {"type": "boolean", "__example__": true}},
            "layout": {"_comment": "SingleColumnLayout", "children": [
                {"type": "If", "condition": "${data.new}", "then": [{"type": "EmbeddedLink", "text": "B",
                    "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "B"},
                        "payload": {}}}]},
                {"type": "Footer", "label": "Go",
                    "on-click-action": {"name": "complete", "payload": {}}}]}},
        {"id": "B", "title": "B", "terminal": true,
            "layout": {"type": "SingleColumnLayout", "children": [
                {"type": "Footer", "label": "Go",
                    "on-click-action": {"name": "complete", "payload": {}}}]}}]}"#;
    assert_eq!(comes_back(&tree(flow).expect("it is JSON")), Ok(()));
}

#[test]
fn flows_made_from_the_table_come_back() {
    for flow in generator::flows(100, 4) {
        let result = comes_back(&flow.root);
        assert_eq!(
            result,
            Ok(()),
            "version {}, seed {}",
            flow.version,
            flow.seed
        );
    }
}

/// A change of one value of a flow.
#[derive(Clone, Debug)]
enum Damage {
    Remove,
    Replace(Value),
    Duplicate,
    Rename(&'static str),
}

fn damage() -> impl Strategy<Value = Damage> {
    let texts = prop::sample::select(vec![
        "",
        "x",
        "SUCCESS",
        "${form.x}",
        "${data.a.b",
        "`1 + ${form.a}`",
        "`",
        "complete",
        "Footer",
        "If",
        "navigate",
        "2026-13-01",
        "7.3",
        "4.0",
        "a-b",
        "number",
    ]);
    let value = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        prop::sample::select(vec!["0", "-1.5", "1e3", "99999999999999999999"])
            .prop_map(|number| Value::Number(number.into())),
        texts.prop_map(|text| Value::String(text.into())),
        Just(Value::Array(Vec::new())),
        Just(Value::Object(Object::default())),
    ];
    let key = prop::sample::select(vec![
        "_comment",
        "//",
        "type",
        "name",
        "text",
        "alt-text",
        "alt_text",
        "children",
        "routes",
        "terminal",
        "data",
        "self",
        "é",
        "types",
        "reply",
        "r#if",
        "on-click-action",
        "2nd",
    ]);
    prop_oneof![
        Just(Damage::Remove),
        value.prop_map(Damage::Replace),
        Just(Damage::Duplicate),
        key.prop_map(Damage::Rename),
    ]
}

/// Changes the value of that number, counted through the whole flow. The root is not counted.
fn damaged(flow: &Node, number: usize, damage: &Damage) -> Node {
    let mut flow = flow.clone();
    let total = count(&flow) - 1;
    if total > 0 {
        inflict(&mut flow, &mut (number % total), damage);
    }
    flow
}

fn count(node: &Node) -> usize {
    let inner: usize = match &node.value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(object) => object.entries.iter().map(|entry| count(&entry.value)).sum(),
        _ => 0,
    };
    1 + inner
}

fn inflict(node: &mut Node, left: &mut usize, damage: &Damage) -> bool {
    match &mut node.value {
        Value::Array(items) => {
            for at in 0..items.len() {
                if *left == 0 {
                    match damage {
                        Damage::Remove => drop(items.remove(at)),
                        Damage::Replace(value) => items[at].value = value.clone(),
                        Damage::Duplicate | Damage::Rename(_) => {
                            items.insert(at, items[at].clone())
                        }
                    }
                    return true;
                }
                *left -= 1;
                if inflict(&mut items[at], left, damage) {
                    return true;
                }
            }
        }
        Value::Object(object) => {
            for at in 0..object.entries.len() {
                if *left == 0 {
                    match damage {
                        Damage::Remove => drop(object.entries.remove(at)),
                        Damage::Replace(value) => object.entries[at].value.value = value.clone(),
                        Damage::Rename(key) if object.entry(key).is_none() => {
                            object.entries[at].key = (*key).into();
                        }
                        Damage::Duplicate | Damage::Rename(_) => {
                            let copy = object.entries[at].value.clone();
                            if object.entry("copy").is_none() {
                                object.push("copy", TextRange::NOWHERE, copy);
                            }
                        }
                    }
                    return true;
                }
                *left -= 1;
                if inflict(&mut object.entries[at].value, left, damage) {
                    return true;
                }
            }
        }
        _ => {}
    }
    false
}

#[test]
fn damaged_flows_come_back_with_their_mistakes() {
    let flows = flows();
    let cases = (
        0..flows.len(),
        prop::collection::vec((any::<usize>(), damage()), 1..4),
    );
    proptest!(|(case in cases)| {
        let (flow, damages) = case;
        let mut flow = flows[flow].clone();
        for (number, damage) in &damages {
            flow = damaged(&flow, *number, damage);
        }
        prop_assert_eq!(comes_back(&flow), Ok(()));
    });
}
