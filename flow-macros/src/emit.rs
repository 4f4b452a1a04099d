//! The flow as Rust: one constant, and the errors.

use flow_json::tree::{Node, Value};
use flow_json::{Diagnostic, Layout, Severity, Version, write};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::errors::Mistake;
use crate::location::Token;
use crate::read::Flow;

/// What `flow!` expands to. With errors too there is a `FLOW` of the right type, so that nothing
/// else in the crate goes red.
pub(crate) fn emit(
    flow: &Flow,
    mistakes: &[Mistake],
    diagnostics: &[Diagnostic<Token>],
) -> TokenStream {
    let constant = constant(flow);
    let mistakes = mistakes.iter().map(|mistake| error(mistake.span, &mistake.message));
    let found = diagnostics.iter().enumerate().map(|(index, diagnostic)| {
        let span = diagnostic.place.loc.0;
        match diagnostic.severity {
            Severity::Error => error(span, &diagnostic.to_string()),
            Severity::Warning => warning(span, index, &diagnostic.to_string()),
        }
    });
    quote! {
        #constant
        #(#mistakes)*
        #(#found)*
    }
}

fn constant(flow: &Flow) -> TokenStream {
    let name = &flow.name;
    let categories = flow.categories.iter().map(|category| {
        let variant = quote::format_ident!("{category:?}");
        quote!(::flow_dsl::Category::#variant)
    });
    let Version { major, minor } = version(&flow.tree).unwrap_or(Version::RECOMMENDED);
    let json = write(&flow.tree, Layout::Minified);
    let endpoint = flow.tree.get("data_api_version").is_some();
    let doc = format!("The flow `{name}`, its Flow JSON checked and written when this was compiled.");
    quote! {
        #[doc = #doc]
        pub const FLOW: ::flow_dsl::Flow = ::flow_dsl::Flow::__from_macro(
            #name,
            &[#(#categories),*],
            ::flow_dsl::Version::new(#major, #minor),
            #json,
            #endpoint,
        );
    }
}

fn version(tree: &Node<Token>) -> Option<Version> {
    match &tree.get("version")?.value {
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

fn error(span: Span, message: &str) -> TokenStream {
    quote_spanned!(span=> ::core::compile_error!(#message);)
}

/// An ordinary warning of the compiler: the use of something deprecated is the one that a macro can
/// cause on stable Rust.
fn warning(span: Span, index: usize, message: &str) -> TokenStream {
    let name = quote::format_ident!("flow_warning_{index}");
    let user = proc_macro2::Ident::new(&name.to_string(), span);
    quote! {
        const _: () = {
            #[deprecated(note = #message)]
            #[allow(dead_code)]
            fn #name() {}
            let _ = #user;
        };
    }
}
