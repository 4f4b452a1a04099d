//! The macros of `flow-dsl`. Use them from there; its documentation teaches the language.
//!
//! This crate only calls `flow-expand`, which does the work. Cargo starts to compile a crate of macros
//! when its dependencies are complete, and any other crate when their metadata is there. So the large
//! crate is no crate of macros.

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

/// The second step of `flow!`, with the components that it has asked for.
#[doc(hidden)]
#[proc_macro]
pub fn __flow_with_components(input: TokenStream) -> TokenStream {
    flow_expand::flow_with_components(input.into()).into()
}

/// The next step of `#[component]`, with the components that it has asked for.
#[doc(hidden)]
#[proc_macro]
pub fn __flow_nested_components(input: TokenStream) -> TokenStream {
    flow_expand::nested_components(input.into()).into()
}

/// The expansion of `flow!` in rust-analyzer.
#[doc(hidden)]
#[proc_macro]
pub fn __flow_editor(body: TokenStream) -> TokenStream {
    flow_expand::editor(body.into()).into()
}

/// The components, properties and actions of Flow JSON as Rust items, for rust-analyzer.
#[doc(hidden)]
#[proc_macro]
pub fn __flow_editor_catalogue(_: TokenStream) -> TokenStream {
    flow_expand::editor_catalogue().into()
}
