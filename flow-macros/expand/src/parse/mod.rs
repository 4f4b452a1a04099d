//! Tokens to the tree, such that a slip in one part hides nothing in the others.
//!
//! What is in brackets is taken apart by itself: a part that does not parse is reported and becomes
//! [`Expr::Wrong`], which the reader takes for something already reported.
//!
//! What is accepted is Rust, which rustfmt and editors can read, and not a grammar of our own: it is a part
//! of Rust's.

mod attribute;
mod choice;
mod expression;
mod list;
mod structure;

use proc_macro2::{TokenStream, TokenTree};

pub(crate) use attribute::{attributes, names};
pub(crate) use choice::block;
use expression::Parser;
pub(crate) use list::items;
pub(crate) use structure::fields;

use crate::errors::Errors;
use crate::syntax::Expr;

/// Parses the body of a macro. A comma behind it is none too many: rustfmt puts one there.
pub(crate) fn parse_body(tokens: TokenStream, errors: &mut Errors) -> Expr {
    let trees: Vec<_> = tokens.into_iter().collect();
    match trees.as_slice() {
        [] => {
            let message = "expected a flow; write `Flow { … }`";
            errors.push(proc_macro2::Span::call_site(), message);
            Expr::Wrong(TokenStream::new())
        }
        [body @ .., last] if !body.is_empty() && is_punct(last, ',') => parse(body, errors),
        body => parse(body, errors),
    }
}

/// Parses an expression, which has one token at least; reports what does not parse.
pub(crate) fn parse(trees: &[TokenTree], errors: &mut Errors) -> Expr {
    let before = errors.0.len();
    let mut parser = Parser::new(trees, errors);
    let expr = parser.expression();
    let Some(next) = parser.rest().first() else {
        return expr;
    };
    if errors.0.len() == before {
        let message = if is_punct(next, '=') {
            "nothing is assigned here; write `==` to compare"
        } else {
            "this does not belong here; is there a `,` missing before it?"
        };
        errors.push(next.span(), message);
    }
    Expr::Wrong(trees.iter().cloned().collect())
}

/// Parses what has been an expression before, and is known to be one.
pub(crate) fn parse_again(tokens: TokenStream) -> Option<Expr> {
    let trees: Vec<_> = tokens.into_iter().collect();
    let mut errors = Errors::default();
    if trees.is_empty() {
        return None;
    }
    let expr = parse(&trees, &mut errors);
    errors.0.is_empty().then_some(expr)
}

pub(crate) fn is_punct(tree: &TokenTree, character: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == character)
}

#[cfg(test)]
mod tests;
