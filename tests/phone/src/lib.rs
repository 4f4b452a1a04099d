//! The flows of `examples/` on a phone in memory. All of it is in the tests, which want both crates.
