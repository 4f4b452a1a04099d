//! The flow as Rust: one constant, and the errors.

mod json;
mod source_map;

use flow_json::tree::{Node, Value};
use flow_json::{Diagnostic, Severity, Version};
use proc_macro2::{Ident, Span, TokenStream};
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
    let constants = json::constants(&flow.constants);
    let constant = constant(flow);
    let errors = errors(mistakes, diagnostics);
    quote!(#constants #constant #errors)
}

/// What was found, as errors and warnings of the compiler.
pub(crate) fn errors(mistakes: &[Mistake], diagnostics: &[Diagnostic<Token>]) -> TokenStream {
    let mistakes = mistakes
        .iter()
        .map(|mistake| error(mistake.span, &mistake.message));
    let found = diagnostics.iter().map(|diagnostic| {
        let span = diagnostic.place.loc.0;
        match diagnostic.severity {
            Severity::Error => error(span, &text(diagnostic)),
            Severity::Warning => warning(span, diagnostic.rule.name, &text(diagnostic)),
        }
    });
    quote! {
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
    let (json, places) = json::expression(flow);
    let places = places.arguments();
    let endpoint = flow.tree.get("data_api_version").is_some();
    let doc =
        format!("The flow `{name}`, its Flow JSON checked and written when this was compiled.");
    quote! {
        #[doc = #doc]
        #[allow(unreachable_pub)]
        pub const FLOW: ::flow_dsl::Flow = ::flow_dsl::Flow::__from_macro(
            #name,
            &[#(#categories),*],
            ::flow_dsl::Version::new(#major, #minor),
            #json,
            #endpoint,
            #places,
        );
    }
}

fn version(tree: &Node<Token>) -> Option<Version> {
    match &tree.get("version")?.value {
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// The diagnostic in one line. An error of a macro has one place; a second one is named by its line.
pub(crate) fn text(diagnostic: &Diagnostic<Token>) -> String {
    let mut text = diagnostic.message.clone();
    if let Some((place, what)) = &diagnostic.related {
        let line = place.loc.0.start().line;
        text.push_str(&format!(" ({what}: line {line})"));
    }
    if let Some(help) = &diagnostic.help {
        text.push_str("; ");
        text.push_str(help);
    }
    text.push_str(&format!(" [{}]", diagnostic.rule.code));
    text
}

fn error(span: Span, message: &str) -> TokenStream {
    quote_spanned!(span=> ::core::compile_error!(#message);)
}

/// An ordinary warning of the compiler: the use of something deprecated is the one that a macro can
/// cause on stable Rust. What is used is named after the rule.
fn warning(span: Span, rule: &str, message: &str) -> TokenStream {
    let name = Ident::new(&rule.replace('-', "_"), Span::call_site());
    let user = Ident::new(&name.to_string(), span);
    quote! {
        const _: () = {
            #[deprecated(note = #message)]
            #[allow(dead_code)]
            fn #name() {}
            let _ = #user;
        };
    }
}
