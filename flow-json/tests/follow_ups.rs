//! One mistake gives one error: nothing is said of what follows from it alone.

use flow_json::tree::{Node, Value};
use flow_json::{RULES, Severity, Style, check, read};

/// The errors of a flow, each with its rule and its place.
fn errors(flow: &Node) -> Vec<String> {
    check(flow, Style::Json)
        .iter()
        .filter(|found| found.severity == Severity::Error)
        .map(|found| format!("{} {}: {found}", found.rule.id, found.place.pointer))
        .collect()
}

/// A part of a tree: the positions of the items and members on the way to it.
type Path = Vec<usize>;

fn at<'n>(node: &'n mut Node, path: &[usize]) -> &'n mut Node {
    path.iter().fold(node, |node, index| match &mut node.value {
        Value::Array(items) => &mut items[*index],
        Value::Object(object) => &mut object.entries[*index].value,
        _ => panic!("a path leads through lists and objects"),
    })
}

/// The paths of all parts.
fn paths(node: &Node, path: &mut Path, found: &mut Vec<Path>) {
    let below: Vec<&Node> = match &node.value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(object) => object.entries.iter().map(|entry| &entry.value).collect(),
        _ => Vec::new(),
    };
    for (index, node) in below.into_iter().enumerate() {
        path.push(index);
        found.push(path.clone());
        paths(node, path, found);
        path.pop();
    }
}

/// Calls for each part of each rule's passing flow, and wants an empty answer.
fn for_each_part(call: impl Fn(&mut Node, &Path) -> Option<Vec<String>>) {
    let (mut flows, mut wrong) = (0, Vec::new());
    for rule in RULES {
        let text = rule.pass().to_json();
        // Long ones show nothing that short ones do not.
        if text.len() > 5_000 {
            continue;
        }
        let Ok(mut flow) = read(&text).into_result() else {
            panic!("{} cannot be read", rule.id);
        };
        let mut parts = Vec::new();
        paths(&flow, &mut Vec::new(), &mut parts);
        for path in &parts {
            let sound = flow.clone();
            if let Some(found) = call(&mut flow, path) {
                flows += 1;
                if !found.is_empty() {
                    let keys = keys(&sound, path).join("/");
                    wrong.push(format!("{}, {keys}:\n  {}", rule.id, found.join("\n  ")));
                }
            }
            flow = sound;
        }
    }
    println!("{flows} flows, {} with more", wrong.len());
    assert!(flows > 1_000);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The holes that reported mistakes leave are no mistakes.
#[test]
fn what_is_unknown_is_no_mistake() {
    for_each_part(|flow, path| {
        at(flow, path).value = Value::Unknown;
        Some(errors(flow))
    });
}

/// The keys on the way to a part; items have none.
fn keys(flow: &Node, path: &[usize]) -> Vec<String> {
    let mut node = flow;
    let mut keys = Vec::new();
    for index in path {
        node = match &node.value {
            Value::Array(items) => &items[*index],
            Value::Object(object) => {
                keys.push(object.entries[*index].key.to_string());
                &object.entries[*index].value
            }
            _ => panic!("a path leads through lists and objects"),
        };
    }
    keys
}

/// Below these stand names of the author's, which are right as they are used elsewhere.
const OWN_NAMES: [&str; 6] = [
    "data",
    "payload",
    "routing_model",
    "cases",
    "init-values",
    "error-messages",
];

/// A misspelled key is told from a missing one.
#[test]
fn a_misspelled_key_is_one_mistake() {
    for_each_part(|flow, path| {
        let (last, above) = path.split_last()?;
        let own = keys(flow, above)
            .iter()
            .any(|key| OWN_NAMES.contains(&&**key));
        let Value::Object(object) = &mut at(flow, above).value else {
            return None;
        };
        let key = object.entries[*last].key.to_string();
        if own {
            return None;
        }
        object.entries[*last].key = format!("{key}x").into();
        let found = errors(flow);
        Some(if found.len() > 1 { found } else { Vec::new() })
    });
}

/// A misspelled word of Flow JSON's gives no second error either.
#[test]
fn a_misspelled_word_is_one_mistake() {
    for_each_part(|flow, path| {
        let key = keys(flow, path).pop()?;
        let node = at(flow, path);
        let Value::String(text) = &node.value else {
            return None;
        };
        let is_action = key == "name" && flow_json::table::action(text).is_some();
        if !is_action && !["type", "version", "mode"].contains(&&*key) && !key.ends_with("-type") {
            return None;
        }
        node.value = Value::String(format!("{text}x").into());
        let found = errors(flow);
        Some(if found.len() > 1 { found } else { Vec::new() })
    });
}
