//! Pieces of the body, told apart by their tokens.

use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenTree};

use crate::parse::is_punct;
use crate::syntax::Literal;

/// How many tokens `name`, `name.a.b` or `name::a` has. It may end with its last dot.
pub(super) fn path_length(trees: &[TokenTree]) -> usize {
    let mut length = 1;
    loop {
        let step = match &trees[length..] {
            [dot, ..] if is_punct(dot, '.') => 1,
            [TokenTree::Punct(colon), second, ..]
                if colon.as_char() == ':'
                    && colon.spacing() == Spacing::Joint
                    && is_punct(second, ':') =>
            {
                2
            }
            _ => return length,
        };
        length += step;
        match trees.get(length) {
            Some(TokenTree::Ident(_)) => length += 1,
            _ => return length,
        }
    }
}

/// The name and the value of a field.
pub(super) fn field(mut trees: &[TokenTree]) -> (Option<&Ident>, Option<&[TokenTree]>) {
    while let [hash, TokenTree::Group(_), rest @ ..] = trees
        && is_punct(hash, '#')
    {
        // A name that only stands for another in JSON leads nowhere.
        trees = rest;
    }
    match trees {
        [TokenTree::Ident(name)] => (Some(name), None),
        [TokenTree::Ident(name), colon, value @ ..] if is_punct(colon, ':') => {
            (Some(name), Some(value))
        }
        _ => (None, None),
    }
}

/// The parts between commas; where one is missing, a field begins with `name:`.
pub(super) fn parts(trees: &[TokenTree]) -> impl Iterator<Item = &[TokenTree]> {
    let mut cuts = vec![0];
    for (at, tree) in trees.iter().enumerate() {
        let begins = match &trees[at..] {
            [TokenTree::Ident(_), TokenTree::Punct(colon), ..] => {
                colon.as_char() == ':' && colon.spacing() == Spacing::Alone
            }
            _ => false,
        };
        let joined = at == 0 || matches!(trees[at - 1], TokenTree::Punct(_));
        let attribute = at > 1
            && is_punct(&trees[at - 2], '#')
            && group(Some(&trees[at - 1]), Delimiter::Bracket).is_some();
        if is_punct(tree, ',') || (begins && !joined && !attribute) {
            cuts.push(at);
        }
    }
    cuts.push(trees.len());
    let pairs: Vec<_> = cuts.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs
        .into_iter()
        .map(|(from, to)| match &trees[from..to] {
            [comma, part @ ..] if is_punct(comma, ',') => part,
            part => part,
        })
        .filter(|part| !part.is_empty())
}

/// The text of a string literal.
pub(super) fn string(value: &[TokenTree]) -> Option<String> {
    match value {
        [TokenTree::Literal(literal)] => match Literal::new(literal.clone()) {
            Literal::Text { value, .. } => Some(value),
            _ => None,
        },
        _ => None,
    }
}

/// A string that is a name, where it stands.
pub(super) fn string_ident(value: &[TokenTree]) -> Option<Ident> {
    let mut name = syn::parse_str::<Ident>(&string(value)?).ok()?;
    name.set_span(value.first()?.span());
    Some(name)
}

pub(super) fn inside(group: &Group) -> Vec<TokenTree> {
    group.stream().into_iter().collect()
}

pub(super) fn group(tree: Option<&TokenTree>, delimiter: Delimiter) -> Option<&Group> {
    match tree {
        Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(group),
        _ => None,
    }
}
