//! The macros of `flow-dsl`. Use them from there; its documentation teaches the language.
//!
//! A crate of macros can be built only when all it depends on is built to the end, and any other when what
//! that is called is known. So this one is small, and `flow-expand` does the work.

use proc_macro::TokenStream;

/// A flow, written in Rust and checked while it builds. See `flow_dsl::flow`.
#[proc_macro]
pub fn flow(body: TokenStream) -> TokenStream {
    flow_expand::flow(body.into()).into()
}

/// A flow from a file of Flow JSON. See `flow_dsl::include_flow`.
#[proc_macro]
pub fn include_flow(arguments: TokenStream) -> TokenStream {
    flow_expand::include_flow(arguments.into()).into()
}

/// A component of one's own, which flows use by its name. See `flow_dsl::component`.
#[proc_macro_attribute]
pub fn component(arguments: TokenStream, item: TokenStream) -> TokenStream {
    flow_expand::component(arguments.into(), item.into()).into()
}

/// What `flow!` goes on with when it knows the components it has asked for.
#[doc(hidden)]
#[proc_macro]
pub fn __flow_with_components(input: TokenStream) -> TokenStream {
    flow_expand::flow_with_components(input.into()).into()
}

/// What `#[component]` goes on with when it knows the components it has asked for.
#[doc(hidden)]
#[proc_macro]
pub fn __flow_nested_components(input: TokenStream) -> TokenStream {
    flow_expand::nested_components(input.into()).into()
}

/// What `flow!` becomes for rust-analyzer.
#[doc(hidden)]
#[proc_macro]
pub fn __flow_editor(body: TokenStream) -> TokenStream {
    flow_expand::editor(body.into()).into()
}

/// What rust-analyzer knows of Flow JSON.
#[doc(hidden)]
#[proc_macro]
pub fn __flow_editor_catalogue(_: TokenStream) -> TokenStream {
    flow_expand::editor_catalogue().into()
}
