//! Every rule's two flows: the one that keeps it and the one that breaks it.

use flow_json::tree::{Node, Value};
use flow_json::{Diagnostic, RULES, Sample, Severity, Style, Version, check, read};

fn check_text(text: &str) -> Vec<Diagnostic> {
    match read(text).into_result() {
        Ok(flow) => check(&flow, Style::Json),
        Err(mistakes) => panic!("{text}: {mistakes:?}"),
    }
}

fn errors(found: &[Diagnostic]) -> Vec<String> {
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
        let passing = rule.pass().to_json();
        let found = check_text(&passing);
        let own = found.iter().any(|diagnostic| diagnostic.rule.id == rule.id);
        if own || !errors(&found).is_empty() {
            let found: Vec<_> = found.iter().map(ToString::to_string).collect();
            wrong.push(format!("{name}: pass has {found:#?}\n{passing:.2000}"));
        }
        let failing = rule.fail().to_json();
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

/// Puts each of some values in each place of a tree, one at a time, and calls for the whole.
fn spoil(flow: &mut Node, path: &mut Vec<usize>, call: &mut impl FnMut(&Node)) {
    fn inner<'n>(node: &'n mut Node, path: &[usize]) -> &'n mut Node {
        path.iter().fold(node, |node, index| match &mut node.value {
            Value::Array(items) => &mut items[*index],
            Value::Object(object) => &mut object.entries[*index].value,
            _ => panic!("a path leads through lists and objects"),
        })
    }
    call(flow);
    let below = match &inner(flow, path).value {
        Value::Array(items) => items.len(),
        Value::Object(object) => object.entries.len(),
        _ => 0,
    };
    for index in 0..below {
        path.push(index);
        for strange in [
            Value::Null,
            Value::Unknown,
            Value::Bool(true),
            Value::Number("1e999".into()),
            Value::String("".into()),
            Value::String("${data.".into()),
            Value::String("${data.a.b}".into()),
            Value::String("`${form.a} +`".into()),
            Value::Array(Vec::new()),
            Value::Object(Default::default()),
        ] {
            let sound = std::mem::replace(&mut inner(flow, path).value, strange);
            call(flow);
            inner(flow, path).value = sound;
        }
        spoil(flow, path, call);
        path.pop();
    }
}

#[test]
fn whatever_stands_anywhere_is_judged_and_pointed_at() {
    let mut flows = 0;
    for rule in RULES {
        if matches!(rule.pass(), Sample::Generated(_)) {
            continue;
        }
        let Ok(mut flow) = read(&rule.pass().to_json()).into_result() else {
            panic!("{} cannot be read", rule.id);
        };
        spoil(&mut flow, &mut Vec::new(), &mut |flow| {
            flows += 1;
            for found in check(flow, Style::Rust) {
                let places = [
                    Some(&found.place),
                    found.related.as_ref().map(|(place, _)| place),
                ];
                for place in places.into_iter().flatten() {
                    assert!(
                        flow.pointer(&place.pointer).is_some(),
                        "{found}: {}",
                        place.pointer
                    );
                }
                assert!(!found.message.ends_with('.'), "{found}");
            }
        });
    }
    println!("{flows} flows");
    assert!(flows > 10_000);
}

/// A document as one of another version, unless it is about having no version that there is.
fn as_version(flow: &Node, version: Version) -> Option<Node> {
    let mut flow = flow.clone();
    let Value::Object(object) = &mut flow.value else {
        return None;
    };
    let mut entries = object.entries.iter_mut();
    let entry = entries.find(|entry| entry.key == "version")?;
    let own: Version = entry.value.as_str()?.parse().ok()?;
    own.state()?;
    entry.value.value = Value::String(version.to_string().into());
    Some(flow)
}

/// The rules that say that a component, a property, an action or a form of it came later.
const LATER: [&str; 4] = ["S1", "S4", "S17b", "S26"];

/// The page of rules, `explain` and SARIF say in which versions a rule holds. In those it is reported,
/// unless its sample shows it with something that came later, and in no other version.
#[test]
fn every_rule_is_reported_in_the_versions_that_it_says() {
    let (mut number, mut wrong) = (0, Vec::new());
    for rule in RULES {
        let Ok(flow) = read(&rule.fail().to_json()).into_result() else {
            panic!("{} cannot be read", rule.id);
        };
        for (version, _) in Version::ALL {
            let Some(flow) = as_version(&flow, *version) else {
                continue;
            };
            number += 1;
            let found = check(&flow, Style::Json);
            let own = || found.iter().filter(|one| one.rule.id == rule.id);
            let reported = own().next().is_some();
            let severity = rule.severity_in(*version);
            if own().any(|one| one.severity != severity) {
                wrong.push(format!("{} in {version} is no {severity:?}", rule.id));
            }
            let later = found.iter().any(|one| LATER.contains(&one.rule.id));
            if reported != rule.holds_in(*version) && (reported || !later) {
                let found: Vec<_> = found.iter().map(|one| one.rule.id).collect();
                wrong.push(format!("{} in {version}: {found:?}", rule.id));
            }
        }
    }
    println!("{number} flows");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
