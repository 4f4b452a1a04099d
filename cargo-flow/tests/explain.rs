//! `cargo flow explain`

mod support;

use flow_json::{RULES, Severity, read};
use serde_json::Value;
use support::{flow, folder, write};

#[test]
fn a_rule_by_each_of_its_names() {
    let folder = folder();
    let run = flow(folder.path(), "explain C16");
    let by_id = run.out;
    assert_eq!(run.code, 0);
    let rule = RULES.iter().find(|rule| rule.id == "C16").unwrap();
    for name in [rule.name, "c16"] {
        assert_eq!(flow(folder.path(), &format!("explain {name}")).out, by_id);
    }
    for part in [
        rule.code,
        rule.name,
        "since version",
        "source: ",
        "What is said",
        "right.json",
    ] {
        assert!(by_id.contains(part), "{part}: {by_id}");
    }
}

#[test]
fn both_spellings_of_a_code() {
    let folder = folder();
    let two = |rule: &&&flow_json::Rule| rule.client_code.is_some();
    let rule = RULES.iter().find(two).unwrap();
    for code in [rule.code, rule.client_code.unwrap()] {
        let run = flow(folder.path(), &format!("explain {code}"));
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.out.contains(rule.name), "{}", run.out);
    }
}

#[test]
fn a_component_with_what_its_lists_take() {
    let folder = folder();
    let run = flow(folder.path(), "explain NavigationList");
    assert_eq!(run.code, 0);
    for part in [
        "- `list-items`: a list of `ListItem`, at least 1, at most 20, or an expression; required.",
        "## `MainContent`",
        "- `image`: a picture in base64, JPEG or PNG, at most 100 KB, or an expression; required.",
    ] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
    let item = flow(folder.path(), "explain Start").out;
    assert!(item.contains("It stands in `NavigationList`."), "{item}");
    let near = flow(folder.path(), "explain NavigationLits");
    assert_eq!(near.code, 2);
    assert!(near.err.contains("write `NavigationList`"), "{}", near.err);
}

#[test]
fn a_code_of_several_rules_lists_them() {
    let folder = folder();
    let run = flow(folder.path(), "explain INVALID_PROPERTY_KEY");
    assert_eq!(run.code, 0);
    let own = RULES
        .iter()
        .filter(|rule| rule.code == "INVALID_PROPERTY_KEY");
    assert!(own.clone().count() > 1);
    for rule in own {
        assert!(run.out.contains(rule.name), "{}", run.out);
    }
}

#[test]
fn a_near_name_is_suggested() {
    let folder = folder();
    let run = flow(folder.path(), "explain UNKNOWN_PROPERTI");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("write `unknown-property`"), "{}", run.err);
    let run = flow(folder.path(), "explain xyz");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("lists them all"), "{}", run.err);
}

#[test]
fn all_are_listed() {
    let folder = folder();
    let run = flow(folder.path(), "explain");
    assert_eq!(run.code, 0);
    for rule in RULES.iter().chain(read::RULES) {
        // Below its code, among the rules of that code.
        let below = run.out.lines().skip_while(|line| *line != rule.code);
        let mut same = below.skip(1).take_while(|line| line.starts_with("  "));
        let own = [rule.id, severity(rule), rule.name];
        assert!(
            same.any(|line| line.split_whitespace().eq(own)),
            "{}",
            rule.id
        );
    }
}

fn severity(rule: &flow_json::Rule) -> &'static str {
    match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// `check` finds the mistake that `explain` shows, at the same place.
#[test]
fn check_finds_the_mistake_that_is_shown() {
    let folder = folder();
    for rule in RULES.iter().chain(read::RULES) {
        let run = flow(folder.path(), &format!("explain {}", rule.id));
        assert_eq!(run.code, 0, "{}", rule.id);
        if run.out.contains('…') || run.out.contains("too long to be shown") {
            continue;
        }
        let name = match rule.severity {
            Severity::Error => "\nrefused.json\n\n",
            Severity::Warning => "\ndoubtful.json\n\n",
        };
        let (report, flows) = run.out.split_once(name).unwrap();
        let (fail, pass) = flows.split_once("\nright.json\n\n").unwrap();
        for (file, text) in [("fail.json", fail), ("pass.json", pass)] {
            write(&folder, file, text);
            let run = flow(folder.path(), &format!("check --format json {file}"));
            let found = run
                .out
                .lines()
                .map(|line| serde_json::from_str::<Value>(line).unwrap());
            let own: Vec<_> = found.filter(|found| found["rule"] == rule.id).collect();
            assert_eq!(
                own.is_empty(),
                file == "pass.json",
                "{}: {}",
                rule.id,
                run.out
            );
            for found in own {
                let place = format!("{}:{}:{}", name.trim(), found["line"], found["column"]);
                assert!(report.contains(&place), "{}: {place}", rule.id);
            }
        }
    }
}

#[test]
fn the_codes_that_no_rule_has() {
    let folder = folder();
    for (code, part) in [
        ("100", "another name"),
        ("139002", "= help: set the address of the endpoint"),
        ("131026", "older than the flow"),
        ("100", "when a flow is made"),
        ("100", "unknown or misspelled"),
        ("132068", "blocked"),
        ("2067", "2064, 2065, 2066, 2067, 2068, 2069, 2070"),
        ("421", "fetches the public key again"),
        ("427", "error_msg"),
        ("432", "X-Hub-Signature-256"),
        ("invalid-screen-transition", "routing_model"),
        ("PAYLOAD-SCHEMA-ERROR", "every declared field"),
        ("timeout_error", "ten seconds"),
    ] {
        let run = flow(folder.path(), &format!("explain {code}"));
        assert_eq!(run.code, 0, "{code}: {}", run.err);
        assert!(run.out.contains(part), "{code}: {}", run.out);
    }
    let run = flow(folder.path(), "explain payload-schema-eror");
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("write `payload-schema-error`"),
        "{}",
        run.err
    );
    let run = flow(folder.path(), "explain 139999");
    assert_eq!(run.code, 2);
}

#[test]
fn the_list_fits_80_columns() {
    let folder = folder();
    let run = flow(folder.path(), "explain");
    for line in run.out.lines() {
        assert!(line.len() <= 80, "{line}");
    }
}
