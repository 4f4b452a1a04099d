//! Lists by their parts.

use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenTree};

use super::choice::is_else_if;
use super::operand::{generic_arguments, statement};
use super::{is_punct, parse};
use crate::errors::Errors;
use crate::syntax::{Expr, is_keyword};

/// The expressions between the commas of some brackets.
pub(crate) fn items(group: &Group, errors: &mut Errors) -> Vec<Expr> {
    let trees: Vec<_> = group.stream().into_iter().collect();
    let parts = split(&trees, Part::Item, errors);
    let item = |part: Cut<'_>| match part {
        Cut::Whole(part) => parse(part, errors),
        Cut::Short(word) => Expr::wrong(word.clone()),
    };
    parts.into_iter().map(item).collect()
}

/// The kind of the parts between commas.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Part {
    /// `name: value`
    Field,
    /// A value.
    Item,
}

impl Part {
    /// Whether a part begins at the second of these tokens.
    fn starts(self, trees: &[TokenTree]) -> bool {
        match self {
            Part::Field => starts_field(trees),
            Part::Item => starts_item(trees),
        }
    }
}

/// What stands between commas.
pub(super) enum Cut<'t> {
    Whole(&'t [TokenTree]),
    /// A word that breaks off, which has been reported.
    Short(&'t Ident),
}

impl<'t> Cut<'t> {
    pub(super) fn whole(self) -> Option<&'t [TokenTree]> {
        match self {
            Cut::Whole(part) => Some(part),
            Cut::Short(_) => None,
        }
    }
}

/// The parts between commas. Where a comma is missing but the next part has visibly begun, that is
/// reported and the parts are told apart all the same.
pub(super) fn split<'t>(trees: &'t [TokenTree], kind: Part, errors: &mut Errors) -> Vec<Cut<'t>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < trees.len() {
        let length = length_of_one(&trees[start..], at - start);
        let goes_on = at > start;
        let part = &trees[start..at];
        if is_punct(&trees[at], ',') {
            if at > start {
                parts.push(Cut::Whole(&trees[start..at]));
            } else {
                nothing_before(&trees[at], errors);
            }
            start = at + 1;
        } else if is_punct(&trees[at], ';') {
            if !is_statement(&trees[start]) {
                let message = "a `;` has no meaning here; write `,`";
                errors.push(trees[at].span(), message);
            }
            if at > start {
                parts.push(Cut::Whole(&trees[start..at]));
            }
            start = at + 1;
        } else if goes_on
            && kind.starts(&trees[at - 1..])
            && !is_attribute(part)
            && !matches!(&trees[at], TokenTree::Ident(word) if is_else_if(word))
        {
            if !is_statement(&trees[start]) {
                errors.push(trees[at].span(), "expected `,` before this");
            }
            parts.push(Cut::Whole(&trees[start..at]));
            start = at;
        } else if goes_on
            && kind == Part::Item
            && is_cut_off(&trees[at - 1..])
            && begins_part(part)
            && let TokenTree::Ident(word) = &trees[at - 1]
        {
            let message = format!("`{word}` breaks off; write `{word} {{ … }},` or leave it out");
            errors.push(word.span(), message);
            if at - 1 > start {
                parts.push(Cut::Whole(&trees[start..at - 1]));
            }
            parts.push(Cut::Short(word));
            start = at;
        }
        at += length;
    }
    if start < trees.len() {
        parts.push(Cut::Whole(&trees[start..]));
    }
    parts
}

/// The place of the first comma that ends a part.
pub(super) fn first_comma(trees: &[TokenTree]) -> Option<usize> {
    let mut at = 0;
    while !is_punct(trees.get(at)?, ',') {
        at += length_of_one(trees, at);
    }
    Some(at)
}

/// How many tokens there are from one of a part to the next that a comma could stand behind. Those in `<>`
/// behind `::` or `as` are together, and those in the `||` of a closure.
fn length_of_one(part: &[TokenTree], at: usize) -> usize {
    let TokenTree::Punct(punct) = &part[at] else {
        return 1;
    };
    let length = match punct.as_char() {
        '<' if opens_arguments(&part[..at]) => generic_arguments(&part[at..]),
        '|' if opens_parameters(&part[..at]) => {
            let rest = &part[at + 1..];
            let end = rest.iter().position(|tree| is_punct(tree, '|'));
            end.map(|end| end + 2)
        }
        _ => None,
    };
    length.unwrap_or(1)
}

/// Whether a `<` behind some tokens begins arguments, and compares nothing.
fn opens_arguments(before: &[TokenTree]) -> bool {
    let is_of_type = |tree: &&TokenTree| match tree {
        TokenTree::Ident(word) => word != "as" && word != "_",
        tree => is_punct(tree, ':') || is_punct(tree, '&'),
    };
    let ty = before.iter().rev().take_while(is_of_type).count();
    match &before[..before.len() - ty] {
        [] if ty == 0 => true,
        [.., TokenTree::Ident(word)] => word == "as",
        _ => {
            matches!(before, [.., TokenTree::Punct(punct)] if !matches!(punct.as_char(), '<' | '>' | '?'))
        }
    }
}

/// Whether a `|` behind some tokens begins the parameters of a closure.
fn opens_parameters(before: &[TokenTree]) -> bool {
    match before {
        [] => true,
        [.., TokenTree::Ident(word)] => ["move", "mut", "if", "match"]
            .iter()
            .any(|known| word == known),
        [.., first, second] if is_punct(first, '|') && is_punct(second, '|') => true,
        [.., TokenTree::Punct(punct)] => match punct.as_char() {
            '|' => punct.spacing() == Spacing::Alone,
            '>' => !before.iter().any(|tree| is_punct(tree, '<')),
            character => character != '?',
        },
        _ => false,
    }
}

pub(super) fn nothing_before(comma: &TokenTree, errors: &mut Errors) {
    let message = "there is nothing before this `,`; leave it out";
    errors.push(comma.span(), message);
}

/// Whether an attribute ends here. It belongs to the tokens behind it.
fn is_attribute(trees: &[TokenTree]) -> bool {
    matches!(trees, [.., hash, TokenTree::Group(_)] if is_punct(hash, '#'))
}

/// Whether a field begins at the second of these tokens: `name: …`. Neither `a::b` is one, nor is there
/// one behind an operator.
fn starts_field(trees: &[TokenTree]) -> bool {
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
        [TokenTree::Group(group), rest @ ..] if group.delimiter() == Delimiter::Brace => match rest
        {
            [TokenTree::Ident(name), ..] => name != "else" && name != "as" && !is_cut_off(rest),
            _ => false,
        },
        _ => false,
    }
}

/// Whether the last of these tokens of a part begins one: it is the first, or stands behind braces.
fn begins_part(part: &[TokenTree]) -> bool {
    match part {
        [_] => true,
        [.., TokenTree::Group(group), _] => group.delimiter() == Delimiter::Brace,
        _ => false,
    }
}

/// Whether the first of these tokens is a word that breaks off before a struct.
fn is_cut_off(trees: &[TokenTree]) -> bool {
    match trees {
        [
            TokenTree::Ident(word),
            TokenTree::Ident(name),
            TokenTree::Group(group),
            ..,
        ] => {
            group.delimiter() == Delimiter::Brace
                && !is_keyword(&word.to_string())
                && !is_keyword(&name.to_string())
        }
        _ => false,
    }
}

/// Whether a part begins with a word of a statement, which is reported when the part is parsed.
fn is_statement(first: &TokenTree) -> bool {
    matches!(first, TokenTree::Ident(word) if statement(&word.to_string()).is_some())
}
