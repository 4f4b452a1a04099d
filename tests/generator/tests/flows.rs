//! Generated flows are valid, and together they have every part of Flow JSON.

use std::collections::{BTreeMap, BTreeSet};

use flow_json::table::{self, ACTIONS, COMPONENTS, Dynamic, FLOW, Shape, Type};
use flow_json::tree::{Node, Object};
use flow_json::{Severity, Style, Version, check};
use generator::{Flow, flows};

/// The number of flows of every version that are checked.
const SEEDS: u64 = 300;
const SIZE: usize = 4;

/// The number of flows of every version that together must have every part.
const MANY_SEEDS: u64 = 3_000;

#[test]
fn flows_have_no_error() {
    let (mut made, mut wrong) = (0, BTreeMap::<_, (usize, String)>::new());
    for size in [0, 1, SIZE, 8] {
        for flow in flows(if size == SIZE { SEEDS } else { 50 }, size) {
            made += 1;
            let found = check(&flow.root, Style::Json);
            for error in found.iter().filter(|one| one.severity == Severity::Error) {
                let example = format!(
                    "version {}, seed {}, size {size}, {}: {error}\n{}",
                    flow.version,
                    flow.seed,
                    error.place.pointer,
                    flow.text().len(),
                );
                let entry = wrong.entry(error.rule.id).or_insert((0, example));
                entry.0 += 1;
            }
        }
    }
    println!("{made} flows");
    for (rule, (number, example)) in &wrong {
        println!("{number:6} {rule} {example}");
    }
    assert!(wrong.is_empty());
}

/// The parts of Flow JSON by name, such as `Footer in Form` or `TextInput.label bound`.
type Seen = BTreeSet<String>;

/// Notes the parts of a shape that an object has.
fn see(shape: &'static Shape, object: &Object, path: &str, seen: &mut Seen) {
    for entry in &object.entries {
        if let Some(property) = shape.property(&entry.key) {
            let path = format!("{path}.{}", property.name);
            see_value(&property.ty, &entry.value, &path, seen);
        }
    }
}

fn see_value(ty: &'static Type, node: &Node, path: &str, seen: &mut Seen) {
    seen.insert(path.to_owned());
    let text = node.as_str().unwrap_or_default();
    if text.starts_with('`') {
        seen.insert(format!("{path} computed"));
    } else if text.starts_with("${") && text.ends_with('}') && !text[1..].contains("${") {
        seen.insert(format!("{path} bound"));
    }
    match ty {
        Type::Choice(_) => {
            seen.insert(format!("{path} = {text}"));
        }
        Type::Array { of, .. } => {
            for item in node.as_array().unwrap_or_default() {
                see_value(of, item, path, seen);
            }
        }
        Type::Object(shape) => {
            if let Some(object) = node.as_object() {
                see(shape, object, &format!("{path}.{}", shape.name), seen);
            }
        }
        Type::OneOf(types) => {
            for (ty, _) in *types {
                let fits = match ty {
                    Type::String(_) => node.as_str().is_some(),
                    Type::Boolean => node.as_bool().is_some(),
                    Type::Array { .. } => node.as_array().is_some(),
                    _ => node.as_object().is_some(),
                };
                if fits {
                    see_value(ty, node, path, seen);
                }
            }
        }
        Type::Action { .. } => {
            let name = node.get("name").and_then(Node::as_str);
            if let (Some(action), Some(object)) = (name.and_then(table::action), node.as_object()) {
                let name = action.shape.name;
                seen.insert(format!("{path} = {name}"));
                see(&action.shape, object, name, seen);
            }
        }
        Type::Components => {
            let parent = path.split('.').next().unwrap_or_default();
            for child in node.as_array().unwrap_or_default() {
                see_component(child, parent, seen);
            }
        }
        Type::Cases => {
            for case in node.as_object().iter().flat_map(|cases| &cases.entries) {
                see_value(&Type::Components, &case.value, path, seen);
            }
        }
        _ => {}
    }
}

