//! Every rule's two flows: the one that keeps it and the one that breaks it.

use flow_json::{Diagnostic, RULES, Severity, Style, TextRange, check, read};

fn check_text(text: &str) -> Vec<Diagnostic<TextRange>> {
    let reading = read(text);
    assert!(
        reading.diagnostics.is_empty(),
        "{text}: {:?}",
        reading.diagnostics
    );
    let flow = reading.root.expect("text without mistakes has a value");
    check(&flow, Style::Json)
}

fn errors(found: &[Diagnostic<TextRange>]) -> Vec<String> {
    found
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .map(|diagnostic| {
            format!(
                "{} {}: {diagnostic}",
                diagnostic.rule.id, diagnostic.place.pointer
            )
        })
        .collect()
}

#[test]
fn every_rule_has_a_flow_that_keeps_it_and_one_that_breaks_it() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let name = format!("{} {}", rule.id, rule.name);
        let passing = rule.pass.to_json();
        let found = check_text(&passing);
        let own = found.iter().any(|diagnostic| diagnostic.rule.id == rule.id);
        if own || !errors(&found).is_empty() {
            let found: Vec<_> = found.iter().map(ToString::to_string).collect();
            wrong.push(format!("{name}: pass has {found:#?}\n{passing:.2000}"));
        }
        let failing = rule.fail.to_json();
        let found = check_text(&failing);
        let own = found
            .iter()
            .filter(|diagnostic| diagnostic.rule.id == rule.id)
            .count();
        let others = errors(&found)
            .iter()
            .filter(|error| !error.starts_with(&format!("{} ", rule.id)))
            .count();
        if own != 1 || others > 0 {
            let found: Vec<_> = found
                .iter()
                .map(|one| format!("{} {}: {one}", one.rule.id, one.place.pointer))
                .collect();
            wrong.push(format!("{name}: fail has {found:#?}\n{failing:.2000}"));
        }
        assert!(!rule.why.is_empty() && !rule.code.is_empty(), "{name}");
        assert!(["docs", "client", "ours"].contains(&rule.source), "{name}");
    }
    println!("{} rules, {} flows", RULES.len(), 2 * RULES.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn ids_and_names_are_unique() {
    for (index, rule) in RULES.iter().enumerate() {
        for other in &RULES[..index] {
            assert_ne!(rule.id, other.id);
            assert_ne!(rule.name, other.name, "{} and {}", rule.id, other.id);
        }
    }
}
