//! What is known of a component, and how it travels as tokens.

use std::collections::HashMap;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, FnArg, ItemFn, LitBool, LitStr, ReturnType, Stmt, Token, Visibility};

use super::parameter::Parameter;
use crate::errors::Errors;

/// A component of the author's own.
pub(super) struct Definition {
    pub(super) name: Ident,
    /// What tells it from all others, whatever they are called.
    pub(super) id: String,
    /// The crate it is defined in.
    pub(super) home: String,
    pub(super) parameters: Vec<Parameter>,
    /// One component or a list of them. None if there are mistakes in it: then they are reported
    /// where it is defined, and nothing more is said of it where it is used.
    pub(super) body: Option<Expr>,
    /// The components that the body uses: by their place in it, as far as they are known yet.
    pub(super) uses: Vec<(String, Option<Definition>)>,
}

/// Definitions by the place of the use that they answer to, see [`super::splice`].
pub(crate) type Answers = HashMap<String, Definition>;

/// A definition where it is written.
pub(super) struct Item {
    pub(super) visibility: Visibility,
    pub(super) attributes: Vec<Attribute>,
    pub(super) definition: Definition,
}

impl Item {
    /// Reads the function that `#[component]` stands on.
    pub(super) fn read(function: ItemFn, errors: &mut Errors) -> Self {
        let ItemFn {
            attrs,
            vis,
            sig,
            block,
            ..
        } = function;
        let oddities = [
            sig.constness.map(|token| token.span),
            sig.asyncness.map(|token| token.span),
            sig.abi.as_ref().map(Spanned::span),
            sig.variadic.as_ref().map(Spanned::span),
            (!sig.generics.params.is_empty()).then(|| sig.generics.span()),
            sig.generics
                .where_clause
                .as_ref()
                .map(|clause| clause.where_token.span),
        ];
        for span in oddities.into_iter().flatten() {
            errors.push(
                span,
                "a component is written `fn Name(parameter: type) { [ … ] }`, without this",
            );
        }
        if let ReturnType::Type(arrow, _) = &sig.output {
            let message = "what a component gives is plain; leave the return type out";
            errors.push(arrow.span(), message);
        }
        let mut parameters: Vec<Parameter> = Vec::with_capacity(sig.inputs.len());
        for argument in &sig.inputs {
            let Some(parameter) = Parameter::read(argument, errors) else {
                continue;
            };
            if parameters.iter().any(|other| other.name == parameter.name) {
                let message = format!("`{}` is written twice; keep one", parameter.name);
                errors.push(parameter.name.span(), message);
                continue;
            }
            parameters.push(parameter);
        }
        let body = match &block.stmts[..] {
            [Stmt::Expr(expr, None)] => Some(expr.clone()),
            statements => {
                let span = match statements.first() {
                    Some(first) => first.span(),
                    None => block.brace_token.span.join(),
                };
                errors.push(
                    span,
                    "expected a component or a list of components; write `{ [ … ] }`",
                );
                None
            }
        };
        let home = std::env::var("CARGO_CRATE_NAME").unwrap_or_default();
        let start = sig.ident.span().start();
        let id = format!(
            "{home} {}:{}:{}",
            file(sig.ident.span()),
            start.line,
            start.column
        );
        let uses = Vec::new();
        let definition = Definition {
            name: sig.ident,
            id,
            home,
            parameters,
            body,
            uses,
        };
        Self {
            visibility: vis,
            attributes: attrs,
            definition,
        }
    }
}

impl Definition {
    /// Whether nothing is open: all that it uses is known, down to the last component.
    pub(super) fn is_closed(&self) -> bool {
        let closed =
            |(_, used): &(_, Option<Definition>)| used.as_ref().is_some_and(Self::is_closed);
        self.uses.iter().all(closed)
    }

    /// Leaves nothing of it but its name and parameters, because it has been reported to be wrong.
    pub(super) fn spoil(&mut self) {
        self.body = None;
        self.uses = Vec::new();
    }

    /// Its first and its last line.
    pub(super) fn lines(&self) -> (usize, usize) {
        let first = self.name.span().start().line;
        let body = self.body.to_token_stream().into_iter();
        (
            first,
            body.map(|token| token.span().end().line)
                .fold(first, usize::max),
        )
    }
}

