//! The messages of the compiler for mistakes in endpoints. Each mistake is a file with its name.

#[test]
fn ui() {
    trybuild::TestCases::new().compile_fail("*.rs");
}
