//! Completion, hover texts and go-to-definition inside `flow!`, for rust-analyzer.
//!
//! `flow!` hands its body to the macro `flow_editor!` of `flow_dsl`. In rustc that macro expands to
//! nothing. In rust-analyzer it is `__flow_editor!`, and the body becomes ordinary Rust with the same
//! names, so that the editor's own completion works:
//!
//! - a component is a struct literal of the catalogue in `flow_dsl`;
//! - `form` and `data` are variables, with the inputs and the data of the screen as fields;
//! - a screen is a struct with the id of the screen as its name.
//!
//! # Invariants
//!
//! - Each name of the author is in the expansion once, as a use or as a definition, and keeps its span.
//!   rust-analyzer finds the name at the cursor by that span; a second copy would give two answers.
//! - Uses come before definitions, in the order of the body. rust-analyzer expands the macro twice, with
//!   and without an invented name at the cursor, and all tokens before the cursor must be equal.
//! - The body may be unfinished. A part that does not parse stays in the expansion as it is, and no
//!   mistake is reported.

mod body;
mod catalogue;
mod examples;
mod names;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

pub(crate) use catalogue::catalogue;

/// The expansion of `__flow_editor!`.
pub(crate) fn expand(body: TokenStream) -> TokenStream {
    let screen = variable("screen", &body);
    let (uses, names) = body::read(body);
    let definitions = names.definitions();
    quote! {
        #[allow(warnings)]
        const _: () = {
            use ::flow_dsl::__private::editor::*;
            fn __flow(#screen: __Screens) { #uses }
            #definitions
        };
    }
}

/// A variable with the hygiene of the body, so that names in it find the variable even if
/// `macro_rules!` has made the call.
fn variable(name: &str, body: &TokenStream) -> Ident {
    let author = body.clone().into_iter().next();
    let span = author.map_or_else(Span::call_site, |first| first.span());
    Ident::new(name, Span::call_site().resolved_at(span))
}

#[cfg(test)]
mod tests;
