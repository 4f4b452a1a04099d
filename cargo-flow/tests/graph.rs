//! `cargo flow graph`

mod support;

use support::{corpus, flow, flow_with, folder, write};

/// Two screens and a third that does not exist, all routes between them.
const FLOW: &str = r##"{
  "version": "7.3",
  "data_api_version": "4.0",
  "routing_model": {"FIRST": ["LAST"], "LAST": ["NOWHERE"]},
  "screens": [
    {"id": "FIRST", "title": "A \"<b>\" & #1;\n`x` \\", "layout": {"type": "SingleColumnLayout", "children": [
      {"type": "Footer", "label": "Go", "on-click-action": {"name": "data_exchange", "payload": {}}}]}},
    {"id": "LAST", "title": "${data.title}", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [
      {"type": "EmbeddedLink", "text": "Back", "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "FIRST"}}},
      {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}
  ]
}"##;

#[test]
fn mermaid() {
    let run = flow_with(folder().path(), "graph", FLOW);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(
        run.out,
        r#"flowchart TD
  s0["FIRST<br/>A #34;#60;b#62;#34; #38; #35;1; #96;x#96; #92;"]
  s1[["LAST<br/>${data.title}"]]
  s2["NOWHERE"]:::missing
  s1 -->|back| s0
  s0 -.-> s1
  s1 -.-> s2
  classDef missing stroke:#c00,stroke-dasharray:4
"#
    );
}

/// The first values of a form may look like an action, and are none.
#[test]
fn only_actions_lead_on() {
    let flow = r#"{"version": "7.3", "screens": [
        {"id": "A", "title": "A", "layout": {"type": "SingleColumnLayout", "children": [
            {"type": "Form", "name": "f", "children": [],
             "init-values": {"name": "navigate", "next": {"type": "screen", "name": "B"}}}]}},
        {"id": "B", "title": "B"}]}"#;
    let run = flow_with(folder().path(), "graph", flow);
    assert_eq!(
        run.out,
        "flowchart TD\n  s0[\"A<br/>A\"]\n  s1[\"B<br/>B\"]\n"
    );
}

#[test]
fn dot() {
    let run = flow_with(folder().path(), "graph --format dot -", FLOW);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(
        run.out,
        r#"digraph flow {
  node [shape=box, fontname="sans-serif"];
  edge [fontname="sans-serif"];
  s0 [label="FIRST\nA \"<b>\" & #1; `x` \\"];
  s1 [label="LAST\n${data.title}", peripheries=2];
  s2 [label="NOWHERE", style=dashed, color=red];
  s1 -> s0 [label="back", constraint=false];
  s0 -> s1 [style=dashed];
  s1 -> s2 [style=dashed];
}
"#
    );
}

#[test]
fn svg() {
    let folder = folder();
    write(&folder, "flow.json", FLOW);
    let run = flow(folder.path(), "graph --format svg flow.json");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let picture = roxmltree::Document::parse(&run.out).unwrap();
    let texts: Vec<_> = picture
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .filter_map(|node| node.text())
        .collect();
    let title = r##"A "<b>" & #1; `x` \"##;
    assert_eq!(texts, ["FIRST", title, "LAST", "${data.title}", "NOWHERE"]);
    let routes = picture
        .descendants()
        .filter(|node| node.attribute("marker-end").is_some());
    assert_eq!(routes.count(), 3);
    assert!(!run.out.contains("NaN") && !run.out.contains("inf"));
}

#[test]
fn flows_that_cannot_be_drawn() {
    let folder = folder();
    for (text, expected) in [
        (r#"{"version": "7.3"}"#, "<stdin> has no screens to draw"),
        ("[]", "<stdin> has no screens to draw"),
        ("{", "is not JSON"),
    ] {
        let run = flow_with(folder.path(), "graph", text);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{text}");
        assert!(run.err.contains(expected), "{}", run.err);
    }
    let many = vec![r#"{"id": "A"}"#; 501].join(",");
    let run = flow_with(
        folder.path(),
        "graph --format svg",
        &format!(r#"{{"screens": [{many}]}}"#),
    );
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--format dot"), "{}", run.err);
}

#[test]
fn mistaken_flows_are_drawn_too() {
    let folder = folder();
    for screens in [
        r#"[{"id": "A"}, {"id": "A"}, {}, 1, {"id": 2, "title": null}]"#,
        r#"[{"id": "A", "layout": {"x-action": {"name": "navigate", "next": {"name": "A"}}}}]"#,
    ] {
        for format in ["mermaid", "dot", "svg"] {
            let text =
                format!(r#"{{"screens": {screens}, "routing_model": {{"A": ["A", 1], "B": 2}}}}"#);
            let run = flow_with(folder.path(), &format!("graph --format {format}"), &text);
            assert_eq!(run.code, 0, "{}", run.err);
        }
    }
}

#[test]
fn real_documents() {
    let folder = folder();
    for (path, _) in corpus() {
        let text = std::fs::read_to_string(&path).unwrap();
        if serde_json::from_str::<serde_json::Value>(&text).is_err() {
            continue;
        }
        let run = flow_with(folder.path(), "graph --format svg", &text);
        assert_eq!(run.code, 0, "{}: {}", path.display(), run.err);
        roxmltree::Document::parse(&run.out).unwrap();
    }
}
