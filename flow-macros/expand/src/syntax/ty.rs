//! The types that flows and components use.

use proc_macro2::extra::DelimSpan;
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;

use super::path::starts_with_colons;
use super::{Macro, Path, first_span};

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

impl Type {
    /// The type that begins some tokens, and how many it takes.
    pub(crate) fn parse(trees: &[TokenTree]) -> Option<(Self, usize)> {
        let (kind, length) = match trees {
            [TokenTree::Punct(and), rest @ ..] if and.as_char() == '&' => {
                let lifetime = match rest {
                    [TokenTree::Punct(tick), TokenTree::Ident(_), ..] if tick.as_char() == '\'' => {
                        2
                    }
                    _ => 0,
                };
                let (inner, length) = Self::parse(&rest[lifetime..])?;
                (TypeKind::Reference(Box::new(inner)), 1 + lifetime + length)
            }
            [TokenTree::Group(group), ..] => {
                let inner = Self::parse_all(group.stream());
                let kind = match (group.delimiter(), inner) {
                    (Delimiter::Brace, _) => return None,
                    (Delimiter::Bracket, Some(item)) => TypeKind::List {
                        brackets: group.delim_span(),
                        item: Box::new(item),
                    },
                    (Delimiter::Parenthesis | Delimiter::None, Some(inner)) => inner.kind,
                    (_, None) => TypeKind::Other,
                };
                (kind, 1)
            }
            _ => named(trees)?,
        };
        let tokens = trees[..length].iter().cloned().collect();
        Some((Self { tokens, kind }, length))
    }

    /// The type that some tokens are.
    fn parse_all(tokens: TokenStream) -> Option<Self> {
        let trees: Vec<_> = tokens.into_iter().collect();
        let (ty, length) = Self::parse(&trees)?;
        (length == trees.len()).then_some(ty)
    }

    /// The place of its first token.
    pub(crate) fn span(&self) -> Span {
        first_span(&self.tokens)
    }
}

/// A type that begins with a path.
fn named(trees: &[TokenTree]) -> Option<(TypeKind, usize)> {
    let (path, mut length) = Path::parse(trees)?;
    let name = path.last().clone();
    if super::is_keyword(&name.to_string()) {
        return None;
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
        return Some((TypeKind::Macro(call), length + 2));
    }
    if starts_with_colons(&trees[length..]) {
        length += 2;
    }
    let is = |at: usize, character: char| matches!(trees.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == character);
    if !is(length, '<') {
        let argument = None;
        return Some((TypeKind::Named { name, argument }, length));
    }
    let from = length + 1;
    if let Some((argument, taken)) = Type::parse(&trees[from..])
        && is(from + taken, '>')
    {
        let argument = Some(Box::new(argument));
        return Some((TypeKind::Named { name, argument }, from + taken + 1));
    }
    let mut depth = 0;
    for at in length..trees.len() {
        if is(at, '<') {
            depth += 1;
        } else if is(at, '>') {
            depth -= 1;
            if depth == 0 {
                return Some((TypeKind::Other, at + 1));
            }
        }
    }
    None
}

impl ToTokens for Type {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.tokens.to_tokens(tokens);
    }
}
