//! The macros of `flow-dsl`.
