//! Names, and paths to them.

use flow_json::keyword::needs_raw;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};

/// `name` or `a::name`. There are no arguments in it.
#[derive(Clone)]
pub(crate) struct Path(Kind);

/// Nearly all paths are one name.
#[derive(Clone)]
enum Kind {
    Name(Ident),
    /// Names, and the colons between them or before the first. One name at least.
    Long(Vec<TokenTree>),
}

impl From<Ident> for Path {
    fn from(name: Ident) -> Self {
        Path(Kind::Name(name))
    }
}

impl Path {
    /// The path that begins some tokens, and how many it takes. It may begin with any word.
    pub(crate) fn parse(trees: &[TokenTree]) -> Option<(Self, usize)> {
        let mut length = match trees {
            [TokenTree::Ident(name), rest @ ..] if !starts_with_colons(rest) => {
                return Some((name.clone().into(), 1));
            }
            [TokenTree::Ident(_), ..] => 1,
            [_, _, TokenTree::Ident(_), ..] if starts_with_colons(trees) => 3,
            _ => return None,
        };
        while starts_with_colons(&trees[length..])
            && let Some(TokenTree::Ident(name)) = trees.get(length + 2)
            && !needs_raw(&name.to_string())
        {
            length += 3;
        }
        Some((Path(Kind::Long(trees[..length].to_vec())), length))
    }

    /// The path that some tokens are.
    pub(crate) fn parse_all(tokens: TokenStream) -> Option<Self> {
        let trees: Vec<_> = tokens.into_iter().collect();
        let (path, length) = Self::parse(&trees)?;
        (length == trees.len()).then_some(path)
    }

    /// Its name, if that is all of it.
    pub(crate) fn get_ident(&self) -> Option<&Ident> {
        match &self.0 {
            Kind::Name(name) => Some(name),
            Kind::Long(_) => None,
        }
    }

    pub(crate) fn is_ident(&self, text: &str) -> bool {
        self.get_ident().is_some_and(|name| name == text)
    }

    /// Its last name.
    pub(crate) fn last(&self) -> Option<&Ident> {
        match &self.0 {
            Kind::Name(name) => Some(name),
            Kind::Long(trees) => match trees.last() {
                Some(TokenTree::Ident(name)) => Some(name),
                _ => None,
            },
        }
    }

    /// The place of its first token.
    pub(crate) fn span(&self) -> Span {
        match &self.0 {
            Kind::Name(name) => name.span(),
            Kind::Long(trees) => trees.first().map_or_else(Span::call_site, TokenTree::span),
        }
    }

    /// Moves its names to another place.
    pub(crate) fn set_span(&mut self, span: Span) {
        match &mut self.0 {
            Kind::Name(name) => name.set_span(span),
            Kind::Long(trees) => {
                for tree in trees {
                    if let TokenTree::Ident(name) = tree {
                        name.set_span(span);
                    }
                }
            }
        }
    }
}

/// Whether some tokens begin with `::`.
pub(crate) fn starts_with_colons(trees: &[TokenTree]) -> bool {
    matches!(
        trees,
        [TokenTree::Punct(first), TokenTree::Punct(second), ..]
            if first.as_char() == ':'
                && first.spacing() == proc_macro2::Spacing::Joint
                && second.as_char() == ':'
    )
}

impl ToTokens for Path {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match &self.0 {
            Kind::Name(name) => name.to_tokens(tokens),
            Kind::Long(trees) => tokens.append_all(trees),
        }
    }
}
