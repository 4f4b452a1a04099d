//! The macros of `flow-dsl`. Use them from there; its documentation teaches the language.

mod component;
mod emit;
mod errors;
mod location;
mod parse;
mod read;
mod types;

use proc_macro2::TokenStream;

/// A flow, written in Rust and checked while it builds. See `flow_dsl::flow`.
#[proc_macro]
pub fn flow(body: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand(body.into()).into()
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
    component::finish(input.into()).into()
}

/// What `#[component]` goes on with when it knows the components it has asked for.
#[doc(hidden)]
#[proc_macro]
pub fn __flow_nested_components(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    component::nest(input.into()).into()
}

fn expand(tokens: TokenStream) -> TokenStream {
    component::flow(tokens)
}

#[cfg(test)]
mod tests;
