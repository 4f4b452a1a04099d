//! `cargo flow check`

mod support;

use serde_json::Value;
use support::{Run, corpus, flow, flow_of, flow_with, folder, screen, write};

const MISSPELLED: &str = r#"{ "type": "TextBody", "text": "Hi", "vissible": true }"#;
const FINE: &str = r#"{ "type": "TextBody", "text": "Hi" }"#;
const MIXED: &str = r#"{ "type": "TextBody", "text": "a ${data.b} c" }"#;

#[test]
fn a_mistake_is_shown_as_rustc_does() {
    let folder = folder();
    write(&folder, "flow.json", screen(MISSPELLED));
    let run = flow(folder.path(), "check flow.json");
    let expected = "\
error[INVALID_PROPERTY_KEY]: `TextBody` has no property `vissible`
  --> flow.json:11:47
   |
11 |           { \"type\": \"TextBody\", \"text\": \"Hi\", \"vissible\": true },
   |                                               ^^^^^^^^^^
   |
   = help: write `visible`
   = note: rule S1, unknown-property

";
    let err = "1 file checked: 1 error, 0 warnings\n".to_owned();
    let out = expected.to_owned();
    assert_eq!(run, Run { code: 1, out, err });
}

#[test]
fn without_mistakes_nothing_is_shown() {
    let folder = folder();
    write(&folder, "flow.json", screen(FINE));
    for command in ["check flow.json", "flow check flow.json"] {
        let run = flow(folder.path(), command);
        let err = "1 file checked: 0 errors, 0 warnings\n".to_owned();
        let out = String::new();
        assert_eq!(run, Run { code: 0, out, err });
    }
}

#[test]
fn standard_input_is_a_file_too() {
    let folder = folder();
    for command in ["check", "check -"] {
        let run = flow_with(folder.path(), command, &screen(MISSPELLED));
        assert_eq!(run.code, 1);
        assert!(run.out.contains("--> <stdin>:11:47\n"), "{}", run.out);
    }
}

#[test]
fn an_unreadable_file_is_reported_and_the_rest_is_checked() {
    let folder = folder();
    write(&folder, "latin1.json", b"{\n\"title\": \"Caf\xe9\"}");
    write(&folder, "wrong.json", screen(MISSPELLED));
    let run = flow(folder.path(), "check none.json . latin1.json wrong.json");
    assert_eq!(run.code, 2);
    assert!(run.out.contains("--> wrong.json:11:47\n"), "{}", run.out);
    assert_eq!(
        run.err,
        "\
error: cannot read none.json: there is no such file
error: cannot read .: it is a folder; name the files in it
error: cannot read latin1.json: the bytes at 2:14 are not UTF-8; save it as UTF-8
1 file checked: 1 error, 0 warnings; 3 files not read
"
    );
}

#[test]
fn a_file_that_is_no_json_is_an_error() {
    let folder = folder();
    for text in ["", "{", "// note\n{}", "null", "[]", "\u{feff}{}"] {
        write(&folder, "flow.json", text);
        let run = flow(folder.path(), "check flow.json");
        assert_eq!(run.code, 1, "{text:?}: {run:?}");
        assert!(run.out.contains("flow.json"), "{text:?}: {run:?}");
    }
}

#[test]
fn json_gives_an_object_on_a_line() {
    let folder = folder();
    let children =
        format!("{MISSPELLED}, {{ \"type\": \"TextBody\", \"text\": \"é😀\", \"a/b~\": 1 }}");
    write(&folder, "flow.json", screen(&children));
    let run = flow(folder.path(), "check --format json flow.json");
    assert_eq!(run.code, 1);
    let lines: Vec<Value> = run
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        run.out.lines().next().unwrap(),
        r#"{"file":"flow.json","severity":"error","code":"INVALID_PROPERTY_KEY","rule":"S1","rule_name":"unknown-property","message":"`TextBody` has no property `vissible`","help":"write `visible`","pointer":"/screens/0/layout/children/0/vissible","line":11,"column":47,"end_line":11,"end_column":57}"#
    );
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[1]["pointer"], "/screens/0/layout/children/1/a~1b~0");
    let (start, end) = (&lines[1]["column"], &lines[1]["end_column"]);
    let line = screen(&children);
    let line: Vec<char> = line.lines().nth(10).unwrap().chars().collect();
    let (start, end) = (
        start.as_u64().unwrap() as usize,
        end.as_u64().unwrap() as usize,
    );
    assert_eq!(
        line[start - 1..end - 1].iter().collect::<String>(),
        "\"a/b~\""
    );
}

