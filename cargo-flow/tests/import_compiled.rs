//! The output of `cargo flow import` compiles, and is the flow of the input. This holds for the Flow
//! JSON of others, with and without `--components`, and for flows made from the table.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod compiled;
mod support;

use std::path::Path;

use flow_json::Version;
use serde_json::Value;
use support::{Run, corpus, flow_of, folder, write};

/// A document and its import.
struct Imported {
    name: String,
    value: Value,
    source: String,
}

/// Imports a file. `None` if it is no JSON.
fn import(path: &Path, options: &[&str]) -> Option<Imported> {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let value = serde_json::from_slice(&std::fs::read(path).unwrap()).ok()?;
    let arguments = ["import", path.to_str().unwrap()].into_iter();
    let Run { code, out, err } = flow_of(
        path.parent().unwrap(),
        arguments.chain(options.iter().copied()),
        b"",
    );
    assert!(code < 2, "{name}: {err}");
    Some(Imported {
        name,
        value,
        source: out,
    })
}

/// Compiles all, and compares the values that come out with those that went in.
#[track_caller]
fn come_out_the_same(crate_name: &str, imported: &[Imported]) {
    let sources: Vec<_> = imported.iter().map(|flow| flow.source.clone()).collect();
    let values = compiled::flows(crate_name, &sources);
    assert_eq!(values.len(), imported.len());
    let different: Vec<_> = imported
        .iter()
        .zip(&values)
        .filter(|(imported, value)| imported.value != **value)
        .map(|(imported, _)| imported.name.as_str())
        .collect();
    assert!(different.is_empty(), "not the same value: {different:#?}");
}

#[test]
fn flow_json_of_others_comes_out_as_it_went_in() {
    let documents = corpus();
    if documents.is_empty() {
        return;
    }
    let imported: Vec<_> = documents
        .iter()
        .filter_map(|(path, _)| import(path, &[]))
        .collect();
    come_out_the_same("corpus", &imported);
    let kept = imported
        .iter()
        .filter(|flow| flow.source.contains("#[warn("));
    println!(
        "{} of {} documents through flow!, {} of them with mistakes",
        imported.len(),
        documents.len(),
        kept.count()
    );
}

#[test]
fn repeated_components_become_functions() {
    let folder = folder();
    let generated = generator::flows(8, 4).map(|flow| {
        let name = format!("{}-{}.json", flow.version, flow.seed);
        let mut value = serde_json::from_str(&flow.text()).unwrap();
        repeat(&mut value);
        write(&folder, &name, value.to_string())
    });
    let documents = corpus().into_iter().map(|(path, _)| path).chain(generated);
    let imported: Vec<_> = documents
        .filter_map(|path| import(&path, &["--components"]))
        .filter(|flow| flow.source.contains("#[flow_dsl::component]"))
        .collect();
    assert!(!imported.is_empty());
    come_out_the_same("components", &imported);
    println!("{} documents with components of their own", imported.len());
}

/// Puts two variants behind each input of a flow.
fn repeat(value: &mut Value) {
    match value {
        Value::Array(items) => {
            items.iter_mut().for_each(repeat);
            let all = std::mem::take(items);
            for item in all {
                let is_input = item.get("type").is_some() && item["name"].is_string();
                let more = is_input && item.get("children").is_none();
                let copies = (1..if more { 3 } else { 1 }).map(|copy| varied(&item, copy));
                let copies: Vec<_> = copies.collect();
                items.push(item);
                items.extend(copies);
            }
        }
        Value::Object(members) => members.values_mut().for_each(repeat),
        _ => {}
    }
}

fn varied(component: &Value, copy: usize) -> Value {
    let mut component = component.clone();
    let name = component["name"].as_str().unwrap_or_default();
    component["name"] = format!("{name}_{copy}").into();
    let members = component.as_object_mut().unwrap();
    match copy {
        1 => {
            members.remove("description");
            if let Some(Value::Bool(required)) = members.get_mut("required") {
                *required = !*required;
            }
        }
        _ => {
            if let Some(Value::Array(items)) = members.get_mut("data-source") {
                items.truncate(2);
            }
            members.remove("helper-text");
        }
    }
    component
}

#[test]
fn flows_made_from_the_table_come_out_as_they_went_in() {
    let folder = folder();
    let imported: Vec<_> = generator::flows(SEEDS, 4)
        .filter_map(|flow| {
            let name = format!("{}-{}.json", flow.version, flow.seed);
            import(&write(&folder, &name, flow.text()), &[])
        })
        .collect();
    assert_eq!(imported.len(), SEEDS as usize * Version::ALL.len());
    come_out_the_same("generated", &imported);
}

/// The number of flows of each version. Each flow prefers another component.
const SEEDS: u64 = 24;
