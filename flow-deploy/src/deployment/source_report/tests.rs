use super::*;
use crate::Category;

flow_dsl::flow!(Flow {
    name: "greeting",
    categories: [OTHER],
    version: "7.3",
    screens: [Screen {
        id: "HELLO",
        title: "Hello",
        children: [
            TextHeading { text: "Welcome" },
            Footer {
                label: "Close",
                on_click_action: complete {}
            },
        ],
    }],
});

fn of_json(json: &str) -> DesiredFlow {
    DesiredFlow::new("greeting", [Category::Other], json)
}

#[test]
fn at_the_line_of_the_rust_source() {
    let path = r#"screens[0].layout.children[0].text"#;
    let text = format!(r#"{{"error":"BAD","message":"no","pointers":[{{"path":"{path}"}}]}}"#);
    let place = FLOW.source_of("/screens/0/layout/children/0/text").unwrap();
    let line = place.line;
    let report = validation_error(&DesiredFlow::from(FLOW), &text, false);
    assert_eq!(
        report,
        format!(
            "error[BAD]: no\n  --> {place}\n   |\n{line} |             TextHeading {{ text: \"Welcome\" }},\n   |                                 ^^^^^^^^^\n   |\n   = note: Meta says so of the flow `greeting`"
        )
    );
    assert!(validation_error(&DesiredFlow::from(FLOW), &text, true).contains('\x1b'));
}

#[test]
fn several_places_stand_together() {
    let paths = [
        "screens[0].title",
        "screens[0].layout.children[1].label",
        "nowhere",
    ];
    let pointers = paths
        .map(|path| format!(r#"{{"path":"{path}"}}"#))
        .join(",");
    let text = format!(r#"{{"error":"BAD","message":"no","pointers":[{pointers}]}}"#);
    let report = validation_error(&DesiredFlow::from(FLOW), &text, false);
    for part in [
        "title: \"Hello\"",
        "label: \"Close\"",
        "and here",
        "the place is Flow JSON (nowhere)",
    ] {
        assert!(report.contains(part), "{part}: {report}");
    }
    // Elsewhere, it is the Flow JSON that is shown.
    let report = validation_error(&of_json(FLOW.json()), &text, false);
    assert!(
        report.contains("--> the Flow JSON of `greeting`:1:"),
        "{report}"
    );
}

#[test]
fn at_the_line_of_the_flow_json() {
    let flow = of_json("{\n  \"version\": \"7.3\",\n  \"screens\": 7\n}");
    for place in [r#""path":"screens""#, r#""line_start":3,"column_start":14"#] {
        let text = format!(r#"{{"message":"no","pointers":[{{{place}}}]}}"#);
        let report = validation_error(&flow, &text, false);
        assert!(
            report.starts_with("error: no\n --> the Flow JSON of `greeting`:3:14\n"),
            "{report}"
        );
        assert!(
            report.contains("3 |   \"screens\": 7\n  |              ^"),
            "{report}"
        );
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named_all_the_same() {
    let spot = shown(SourcePlace {
        file: "nowhere/lib.rs",
        line: 3,
        column: 4,
    });
    let report = render(Report::new(Severity::Error, "no"), vec![spot], false);
    assert_eq!(report, "error: no\n--> nowhere/lib.rs:3:4");
    let behind = shown(SourcePlace {
        file: file!(),
        line: 9999,
        column: 1,
    });
    assert_eq!(behind.place(), format!("{}:9999:1", file!()));
}

#[test]
fn no_text_is_lost() {
    for text in [
        "a sentence",
        "{",
        "7",
        "",
        r#"{"new":"form"}"#,
        "two\nlines",
    ] {
        let report = validation_error(&DesiredFlow::from(FLOW), text, false);
        assert!(report.starts_with("error: "), "{report}");
        for line in text.lines() {
            assert!(report.contains(line), "{report}");
        }
    }
}

#[test]
fn what_the_checker_found() {
    let flow = of_json(r#"{"version": "7.3", "screens": {}}"#);
    let root = read(&flow.json).into_result().unwrap();
    let found = flow_json::check(&root, flow_json::Style::Json);
    let report = diagnostic(&flow, &found[0], false);
    assert!(
        report.contains("--> the Flow JSON of `greeting`:1:"),
        "{report}"
    );
    assert!(report.contains("= note: rule "), "{report}");
}