#[test]
fn every_pointer_leads_to_the_value() {
    let folder = folder();
    for (path, _) in corpus() {
        let text = std::fs::read_to_string(&path).unwrap();
        let run = flow_with(folder.path(), "check --format json", &text);
        let Ok(document) = serde_json::from_str::<Value>(&text) else {
            continue;
        };
        for line in run.out.lines() {
            let found: Value = serde_json::from_str(line).unwrap();
            let pointer = found["pointer"].as_str().unwrap();
            assert!(
                document.pointer(pointer).is_some(),
                "{}: {line}",
                path.display()
            );
        }
    }
}

#[test]
fn sarif_has_the_required_members() {
    let folder = folder();
    write(&folder, "a b%.json", screen(MISSPELLED));
    write(
        &folder,
        "twice.json",
        r#"{"version": "7.3", "version": "7.3"}"#,
    );
    let arguments = [
        "check",
        "--format",
        "sarif",
        "a b%.json",
        "twice.json",
        "none.json",
    ];
    let run = flow_of(folder.path(), arguments.into_iter(), b"");
    assert_eq!(run.code, 2);
    let log: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let only = &log["runs"][0];
    assert_eq!(only["tool"]["driver"]["name"], "cargo-flow");
    assert_eq!(only["columnKind"], "unicodeCodePoints");
    assert_eq!(only["invocations"][0]["executionSuccessful"], false);
    let failures = only["invocations"][0]["toolExecutionNotifications"]
        .as_array()
        .unwrap();
    assert_eq!(failures.len(), 1);
    let rules: Vec<_> = only["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
        .iter()
        .collect();
    let results = only["results"].as_array().unwrap();
    for result in results {
        let rule = rules.iter().find(|rule| rule["id"] == result["ruleId"]);
        assert!(rule.unwrap()["fullDescription"]["text"].is_string());
        assert!(["error", "warning"].contains(&result["level"].as_str().unwrap()));
        let region = &result["locations"][0]["physicalLocation"]["region"];
        for key in ["startLine", "startColumn", "endLine", "endColumn"] {
            assert!(region[key].as_u64().unwrap() >= 1, "{region}");
        }
    }
    let place = &results[0]["locations"][0];
    assert_eq!(
        place["physicalLocation"]["artifactLocation"]["uri"],
        "a%20b%25.json"
    );
    assert_eq!(place["physicalLocation"]["region"]["startColumn"], 47);
    let twice = results
        .iter()
        .find(|result| result["ruleId"] == "J1")
        .unwrap();
    assert!(twice["relatedLocations"][0]["message"]["text"].is_string());

    let run = flow_with(folder.path(), "check --format sarif", &screen(FINE));
    assert_eq!(run.code, 0);
    let log: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
    assert_eq!(
        log["runs"][0]["invocations"][0]["executionSuccessful"],
        true
    );
}

#[test]
fn annotations_of_github_are_escaped() {
    let folder = folder();
    let key = r#"{ "type": "TextBody", "text": "Hi", "100%\n::error::x": true }"#;
    write(&folder, "a,b:c.json", screen(key));
    let run = flow(folder.path(), "check --format github a,b:c.json none.json");
    assert_eq!(run.code, 2);
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    let expected = "::error file=a%2Cb%3Ac.json,line=11,endLine=11,col=47,endColumn=64,title=INVALID_PROPERTY_KEY (S1 unknown-property)::`TextBody` has no property `100%25%0A::error::x`; ";
    assert!(lines[0].starts_with(expected), "{}", lines[0]);
    assert!(
        lines[1].starts_with("::error file=none.json::"),
        "{}",
        lines[1]
    );
}

#[test]
fn as_another_version() {
    let folder = folder();
    let carousel = r#"{ "type": "ImageCarousel", "images": [{ "src": "aGk=", "alt-text": "x" }] }"#;
    write(&folder, "flow.json", screen(carousel));
    assert_eq!(flow(folder.path(), "check flow.json").code, 0);
    let run = flow(folder.path(), "check --as 7.0 flow.json");
    assert_eq!(run.code, 1);
    assert!(run.out.contains("7.1"), "{}", run.out);
    let run = flow(folder.path(), "check --as 9.9 flow.json");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("the versions are 2.1, "), "{}", run.err);
    // A flow that does not say its version can be checked as well.
    let text = screen(FINE).replace("\"version\": \"7.3\",", "");
    assert_eq!(flow_with(folder.path(), "check --as 7.3", &text).code, 0);
}

