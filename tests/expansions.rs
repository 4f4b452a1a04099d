//! The expansions in `tests/expansions` compile and make the same flows. A test of `flow-expand` checks
//! that the macro still makes them.

mod written {
    include!("expansions/booking.rs");
}

mod expanded {
    include!("expansions/booking.expanded.rs");
}

#[test]
fn an_expansion_is_the_flow_that_it_was_made_of() {
    assert_eq!(expanded::FLOW.json(), written::FLOW.json());
    assert_eq!(expanded::FLOW.name(), written::FLOW.name());
    assert_eq!(expanded::FLOW.categories(), written::FLOW.categories());
    assert_eq!(
        expanded::FLOW.needs_endpoint(),
        written::FLOW.needs_endpoint()
    );
    let reply = r#"{"slot": "noon"}"#;
    let reply = expanded::Reply::from_response_json(reply).unwrap();
    assert!(matches!(reply.slot, expanded::Slot::Noon));
}
