//! Fuzzing on stable: sound documents and expressions, changed at random, whatever comes of it.
//!
//! Each target runs a fixed number of inputs, or for `FLOW_JSON_FUZZ_SECONDS`. Inputs follow from
//! their number alone; what fails names it, and `PROPTEST_RNG_SEED=NUMBER` begins with it.
//! The seeds are the samples of all rules, the example flows, a few generated ones, and the JSON
//! files in `tests/fuzz/`: what once failed goes there, named by what was wrong.

#[path = "fuzz/mutate.rs"]
mod mutate;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use flow_json::expr::{MAX_DEPTH, Term, read_backtick, read_binding, read_condition, read_value};
use flow_json::pointer;
use flow_json::scope::Scope;
use flow_json::tree::{Node, Value};
use flow_json::{
    Diagnostic, Layout, RULES, Sample, Style, Version, check, read, read_bytes, write,
};

use generator::Flow;
use mutate::Random;

/// The inputs of a target if no time is given.
const INPUTS: u64 = 2_000;

/// An input that takes longer hangs: most take a millisecond.
const HANGS: Duration = Duration::from_secs(120);

/// Calls for one input after another.
fn fuzz(target: &'static str, mut call: impl FnMut(&mut Random)) {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let seconds = number("FLOW_JSON_FUZZ_SECONDS").map(Duration::from_secs);
    let first = number("PROPTEST_RNG_SEED").unwrap_or_default();
    let current = Arc::new(AtomicU64::new(first));
    watch(target, Arc::clone(&current));
    let start = Instant::now();
    let mut input = first;
    while seconds.map_or(input < first + INPUTS, |seconds| start.elapsed() < seconds) {
        current.store(input, Ordering::Relaxed);
        let mut random = Random::new(input);
        let run = std::panic::AssertUnwindSafe(|| call(&mut random));
        if let Err(panic) = std::panic::catch_unwind(run) {
            println!("{target}: input {input} fails");
            std::panic::resume_unwind(panic);
        }
        input += 1;
    }
    current.store(u64::MAX, Ordering::Relaxed);
    println!("{target}: {} inputs", input - first);
}

/// Ends the test if one input hangs.
fn watch(target: &'static str, current: Arc<AtomicU64>) {
    std::thread::spawn(move || {
        loop {
            let before = current.load(Ordering::Relaxed);
            std::thread::sleep(HANGS);
            match current.load(Ordering::Relaxed) {
                u64::MAX => return,
                now if now == before => {
                    eprintln!("{target}: input {now} hangs");
                    std::process::abort();
                }
                _ => {}
            }
        }
    });
}

/// Documents to begin with.
fn documents() -> Vec<String> {
    let rules = RULES.iter().chain(read::RULES);
    let samples = rules.flat_map(|rule| [rule.pass(), rule.fail()]);
    // The generated ones are long and say little more.
    let written = samples.filter(|sample| !matches!(sample, Sample::Generated(_)));
    let mut documents: Vec<_> = written.map(|sample| sample.to_json()).collect();
    let folders = ["tests/fuzz", "../examples/flows"];
    let folders = folders.map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    let files = folders
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok());
    let paths = files.flatten().filter_map(|file| Some(file.ok()?.path()));
    let mut paths: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|name| name == "json"))
        .collect();
    // So that an input is the same everywhere.
    paths.sort();
    assert!(!paths.is_empty(), "no seeds in {folders:?}");
    for path in paths {
        match std::fs::read_to_string(&path) {
            Ok(text) => documents.push(text),
            Err(error) => panic!("{}: {error}", path.display()),
        }
    }
    // One flow of each version, each with another component above all.
    let generated = Version::ALL.iter().zip(0..);
    documents.extend(generated.map(|((version, _), seed)| Flow::new(*version, seed, 3).text()));
    documents
}

#[test]
fn the_reader_holds() {
    let documents = documents();
    fuzz("reader", |random| {
        let bytes = random.bytes(&documents);
        let reading = read_bytes(&bytes);
        let Ok(text) = str::from_utf8(&bytes) else {
            assert!(reading.root.is_none() && !reading.diagnostics.is_empty());
            return;
        };
        assert_eq!(reading.root.is_some(), read(text).root.is_some());
        placed(text, &reading.diagnostics);
        // What was read without a mistake is JSON, and is read from what is written of it.
        if let Ok(root) = reading.into_result() {
            // A byte order mark is no part of the value, and only warned of.
            let json = text.strip_prefix('\u{feff}').unwrap_or(text);
            assert!(
                serde_json::from_str::<serde_json::Value>(json).is_ok(),
                "{text}"
            );
            for layout in [Layout::Minified, Layout::Pretty] {
                let again = read(&write(&root, layout)).into_result();
                assert!(again.is_ok_and(|again| again.same_value(&root)), "{text}");
            }
        }
    });
}

