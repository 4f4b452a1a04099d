//! The model of generated flows, sound and damaged: each part stands where its pointer leads.

#[path = "damage/mod.rs"]
mod damage;

use flow_json::model::Flow;
use flow_json::tree::Node;

/// Checks that a pointer leads to the node that it was made for.
#[track_caller]
fn leads_to(flow: &Node, pointer: &str, node: &Node) {
    let found = flow.pointer(pointer);
    let is_it = found.is_some_and(|found| std::ptr::eq(found, node));
    assert!(is_it, "{pointer}");
    assert_eq!(flow.pointer_to(node).as_deref(), Some(pointer));
}

fn every_pointer_leads_to_its_node(flow: &Node) -> usize {
    let model = Flow::new(flow);
    let mut number = 0;
    for screen in &model.screens {
        leads_to(flow, &screen.pointer(), screen.node);
        for component in &screen.components {
            leads_to(flow, &component.pointer(screen), component.node);
            let item = &component.list_items()[component.index];
            assert!(std::ptr::eq(item, component.node));
        }
        for action in &screen.actions {
            leads_to(flow, &action.pointer(screen), action.node);
        }
        for reference in screen.references() {
            let expression = reference.expression;
            leads_to(flow, &reference.place(screen).pointer, expression.node);
        }
        number += screen.components.len() + screen.actions.len() + screen.references().count();
    }
    number
}

#[test]
fn pointers_lead_to_the_parts_of_the_model() {
    let mut number = 0;
    for flow in generator::flows(24, 3) {
        number += every_pointer_leads_to_its_node(&flow.root);
        for kind in damage::kinds().skip(flow.seed as usize % 12).step_by(12) {
            if let Some(damaged) = kind.damage(&flow) {
                number += every_pointer_leads_to_its_node(&damaged);
            }
        }
    }
    println!("{number} parts");
    assert!(number > 10_000);
}

#[test]
fn pointers_lead_to_the_parts_of_real_documents() {
    let Some(folder) = std::env::var_os("FLOW_JSON_CORPUS") else {
        println!("skipped: FLOW_JSON_CORPUS is not set");
        return;
    };
    let mut number = 0;
    for file in std::fs::read_dir(folder).expect("a folder") {
        let path = file.expect("a file").path();
        if path.extension().is_none_or(|name| name != "json") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a text");
        number += flow_json::read(&text)
            .root
            .as_ref()
            .map_or(0, every_pointer_leads_to_its_node);
    }
    println!("{number} parts");
    assert!(number > 0);
}

/// The first values of a form may look like an action, and are none for the checker.
#[test]
fn the_first_values_of_a_form_are_no_action() {
    let text = r#"{"version": "7.3", "screens": [
        {"id": "A", "title": "A", "layout": {"type": "SingleColumnLayout", "children": [
            {"type": "Form", "name": "f", "init-values": {"name": "complete"}, "children": [
                {"type": "TextInput", "name": "name", "label": "Name"}]},
            {"type": "Footer", "label": "Go", "on-click-action": {
                "name": "navigate", "next": {"type": "screen", "name": "B"}, "payload": {}}}]}},
        {"id": "B", "title": "B", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [
            {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}
    ]}"#;
    let flow = flow_json::read(text).into_result().unwrap();
    let found = flow_json::check(&flow, flow_json::Style::Json);
    // A `complete` on a screen that is not terminal would be an error.
    let found: Vec<_> = found.iter().map(|one| one.rule.name).collect();
    assert_eq!(found, ["unread-input"]);
}
