//! What the macros of `flow-dsl` expand to: `flow-macros` hands the tokens on to here. Nothing else is meant to
//! call this.
//!
//! Tokens are parsed (`parse`) into a tree of what can stand in a flow (`syntax`). Components of the author's own
//! are put into it (`component`), and it is read (`read`) as the tree of Flow JSON that `flow-json` checks. What
//! comes out is Rust again: the JSON and the map of its source (`emit`), and the types beside it (`types`).

// Only crates of macros have it without being told.
extern crate proc_macro;

mod component;
mod editor;
mod emit;
mod errors;
mod include;
mod parse;
mod read;
mod renamed;
mod spans;
mod syntax;
mod types;

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

/// What `flow!` goes on with when it knows the components it has asked for.
pub fn flow_with_components(input: TokenStream) -> TokenStream {
    with_crate(input, component::finish)
}

/// What `#[component]` goes on with when it knows the components it has asked for.
pub fn nested_components(input: TokenStream) -> TokenStream {
    with_crate(input, component::nest)
}

/// What `flow!` becomes for rust-analyzer.
pub fn editor(body: TokenStream) -> TokenStream {
    with_crate(body, editor::expand)
}

/// What rust-analyzer knows of Flow JSON.
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