/// Every place is a part of the text.
fn placed(text: &str, diagnostics: &[Diagnostic]) {
    for one in diagnostics {
        let related = one.related.as_ref().map(|(place, _)| place);
        for place in [Some(&one.place), related].into_iter().flatten() {
            assert!(text.get(place.loc.range()).is_some(), "{one}: {text}");
        }
    }
}

#[test]
fn the_check_holds() {
    let documents = documents();
    let trees: Vec<_> = documents
        .iter()
        .filter_map(|text| read(text).root)
        .collect();
    fuzz("check", |random| {
        let bytes = if random.one_in(2) {
            write(&random.tree(&trees), Layout::Minified).into_bytes()
        } else {
            random.bytes(&documents)
        };
        let text = String::from_utf8_lossy(&bytes);
        let Some(flow) = read(&text).root else {
            return;
        };
        let [json, rust] = [Style::Json, Style::Rust].map(|style| check(&flow, style));
        placed(&text, &json);
        let said = |found: &[Diagnostic]| -> Vec<_> {
            let ids = found
                .iter()
                .map(|one| (one.rule.id, one.place.pointer.clone()));
            ids.collect()
        };
        assert_eq!(said(&json), said(&rust), "{text}");
        // The order in which things lie in memory says nothing.
        assert_eq!(
            said(&json),
            said(&check(&flow.clone(), Style::Json)),
            "{text}"
        );
        for found in json.iter().chain(&rust) {
            assert!(names_a_node(&flow, &found.place.pointer), "{found}: {text}");
            assert!(
                !found.message.is_empty() && !found.message.ends_with('.'),
                "{found}"
            );
        }
        std::hint::black_box(Scope::new(&flow));
    });
}

/// Whether there is a node that a JSON pointer names. Of members with one key it may be any.
fn names_a_node(flow: &Node, pointer: &str) -> bool {
    let mut nodes = vec![flow];
    for step in pointer::tokens(pointer) {
        let mut below = Vec::new();
        for node in nodes {
            match &node.value {
                Value::Array(items) => {
                    below.extend(pointer::index(&step).and_then(|index| items.get(index)));
                }
                Value::Object(object) => {
                    let members = object.entries.iter().filter(|entry| entry.key == step);
                    below.extend(members.map(|entry| &entry.value));
                }
                _ => {}
            }
        }
        nodes = below;
    }
    !nodes.is_empty()
}

#[test]
fn expressions_hold() {
    let seeds: Vec<String> = [
        "${data.a}",
        "${screen.START.form.first-name}",
        "`'Hello ' ${form.name} '!'`",
        "`(${data.a} + 1.5) * -${data.b} / 3 % 2`",
        "`!(${form.x} == 'it\\\\'s') && ${data.y} || true != false`",
        "${form.age} >= 18 && (!${data.member} || ${data.kind} == 'gold')",
        "-12 < ${data.degrees}",
        "((((${data.deep}))))",
    ]
    .map(str::to_owned)
    .into();
    fuzz("expressions", |random| {
        let bytes = random.bytes(&seeds);
        let mut text = String::from_utf8_lossy(&bytes).into_owned();
        if random.one_in(20) {
            let deep = ["(", "!", "-", "!(", "${"][random.below(5)];
            text.insert_str(0, &deep.repeat(random.below(4 * MAX_DEPTH)));
        }
        let sound = |term: &Term| {
            assert!(text.get(term.loc.range()).is_some(), "{text}");
            for binding in term.bindings() {
                assert!(text.get(binding.loc.range()).is_some(), "{text}");
            }
        };
        for read in [read_backtick, read_condition] {
            match read(&text) {
                Ok(term) => sound(&term),
                Err(error) => assert!(text.get(error.range.clone()).is_some(), "{text}"),
            }
        }
        match read_value(&text) {
            Ok(term) => term.iter().for_each(sound),
            Err(error) => assert!(text.get(error.range.clone()).is_some(), "{text}"),
        }
        let _ = std::hint::black_box(read_binding(&text));
    });
}

#[test]
fn deep_documents_do_not_fill_the_stack() {
    for (open, close) in [
        ("[", "]"),
        (
            r#"{"type": "If", "condition": "${data.a}", "then": ["#,
            "]}",
        ),
        (
            r#"{"type": "Switch", "value": "${data.a}", "cases": {"a": ["#,
            "]}}",
        ),
        (r#"{"type": "Form", "name": "a", "children": ["#, "]}"),
        (r#"{"type": "array", "items": "#, "}"),
        (r#"{"type": "object", "properties": {"a": "#, "}}"),
    ] {
        for depth in [40, 1_000, 100_000] {
            let deep = format!("{}{}", open.repeat(depth), close.repeat(depth));
            for text in [
                format!(
                    r#"{{"version": "7.3", "screens": [{{"id": "A", "layout": {{"children": [{deep}]}}}}]}}"#
                ),
                format!(
                    r#"{{"version": "7.3", "screens": [{{"id": "A", "data": {{"a": {deep}}}}}]}}"#
                ),
            ] {
                let root = read(&text).root.expect("a tree, whatever its depth");
                assert!(!check(&root, Style::Json).is_empty());
            }
        }
    }
}
