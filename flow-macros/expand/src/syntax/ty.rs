//! The types that flows and components use.

use proc_macro2::extra::DelimSpan;
use proc_macro2::{Delimiter, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::ToTokens;

use super::path::starts_with_colons;
use super::{Macro, Path, first_span, is_keyword};
use crate::parse::{generic_arguments, is_punct};

#[derive(Clone)]
pub(crate) struct Type {
    tokens: TokenStream,
    pub(crate) kind: TypeKind,
}

#[derive(Clone)]
pub(crate) enum TypeKind {
    /// A path, known by its last name: `Slot`, `Vec<Slot>`.
    Named {
        name: Ident,
        argument: Option<Box<Type>>,
    },
    /// `[Slot]`
    List {
        brackets: DelimSpan,
        item: Box<Type>,
    },
    /// `&Slot`
    Reference(Box<Type>),
    Macro(Macro),
    /// A type with another form.
    Other,
}

/// Why some tokens begin with no type.
pub(crate) enum NoType {
    Missing,
    /// Behind a name this `<` begins arguments, for Rust, and they are none.
    Arguments(Span),
}

impl Type {
    /// The type that begins some tokens, and how many it takes.
    pub(crate) fn parse(trees: &[TokenTree]) -> Result<(Self, usize), NoType> {
        let (kind, length) = match trees {
            [and, rest @ ..] if is_punct(and, '&') => {
                let lifetime = lifetime(rest);
                let (word, kind): (_, fn(Box<Type>) -> TypeKind) = match &rest[lifetime..] {
                    [TokenTree::Ident(word), ..] if word == "mut" => (1, |_| TypeKind::Other),
                    _ => (0, TypeKind::Reference),
                };
                let before = 1 + lifetime + word;
                let (inner, length) = Self::parse(&trees[before..])?;
                (kind(Box::new(inner)), before + length)
            }
            [TokenTree::Group(group), ..] => {
                let inner = Self::parse_all(group.stream());
                let kind = match (group.delimiter(), inner) {
                    (Delimiter::Brace, _) => return Err(NoType::Missing),
                    (Delimiter::Bracket, Some(item)) => TypeKind::List {
                        brackets: group.delim_span(),
                        item: Box::new(item),
                    },
                    (Delimiter::Parenthesis | Delimiter::None, Some(inner)) => inner.kind,
                    (_, None) => TypeKind::Other,
                };
                (kind, 1)
            }
            [less, ..] if is_punct(less, '<') => {
                let start = generic_arguments(trees).ok_or(NoType::Missing)?;
                let names = names(&trees[start..]);
                if names == 0 {
                    return Err(NoType::Missing);
                }
                (TypeKind::Other, start + names)
            }
            _ => named(trees)?,
        };
        let tokens = trees[..length].iter().cloned().collect();
        Ok((Self { tokens, kind }, length))
    }

    /// The type that some tokens are.
    pub(crate) fn parse_all(tokens: TokenStream) -> Option<Self> {
        let trees: Vec<_> = tokens.into_iter().collect();
        let (ty, length) = Self::parse(&trees).ok()?;
        (length == trees.len()).then_some(ty)
    }

    /// The place of its first token.
    pub(crate) fn span(&self) -> Span {
        first_span(&self.tokens)
    }

    /// Whether no part of it has another form than those that are known.
    pub(crate) fn is_known(&self) -> bool {
        match &self.kind {
            TypeKind::Named { argument, .. } => argument.as_ref().is_none_or(|ty| ty.is_known()),
            TypeKind::List { item, .. } | TypeKind::Reference(item) => item.is_known(),
            TypeKind::Macro(_) => true,
            TypeKind::Other => false,
        }
    }
}

/// How many tokens the lifetime takes that begins some.
fn lifetime(trees: &[TokenTree]) -> usize {
    match trees {
        [tick, TokenTree::Ident(_), ..] if is_punct(tick, '\'') => 2,
        _ => 0,
    }
}

/// The type that begins with a path.
fn named(trees: &[TokenTree]) -> Result<(TypeKind, usize), NoType> {
    let (path, mut length) = Path::parse(trees).ok_or(NoType::Missing)?;
    let (name, is_long) = (path.last().clone(), path.get_ident().is_none());
    if let Some(TokenTree::Ident(first)) = trees.first() {
        let first = first.to_string();
        match &first[..] {
            "_" if !is_long => {
                let argument = None;
                return Ok((TypeKind::Named { name, argument }, length));
            }
            "crate" | "self" | "super" if is_long => {}
            "Self" => {}
            first if is_keyword(first) => return Err(NoType::Missing),
            _ => {}
        }
    }
    if let [TokenTree::Punct(bang), TokenTree::Group(group), ..] = &trees[length..]
        && bang.as_char() == '!'
    {
        let call = Macro {
            attributes: Vec::new(),
            path,
            bang: bang.clone(),
            group: group.clone(),
        };
        return Ok((TypeKind::Macro(call), length + 2));
    }
    let has_colons = starts_with_colons(&trees[length..]);
    if has_colons {
        length += 2;
    }
    let argument = match &trees[length..] {
        [TokenTree::Punct(less), behind @ ..]
            if less.as_char() == '<' && !is_operator_with_equals(less, behind) =>
        {
            let (arguments, taken) = arguments(behind).ok_or(NoType::Arguments(less.span()))?;
            length += 1 + taken;
            let names = names(&trees[length..]);
            match <[_; 1]>::try_from(arguments) {
                Ok([Some(argument)]) if names == 0 => Some(Box::new(argument)),
                _ => return Ok((TypeKind::Other, length + names)),
            }
        }
        _ if has_colons => return Err(NoType::Missing),
        _ => None,
    };
    Ok((TypeKind::Named { name, argument }, length))
}

/// How many tokens the names take that go on with a path.
fn names(trees: &[TokenTree]) -> usize {
    let names = trees
        .chunks_exact(3)
        .take_while(|name| starts_with_colons(name) && matches!(name[2], TokenTree::Ident(_)));
    3 * names.count()
}

/// Whether a `<` begins `<=` or `<<=`.
fn is_operator_with_equals(less: &Punct, behind: &[TokenTree]) -> bool {
    let [TokenTree::Punct(next), rest @ ..] = behind else {
        return false;
    };
    less.spacing() == Spacing::Joint
        && match next.as_char() {
            '=' => true,
            '<' => is_operator_with_equals(next, rest),
            _ => false,
        }
}

/// The arguments behind a `<`, and how many tokens they take with their `>`: types, and `None` for a
/// lifetime or a value.
fn arguments(trees: &[TokenTree]) -> Option<(Vec<Option<Type>>, usize)> {
    let mut arguments = Vec::new();
    let mut length = 0;
    loop {
        let (argument, taken) = match &trees[length..] {
            [end, ..] if is_punct(end, '>') => return Some((arguments, length + 1)),
            rest if lifetime(rest) > 0 => (None, lifetime(rest)),
            [minus, TokenTree::Literal(_), ..] if is_punct(minus, '-') => (None, 2),
            [TokenTree::Literal(_), ..] => (None, 1),
            [TokenTree::Ident(word), ..] if word == "true" || word == "false" => (None, 1),
            [TokenTree::Group(group), ..] if group.delimiter() == Delimiter::Brace => (None, 1),
            rest => {
                let (ty, taken) = Type::parse(rest).ok()?;
                (Some(ty), taken)
            }
        };
        arguments.push(argument);
        length += taken;
        match &trees[length..] {
            [comma, ..] if is_punct(comma, ',') => length += 1,
            [end, ..] if is_punct(end, '>') => {}
            _ => return None,
        }
    }
}

impl ToTokens for Type {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.tokens.to_tokens(tokens);
    }
}