/// The file that a token stands in.
pub(super) fn file(span: Span) -> String {
    span.file()
}

impl ToTokens for Definition {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self {
            name,
            id,
            home,
            parameters,
            body,
            uses,
        } = self;
        let uses = uses.iter().map(|(place, used)| quote!((#place #used)));
        tokens.extend(quote!((#name #id #home [#(#parameters),*] { #body } [#(#uses)*])));
    }
}

impl Parse for Definition {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let content;
        syn::parenthesized!(content in input);
        let name = content.parse()?;
        let id: LitStr = content.parse()?;
        let home: LitStr = content.parse()?;
        let (inputs, body, uses);
        syn::bracketed!(inputs in content);
        let inputs = inputs.parse_terminated(FnArg::parse, Token![,])?;
        // What was wrong with them was reported where they were defined.
        let errors = &mut Errors::default();
        let parameters = inputs
            .iter()
            .filter_map(|input| Parameter::read(input, errors))
            .collect();
        syn::braced!(body in content);
        let body = if body.is_empty() {
            None
        } else {
            Some(body.parse()?)
        };
        syn::bracketed!(uses in content);
        let mut known = Vec::new();
        while !uses.is_empty() {
            let used;
            syn::parenthesized!(used in uses);
            let place: LitStr = used.parse()?;
            let definition = if used.is_empty() {
                None
            } else {
                Some(used.parse()?)
            };
            known.push((place.value(), definition));
        }
        Ok(Self {
            name,
            id: id.value(),
            home: home.value(),
            parameters,
            body,
            uses: known,
        })
    }
}

/// What goes around among the macros of components while a flow asks for definitions: its body, the
/// places of the uses it has asked for, and the definitions that have been answered so far.
pub(crate) struct FlowState {
    pub(crate) body: TokenStream,
    pub(crate) places: Vec<String>,
    answers: Vec<Definition>,
}

impl FlowState {
    /// With nothing answered yet.
    pub(crate) fn new(body: TokenStream, places: Vec<String>) -> Self {
        Self {
            body,
            places,
            answers: Vec::new(),
        }
    }

    /// The definitions by the places they belong to.
    pub(crate) fn answers(self) -> Answers {
        self.places.into_iter().zip(self.answers).collect()
    }
}

impl ToTokens for FlowState {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self {
            body,
            places,
            answers,
        } = self;
        tokens.extend(quote!({ #body } [#(#places)*] #(#answers)*));
    }
}

impl Parse for FlowState {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let (body, places);
        syn::braced!(body in input);
        let body = body.parse()?;
        syn::bracketed!(places in input);
        let places = strings(&places)?;
        Ok(Self {
            body,
            places,
            answers: definitions(input)?,
        })
    }
}

/// What goes around while the definition of a component asks for those that it uses.
pub(super) struct NestState {
    /// The depth that is asked for.
    pub(super) depth: usize,
    /// Whether everyone may use it.
    pub(super) public: LitBool,
    /// The paths of the uses, in the order of [`Definition::uses`].
    pub(super) paths: Vec<syn::Path>,
    pub(super) definition: Definition,
    pub(super) answers: Vec<Definition>,
}

impl ToTokens for NestState {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self {
            depth,
            public,
            paths,
            definition,
            answers,
        } = self;
        tokens.extend(quote!(#depth #public [#(#paths),*] #definition #(#answers)*));
    }
}

impl Parse for NestState {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let depth: syn::LitInt = input.parse()?;
        let public = input.parse()?;
        let paths;
        syn::bracketed!(paths in input);
        let paths = paths.parse_terminated(syn::Path::parse_mod_style, Token![,])?;
        Ok(Self {
            depth: depth.base10_parse()?,
            public,
            paths: paths.into_iter().collect(),
            definition: input.parse()?,
            answers: definitions(input)?,
        })
    }
}

fn definitions(input: ParseStream<'_>) -> syn::Result<Vec<Definition>> {
    let mut found = Vec::new();
    while !input.is_empty() {
        found.push(input.parse()?);
    }
    Ok(found)
}

fn strings(input: ParseStream<'_>) -> syn::Result<Vec<String>> {
    let mut found = Vec::new();
    while !input.is_empty() {
        found.push(input.parse::<LitStr>()?.value());
    }
    Ok(found)
}
