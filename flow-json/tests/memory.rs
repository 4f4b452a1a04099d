//! The memory that reading and checking take is bounded by the input, whatever its shape.
//!
//! `cargo bench -p flow-json --bench steps` prints the figures, with the instructions beside them.

#[path = "../benches/documents/mod.rs"]
mod documents;
#[path = "../benches/documents/memory.rs"]
mod memory;

use documents::{flow, shapes};
use memory::Memory;

/// The most bytes that may be in use for a byte of the document: twice what is measured, and far below
/// what a document of 1 MB would take if anything grew with the square of its size.
const READING: usize = 40;
const CHECKING: usize = 80;

/// One test, for there is one count of memory in a process.
#[test]
fn memory_is_bounded_by_the_input() {
    let counted = Memory::of(&flow(1_000));
    assert!(counted.reading > 100_000, "nothing is counted: {counted:?}");
    assert!(counted.checking > 10_000, "nothing is counted: {counted:?}");

    for (shape, text) in shapes(1_000_000) {
        let memory = Memory::of(&text);
        println!("{shape}: {memory:?} for {} bytes", text.len());
        assert!(memory.reading < READING * text.len(), "{shape}: {memory:?}");
        assert!(
            memory.checking < CHECKING * text.len(),
            "{shape}: {memory:?}"
        );
    }
}
