//! Generated flows with one mistake: it is found, and nothing panics.

#[path = "damage/mod.rs"]
mod damage;

use std::collections::BTreeMap;

use flow_json::print::{Options, print};
use flow_json::scope::Scope;
use flow_json::{Layout, RULES, Style, check, read, write};

/// The flows of every version that are damaged, each in every third way.
const SEEDS: u64 = 24;

#[test]
fn each_mistake_is_found() {
    let (mut made, mut missed) = (BTreeMap::new(), BTreeMap::<_, (usize, String)>::new());
    for flow in generator::flows(SEEDS, 3) {
        for kind in damage::kinds().skip(flow.seed as usize % 3).step_by(3) {
            let Some(damaged) = kind.damage(&flow) else {
                continue;
            };
            *made.entry(kind.name).or_insert(0) += 1;
            let found = check(&damaged, Style::Json);
            if !found.iter().any(|one| kind.rules.contains(&one.rule.id)) {
                let found: Vec<_> = found
                    .iter()
                    .map(|one| format!("{} {}: {one}", one.rule.id, one.place.pointer))
                    .collect();
                let example = format!("version {}, seed {}: {found:#?}", flow.version, flow.seed,);
                missed.entry(kind.name).or_insert((0, example)).0 += 1;
            }
        }
    }
    for kind in damage::kinds() {
        let number = made.get(kind.name).copied().unwrap_or_default();
        println!("{number:6} {}", kind.name);
        assert!(number > 1, "{} is hardly ever made", kind.name);
    }
    for (kind, (number, example)) in &missed {
        println!("{kind}: {number} missed, {example}");
    }
    assert!(missed.is_empty());
}

#[test]
fn the_rules_of_each_kind_exist() {
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
