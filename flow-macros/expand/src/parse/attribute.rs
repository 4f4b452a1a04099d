//! Attributes.

use proc_macro2::{Delimiter, Group, Ident, Punct, Span, TokenStream, TokenTree};

use super::{is_punct, parse};
use crate::errors::Errors;
use crate::syntax::{Attribute, Meta, Path};

/// The attributes that some tokens begin with, and how many tokens those are.
pub(crate) fn attributes(trees: &[TokenTree], errors: &mut Errors) -> (Vec<Attribute>, usize) {
    let mut found = Vec::new();
    let mut length = 0;
    while let [TokenTree::Punct(hash), TokenTree::Group(group), ..] = &trees[length..]
        && hash.as_char() == '#'
        && group.delimiter() == Delimiter::Bracket
    {
        length += 2;
        match attribute(hash, group, errors) {
            Some(attribute) => found.push(attribute),
            None => {
                let message = "expected a name and what it is about; write \
                               `#[allow(unread_field)]` or `#[rename = \"first-name\"]`";
                errors.push(group.span(), message);
            }
        }
    }
    (found, length)
}

fn attribute(hash: &Punct, group: &Group, errors: &mut Errors) -> Option<Attribute> {
    let trees: Vec<_> = group.stream().into_iter().collect();
    let (path, length) = Path::parse(&trees)?;
    let meta = match &trees[length..] {
        [] => Meta::Nothing,
        [TokenTree::Group(list)] => Meta::List(list.stream()),
        [equals, value @ ..] if is_punct(equals, '=') && !value.is_empty() => {
            Meta::Value(parse(value, errors))
        }
        _ => return None,
    };
    Some(Attribute {
        hash: hash.clone(),
        group: group.clone(),
        path,
        meta,
    })
}

/// The names between the commas of a list. `Err` says where something else stands.
pub(crate) fn names(list: &TokenStream) -> Result<Vec<Ident>, Span> {
    let mut names = Vec::new();
    let mut trees = list.clone().into_iter();
    while let Some(tree) = trees.next() {
        match tree {
            TokenTree::Ident(name) => names.push(name),
            wrong => return Err(wrong.span()),
        }
        match trees.next() {
            Some(wrong) if !is_punct(&wrong, ',') => return Err(wrong.span()),
            _ => {}
        }
    }
    Ok(names)
}
