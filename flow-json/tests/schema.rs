//! The schema of each version: sound itself, and of one mind with the structural check.

#[path = "damage/mod.rs"]
mod damage;
#[path = "fuzz/mutate.rs"]
mod mutate;

use std::collections::BTreeMap;

use flow_json::schema::{UNSAID, schema};
use flow_json::tree::Node;
use flow_json::{
    Layout, RULES, STRUCTURAL_RULES, Sample, Severity, Style, Version, check, read, write,
};
use generator::Flow;
use jsonschema::Validator;
use mutate::Random;
use serde_json::Value as Json;

fn json(version: Version) -> Json {
    let text = write(&schema(version), Layout::Minified);
    match serde_json::from_str(&text) {
        Ok(schema) => schema,
        Err(error) => panic!("{version}: {error}"),
    }
}

/// The schemas of all versions, ready to validate with.
struct Schemas(BTreeMap<Version, Validator>);

/// What the checker and the schema say of a document.
struct Opinions {
    /// The structural errors that a schema can say.
    errors: Vec<String>,
    /// What the schema refuses.
    refused: Vec<String>,
}

impl Opinions {
    fn agree(&self) -> bool {
        self.errors.is_empty() == self.refused.is_empty()
    }
}

impl std::fmt::Display for Opinions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (check, schema) = (self.errors.join("\n    "), self.refused.join("\n    "));
        write!(f, "  check:\n    {check}\n  schema:\n    {schema}")
    }
}

impl Schemas {
    fn new() -> Self {
        let versions = Version::ALL.iter();
        Self(
            versions
                .map(
                    |(version, _)| match jsonschema::validator_for(&json(*version)) {
                        Ok(validator) => (*version, validator),
                        Err(error) => panic!("{version}: {error}"),
                    },
                )
                .collect(),
        )
    }

    /// Both opinions, or `None` for what is no JSON.
    fn ask(&self, text: &str) -> Option<Opinions> {
        let flow = read(text).into_result().ok()?;
        let value: Json = serde_json::from_str(text).ok()?;
        // What is written in no known version is checked as if in the newest.
        let version = flow.get("version").and_then(Node::as_str);
        let version = version.and_then(|version| version.parse().ok());
        let version = version.filter(|version| self.0.contains_key(version));
        let validator = &self.0[&version.unwrap_or(Version::RECOMMENDED)];
        let found = check(&flow, Style::Json);
        let errors = found.iter().filter(|one| {
            one.severity == Severity::Error
                && STRUCTURAL_RULES.iter().any(|rule| rule.id == one.rule.id)
                && !is_unsaid(one.rule.id, &one.place.pointer)
        });
        let errors = errors.map(|one| format!("{} {}: {one}", one.rule.id, one.place.pointer));
        let refused = validator.iter_errors(&value);
        let refused = refused.map(|one| {
            let message: String = one.to_string().chars().take(200).collect();
            format!("{}: {message}", one.instance_path())
        });
        Some(Opinions {
            errors: errors.collect(),
            refused: refused.collect(),
        })
    }
}

/// Whether a mistake is of those that a schema does not say.
fn is_unsaid(rule: &str, pointer: &str) -> bool {
    UNSAID.iter().any(|unsaid| {
        let of = |property: &str| pointer.rsplit('/').next() == Some(property);
        unsaid.rule == rule && unsaid.property.is_none_or(of)
    })
}

#[test]
fn the_schemas_are_schemas() {
    for (version, _) in Version::ALL {
        let schema = json(*version);
        if let Err(error) = jsonschema::draft202012::meta::validate(&schema) {
            panic!("{version}: {error} at {}", error.instance_path());
        }
        // Each reference leads somewhere, and each definition is needed.
        let text = schema.to_string();
        let definitions = schema["$defs"].as_object().expect("definitions");
        for name in definitions.keys() {
            let reference = format!("\"#/$defs/{name}\"");
            assert!(text.contains(&reference), "{version}: {name} is not used");
        }
        println!(
            "{version}: {} definitions, {} bytes",
            definitions.len(),
            text.len()
        );
    }
}

