//! What stands in the brackets of `include_flow!`.

use std::path::Path;

use flow_json::Category;
use flow_json::table::nearest;
use proc_macro2::{Span, TokenStream};
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, FieldValue, Ident, Token};

use super::level::Word;
use super::{Level, Reader, bare, string_literal};
use crate::errors::Errors;

/// What `include_flow!` is called with.
pub(crate) struct Include {
    /// The path of the file, as it is written.
    pub(crate) path: String,
    /// Where the path is written.
    pub(crate) span: Span,
    /// What the flow is deployed as: the name of the file without its extension, if nothing is said.
    pub(crate) name: String,
    /// What it is for.
    pub(crate) categories: Vec<Category>,
    /// What the author wants to be made of rules.
    pub(crate) levels: Vec<Level>,
}

/// Reads the arguments. `None` if no path is among them.
pub(crate) fn read_include(tokens: TokenStream, errors: &mut Errors) -> Option<Include> {
    let (path, options) = match arguments.parse2(tokens) {
        Ok(arguments) => arguments,
        Err(error) => {
            errors.push(error.span(), HOW);
            return None;
        }
    };
    let span = bare(&path).span();
    let Some(text) = string_literal(&path) else {
        let message = "the path is a string literal, and starts from the folder of this Rust file; \
                       write `include_flow!(\"flow.json\")`";
        errors.push(span, message);
        return None;
    };
    let stem = Path::new(&text).file_stem().unwrap_or_default();
    let mut include = Include {
        name: stem.to_string_lossy().into_owned(),
        path: text,
        span,
        categories: vec![Category::Other],
        levels: Vec::new(),
    };
    Reader::new(errors).options(options, &mut include);
    Some(include)
}

/// How it is called.
const HOW: &str = "expected the path of a file and options; write `include_flow!(\"flow.json\")` or \
                   `include_flow!(\"flow.json\", name: \"booking\", categories: [OTHER])`";

const OPTIONS: [&str; 4] = ["name", "categories", "allow", "warn"];

fn arguments(input: ParseStream<'_>) -> syn::Result<(Expr, Punctuated<FieldValue, Token![,]>)> {
    let path = input.parse()?;
    let mut options = Punctuated::new();
    if !input.is_empty() {
        input.parse::<Token![,]>()?;
        options = Punctuated::parse_terminated(input)?;
    }
    Ok((path, options))
}

impl Reader<'_> {
    fn options(&mut self, options: Punctuated<FieldValue, Token![,]>, include: &mut Include) {
        for field in self.fields_of(None, &options) {
            match &field.name[..] {
                "name" => include.name = self.deploy_name(&field),
                "categories" => include.categories = self.categories(field.value),
                "allow" => self.levels_everywhere(Word::Allow, field.value),
                "warn" => self.levels_everywhere(Word::Warn, field.value),
                other => {
                    let help = match nearest(other, OPTIONS) {
                        Some(meant) => format!("write `{meant}`"),
                        None => "there are `name`, `categories`, `allow` and `warn`".to_owned(),
                    };
                    let message = format!("`include_flow!` has no option `{other}`; {help}");
                    self.errors.push(field.span, message);
                }
            }
        }
        include.levels = std::mem::take(&mut self.levels);
    }

    /// `allow: [unread_field]`
    fn levels_everywhere(&mut self, word: Word, expr: &Expr) {
        let names = match bare(expr) {
            Expr::Array(array) => array.elems.iter().map(super::single_ident).collect(),
            _ => None,
        };
        let names: Option<Vec<&Ident>> = names;
        match names {
            Some(names) => {
                for name in names {
                    self.level_everywhere(word, name);
                }
            }
            None => {
                let message = "expected a list of rules; write `[unread_field]`";
                self.errors.push(expr.span(), message);
            }
        }
    }
}
