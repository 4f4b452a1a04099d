//! The expansion of the macros of `flow-dsl`. Only `flow-macros`, tests and tools that show the types of a flow
//! call this crate.
//!
//! The way of a flow:
//!
//! 1. `parse` reads the tokens into a syntax tree (`syntax`).
//! 2. `component` replaces the uses of the author's own components.
//! 3. `read` makes the located tree of Flow JSON, which `flow-json` checks.
//! 4. `emit` writes the constant `FLOW`, with the JSON and the map of its source, and the errors.
//! 5. `types` writes the types beside it.
//!
//! A flow of several languages is read and checked once for each of them, with its `texts`.
//!
//! `include` is the way of a file of Flow JSON, and `editor` that of a body in rust-analyzer.

// A crate that is no proc-macro crate must name it.
extern crate proc_macro;

mod component;
mod editor;
mod emit;
mod errors;
mod file;
mod include;
mod parse;
mod read;
mod renamed;
mod spans;
mod syntax;
mod texts;
mod types;

pub use types::{Literal, Sent, literal};

use proc_macro2::TokenStream;
use renamed::with_crate;

/// The expansion of `flow!`.
pub fn flow(body: TokenStream) -> TokenStream {
    with_crate(body, expand)
}

/// The expansion of `include_flow!`.
pub fn include_flow(arguments: TokenStream) -> TokenStream {
    with_crate(arguments, include::expand)
}

/// The expansion of `#[component]`.
pub fn component(arguments: TokenStream, item: TokenStream) -> TokenStream {
    component::attribute(arguments, item)
}

/// The second step of `flow!`, with the components that it has asked for.
pub fn flow_with_components(input: TokenStream) -> TokenStream {
    with_crate(input, component::finish)
}

/// The next step of `#[component]`, with the components that it has asked for.
pub fn nested_components(input: TokenStream) -> TokenStream {
    with_crate(input, component::nest)
}

/// The expansion of `flow!` in rust-analyzer.
pub fn editor(body: TokenStream) -> TokenStream {
    with_crate(body, editor::expand)
}

/// The components, properties and actions of Flow JSON as Rust items, for rust-analyzer.
pub fn editor_catalogue() -> TokenStream {
    editor::catalogue()
}

fn expand(tokens: TokenStream) -> TokenStream {
    component::flow(tokens)
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod golden;

#[cfg(test)]
mod printed;
