//! Every rule's two flows, as Flow JSON and as `flow!`: both ways in get the same answers.

use flow_json::print::{Options, print};
use flow_json::{RULES, Style, check, read};
use proc_macro2::{TokenStream, TokenTree};

use crate::errors::Errors;
use crate::{parse, read as reader};

/// What was found in a flow: the ids of rules, sorted.
type Found = Vec<&'static str>;

/// What `flow!` finds in the flow that a text is printed as, and what its reader says.
fn through_rust(source: &str) -> (Found, Vec<String>) {
    let tokens: TokenStream = source.parse().unwrap();
    let body = tokens.into_iter().find_map(|tree| match tree {
        TokenTree::Group(group) => Some(group.stream()),
        _ => None,
    });
    let mut errors = Errors::default();
    let body = parse::parse(body.unwrap(), &mut errors);
    let flow = reader::read(&body, &mut errors);
    let found = sorted(
        check(&flow.tree, Style::Rust)
            .iter()
            .map(|found| found.rule.id),
    );
    (
        found,
        errors
            .0
            .into_iter()
            .map(|mistake| mistake.message)
            .collect(),
    )
}

fn sorted(ids: impl Iterator<Item = &'static str>) -> Found {
    let mut ids: Vec<_> = ids.collect();
    ids.sort_unstable();
    ids
}

#[test]
fn every_rule_is_seen_from_rust_too() {
    let (mut flows, mut by_reader, mut different) = (0, Vec::new(), Vec::new());
    for rule in RULES {
        for (sample, fails) in [(rule.pass, false), (rule.fail, true)] {
            let root = read(&sample.to_json()).into_result().unwrap();
            let json = check(&root, Style::Json);
            let printed = print(
                &root,
                Options {
                    name: Some("sample"),
                    ..Options::default()
                },
            );
            let printed = printed.unwrap();
            let (rust, mistakes) = through_rust(&printed.source);
            flows += 1;
            let json = sorted(json.iter().map(|found| found.rule.id));
            let agree = json == rust && mistakes.is_empty();
            if agree {
                continue;
            }
            // What the language does not let anyone write.
            if fails && (!mistakes.is_empty() || !printed.added.is_empty()) {
                by_reader.push(rule.id);
                continue;
            }
            let kind = if fails { "fail" } else { "pass" };
            different.push(format!(
                "{} {kind}: JSON {json:?}, Rust {rust:?}, {mistakes:?}",
                rule.id
            ));
        }
    }
    println!(
        "{} rules, {flows} flows; the language rules out {by_reader:?}",
        RULES.len()
    );
    assert!(different.is_empty(), "{different:#?}");
}
