//! The reference page of all rules is made from the rules, so that nothing is said twice.
//!
//! `UPDATE=1 cargo test -p flow-json --all-features --test rules_page` writes it anew.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use flow_json::tree::{Entry, Node, Value};
use flow_json::{
    Diagnostic, Layout, RULES, Rule, Sample, Severity, Style, Version, check, read, write,
};

/// What fits into so many characters stands in one line.
const WIDTH: usize = 100;

/// Longer samples are cut after so many lines.
const LINES: usize = 24;

fn all() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().chain(read::RULES).copied()
}

#[test]
fn the_page_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/rules.md");
    let page = page();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &page).expect("the page can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    let stale = found
        .lines()
        .zip(page.lines())
        .find(|(old, new)| old != new);
    if let Some((old, new)) = stale {
        panic!("docs/rules.md says\n{old}\nbut the rules say\n{new}\nrun this test with UPDATE=1");
    }
    assert!(
        found == page,
        "docs/rules.md is stale: run this test with UPDATE=1"
    );
}

#[test]
fn ids_and_names_are_unique() {
    let (mut ids, mut names) = (BTreeMap::new(), BTreeMap::new());
    for rule in all() {
        let other = ids.insert(rule.id, rule.name);
        assert_eq!(other, None, "{} is the id of {} too", rule.id, rule.name);
        let other = names.insert(rule.name, rule.id);
        assert_eq!(other, None, "{} is the name of {} too", rule.name, rule.id);
    }
    let errors = all()
        .filter(|rule| rule.severity == Severity::Error)
        .count();
    println!(
        "{} rules: {errors} errors, {} warnings; {} flows",
        ids.len(),
        ids.len() - errors,
        2 * ids.len()
    );
}

fn page() -> String {
    let mut page = String::from(
        "# Rules\n\n\
         Every rule that `cargo flow check` and `flow!` know; `cargo flow explain S1` prints one. This\n\
         page is made from them: `UPDATE=1 cargo test -p flow-json --all-features --test rules_page` writes it anew.\n\n\
         An error is what Meta refuses, a warning what authors regret. The code is the one of Meta's\n\
         documentation, or one of ours where Meta has none; its client may say another. Behind the source\n\
         of a rule stands how sure it is: certain, likely, or disputed where sources contradict each other.\n\n\
         Of a sample *on a screen* the list is the `children` of its layout; one *as screens* is the list\n\
         `screens`; any other is the whole flow.\n\n\
         | Rule | Name | Code | Severity |\n|---|---|---|---|\n",
    );
    for rule in all() {
        let (id, name, code) = (rule.id, rule.name, rule.code);
        let _ = writeln!(
            page,
            "| [{id}](#{}) | {name} | `{code}` | {} |",
            anchor(rule),
            severity(rule)
        );
    }
    for rule in all() {
        section(&mut page, rule);
    }
    page
}

/// What GitHub makes of a heading.
fn anchor(rule: &Rule) -> String {
    format!("{}-{}", rule.id, rule.name)
        .to_lowercase()
        .replace('.', "")
}

