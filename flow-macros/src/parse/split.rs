//! Lists by their parts.

use proc_macro2::{Delimiter, Group, TokenTree};

use crate::errors::Errors;

pub(super) fn braces(tree: &TokenTree) -> Option<&Group> {
    match tree {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
        _ => None,
    }
}

pub(super) fn is_punct(tree: &TokenTree, character: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == character)
}

pub(super) fn is_fat_arrow(trees: &[TokenTree]) -> bool {
    is_punct(&trees[0], '=') && is_punct(&trees[1], '>')
}

/// The parts between commas. Where a comma is missing but the next part has visibly begun, that is
/// reported and the parts are told apart all the same.
pub(super) fn split<'t>(
    trees: &'t [TokenTree],
    starts: fn(&[TokenTree]) -> bool,
    errors: &mut Errors,
) -> Vec<&'t [TokenTree]> {
    let mut parts = Vec::new();
    let mut start = 0;
    for at in 0..trees.len() {
        if is_punct(&trees[at], ',') {
            if at > start {
                parts.push(&trees[start..at]);
            } else {
                errors.push(
                    trees[at].span(),
                    "there is nothing before this `,`; leave it out",
                );
            }
            start = at + 1;
        } else if at > start && starts(&trees[at - 1..]) && !is_attribute(&trees[start..at]) {
            errors.push(trees[at].span(), "expected `,` before this");
            parts.push(&trees[start..at]);
            start = at;
        }
    }
    if start < trees.len() {
        parts.push(&trees[start..]);
    }
    parts
}

/// Whether an attribute ends here, which what follows belongs to.
fn is_attribute(trees: &[TokenTree]) -> bool {
    matches!(trees, [.., hash, TokenTree::Group(_)] if is_punct(hash, '#'))
}

/// Whether a field begins at the second of these tokens: `name: …`, not `a::b`, and not behind
/// what cannot end a value.
pub(super) fn starts_field(trees: &[TokenTree]) -> bool {
    match trees {
        [
            before,
            TokenTree::Ident(_),
            TokenTree::Punct(colon),
            after,
            ..,
        ] => {
            colon.as_char() == ':'
                && colon.spacing() == proc_macro2::Spacing::Alone
                && !is_punct(after, ':')
                && !matches!(before, TokenTree::Punct(_))
        }
        _ => false,
    }
}

/// Whether an item begins at the second of these tokens: a name right behind closing braces.
pub(super) fn starts_item(trees: &[TokenTree]) -> bool {
    match trees {
        [TokenTree::Group(group), TokenTree::Ident(name), ..] => {
            group.delimiter() == Delimiter::Brace && name != "else" && name != "as"
        }
        _ => false,
    }
}
