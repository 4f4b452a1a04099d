//! The macros of `flow-dsl`. Use them from there; its documentation teaches the language.

mod emit;
mod errors;
mod location;
mod parse;
mod read;

use flow_json::Style;
use proc_macro2::TokenStream;

/// A flow, written in Rust and checked while it builds. See `flow_dsl::flow`.
#[proc_macro]
pub fn flow(body: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand(body.into()).into()
}

fn expand(body: TokenStream) -> TokenStream {
    let mut errors = errors::Errors::default();
    let body = parse::parse(body, &mut errors);
    let flow = read::read(&body, &mut errors);
    let diagnostics = flow_json::check(&flow.tree, Style::Rust);
    emit::emit(&flow, &errors.0, &diagnostics)
}

#[cfg(test)]
mod tests;
