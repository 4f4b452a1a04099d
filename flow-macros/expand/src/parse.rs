//! Tokens to the tree, such that a slip in one part hides nothing in the others.
//!
//! The contents of brackets are parsed by themselves: a part that does not parse is reported and becomes
//! [`Expr::Wrong`], and the reader reports nothing more about that.
//!
//! The grammar is a part of Rust's and none of our own, so rustfmt and editors can read it. Where Rust's
//! grammar has a special case, there is a message that says how to write it:
//!
//! - a `<` behind a type begins its arguments: `a as u8 < b` is none;
//! - a cast takes no `.`, `(…)` or `[…]` behind it;
//! - a condition ends at its first braces, so a struct in it stands in parentheses;
//! - in a block and behind `=>` a statement ends at the braces of an `if`, a `match` or a block: `{ if a { 1 } - 1 }`
//!   are two;
//! - comparisons cannot be chained, and `<-` is one token.

mod attribute;
mod choice;
mod expression;
mod list;
mod operand;
mod structure;
mod text;

use proc_macro2::{Ident, TokenStream, TokenTree};

pub(crate) use attribute::{attributes, names};
pub(crate) use choice::block;
use expression::{ASSIGNED, Parser};
pub(crate) use list::items;
pub(crate) use operand::generic_arguments;
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

/// Parses an expression, which has one token at least. Reports tokens that do not parse.
pub(crate) fn parse(trees: &[TokenTree], errors: &mut Errors) -> Expr {
    parse_with(trees, false, errors)
}

/// Parses all that stands in a block or behind the `=>` of a case.
fn parse_statement(trees: &[TokenTree], errors: &mut Errors) -> Expr {
    parse_with(trees, true, errors)
}

fn parse_with(trees: &[TokenTree], is_statement: bool, errors: &mut Errors) -> Expr {
    let before = errors.0.len();
    let mut parser = Parser::new(trees, is_statement, errors);
    let expr = parser.expression();
    let Some(next) = parser.rest().first() else {
        return expr;
    };
    let at = trees.len() - parser.rest().len();
    if errors.0.len() == before {
        if let Some((word, operator)) = operator_meant(&trees[at.saturating_sub(1)..]) {
            let message = format!("there is no operator `{word}`; write `{operator}`");
            errors.push(word.span(), message);
        } else if is_punct(next, '=') {
            errors.push(next.span(), ASSIGNED);
        } else {
            let message = "this does not belong here; is there a `,` missing before it?";
            errors.push(next.span(), message);
        }
    }
    Expr::Wrong(trees.iter().cloned().collect())
}

/// The operator that other languages have a word for, if one of the first two tokens is that word.
fn operator_meant(trees: &[TokenTree]) -> Option<(&Ident, &'static str)> {
    let operator = |word: &Ident| match &word.to_string()[..] {
        "and" => Some("&&"),
        "or" => Some("||"),
        "is" => Some("=="),
        _ => None,
    };
    match trees {
        [TokenTree::Ident(word), TokenTree::Ident(_), ..] if word == "not" => Some((word, "!")),
        [_, TokenTree::Ident(word), ..] => Some((word, operator(word)?)),
        _ => None,
    }
}

/// Parses the tokens of an expression that has been parsed before.
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
