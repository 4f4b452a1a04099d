//! The macros of `flow-dsl`. Use them from there; its documentation teaches the language.

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

/// A flow, written in Rust and checked while it builds. See `flow_dsl::flow`.
#[proc_macro]
pub fn flow(body: proc_macro::TokenStream) -> proc_macro::TokenStream {
    with_crate(body.into(), expand).into()
}

/// A flow from a file of Flow JSON. See `flow_dsl::include_flow`.
#[proc_macro]
pub fn include_flow(arguments: proc_macro::TokenStream) -> proc_macro::TokenStream {
    with_crate(arguments.into(), include::expand).into()
}

/// A component of one's own, which flows use by its name. See `flow_dsl::component`.
#[proc_macro_attribute]
pub fn component(
    arguments: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    component::attribute(arguments.into(), item.into()).into()
}

/// What `flow!` goes on with when it knows the components it has asked for.
#[doc(hidden)]
#[proc_macro]
pub fn __flow_with_components(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    with_crate(input.into(), component::finish).into()
}

/// What `#[component]` goes on with when it knows the components it has asked for.
#[doc(hidden)]
#[proc_macro]
pub fn __flow_nested_components(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    with_crate(input.into(), component::nest).into()
}

/// What `flow!` becomes for rust-analyzer.
#[doc(hidden)]
#[proc_macro]
pub fn __flow_editor(body: proc_macro::TokenStream) -> proc_macro::TokenStream {
    with_crate(body.into(), editor::expand).into()
}

/// What rust-analyzer knows of Flow JSON.
#[doc(hidden)]
#[proc_macro]
pub fn __flow_editor_catalogue(_: proc_macro::TokenStream) -> proc_macro::TokenStream {
    editor::catalogue().into()
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
