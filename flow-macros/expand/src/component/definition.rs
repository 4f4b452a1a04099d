//! What is known of a component, and how it travels as tokens.

use std::collections::HashMap;

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::constants::Type;
use super::function::{Function, Visibility, arguments};
use super::parameter::Parameter;
use crate::errors::Errors;
use crate::parse::{block, is_punct, items, parse};
use crate::syntax::{Attribute, Expr, Literal, Path};

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
    pub(super) fn read(function: Function, errors: &mut Errors) -> Self {
        for span in function.oddities {
            errors.push(
                span,
                "a component is no function that is called; leave this out",
            );
        }
        if let Some(arrow) = function.arrow {
            let message = "a component always gives components; leave the return type out";
            errors.push(arrow, message);
        }
        let mut parameters: Vec<Parameter> = Vec::with_capacity(function.arguments.len());
        for argument in &function.arguments {
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
        let body = match block(&function.body, errors).into_body() {
            Expr::Block(block) => {
                let span = block.body.map_or(block.braces.join(), |body| body.span());
                errors.push(
                    span,
                    "expected a component or a list of components; write `{ [ … ] }`",
                );
                None
            }
            body => Some(body),
        };
        let name = function.name;
        let home = this_crate();
        let start = name.span().start();
        let id = format!(
            "{home} {}:{}:{}",
            file(name.span()),
            start.line,
            start.column
        );
        let definition = Definition {
            name,
            id,
            home,
            parameters,
            body,
            constants: Vec::new(),
            uses: Vec::new(),
        };
        Self {
            visibility: function.visibility,
            attributes: function.attributes,
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
    path.last().map_or_else(|| path.span(), Ident::span)
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

impl Definition {
    /// The definition out of its brackets.
    fn parse(tree: &TokenTree) -> Option<Self> {
        let trees = inside(tree, Delimiter::Parenthesis)?;
        let [
            TokenTree::Ident(name),
            id,
            home,
            TokenTree::Group(parameters),
            body,
            constants,
            uses,
        ] = &trees[..]
        else {
            return None;
        };
        // What was wrong with it was reported where it was defined.
        let errors = &mut Errors::default();
        let parameters = arguments(parameters.stream(), errors);
        let parameters = parameters
            .iter()
            .filter_map(|argument| Parameter::read(argument, errors))
            .collect();
        let body = inside(body, Delimiter::Brace)?;
        let body = (!body.is_empty()).then(|| parse(&body, errors));
        let constants = inside(constants, Delimiter::Bracket)?;
        let constants = constants.iter().map(|tree| match tree {
            TokenTree::Ident(name) => Some(Type::of(name)),
            _ => None,
        });
        let uses = inside(uses, Delimiter::Bracket)?;
        let uses = uses.iter().map(|tree| {
            let used = inside(tree, Delimiter::Parenthesis)?;
            let (path, definition) = used.split_first()?;
            let definition = match definition {
                [] => None,
                [definition, ..] => Some(Self::parse(definition)?),
            };
            Some((text(path)?, definition))
        });
        Some(Self {
            name: name.clone(),
            id: text(id)?,
            home: text(home)?,
            parameters,
            body,
            constants: constants.collect::<Option<_>>()?,
            uses: uses.collect::<Option<_>>()?,
        })
    }
}

/// What goes around among macros.
pub(super) trait State: ToTokens + Sized {
    /// The state out of its tokens. None if another version of this crate has packed it.
    fn parse(trees: &[TokenTree]) -> Option<Self>;
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

impl State for FlowState {
    fn parse(trees: &[TokenTree]) -> Option<Self> {
        let [TokenTree::Group(body), names, answers @ ..] = trees else {
            return None;
        };
        let names = inside(names, Delimiter::Bracket)?;
        Some(Self {
            body: body.stream(),
            names: names.iter().map(text).collect::<Option<_>>()?,
            answers: definitions(answers)?,
        })
    }
}

/// What goes around while the definition of a component asks for those that it uses.
pub(super) struct NestState {
    /// The depth that is asked for.
    pub(super) depth: usize,
    /// Whether everyone may use it.
    pub(super) public: bool,
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

impl State for NestState {
    fn parse(trees: &[TokenTree]) -> Option<Self> {
        let [
            TokenTree::Literal(depth),
            TokenTree::Ident(public),
            paths,
            values,
            definition,
            answers @ ..,
        ] = trees
        else {
            return None;
        };
        let paths = inside(paths, Delimiter::Bracket)?;
        let paths = paths.split(|tree| is_punct(tree, ','));
        let TokenTree::Group(values) = values else {
            return None;
        };
        Some(Self {
            depth: number(depth)?,
            public: public == "true",
            paths: paths
                .filter(|path| !path.is_empty())
                .map(|path| Path::parse_all(path.iter().cloned().collect()))
                .collect::<Option<_>>()?,
            values: items(values, &mut Errors::default()),
            definition: Definition::parse(definition)?,
            answers: definitions(answers)?,
        })
    }
}

fn definitions(trees: &[TokenTree]) -> Option<Vec<Definition>> {
    trees.iter().map(Definition::parse).collect()
}

/// What stands in such brackets.
fn inside(tree: &TokenTree, delimiter: Delimiter) -> Option<Vec<TokenTree>> {
    match tree {
        TokenTree::Group(group) if group.delimiter() == delimiter => {
            Some(group.stream().into_iter().collect())
        }
        _ => None,
    }
}

fn number(literal: &proc_macro2::Literal) -> Option<usize> {
    match Literal::new(literal.clone()) {
        Literal::Number(number) => number.digits.parse().ok(),
        _ => None,
    }
}

/// The text of a string literal.
fn text(tree: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = tree else {
        return None;
    };
    match Literal::new(literal.clone()) {
        Literal::Text { value, .. } => Some(value),
        _ => None,
    }
}
