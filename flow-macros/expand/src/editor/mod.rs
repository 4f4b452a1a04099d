//! What editors complete, show and follow inside `flow!`.
//!
//! `flow!` hands its body, as it stands, to `flow_dsl`'s `flow_editor!`. For rustc that drops
//! it unread; in rust-analyzer it is `__flow_editor!`, and the body becomes code that says the same with types
//! that Rust knows, so that the editor's own completion does the work: components are struct
//! literals of the catalogue in `flow_dsl`, `form` and `data` are variables of structs whose fields
//! are the screen's inputs and data, screens are structs named by their ids.
//!
//! Each of the author's names stands there once as a use, or once as a definition. The body may be
//! unfinished, so it is read token by token and nothing is reported.

mod body;
mod catalogue;
mod names;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

pub(crate) use catalogue::catalogue;

/// The expansion of `__flow_editor!`.
pub(crate) fn expand(body: TokenStream) -> TokenStream {
    let screen = variable("screen", &body);
    let (uses, names) = body::read(body);
    let definitions = names.definitions();
    // The uses come first: rust-analyzer compares two expansions, with and without a name at the
    // cursor, and all that comes before the cursor must be the same in both.
    quote! {
        #[allow(warnings)]
        const _: () = {
            use ::flow_dsl::__private::editor::*;
            fn __flow(#screen: __Screens) { #uses }
            #definitions
        };
    }
}

/// A variable that the author can name, also where the macro is called by `macro_rules!`.
fn variable(name: &str, body: &TokenStream) -> Ident {
    let author = body.clone().into_iter().next();
    let span = author.map_or_else(Span::call_site, |first| first.span());
    Ident::new(name, Span::call_site().resolved_at(span))
}

#[cfg(test)]
mod tests;
