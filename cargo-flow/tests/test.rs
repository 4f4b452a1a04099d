//! `cargo flow test`

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;
use support::{flow, folder, write};

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples")
}

#[test]
fn the_scenarios_of_the_examples_pass_and_see_all_screens() {
    for name in [
        "booking",
        "feedback",
        "intake",
        "lead",
        "menu",
        "pickup.ar",
        "survey",
    ] {
        let run = flow(
            &examples(),
            &format!("test scenarios/{name}.scenario.toml --format json"),
        );
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
        let lines = run
            .out
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap());
        let seen: BTreeSet<String> = lines
            .flat_map(|line| line["screens"].as_array().unwrap().clone())
            .map(|screen| screen.as_str().unwrap().to_owned())
            .collect();
        let text = std::fs::read_to_string(examples().join(format!("flows/{name}.json"))).unwrap();
        let document: Value = serde_json::from_str(&text).unwrap();
        let screens = document["screens"].as_array().unwrap().iter();
        let all: BTreeSet<String> = screens
            .map(|screen| screen["id"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(seen, all, "{name}");
    }
}

const FLOW: &str = r#"{"version": "7.3", "screens": [{"id": "PET", "title": "Your pet", "terminal": true,
  "layout": {"type": "SingleColumnLayout", "children": [
    {"type": "TextInput", "name": "name", "label": "Name", "required": true},
    {"type": "Footer", "label": "Send", "on-click-action":
      {"name": "complete", "payload": {"name": "${form.name}"}}}]}}]}"#;

const SCENARIOS: &str = r#"flow = "pet.json"

[[scenario]]
name = "a cat"
steps = [
  { fill = "name", with = "Kit" },
  { tap = "Send" },
]
reply = { name = "Kit" }

[[scenario]]
name = "a <dog>"
steps = [
  { tap = "Send" },
]
"#;

#[test]
fn a_scenario_that_fails() {
    let folder = folder();
    write(&folder, "pet.json", FLOW);
    write(&folder, "pet.scenario.toml", SCENARIOS);
    let run = flow(folder.path(), "test pet.scenario.toml");
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert_eq!(
        run.out,
        r#"pet.scenario.toml
  ok    a cat
  FAIL  a <dog>
        pet.scenario.toml:14: step 1: the Footer "Send" is disabled: the input `name`: it is required
        ┌────────────────────────────────────────────────┐
        │ × Your pet                                     │
        ├────────────────────────────────────────────────┤
        │ Name                                           │
        │ [____]                                         │
        ├────────────────────────────────────────────────┤
        │ ·· Send ··                                     │
        └────────────────────────────────────────────────┘
2 scenarios: 1 passed, 1 failed
"#
    );
    let run = flow(folder.path(), "test pet.scenario.toml --only cat");
    assert_eq!(run.code, 0);
    assert!(run.out.ends_with("1 scenario: 1 passed, 0 failed\n"));
}

#[test]
fn formats_for_machines() {
    let folder = folder();
    write(&folder, "pet.json", FLOW);
    write(&folder, "pet.scenario.toml", SCENARIOS);
    let run = flow(folder.path(), "test pet.scenario.toml --format json");
    let line: Value = serde_json::from_str(run.out.lines().nth(1).unwrap()).unwrap();
    assert_eq!(
        (&line["passed"], &line["step_line"], &line["step"]),
        (&false.into(), &14.into(), &1.into())
    );

    let run = flow(folder.path(), "test pet.scenario.toml --format junit");
    let document = roxmltree::Document::parse(&run.out).unwrap();
    let suite = document
        .descendants()
        .find(|node| node.has_tag_name("testsuite"))
        .unwrap();
    assert_eq!(
        (suite.attribute("tests"), suite.attribute("failures")),
        (Some("2"), Some("1"))
    );
    let failed = document
        .descendants()
        .find(|node| node.has_tag_name("failure"))
        .unwrap();
    assert_eq!(failed.parent().unwrap().attribute("name"), Some("a <dog>"));
    assert!(
        failed
            .attribute("message")
            .unwrap()
            .contains("it is required")
    );
}

