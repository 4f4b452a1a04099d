//! The macros work in an unusual crate. `tests/environments` is of edition 2021, gives `flow-dsl`
//! another name, has no prelude and denies every warning.

#[test]
fn another_name_edition_and_no_prelude() {
    assert_eq!(environments::first::FLOW.name(), "first");
    assert_eq!(environments::second::FLOW.name(), "second");
    assert_eq!(environments::by_macro::FLOW.name(), "by macro");
    assert!(
        environments::second::FLOW
            .json()
            .contains("Written in a constant")
    );
}
