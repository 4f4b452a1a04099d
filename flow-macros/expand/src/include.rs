//! `include_flow!`: a flow from a file of Flow JSON.
//!
//! The file is read and checked, and becomes the same constant and the same types as with `flow!`. An
//! error of the compiler can only have a place in Rust code, so its message shows the line of the file.

mod excerpt;

pub(crate) use excerpt::excerpt;

use flow_json::tree::{Node, Value};
use flow_json::{Diagnostic, LineIndex, Severity, Style, TextRange};
use proc_macro2::{Span, TokenStream};
use quote::quote;

use crate::emit;
use crate::errors::Errors;
use crate::file::{File, tracked};
use crate::read::{Deployed, Include, apply_levels_everywhere, read_include};
use crate::spans::Spans;
use crate::types::{Form, Source, types};

/// The expansion of `include_flow!`.
pub(crate) fn expand(tokens: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let include = read_include(tokens, &mut errors);
    let file = include
        .as_ref()
        .map(|include| File::open(&include.path, include.span));
    let mistakes = emit::errors(&errors.0);
    let flow = match (include, file) {
        (Some(include), Some(Ok(file))) => flow(&include, &file),
        (include, failure) => {
            let tree = Node::new(TextRange::NOWHERE, Value::Unknown);
            let deployed = include.map_or_else(Deployed::default, |include| include.deployed);
            let constant = emit::included(&deployed, &tree, "", "");
            let failure = failure.and_then(Result::err);
            let failure = emit::errors(failure.as_slice());
            quote!(#constant #failure)
        }
    };
    quote!(#flow #mistakes)
}

/// The expansion for a file that could be opened.
fn flow(include: &Include, file: &File) -> TokenStream {
    let reading = flow_json::read_bytes(&file.bytes);
    let text = String::from_utf8_lossy(&file.bytes);
    let text = text.as_ref();
    let is_json = reading.diagnostics.is_empty();
    let mut found = reading.diagnostics;
    let root = reading
        .root
        .unwrap_or_else(|| Node::new(TextRange::NOWHERE, Value::Unknown));
    found.extend(flow_json::check(&root, Style::Json));
    let unneeded = apply_levels_everywhere(&include.levels, &mut found);
    let unneeded = is_json.then(|| emit::unneeded(&unneeded));
    let lines = LineIndex::new(text);
    let found = found
        .iter()
        .map(|found| report(found, include.span, file, text, &lines));
    let constant = emit::included(&include.deployed, &root, &file.shown, text);
    let spans = Spans::new(include.span);
    let source = Source::Json(&include.deployed.name, &root, &spans);
    let types = types(source, Form::Whole);
    let tracked = tracked(&file.absolute);
    quote!(#tracked #constant #types #(#found)* #unneeded)
}

/// A finding as an error or a warning at the path of the file, with an excerpt of the file.
fn report(
    found: &Diagnostic,
    span: Span,
    file: &File,
    text: &str,
    lines: &LineIndex,
) -> TokenStream {
    let line = |place: TextRange| lines.line_column(place.start()).line;
    let mut message = emit::text(found, line);
    message.push('\n');
    message.push_str(&excerpt(&file.shown, text, lines, found.place.loc));
    match found.severity {
        Severity::Error => emit::error(span, &message),
        Severity::Warning => emit::warning(span, &found.rule.ident(), &message),
    }
}

#[cfg(test)]
mod tests;