fn severity(rule: &Rule) -> &'static str {
    match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn section(page: &mut String, rule: &Rule) {
    let _ = writeln!(page, "\n## {} {}\n", rule.id, rule.name);
    let client = match rule.client_code {
        Some(code) => format!(" (client: `{code}`)"),
        None => String::new(),
    };
    let mut versions = match rule.until {
        Some(until) if rule.since == Version::V2_1 => format!("before {until}"),
        Some(until) => format!("since {}, before {until}", rule.since),
        None => format!("since {}", rule.since),
    };
    if let Some(lenient) = &rule.lenient {
        let (from, to) = (lenient.start, lenient.end);
        versions += &if from == rule.since {
            format!(", only a warning before {to}")
        } else {
            format!(", only a warning since {from} and before {to}")
        };
    }
    let _ = writeln!(
        page,
        "{} `{}`{client} · {versions} · source: {}, {}\n",
        severity(rule),
        rule.code,
        rule.source.as_str(),
        rule.confidence().as_str(),
    );
    let _ = writeln!(page, "{}.\n", capital(rule.why));
    if let Some(disputed) = rule.disputed {
        let _ = writeln!(page, "Disputed: {disputed}.\n");
    }
    let [json, rust] = [Style::Json, Style::Rust].map(|style| said(rule, style));
    for line in &json {
        let _ = writeln!(page, "> {line}");
    }
    // Some mistakes cannot be made in Rust.
    if rust != json && !rust.is_empty() {
        let _ = writeln!(page, "\nIn Rust:\n");
        for line in &rust {
            let _ = writeln!(page, "> {line}");
        }
    }
    let (place, fail) = shown(rule.fail());
    let (_, pass) = shown(rule.pass());
    let word = match rule.severity {
        Severity::Error => "Refused",
        Severity::Warning => "Doubtful",
    };
    let _ = writeln!(page, "\n{word}{place}:\n\n```json\n{fail}\n```");
    // Some rules are broken only by what is too long to show.
    if pass != fail {
        let _ = writeln!(page, "\nRight:\n\n```json\n{pass}\n```");
    }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// What is said of the flow that breaks a rule.
fn said(rule: &Rule, style: Style) -> Vec<String> {
    let text = rule.fail().to_json();
    let reading = read(&text);
    let mut found: Vec<Diagnostic> = reading.diagnostics;
    if let (Some(flow), true) = (&reading.root, found.is_empty()) {
        found = check(flow, style);
    }
    let own = found.iter().filter(|one| one.rule.id == rule.id);
    own.map(ToString::to_string).collect()
}

/// Where a sample stands, and its own part of the flow as a reader wants to see it.
fn shown(sample: Sample) -> (&'static str, String) {
    let (place, text) = match sample {
        Sample::Flow(text) => return ("", text.to_owned()),
        Sample::Top(version, more) => {
            let comma = if more.is_empty() { "" } else { ", " };
            ("", format!(r#"{{"version": "{version}"{comma}{more}}}"#))
        }
        Sample::Screens(_, screens) => (" as screens", screens.to_owned()),
        Sample::Screen(_, more, children) => (
            " on a screen",
            format!(r#"{{{more}, "children": [{children}]}}"#),
        ),
        Sample::Children(_, children) => (" on a screen", format!("[{children}]")),
        Sample::Generated(generate) => ("", generate()),
    };
    let mut pretty = String::new();
    match read(&text).into_result() {
        Ok(tree) => lay_out(&mut pretty, &tree, 0),
        Err(_) => pretty = text,
    }
    // The pictures of samples are long lines.
    let width = |line: &str| match line.char_indices().nth(WIDTH + 20) {
        Some((cut, _)) => format!("{} …", &line[..cut]),
        None => line.to_owned(),
    };
    let mut lines: Vec<_> = pretty.lines().take(LINES).map(width).collect();
    if pretty.lines().count() > LINES {
        lines.push("…".to_owned());
    }
    (place, lines.join("\n"))
}

/// Writes a value over as few lines as the width allows.
fn lay_out(text: &mut String, node: &Node, indent: usize) {
    let one_line = in_one_line(node);
    let members: Vec<(String, &Node)> = match &node.value {
        Value::Array(items) => items.iter().map(|item| (String::new(), item)).collect(),
        Value::Object(object) => {
            let entries = object.entries.iter();
            entries
                .map(|entry| (format!("{:?}: ", entry.key), &entry.value))
                .collect()
        }
        _ => Vec::new(),
    };
    if members.is_empty() || indent + one_line.chars().count() <= WIDTH {
        text.push_str(&one_line);
        return;
    }
    text.push_str(&one_line[..1]);
    for (index, (key, value)) in members.iter().enumerate() {
        let comma = if index > 0 { "," } else { "" };
        let _ = write!(text, "{comma}\n{}{key}", " ".repeat(indent + 2));
        lay_out(text, value, indent + 2);
    }
    let _ = write!(
        text,
        "\n{}{}",
        " ".repeat(indent),
        &one_line[one_line.len() - 1..]
    );
}

fn in_one_line(node: &Node) -> String {
    match &node.value {
        Value::Array(items) => format!("[{}]", joined(items.iter().map(in_one_line))),
        Value::Object(object) => format!("{{{}}}", joined(object.entries.iter().map(member))),
        _ => write(node, Layout::Minified),
    }
}

fn member(entry: &Entry) -> String {
    format!("{:?}: {}", entry.key, in_one_line(&entry.value))
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}