#[test]
fn files_that_are_wrong() {
    let folder = folder();
    write(&folder, "pet.json", FLOW);
    for (text, message) in [
        (
            "flow = \"pet.json\"\n[[scenario]]\nnam = \"x\"\n",
            "wrong.toml:3:1 is no file of scenarios: unknown field `nam`",
        ),
        ("flow = pet.json", "wrong.toml:1:8 is no file of scenarios"),
        (
            "flow = \"none.json\"\n",
            "wrong.toml:1:8 names a flow: cannot read none.json: there is no such file",
        ),
        (
            "flow = \"pet.json\"\n",
            "wrong.toml is no file of scenarios: it has no scenario; begin one with `[[scenario]]`",
        ),
        (
            "flow = \"pet.json\"\n[[scenario]]\nname = \"x\"\nsteps = [{ fill = \"name\", with = -inf }]",
            "wrong.toml:4:34 is no file of scenarios: JSON has no `nan` and no `inf`; write a number",
        ),
        (
            "flow = \"pet.json\"\n[[scenario]]\nname = \"x\"\ntoday = 31",
            "wrong.toml:4:9 is no file of scenarios: a day is a text such as \"2027-01-31\"",
        ),
        (
            "flow = \"pet.json\"\n[[scenario]]\nname = \"x\"\nsteps = [{ errors = { name = 3 } }]",
            "wrong.toml:4:30 is no file of scenarios: invalid type: integer `3`, expected a string",
        ),
    ] {
        write(&folder, "wrong.toml", text);
        let run = flow(folder.path(), "test wrong.toml");
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(run.err.contains(message), "{}", run.err);
    }
    for (step, message) in [
        (
            "{ tap = \"Send\", back = true }",
            "a step does one thing: write `tap` and `back` as two steps",
        ),
        (
            "{ back = false }",
            "`back = false` does nothing: leave the step out",
        ),
        ("{ fill = \"name\" }", "`fill` needs `with`"),
        (
            "{ pick = \"name\", options = [] }",
            "`pick` has no options: name one, or leave the step out",
        ),
        (
            "{ with = \"x\", tap = \"Send\" }",
            "`with` goes with `fill`",
        ),
        ("{}", "the step says nothing"),
        (
            "{ screen = \"NEXT\" }",
            "the screen is `PET`, and not `NEXT`",
        ),
        ("{ shows = [\"Dog\"] }", "the screen does not show \"Dog\""),
        (
            "{ values = { nme = 1 } }",
            "the screen has no input `nme`; there are name",
        ),
        (
            "{ can_continue = true }",
            "the button at the foot is disabled: the input `name`: it is required",
        ),
        (
            "{ tap = \"Send\", refused = \"hidden\" }",
            "and not with \"hidden\"",
        ),
        (
            "{ fill = \"name\", with = \"x\", refused = \"hidden\" }",
            "the phone does it, and should refuse it",
        ),
    ] {
        let text = format!("flow = \"pet.json\"\n[[scenario]]\nname = \"x\"\nsteps = [{step}]\n");
        write(&folder, "wrong.toml", &text);
        let run = flow(folder.path(), "test wrong.toml");
        assert_eq!(run.code, 1);
        assert!(run.out.contains(message), "{}", run.out);
    }
}

#[test]
fn a_day_may_be_a_date_of_toml() {
    let folder = folder();
    write(&folder, "pet.json", FLOW);
    let text = "flow = \"pet.json\"\n[[scenario]]\nname = \"x\"\ntoday = 2027-01-31\n";
    write(&folder, "pet.scenario.toml", text);
    let run = flow(folder.path(), "test pet.scenario.toml");
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn nothing_to_run_is_no_success() {
    let folder = folder();
    write(&folder, "pet.json", FLOW);
    write(&folder, "pet.scenario.toml", SCENARIOS);
    let run = flow(folder.path(), "test pet.scenario.toml --only cat");
    assert_eq!(run.code, 0);
    let run = flow(folder.path(), "test pet.scenario.toml --only bird");
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(
        run.err.contains("no scenario has \"bird\" in its name"),
        "{}",
        run.err
    );
}

#[test]
fn a_name_of_two_lines_stays_whole_in_junit() {
    let folder = folder();
    write(&folder, "pet.json", FLOW);
    let text = "flow = \"pet.json\"\n[[scenario]]\nname = \"a\\r\\n\\tcat\"\n";
    write(&folder, "pet.scenario.toml", text);
    let run = flow(folder.path(), "test pet.scenario.toml --format junit");
    let document = roxmltree::Document::parse(&run.out).unwrap();
    let case = document
        .descendants()
        .find(|node| node.has_tag_name("testcase"));
    assert_eq!(case.unwrap().attribute("name"), Some("a\r\n\tcat"));
}

#[test]
fn a_flow_that_is_cut_off_shows_where() {
    let folder = folder();
    write(&folder, "pet.json", &FLOW[..200]);
    write(
        &folder,
        "pet.scenario.toml",
        "flow = \"pet.json\"\n[[scenario]]\nname = \"a\"\n",
    );
    let run = flow(folder.path(), "test pet.scenario.toml");
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("is not closed\n --> pet.json:"),
        "{}",
        run.err
    );
}
