//! Real documents: those that are known to be valid have no error.
//!
//! They are not part of this repository; `FLOW_JSON_CORPUS` names their folder, with `INDEX.tsv`.

use std::collections::BTreeMap;
use std::path::Path;

use flow_json::{Severity, Style, check, read};

/// Documents that the index judged before it was known in which version Meta refuses them: the file, what
/// it looks like, and why.
const JUDGED_ANEW: &str = include_str!("../../tests/corpus_judged_anew.tsv");

#[test]
fn valid_documents_have_no_error() {
    let Some(folder) = std::env::var_os("FLOW_JSON_CORPUS") else {
        println!("skipped: FLOW_JSON_CORPUS is not set");
        return;
    };
    let folder = Path::new(&folder);
    let index = std::fs::read_to_string(folder.join("INDEX.tsv")).expect("the folder has an index");
    let mut lines = index.lines();
    let header: Vec<_> = lines.next().expect("a header").split('\t').collect();
    let column = |name: &str| {
        header
            .iter()
            .position(|column| *column == name)
            .expect("a column of the index")
    };
    let (file, looks, remark) = (column("file"), column("looks"), column("remark"));

    let (mut documents, mut wrong) = (0, Vec::new());
    let mut warnings = BTreeMap::new();
    for line in lines {
        let fields: Vec<_> = line.split('\t').collect();
        let text = std::fs::read_to_string(folder.join(fields[file])).expect(fields[file]);
        let reading = read(&text);
        let mut found = reading.diagnostics;
        if let Some(flow) = &reading.root {
            found.extend(check(flow, Style::Json));
        }
        let errors: Vec<_> = found
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .map(|error| format!("  {} {}: {error}", error.rule.id, error.place.pointer))
            .collect();
        documents += 1;
        for warning in found.iter().filter(|one| one.severity == Severity::Warning) {
            let rule = warning.rule;
            *warnings.entry((rule.id, rule.name)).or_insert(0) += 1;
            println!(
                "  {}{}: {} {warning}",
                fields[file], warning.place.pointer, rule.id
            );
        }
        let anew = JUDGED_ANEW.lines().skip(1).find_map(|line| {
            let line = line.strip_prefix(fields[file])?.strip_prefix('\t')?;
            line.split_once('\t')
        });
        let indexed = (fields[looks], *fields.get(remark).unwrap_or(&""));
        let (looks, remark) = anew.unwrap_or(indexed);
        if looks == "valid" && !errors.is_empty() {
            wrong.push(format!("{}\n{}", fields[file], errors.join("\n")));
        } else if looks != "valid" {
            println!(
                "{} is {looks}: {remark}\n{}",
                fields[file],
                errors.join("\n")
            );
        }
        if looks == "invalid" && errors.is_empty() {
            wrong.push(format!("{} has no error: {remark}", fields[file]));
        }
    }
    println!("{documents} documents");
    for ((id, name), number) in warnings {
        println!("{number:6} {id} {name}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
