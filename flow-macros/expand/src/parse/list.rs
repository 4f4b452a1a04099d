//! Lists by their parts.

use proc_macro2::{Delimiter, Group, Spacing, TokenTree};

use super::{is_punct, parse};
use crate::errors::Errors;
use crate::syntax::Expr;

/// What stands between the commas of some brackets.
pub(crate) fn items(group: &Group, errors: &mut Errors) -> Vec<Expr> {
    let trees: Vec<_> = group.stream().into_iter().collect();
    let parts = split(&trees, starts_item, errors);
    parts.into_iter().map(|part| parse(part, errors)).collect()
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
                nothing_before(&trees[at], errors);
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

pub(super) fn nothing_before(comma: &TokenTree, errors: &mut Errors) {
    let message = "there is nothing before this `,`; leave it out";
    errors.push(comma.span(), message);
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
                && colon.spacing() == Spacing::Alone
                && !is_punct(after, ':')
                && !matches!(before, TokenTree::Punct(_))
        }
        _ => false,
    }
}

/// Whether an item begins at the second of these tokens: a name right behind closing braces.
fn starts_item(trees: &[TokenTree]) -> bool {
    match trees {
        [TokenTree::Group(group), TokenTree::Ident(name), ..] => {
            group.delimiter() == Delimiter::Brace && name != "else" && name != "as"
        }
        _ => false,
    }
}
