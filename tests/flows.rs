//! The flows of `examples/` give the Flow JSON that was written by hand for them.

#[path = "../examples/flows/mod.rs"]
mod flows;

use std::path::Path;

use flow_json::pointer::escape;
use flow_json::{Severity, Style};
use serde_json::Value;

/// The Flow JSON that was written by hand from Meta's documentation.
fn expected(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/flows/{name}.json"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn each_is_the_flow_json_that_was_written_by_hand() {
    for flow in flows::ALL {
        let expected: Value = serde_json::from_str(&expected(flow.name())).unwrap();
        let found: Value = serde_json::from_str(flow.json()).unwrap();
        assert_eq!(
            serde_json::to_string_pretty(&found).unwrap(),
            serde_json::to_string_pretty(&expected).unwrap(),
            "{}",
            flow.name()
        );
    }
}

#[test]
fn each_passes_the_check_of_flow_json() {
    for flow in flows::ALL {
        let read = flow_json::read(flow.json());
        assert!(read.diagnostics.is_empty(), "{}", flow.name());
        let diagnostics = flow_json::check(&read.root.unwrap(), Style::Json);
        let errors: Vec<_> = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .map(|diagnostic| format!("{}: {diagnostic}", diagnostic.place.pointer))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", flow.name());
    }
}

#[test]
fn together_they_use_every_component_and_every_action() {
    let all: String = flows::ALL.iter().map(|flow| flow.json()).collect();
    for component in flow_json::table::COMPONENTS {
        let name = component.shape.name;
        assert!(
            all.contains(&format!(r#""type":"{name}""#)),
            "no {name} in any example"
        );
    }
    for action in flow_json::table::ACTIONS {
        let name = action.shape.name;
        assert!(
            all.contains(&format!(r#""name":"{name}""#)),
            "no {name} in any example"
        );
    }
}

#[test]
fn each_text_leads_to_its_line_in_the_source() {
    let mut followed = 0;
    for flow in flows::ALL {
        let json: Value = serde_json::from_str(flow.json()).unwrap();
        texts(&json, String::new(), &mut |pointer, text| {
            let place = flow.source_of(pointer).unwrap();
            let source = std::fs::read_to_string(place.file).unwrap();
            let line = source.lines().nth(place.line as usize - 1).unwrap();
            let rest: String = line.chars().skip(place.column as usize - 1).collect();
            // A text may go on in the next line, so only its start is compared.
            let start: String = text.chars().take(12).collect();
            // An item of a list from Rust leads to the name of the list.
            if rest.starts_with("Grade::ITEMS") {
                assert!(source.contains(&format!("\"{text}\")")), "{place}: {text}");
                return;
            }
            // A text that a `for` takes of an item leads to what takes it.
            if let Some(field) = rest.strip_prefix("wish.") {
                let field = field.trim_end_matches(',');
                let written = format!("{field}: \"{text}\"");
                assert!(source.contains(&written), "{place}: {text}");
                return;
            }
            // A text in several languages leads to its key.
            let start = match flow.language() {
                Some(language) => key_of(text, language),
                None => start,
            };
            assert!(rest.starts_with(&format!("\"{start}")), "{place}: {text}");
            followed += 1;
        });
    }
    assert!(followed > 300, "{followed}");
}

/// The key of a text of `pickup`.
fn key_of(text: &str, language: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = path.join(format!("examples/flows/pickup/{language}.arb"));
    let texts: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut texts = texts.as_object().unwrap().iter();
    let (key, _) = texts.find(|(_, value)| *value == text).unwrap();
    key.clone()
}

/// The labels, titles and texts, which are the same in Rust and in JSON.
fn texts(value: &Value, pointer: String, found: &mut impl FnMut(&str, &str)) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                texts(item, format!("{pointer}/{index}"), found);
            }
        }
        Value::Object(members) => {
            for (key, value) in members {
                texts(value, format!("{pointer}/{}", escape(key)), found);
            }
        }
        Value::String(text) => {
            let plain = !text.contains(['$', '`', '"', '\\', '\n', '\'']);
            if plain
                && ["/label", "/title", "/text"]
                    .iter()
                    .any(|key| pointer.ends_with(key))
            {
                found(&pointer, text);
            }
        }
        _ => {}
    }
}

mod intake {
    flow_dsl::flow!(Flow {
        name: "intake",
        renamed_from: "claim",
        version: "7.3",
        screens: [Screen {
            id: "START",
            title: "Start",
            children: [Footer {
                label: "Done",
                on_click_action: complete {}
            }],
        }],
    });
}

mod questions {
    flow_dsl::include_flow!(
        "../examples/flows/feedback.json",
        name: "questions",
        renamed_from: "opinions",
    );
}

#[test]
fn a_former_name_is_for_the_deployment_alone() {
    for (flow, name, former) in [
        (intake::FLOW, "intake", "claim"),
        (questions::FLOW, "questions", "opinions"),
    ] {
        assert_eq!((flow.name(), flow.renamed_from()), (name, Some(former)));
        assert!(!flow.json().contains("renamed_from") && !flow.json().contains(former));
        let desired = flow_deploy::DesiredFlow::from(flow);
        assert_eq!(desired.renamed_from.as_deref(), Some(former));
    }
    assert!(flows::ALL.iter().all(|flow| flow.renamed_from().is_none()));
}
