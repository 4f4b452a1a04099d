//! The function below `#[component]`.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;

use crate::errors::Errors;
use crate::parse::{attributes, is_punct};
use crate::syntax::{Attribute, Type};

/// The parts of a function that a component has, and the places of those that it cannot have.
pub(super) struct Function {
    pub(super) attributes: Vec<Attribute>,
    pub(super) visibility: Visibility,
    /// Words such as `async` before `fn`, generic parameters, and `where`.
    pub(super) oddities: Vec<Span>,
    pub(super) name: Ident,
    pub(super) arguments: Vec<Argument>,
    /// The arrow of a return type.
    pub(super) arrow: Option<Span>,
    pub(super) body: Group,
}

/// `pub`, with the parentheses of `pub(crate)` and its like, or no token.
#[derive(Clone)]
pub(super) struct Visibility(Vec<TokenTree>);

impl Visibility {
    pub(super) fn is_public(&self) -> bool {
        self.0.len() == 1
    }
}

impl ToTokens for Visibility {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.iter().cloned());
    }
}

/// An argument of the function.
pub(super) struct Argument {
    pub(super) attributes: Vec<Attribute>,
    pub(super) name: Name,
    pub(super) span: Span,
    /// `Err` is the place of tokens that are no type which a parameter can have.
    pub(super) ty: Result<Type, Span>,
}

/// The tokens before the colon of an argument.
pub(super) enum Name {
    Ident(Ident),
    /// `mut name`
    Mutable(Ident),
    /// `self`, in one of its forms.
    Receiver,
    /// A pattern.
    Other,
}

impl Function {
    /// Reads a function. None if it is something else.
    pub(super) fn parse(tokens: TokenStream, errors: &mut Errors) -> Option<Self> {
        let trees: Vec<_> = tokens.into_iter().collect();
        let (attributes, length) = attributes(&trees, errors);
        let (visibility, trees) = visibility(&trees[length..]);
        let keyword = trees.iter().position(|tree| is_word(tree, "fn"))?;
        let qualifiers = trees[..keyword]
            .iter()
            .filter(|tree| matches!(tree, TokenTree::Ident(_)));
        let mut oddities: Vec<_> = qualifiers.map(TokenTree::span).collect();
        let [TokenTree::Ident(name), rest @ ..] = &trees[keyword + 1..] else {
            return None;
        };
        let list = rest
            .iter()
            .position(|tree| is_group(tree, Delimiter::Parenthesis))?;
        oddities.extend(rest[..list].first().map(TokenTree::span));
        let [TokenTree::Group(list), rest @ ..] = &rest[list..] else {
            return None;
        };
        let [head @ .., TokenTree::Group(body)] = rest else {
            return None;
        };
        if body.delimiter() != Delimiter::Brace {
            return None;
        }
        let bounds = head.iter().find(|tree| is_word(tree, "where"));
        oddities.extend(bounds.map(TokenTree::span));
        let arrow = match head {
            [dash, greater, ..] if is_punct(dash, '-') && is_punct(greater, '>') => {
                Some(dash.span())
            }
            [] => None,
            [..] if bounds.is_some() => None,
            [..] => return None,
        };
        Some(Self {
            attributes,
            visibility,
            oddities,
            name: name.clone(),
            arguments: arguments(list.stream(), errors),
            arrow,
            body: body.clone(),
        })
    }
}

fn visibility(trees: &[TokenTree]) -> (Visibility, &[TokenTree]) {
    let length = match trees {
        [public, group, ..]
            if is_word(public, "pub") && is_group(group, Delimiter::Parenthesis) =>
        {
            2
        }
        [public, ..] if is_word(public, "pub") => 1,
        _ => 0,
    };
    let (visibility, rest) = trees.split_at(length);
    (Visibility(visibility.to_vec()), rest)
}

/// The arguments of a function. A comma between angle brackets belongs to a type.
pub(super) fn arguments(tokens: TokenStream, errors: &mut Errors) -> Vec<Argument> {
    let trees: Vec<_> = tokens.into_iter().collect();
    let mut found = Vec::new();
    let mut start = 0;
    let mut depth = 0_usize;
    for at in 0..=trees.len() {
        match trees.get(at) {
            Some(tree) if is_punct(tree, '<') => depth += 1,
            Some(tree) if is_punct(tree, '>') => depth = depth.saturating_sub(1),
            Some(tree) if depth > 0 || !is_punct(tree, ',') => {}
            _ => {
                found.extend(argument(&trees[start..at], errors));
                start = at + 1;
            }
        }
    }
    found
}

fn argument(trees: &[TokenTree], errors: &mut Errors) -> Option<Argument> {
    let (attributes, length) = attributes(trees, errors);
    let trees = &trees[length..];
    let span = trees.first()?.span();
    let colon = trees.iter().position(|tree| is_punct(tree, ':'));
    let (pattern, rest) = trees.split_at(colon.unwrap_or(trees.len()));
    let name = match pattern {
        [.., last] if is_word(last, "self") => Name::Receiver,
        [TokenTree::Ident(name)] => Name::Ident(name.clone()),
        [word, TokenTree::Ident(name)] if is_word(word, "mut") => Name::Mutable(name.clone()),
        _ => Name::Other,
    };
    let ty = rest.get(1..).unwrap_or_default();
    let ty = match Type::parse(ty) {
        Ok((known, length)) if length == ty.len() => Ok(known),
        _ => Err(ty.first().map_or(span, TokenTree::span)),
    };
    Some(Argument {
        attributes,
        name,
        span,
        ty,
    })
}

fn is_word(tree: &TokenTree, word: &str) -> bool {
    matches!(tree, TokenTree::Ident(ident) if ident == word)
}

fn is_group(tree: &TokenTree, delimiter: Delimiter) -> bool {
    matches!(tree, TokenTree::Group(group) if group.delimiter() == delimiter)
}