#[test]
fn warnings_are_denied_and_allowed() {
    let folder = folder();
    write(&folder, "flow.json", screen(MIXED));
    let run = |arguments: &str| flow(folder.path(), &format!("check flow.json {arguments}"));
    let plain = run("");
    assert_eq!(plain.code, 0);
    assert!(
        plain.out.starts_with("warning[BINDING_IN_TEXT]"),
        "{}",
        plain.out
    );
    assert_eq!(plain.err, "1 file checked: 0 errors, 1 warning\n");
    for deny in [
        "--deny warnings",
        "-D W2",
        "-D binding-in-text",
        "-D BINDING_IN_TEXT",
    ] {
        let run = run(deny);
        assert_eq!(run.code, 1, "{deny}");
        assert!(run.out.starts_with("error[BINDING_IN_TEXT]"), "{}", run.out);
    }
    assert_eq!(run("-D W3").code, 0);
    assert_eq!(run("-A W2").out, "");
    assert_eq!(run("-A warnings").out, "");
    assert_eq!(run("-A warnings -D W2").code, 1);
    assert_eq!(run("-D warnings -A W2").code, 0);
    let wrong = run("-A binding-in-txt");
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.err.contains("write `binding-in-text`"),
        "{}",
        wrong.err
    );
    // An error that rests on one weak source says so, and can be allowed.
    let doubtful = screen(FINE).replacen(r#""id": "#, r#""sensitive": ["iban"], "id": "#, 1);
    let doubtful = |arguments| flow_with(folder.path(), arguments, &doubtful);
    let said = doubtful("check");
    assert_eq!(said.code, 1);
    assert!(said.out.contains("so it can be allowed"), "{}", said.out);
    assert_eq!(doubtful("check -A warnings").code, 1);
    assert_eq!(doubtful("check -A D18").code, 0);
    let error = run("-A S1");
    assert_eq!(error.code, 2);
    assert!(error.err.contains("only warnings"), "{}", error.err);
}

#[test]
fn colours_only_where_asked_for() {
    let folder = folder();
    write(&folder, "flow.json", screen(MISSPELLED));
    assert!(
        !flow(folder.path(), "check flow.json")
            .out
            .contains('\u{1b}')
    );
    let run = flow(folder.path(), "check flow.json --color always");
    assert!(run.out.contains('\u{1b}'));
}

#[test]
fn many_files_come_in_their_order() {
    let folder = folder();
    let names: Vec<_> = (0..2000)
        .map(|number| format!("{number:04}.json"))
        .collect();
    for name in &names {
        write(&folder, name, screen(MISSPELLED));
    }
    let arguments = ["check", "--format", "json"].into_iter();
    let arguments = arguments.chain(names.iter().map(String::as_str));
    let run = flow_of(folder.path(), arguments, b"");
    assert_eq!(run.code, 1);
    let files = run.out.lines().map(|line| {
        let found: Value = serde_json::from_str(line).unwrap();
        found["file"].as_str().unwrap().to_owned()
    });
    assert_eq!(files.collect::<Vec<_>>(), names);
    assert_eq!(run.err, "2000 files checked: 2000 errors, 0 warnings\n");
}

#[test]
fn real_documents() {
    let folder = folder();
    for (path, looks) in corpus() {
        let text = std::fs::read_to_string(&path).unwrap();
        let run = flow_with(folder.path(), "check", &text);
        match looks.as_str() {
            "valid" => assert_eq!(run.code, 0, "{}\n{}", path.display(), run.out),
            "invalid" => assert_eq!(run.code, 1, "{}", path.display()),
            _ => assert!(run.code < 2, "{}", path.display()),
        }
    }
}

#[test]
fn lines_are_cut_to_80_columns_where_there_is_no_terminal() {
    let folder = folder();
    let long = "long ".repeat(60);
    let text = format!(r#"{{"version": "7.3", "x": "{long}", "screens": [{{"id": "A"}}]}}"#);
    write(&folder, "long.json", text);
    let run = flow(folder.path(), "check long.json");
    // Messages and places are never cut.
    let lines = run.out.lines().filter(|line| line.contains(" | "));
    assert!(lines.clone().count() > 2, "{}", run.out);
    for line in lines {
        assert!(line.chars().count() <= 80, "{line}");
    }
}
