//! The messages of the compiler for mistakes in endpoints. Each mistake is a file with its name.

#[path = "../../ui/harness/compiler.rs"]
mod compiler;

#[test]
fn ui() {
    if compiler::is_the_one_of_the_messages() {
        trybuild::TestCases::new().compile_fail("*.rs");
    }
}
