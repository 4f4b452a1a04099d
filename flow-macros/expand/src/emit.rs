//! The flow as Rust: the constant `FLOW`, and the errors and warnings.

mod each;
mod json;
mod languages;
mod source_map;
mod text;

use std::fmt::Display;

use flow_json::tree::{Node, Value};
use flow_json::{Diagnostic, Layout, LineIndex, Severity, TextRange, Version, write_with};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::errors::Mistake;
use crate::file::tracked;
use crate::read::{Deployed, Flow, Unneeded};
use crate::spans::Spans;
use json::Json;
pub(crate) use json::of_unknown_type;
use source_map::SourceMap;

/// The expansion of `flow!` without the types, for a flow in its languages. A flow with errors has a
/// `FLOW` too, so that the code that uses it has no errors of its own.
pub(crate) fn emit(
    flows: &[Flow],
    mistakes: &[Mistake],
    diagnostics: &[Vec<Diagnostic>],
) -> TokenStream {
    let flow = &flows[0];
    // They are the same in all languages.
    let constants = json::constants(&flow.constants, &flow.loops);
    let tests = each::tests(&flow.loops);
    let place = flow.spans.get(flow.tree.loc);
    let constant = constant(&flow.deployed, value(flow), place);
    let all = languages::constant(flows, place);
    let tracked = flow.files.iter().map(|file| tracked(file));
    let errors = errors(mistakes);
    let found = flows
        .iter()
        .zip(diagnostics)
        .map(|(flow, found)| self::found(found, &flow.spans));
    quote!(#(#tracked)* #constants #tests #constant #all #errors #(#found)*)
}

/// A flow as an expression.
fn value(flow: &Flow) -> TokenStream {
    let value = from_macro(&flow.deployed, &flow.tree, &json::expression(flow));
    let language = languages::call(flow);
    quote!(#value #language)
}

/// The constant of `include_flow!`. Its map of places leads into the file of Flow JSON.
pub(crate) fn included(deployed: &Deployed, tree: &Node, file: &str, text: &str) -> TokenStream {
    let lines = LineIndex::new(text);
    let mut places = SourceMap::of_file(file.to_owned());
    let json = write_with(tree, Layout::Minified, &mut |_, node| {
        places.push_place(lines.line_column(node.loc.start()));
    });
    let json = Json {
        text: json::quote_literal(&json),
        places,
        repeats: TokenStream::new(),
    };
    let value = from_macro(deployed, tree, &json);
    constant(deployed, value, Span::call_site())
}

/// The mistakes as errors of the compiler.
pub(crate) fn errors(mistakes: &[Mistake]) -> TokenStream {
    let errors = mistakes.iter().map(|mistake| {
        let Mistake { span, message, .. } = mistake;
        if mistake.only_in_builds {
            quote_spanned!(*span=> ::flow_dsl::__private::editor::unknown_file!(#message);)
        } else {
            error(*span, message)
        }
    });
    errors.collect()
}

/// The findings of the checker, as errors and warnings of the compiler.
pub(crate) fn found(diagnostics: &[Diagnostic], spans: &Spans) -> TokenStream {
    let found = diagnostics.iter().map(|diagnostic| {
        let span = spans.get(diagnostic.place.loc);
        let text = text(diagnostic, |place| line(spans, place));
        match diagnostic.severity {
            Severity::Error => error(span, &text),
            Severity::Warning => warning(span, &diagnostic.rule.ident(), &text),
        }
    });
    found.collect()
}

/// The constant `FLOW`. Its first and its last token have a place of the author's, or rustc would show
/// two flows in one module by all their lines. With that place rustc also warns of one that nothing uses,
/// which a flow may be: its types alone can be what is wanted.
fn constant(deployed: &Deployed, value: TokenStream, place: Span) -> TokenStream {
    let doc = format!(
        "The flow `{}`, its Flow JSON checked and written when this was compiled.",
        deployed.name
    );
    let public = Ident::new("pub", place);
    let end = quote_spanned!(place=> ;);
    quote! {
        #[doc = #doc]
        #[allow(dead_code, unreachable_pub)]
        #public const FLOW: ::flow_dsl::Flow = #value #end
    }
}

/// The call that makes a flow.
fn from_macro(deployed: &Deployed, tree: &Node, json: &Json) -> TokenStream {
    let name = &deployed.name;
    let categories = deployed.categories.iter().map(|category| {
        let variant = quote::format_ident!("{category:?}");
        quote!(::flow_dsl::Category::#variant)
    });
    let Version { major, minor } = version(tree).unwrap_or(Version::RECOMMENDED);
    let (text, repeats) = (&json.text, &json.repeats);
    let places = json.places.arguments();
    let former = deployed.renamed_from.iter();
    let endpoint = tree.get("data_api_version").is_some();
    quote! {
        ::flow_dsl::Flow::__from_macro(
            #name,
            &[#(#categories),*],
            ::flow_dsl::Version::new(#major, #minor),
            #text,
            #endpoint,
            #places,
        ) #repeats #(.__renamed_from(#former))*
    }
}

fn version(tree: &Node) -> Option<Version> {
    match &tree.get("version")?.value {
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// A finding in one line. An error of a macro has one place, so a second one is named by its line.
pub(crate) fn text<N: Display>(diagnostic: &Diagnostic, line: impl Fn(TextRange) -> N) -> String {
    let mut text = diagnostic.message.clone();
    if let Some((place, label)) = &diagnostic.related {
        let line = line(place.loc);
        text.push_str(&format!(" ({label}: line {line})"));
    }
    if let Some(help) = &diagnostic.help {
        text.push_str("; ");
        text.push_str(help);
    }
    if let Some(caveat) = diagnostic.caveat() {
        text.push_str(&format!(" ({caveat})"));
    }
    text.push_str(&format!(" [{}]", diagnostic.rule.code));
    text
}

/// Warnings of each `#[warn(…)]` without an error.
pub(crate) fn unneeded(levels: &[Unneeded]) -> TokenStream {
    let warnings = levels.iter().map(|Unneeded { rule, name }| {
        let rule = rule.ident();
        let message = format!("nothing here breaks `{rule}`; take it away, so that it is an error");
        warning(*name, "unneeded_warn", &message)
    });
    warnings.collect()
}

/// The line of a token.
pub(crate) fn line(spans: &Spans, place: TextRange) -> usize {
    spans.get(place).start().line
}

pub(crate) fn error(span: Span, message: &str) -> TokenStream {
    quote_spanned!(span=> ::core::compile_error!(#message);)
}

/// A warning of the compiler. Stable Rust has none with a text of the macro's but that of the use of a
/// deprecated item, which begins with the kind and the path of the item. The item has the name of the rule.
///
/// Others were tried. `#[must_use]` says that a value is unused, and the text comes in a note with a
/// wrong help behind it. An unexpected `cfg` comes with ten lines about Cargo. A deprecated macro, constant,
/// trait or field only changes the kind and the path.
pub(crate) fn warning(span: Span, name: &str, message: &str) -> TokenStream {
    let name = Ident::new(name, Span::call_site());
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