fn see_component(node: &Node, parent: &str, seen: &mut Seen) {
    let name = node.get("type").and_then(Node::as_str);
    if let (Some(component), Some(object)) = (name.and_then(table::component), node.as_object()) {
        let name = component.shape.name;
        seen.insert(format!("{name} in {parent}"));
        see(&component.shape, object, name, seen);
    }
}

/// The parts of Flow JSON in a version.
fn known(version: Version) -> Seen {
    let mut known = Seen::new();
    know(&FLOW, "Flow", version, &mut known);
    for component in COMPONENTS {
        if version < component.shape.since {
            continue;
        }
        let name = component.shape.name;
        know(&component.shape, name, version, &mut known);
        let places = component.places;
        for (since, parent) in [
            (places.layout, "Flow"),
            (places.form, "Form"),
            (places.branch, "If"),
            (places.case, "Switch"),
        ] {
            let parent_since = table::component(parent).map(|parent| parent.shape.since);
            if since
                .max(parent_since)
                .is_some_and(|since| version >= since)
                && since.is_some()
            {
                known.insert(format!("{name} in {parent}"));
            }
        }
    }
    for action in ACTIONS {
        if version >= action.shape.since {
            know(&action.shape, action.shape.name, version, &mut known);
        }
    }
    known
}

fn know(shape: &'static Shape, path: &str, version: Version, known: &mut Seen) {
    for property in shape.properties {
        if version < property.since || property.until.is_some_and(|until| version >= until) {
            continue;
        }
        let path = format!("{path}.{}", property.name);
        if matches!(property.dynamic, Dynamic::Yes | Dynamic::Binding) {
            known.insert(format!("{path} bound"));
        }
        let scalar = !matches!(
            property.ty,
            Type::Array { .. } | Type::Object(_) | Type::Map(_)
        );
        if property.dynamic == Dynamic::Yes && scalar && version >= Version::V6_0 {
            known.insert(format!("{path} computed"));
        }
        know_type(&property.ty, &path, version, known);
    }
}

fn know_type(ty: &'static Type, path: &str, version: Version, known: &mut Seen) {
    known.insert(path.to_owned());
    match ty {
        Type::Choice(choices) => {
            for choice in choices.iter().filter(|choice| version >= choice.since) {
                known.insert(format!("{path} = {}", choice.value));
            }
        }
        Type::Array { of, .. } => know_type(of, path, version, known),
        Type::Object(shape) => know(shape, &format!("{path}.{}", shape.name), version, known),
        Type::OneOf(types) => {
            for (ty, _) in types.iter().filter(|(_, since)| version >= *since) {
                know_type(ty, path, version, known);
            }
        }
        Type::Action { uses, .. } => {
            for usage in uses.iter().filter(|usage| version >= usage.since) {
                known.insert(format!("{path} = {}", usage.action));
            }
        }
        _ => {}
    }
}

/// Every component in each of its places, every property as a literal and as a binding, every choice
/// and every action, in every version that has them.
#[test]
fn flows_show_all_that_the_table_has() {
    let mut missing = BTreeMap::<_, Vec<String>>::new();
    let (mut number, mut made) = (0, 0);
    for (version, _) in Version::ALL {
        let mut unseen = known(*version);
        number += unseen.len();
        for seed in 0..MANY_SEEDS {
            if unseen.is_empty() {
                break;
            }
            let flow = Flow::new(*version, seed, SIZE);
            made += 1;
            let mut seen = Seen::new();
            if let Some(object) = flow.root.as_object() {
                see(&FLOW, object, "Flow", &mut seen);
            }
            unseen.retain(|known| !seen.contains(known));
        }
        for known in unseen {
            missing.entry(known).or_default().push(version.to_string());
        }
    }
    println!("{made} flows");
    println!("{number} things to be shown");
    for (known, versions) in &missing {
        println!("{known}: {}", versions.join(" "));
    }
    assert!(missing.is_empty());
}
