//! What is known of a component, and how it travels as tokens.

use std::collections::HashMap;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{
    Attribute, Expr, FnArg, ItemFn, LitBool, LitStr, Path, ReturnType, Stmt, Token, Visibility,
};

use super::constants::Type;
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
    /// The types of the constants that have been taken out of it.
    pub(super) constants: Vec<Type>,
    /// The components that the body uses: by what they are called there, as far as they are known
    /// yet.
    pub(super) uses: Vec<(String, Option<Definition>)>,
}

/// Definitions by what they are called in a scope.
pub(super) type Answers = HashMap<String, Definition>;

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
                "a component is no function that is called; leave this out",
            );
        }
        if let ReturnType::Type(arrow, _) = &sig.output {
            let message = "a component always gives components; leave the return type out";
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
        let home = this_crate();
        let start = sig.ident.span().start();
        let id = format!(
            "{home} {}:{}:{}",
            file(sig.ident.span()),
            start.line,
            start.column
        );
        let definition = Definition {
            name: sig.ident,
            id,
            home,
            parameters,
            body,
            constants: Vec::new(),
            uses: Vec::new(),
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

    /// Whether it stands in another crate.
    pub(super) fn is_foreign(&self) -> bool {
        self.home != this_crate()
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

fn this_crate() -> String {
    std::env::var("CARGO_CRATE_NAME").unwrap_or_default()
}

/// A path as text, to tell it from others.
pub(super) fn text_of(path: &Path) -> String {
    path.to_token_stream().to_string().replace(' ', "")
}

/// The place of a path is that of its last name.
pub(super) fn path_span(path: &Path) -> Span {
    path.segments
        .last()
        .map_or_else(|| path.span(), |last| last.ident.span())
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
            constants,
            uses,
        } = self;
        let uses = uses.iter().map(|(path, used)| quote!((#path #used)));
        tokens.extend(quote! {
            (#name #id #home [#(#parameters),*] { #body } [#(#constants)*] [#(#uses)*])
        });
    }
}

impl Parse for Definition {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let content;
        syn::parenthesized!(content in input);
        let name = content.parse()?;
        let id: LitStr = content.parse()?;
        let home: LitStr = content.parse()?;
        let (inputs, body, items, uses);
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
        syn::bracketed!(items in content);
        let mut constants = Vec::new();
        while !items.is_empty() {
            constants.push(Type::of(&items.parse()?));
        }
        syn::bracketed!(uses in content);
        let mut known = Vec::new();
        while !uses.is_empty() {
            let used;
            syn::parenthesized!(used in uses);
            let path: LitStr = used.parse()?;
            let definition = if used.is_empty() {
                None
            } else {
                Some(used.parse()?)
            };
            known.push((path.value(), definition));
        }
        Ok(Self {
            name,
            id: id.value(),
            home: home.value(),
            parameters,
            body,
            constants,
            uses: known,
        })
    }
}

/// What goes around among the macros of components while a flow asks for definitions.
pub(super) struct FlowState {
    pub(super) body: TokenStream,
    /// What is asked for, as [`text_of`] the paths.
    pub(super) names: Vec<String>,
    /// What has been answered so far.
    pub(super) answers: Vec<Definition>,
}

impl ToTokens for FlowState {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self {
            body,
            names,
            answers,
        } = self;
        tokens.extend(quote!({ #body } [#(#names)*] #(#answers)*));
    }
}

impl Parse for FlowState {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let (body, names);
        syn::braced!(body in input);
        let body = body.parse()?;
        syn::bracketed!(names in input);
        let names = strings(&names)?;
        Ok(Self {
            body,
            names,
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
    pub(super) paths: Vec<Path>,
    /// The constants, in the order of [`Definition::constants`].
    pub(super) values: Vec<Expr>,
    pub(super) definition: Definition,
    pub(super) answers: Vec<Definition>,
}

impl ToTokens for NestState {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self {
            depth,
            public,
            paths,
            values,
            definition,
            answers,
        } = self;
        tokens.extend(quote! {
            #depth #public [#(#paths),*] [#(#values),*] #definition #(#answers)*
        });
    }
}

impl Parse for NestState {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let depth: syn::LitInt = input.parse()?;
        let public = input.parse()?;
        let (paths, values);
        syn::bracketed!(paths in input);
        let paths = paths.parse_terminated(Path::parse_mod_style, Token![,])?;
        syn::bracketed!(values in input);
        let values = values.parse_terminated(Expr::parse, Token![,])?;
        Ok(Self {
            depth: depth.base10_parse()?,
            public,
            paths: paths.into_iter().collect(),
            values: values.into_iter().collect(),
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
