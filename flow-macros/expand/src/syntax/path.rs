//! Names, and paths to them.

use flow_json::keyword::needs_raw;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};

/// `name` or `a::name`, without generic arguments.
#[derive(Clone)]
pub(crate) struct Path {
    /// The names and colons before the last name. Nearly all paths have none.
    before: Vec<TokenTree>,
    last: Ident,
}

impl From<Ident> for Path {
    fn from(last: Ident) -> Self {
        let before = Vec::new();
        Path { before, last }
    }
}

impl Path {
    /// The path at the start of some tokens, and its length. Its first name may be a keyword.
    pub(crate) fn parse(trees: &[TokenTree]) -> Option<(Self, usize)> {
        let (mut last, mut length) = match trees {
            [TokenTree::Ident(name), ..] => (name, 1),
            [_, _, TokenTree::Ident(name), ..] if starts_with_colons(trees) && is_name(name) => {
                (name, 3)
            }
            _ => return None,
        };
        while starts_with_colons(&trees[length..])
            && let Some(TokenTree::Ident(name)) = trees.get(length + 2)
            && is_name(name)
        {
            (last, length) = (name, length + 3);
        }
        let path = Path {
            before: trees[..length - 1].to_vec(),
            last: last.clone(),
        };
        Some((path, length))
    }

    /// The path that some tokens are.
    pub(crate) fn parse_all(tokens: TokenStream) -> Option<Self> {
        let trees: Vec<_> = tokens.into_iter().collect();
        let (path, length) = Self::parse(&trees)?;
        (length == trees.len()).then_some(path)
    }

    /// Its name, if it is one name.
    pub(crate) fn get_ident(&self) -> Option<&Ident> {
        self.before.is_empty().then_some(&self.last)
    }

    pub(crate) fn is_ident(&self, text: &str) -> bool {
        self.get_ident().is_some_and(|name| name == text)
    }

    /// Its last name.
    pub(crate) fn last(&self) -> &Ident {
        &self.last
    }

    /// The path without its last name: `a::b` of `a::b::c`.
    pub(crate) fn parent(&self) -> Option<Self> {
        match &self.before[..] {
            [before @ .., TokenTree::Ident(last), _, _] => Some(Path {
                before: before.to_vec(),
                last: last.clone(),
            }),
            _ => None,
        }
    }

    /// The place of its first token.
    pub(crate) fn span(&self) -> Span {
        self.before
            .first()
            .map_or_else(|| self.last.span(), TokenTree::span)
    }

    /// Moves its names to another place.
    pub(crate) fn set_span(&mut self, span: Span) {
        for tree in &mut self.before {
            if let TokenTree::Ident(name) = tree {
                name.set_span(span);
            }
        }
        self.last.set_span(span);
    }
}

/// Whether a word may stand behind `::`.
pub(crate) fn is_name(word: &Ident) -> bool {
    word != "_" && !needs_raw(&word.to_string())
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
        tokens.append_all(&self.before);
        self.last.to_tokens(tokens);
    }
}
