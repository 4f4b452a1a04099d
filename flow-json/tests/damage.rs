//! Generated flows with one mistake: it is found, nothing is said that follows from it alone, and
//! nothing panics.

#[path = "damage/mod.rs"]
mod damage;

use std::collections::BTreeMap;

use flow_json::print::{Options, print};
use flow_json::scope::Scope;
use flow_json::{Diagnostic, Layout, RULES, Severity, Style, check, read, write};
use generator::Flow;

/// The flows of every version that are damaged, each in every third way.
const SEEDS: u64 = 24;

/// The kinds after which more is wrong than one thing, and why.
const MORE: &[(&str, &str)] = &[
    ("there is no version", "the flow is checked as a newer one"),
    (
        "there is no such version",
        "the flow is checked as a newer one",
    ),
    ("a list is too long", "its items are all the same"),
    (
        "a number is too small",
        "it is smaller than its counterpart",
    ),
    ("a number is too large", "it is larger than its counterpart"),
    (
        "an input in a form has a value of its own",
        "the value is wrong as well",
    ),
    ("a form stands in a form", "it is a second one"),
    ("an id has a digit", "the old id is still used"),
    ("an id is reserved", "the old id is still used"),
    ("two inputs have one name", "the old name is still used"),
    ("two screens have one id", "the old id is still used"),
    (
        "two options have one id",
        "the rest of the option stands twice too",
    ),
    (
        "the endpoint is gone that is asked",
        "screens are refreshed from it",
    ),
    (
        "navigate leads to its own screen",
        "nothing leads to the other",
    ),
    ("no screen is terminal", "some have been a success"),
    ("the flow is complete too early", "nothing leads on"),
    (
        "only one branch has a footer",
        "what stood in the other is gone",
    ),
    ("the files of a picker go to a screen", "it asks for none"),
];

#[test]
fn each_mistake_is_found_and_nothing_else() {
    let (mut made, mut wrong) = (BTreeMap::new(), BTreeMap::<_, (usize, String)>::new());
    for flow in generator::flows(SEEDS, 3) {
        for kind in damage::kinds().skip(flow.seed as usize % 3).step_by(3) {
            let Some(damaged) = kind.damage(&flow) else {
                continue;
            };
            *made.entry(kind.name).or_insert(0) += 1;
            let found = check(&damaged, Style::Json);
            let is_meant = |one: &Diagnostic| kind.rules.contains(&one.rule.id);
            let more = MORE.iter().any(|(name, _)| *name == kind.name);
            let alone = found
                .iter()
                .all(|one| one.severity == Severity::Warning || is_meant(one));
            if !found.iter().any(is_meant) || !(more || alone) {
                let found: Vec<_> = found
                    .iter()
                    .map(|one| format!("{} {}: {one}", one.rule.id, one.place.pointer))
                    .collect();
                let Flow { version, seed, .. } = flow;
                let example = format!("version {version}, seed {seed}: {found:#?}");
                wrong.entry(kind.name).or_insert((0, example)).0 += 1;
            }
        }
    }
    for kind in damage::kinds() {
        let number = made.get(kind.name).copied().unwrap_or_default();
        println!("{number:6} {}", kind.name);
        assert!(number > 1, "{} is hardly ever made", kind.name);
    }
    for (kind, (number, example)) in &wrong {
        println!("{kind}: {number} wrong, {example}");
    }
    assert!(wrong.is_empty());
}

#[test]
fn what_is_named_exists() {
    for (name, why) in MORE {
        let known = damage::kinds().any(|kind| kind.name == *name);
        assert!(known && !why.is_empty(), "{name}");
    }
    for kind in damage::kinds() {
        for id in kind.rules {
            assert!(
                RULES.iter().any(|rule| rule.id == *id),
                "{}: {id}",
                kind.name
            );
        }
    }
}

/// What is wrong can still be written, read again and printed as `flow!`.
#[test]
fn what_is_damaged_is_written_and_printed() {
    let mut number = 0;
    for flow in generator::flows(4, 3) {
        for kind in damage::kinds() {
            let Some(damaged) = kind.damage(&flow) else {
                continue;
            };
            number += 1;
            let name = format!(
                "version {}, seed {}, {}",
                flow.version, flow.seed, kind.name
            );
            for layout in [Layout::Minified, Layout::Pretty] {
                let again = read(&write(&damaged, layout)).into_result();
                assert!(
                    again.is_ok_and(|again| again.same_value(&damaged)),
                    "{name}"
                );
            }
            std::hint::black_box(Scope::new(&damaged));
            let printed = print(&damaged, Options::default());
            let Ok(printed) = printed else {
                panic!("{name}: {printed:?}");
            };
            let parsed = syn::parse_file(&printed.source);
            assert!(parsed.is_ok(), "{name}: {}", printed.source);
        }
    }
    println!("{number} flows");
}
