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