#[test]
fn what_is_generated_is_accepted() {
    let schemas = Schemas::new();
    let mut flows = 0;
    for flow in generator::flows(60, 4) {
        flows += 1;
        let opinions = schemas.ask(&flow.text()).expect("a flow is JSON");
        assert!(
            opinions.refused.is_empty(),
            "version {}, seed {}:\n{opinions}",
            flow.version,
            flow.seed
        );
    }
    println!("{flows} flows");
}

#[test]
fn the_samples_of_each_rule_are_judged_alike() {
    let schemas = Schemas::new();
    let mut wrong = Vec::new();
    for rule in RULES {
        for (sample, fails) in [(rule.pass(), false), (rule.fail(), true)] {
            let opinions = schemas.ask(&sample.to_json()).expect("a sample is JSON");
            let structural = STRUCTURAL_RULES.iter().any(|other| other.id == rule.id);
            let refused = structural
                && fails
                && rule.severity == Severity::Error
                && !UNSAID
                    .iter()
                    .any(|one| one.rule == rule.id && one.property.is_none());
            if opinions.refused.is_empty() == refused {
                wrong.push(format!("{} {}, {fails}:\n{opinions}", rule.id, rule.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_unsaid_is_of_the_structure() {
    for unsaid in UNSAID {
        let structural = STRUCTURAL_RULES.iter().any(|rule| rule.id == unsaid.rule);
        assert!(structural && !unsaid.why.is_empty(), "{unsaid:?}");
    }
}

/// The flows that are damaged: the samples of the rules, and generated ones.
fn documents() -> Vec<String> {
    let samples = RULES.iter().flat_map(|rule| [rule.pass(), rule.fail()]);
    // The generated ones are long and say little more.
    let samples = samples.filter(|sample| !matches!(sample, Sample::Generated(_)));
    let mut documents: Vec<_> = samples.map(|sample| sample.to_json()).collect();
    documents.extend(generator::flows(24, 2).map(|flow| flow.text()));
    documents
}

#[test]
fn each_kind_of_mistake_is_judged_alike() {
    let schemas = Schemas::new();
    let (mut asked, mut refused, mut wrong) = (0, 0, Vec::new());
    for flow in generator::flows(12, 2) {
        // Each flow has a few of the mistakes, the next flow others.
        for kind in damage::kinds().skip(flow.seed as usize % 6).step_by(6) {
            let Some(damaged) = kind.damage(&flow) else {
                continue;
            };
            let text = write(&damaged, Layout::Pretty);
            let opinions = schemas.ask(&text).expect("a flow is JSON");
            asked += 1;
            refused += usize::from(!opinions.refused.is_empty());
            if !opinions.agree() {
                let Flow { version, seed, .. } = flow;
                let name = kind.name;
                wrong.push(format!(
                    "version {version}, seed {seed}, {name}:\n{opinions}"
                ));
            }
        }
    }
    println!("{asked} documents, {refused} of them refused");
    assert!(refused > asked / 10 && refused < asked);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_changed_at_random_is_judged_alike() {
    const INPUTS: u64 = 1_000;
    let schemas = Schemas::new();
    let documents = documents();
    let trees: Vec<_> = documents
        .iter()
        .filter_map(|text| read(text).root)
        .collect();
    let (mut asked, mut refused, mut wrong) = (0, 0, Vec::new());
    for seed in 0..INPUTS {
        let tree = Random::new(seed).tree(&trees);
        let text = write(&tree, Layout::Pretty);
        let Some(opinions) = schemas.ask(&text) else {
            continue;
        };
        asked += 1;
        refused += usize::from(!opinions.refused.is_empty());
        if !opinions.agree() {
            wrong.push(format!("input {seed}:\n{opinions}"));
        }
    }
    println!("{asked} documents, {refused} of them refused");
    assert!(refused > asked / 10 && refused < asked);
    wrong.truncate(20);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn real_documents_are_judged_alike() {
    let Some(folder) = std::env::var_os("FLOW_JSON_CORPUS") else {
        println!("skipped: FLOW_JSON_CORPUS is not set");
        return;
    };
    let schemas = Schemas::new();
    let mut documents = 0;
    for file in std::fs::read_dir(folder).expect("a folder") {
        let path = file.expect("a file").path();
        if path.extension().is_none_or(|name| name != "json") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a text");
        if let Some(opinions) = schemas.ask(&text) {
            documents += 1;
            assert!(opinions.agree(), "{}:\n{opinions}", path.display());
        }
    }
    println!("{documents} documents");
}
