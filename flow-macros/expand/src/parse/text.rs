//! `text!("key", name = value)`

use proc_macro2::{Group, Ident, Punct, TokenTree};

use super::list::{Cut, Part, split};
use super::{is_punct, parse};
use crate::errors::Errors;
use crate::syntax::{Expr, Placeholder, Text};

/// The call of `text!`.
pub(super) fn text(word: &Ident, bang: &Punct, group: &Group, errors: &mut Errors) -> Expr {
    let trees: Vec<_> = group.stream().into_iter().collect();
    let parts = split(&trees, Part::Item, errors);
    let parts: Vec<_> = parts.into_iter().filter_map(Cut::whole).collect();
    let Some((key, placeholders)) = parts.split_first() else {
        errors.push(word.span(), NO_KEY);
        return Expr::wrong(word.clone());
    };
    let key = parse(key, errors);
    let placeholders: Vec<_> = placeholders
        .iter()
        .map(|part| placeholder(part, errors))
        .collect();
    let placeholders: Option<Vec<_>> = placeholders.into_iter().collect();
    match placeholders {
        Some(placeholders) => Expr::Text(Box::new(Text {
            word: word.clone(),
            bang: bang.clone(),
            parens: group.delim_span(),
            key,
            placeholders,
        })),
        None => Expr::wrong(word.clone()),
    }
}

const NO_KEY: &str = "a text has a key, by which it stands in the file of each language; write \
                      `text!(\"visit.title\")`";

fn placeholder(trees: &[TokenTree], errors: &mut Errors) -> Option<Placeholder> {
    match trees {
        [
            TokenTree::Ident(name),
            TokenTree::Punct(equals),
            first,
            rest @ ..,
        ] if equals.as_char() == '=' && !is_punct(first, '=') => Some(Placeholder {
            name: name.clone(),
            equals: equals.clone(),
            value: parse(&trees[trees.len() - rest.len() - 1..], errors),
        }),
        _ => {
            let message = "a value stands behind the name of its placeholder and `=`; write \
                           `name = data.name`";
            errors.push(trees[0].span(), message);
            None
        }
    }
}
