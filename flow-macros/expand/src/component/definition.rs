//! The definition of a component, and its form as tokens, in which macros hand it on.

use std::collections::HashMap;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::constants::Type;
use super::function::{Function, Visibility, arguments};
use super::parameter::Parameter;
use crate::errors::Errors;
use crate::parse::{block, is_punct, items, parse};
use crate::syntax::{Attribute, Expr, Literal, Path, is_keyword, unspaced};

/// A component of the author's own.
pub(super) struct Definition {
    pub(super) name: Ident,
    /// Its crate, file, line and column. No two definitions have the same.
    pub(super) id: String,
    /// The crate that it is defined in.
    pub(super) home: String,
    pub(super) parameters: Vec<Parameter>,
    /// One component or a list of them. `None` if it has mistakes: they are reported where it is
    /// defined, and a use of it is an unknown value, about which no rule reports anything.
    pub(super) body: Option<Expr>,
    /// The types of the constants in the body and in the defaults, by their numbers.
    pub(super) constants: Vec<Type>,
    /// The components that the body uses, each path once and in the order of its first use. `None`
    /// until the definition is known at the depth that is being read.
    pub(super) uses: Vec<(String, Option<Definition>)>,
}

/// Definitions by their paths in the scope of the flow.
pub(super) type Answers = HashMap<String, Definition>;

/// A definition in the place where the author wrote it.
pub(super) struct Item {
    pub(super) visibility: Visibility,
    pub(super) attributes: Vec<Attribute>,
    pub(super) definition: Definition,
}

impl Item {
    /// Reads the function below `#[component]`.
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
        let body = match second_component(&function.body) {
            // rustc has said that the body is none of Rust's, but not what to write.
            Some(second) => {
                let message = "several components stand in a list; write `{ [ … ] }`, with a `,` between them";
                errors.push(second, message);
                None
            }
            None => body_of(&function.body, errors),
        };
        let name = function.name;
        let home = this_crate();
        let start = name.span().start();
        let id = format!(
            "{home} {}:{}:{}",
            name.span().file(),
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
    /// Whether all components that it uses are known, down to the last level.
    pub(super) fn is_closed(&self) -> bool {
        let closed =
            |(_, used): &(_, Option<Definition>)| used.as_ref().is_some_and(Self::is_closed);
        self.uses.iter().all(closed)
    }

    /// Keeps only the name and the parameters, since its mistakes have been reported.
    pub(super) fn spoil(&mut self) {
        self.body = None;
        self.uses = Vec::new();
    }

    /// Whether another crate defines it.
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

/// The place of a second component in a body that is no list. Between the two there may be a comma.
fn second_component(body: &Group) -> Option<Span> {
    let trees: Vec<_> = body.stream().into_iter().collect();
    let is_component = |trees: &[TokenTree]| match trees {
        [TokenTree::Ident(name), TokenTree::Group(braces), ..] => {
            braces.delimiter() == Delimiter::Brace && !is_keyword(&name.to_string())
        }
        _ => false,
    };
    let behind = match &trees[..] {
        [_, _, comma, rest @ ..] if is_punct(comma, ',') => rest,
        [_, _, rest @ ..] => rest,
        _ => return None,
    };
    (is_component(&trees) && is_component(behind)).then(|| behind[0].span())
}

/// The body of a function: one component or a list. `None` if it is neither, which is reported.
fn body_of(body: &Group, errors: &mut Errors) -> Option<Expr> {
    match block(body, errors).into_body() {
        Expr::Block(block) => {
            let span = block.body.map_or(block.braces.join(), |body| body.span());
            let message = "expected a component or a list of components; write `{ [ … ] }`";
            errors.push(span, message);
            None
        }
        body => Some(body),
    }
}

/// The name of the crate that is being compiled, as Cargo gives it. It is empty in builds without Cargo:
/// there all definitions count as the crate's own.
fn this_crate() -> String {
    std::env::var("CARGO_CRATE_NAME").unwrap_or_default()
}

/// A path as text without spaces, to compare it with others.
pub(super) fn text_of(path: &Path) -> String {
    unspaced(path)
}

/// The place of a path in messages: its last name.
pub(super) fn path_span(path: &Path) -> Span {
    path.last().span()
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
    /// Reads a definition from the parentheses that [`ToTokens`] puts around it.
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
        // Its mistakes have been reported where it was defined.
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

/// The state in the calls from one macro to the next.
pub(super) trait State: ToTokens + Sized {
    /// Reads the state from its tokens. `None` if another version of this crate wrote them.
    fn parse(trees: &[TokenTree]) -> Option<Self>;
}

/// The state while a flow asks for definitions.
pub(super) struct FlowState {
    pub(super) body: TokenStream,
    /// The paths of the components that the flow asks for, as [`text_of`] gives them.
    pub(super) names: Vec<String>,
    /// The definitions so far, in the order of `names`.
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

/// The state while a definition asks for the components that it uses.
pub(super) struct NestState {
    /// The depth at which `definition` will be known when all answers are there.
    pub(super) depth: usize,
    /// Whether the component is `pub`.
    pub(super) public: bool,
    /// The paths of the uses, in the order of [`Definition::uses`].
    pub(super) paths: Vec<Path>,
    /// The constants, in the order of [`Definition::constants`].
    pub(super) values: Vec<Expr>,
    pub(super) definition: Definition,
    /// The definitions so far, in the order of `paths`.
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

/// The tokens inside a group with that delimiter.
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
