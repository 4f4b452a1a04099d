//! Mistakes and what the compiler says of them: one file each, named by the mistake.

#[test]
fn ui() {
    trybuild::TestCases::new().compile_fail("*.rs");
}
