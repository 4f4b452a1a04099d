//! Flows that differ in nothing but default values.

use std::collections::HashSet;

use crate::model::{Flow, address};
use crate::read::read;
use crate::table::{Property, SCREEN};
use crate::tree::{Entry, Node, Object, Value};

/// Whether two flows are the same but for properties of screens and components that are written with their
/// default value in one of them and left out in the other. Meta may add such properties to a flow.
///
/// ```
/// use flow_json::diff::same_but_defaults;
/// use flow_json::read;
///
/// let tree = |text: &str| read(text).root.unwrap();
/// let sent = tree(r#"{"screens": [{"id": "A"}]}"#);
/// assert!(same_but_defaults(&sent, &tree(r#"{"screens": [{"id": "A", "refresh_on_back": false}]}"#)));
/// assert!(!same_but_defaults(&sent, &tree(r#"{"screens": [{"id": "A", "refresh_on_back": true}]}"#)));
/// ```
pub fn same_but_defaults(one: &Node, other: &Node) -> bool {
    if one.same_value(other) {
        return true;
    }
    let left_out: HashSet<usize> = defaults(one).into_iter().chain(defaults(other)).collect();
    same(one, other, &left_out)
}

/// The addresses of the members that have their default value.
fn defaults(node: &Node) -> Vec<usize> {
    let flow = Flow::without_expressions(node);
    let mut found = Vec::new();
    let mut look = |object: &Object, property: &dyn Fn(&str) -> Option<&'static Property>| {
        let is_default = |entry: &&Entry| {
            let default = property(&entry.key).and_then(|property| property.default);
            let default = default.and_then(|default| read(default).root);
            default.is_some_and(|default| default.same_value(&entry.value))
        };
        found.extend(object.entries.iter().filter(is_default).map(address));
    };
    for screen in &flow.screens {
        look(screen.object, &|key| SCREEN.property(key));
        for component in &screen.components {
            look(component.object, &|key| component.table.shape.property(key));
        }
    }
    found
}

fn same(one: &Node, other: &Node, left_out: &HashSet<usize>) -> bool {
    match (&one.value, &other.value) {
        (Value::Object(one), Value::Object(other)) => {
            let members = |object| members(object, left_out);
            let (one, other) = (members(one), members(other));
            one.len() == other.len()
                && one.iter().all(|member| {
                    let mut others = other.iter();
                    let found = others.find(|other| other.key == member.key);
                    found.is_some_and(|found| same(&member.value, &found.value, left_out))
                })
        }
        (Value::Array(one), Value::Array(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(one, other)| same(one, other, left_out))
        }
        _ => one.same_value(other),
    }
}

fn members<'t>(object: &'t Object, left_out: &HashSet<usize>) -> Vec<&'t Entry> {
    let entries = object.entries.iter();
    entries
        .filter(|entry| !left_out.contains(&address(*entry)))
        .collect()
}
