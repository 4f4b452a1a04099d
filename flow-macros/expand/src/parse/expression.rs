//! Expressions: operators and their operands.

use proc_macro2::{Delimiter, Ident, Spacing, Span, TokenTree};

use super::is_punct;
use crate::errors::Errors;
use crate::syntax::{
    Binary, BinaryOperator, CAST, COMPARISON, Cast, Expr, NoType, Type, Unary, UnaryOperator,
};

pub(super) struct Parser<'t, 'e> {
    pub(super) trees: &'t [TokenTree],
    pub(super) at: usize,
    /// Where the last operand begins.
    pub(super) operand: usize,
    /// Whether they are all of a block or of a case, where Rust ends a statement behind braces.
    pub(super) is_statement: bool,
    pub(super) errors: &'e mut Errors,
}

impl<'t, 'e> Parser<'t, 'e> {
    pub(super) fn new(trees: &'t [TokenTree], is_statement: bool, errors: &'e mut Errors) -> Self {
        Self {
            trees,
            at: 0,
            operand: 0,
            is_statement,
            errors,
        }
    }

    /// The tokens that are not parsed yet.
    pub(super) fn rest(&self) -> &'t [TokenTree] {
        &self.trees[self.at..]
    }

    /// Goes on behind that many tokens.
    pub(super) fn skip(&mut self, count: usize) {
        self.at += count;
    }

    /// Reports a slip behind which nothing can be told apart. The operand before it is wrong too.
    pub(super) fn slip(&mut self, span: Span, message: impl Into<String>) -> Expr {
        self.errors.push(span, message);
        let wrong = self.trees[self.operand..].iter().cloned().collect();
        self.at = self.trees.len();
        Expr::Wrong(wrong)
    }

    /// Reports that the tokens end too early.
    pub(super) fn breaks_off(&mut self) -> Expr {
        self.slip(self.end(), BREAKS_OFF)
    }

    /// The place of the last token.
    pub(super) fn end(&self) -> Span {
        let last = self.trees.last();
        last.map_or_else(Span::call_site, TokenTree::span)
    }

    /// The tokens up to here, for the compiler to judge.
    pub(super) fn rust(&self, from: usize) -> Expr {
        Expr::Rust(self.trees[from..self.at].iter().cloned().collect())
    }

    /// All that is left, for the compiler to judge.
    pub(super) fn rest_is_rust(&mut self) -> Expr {
        let from = self.at;
        self.at = self.trees.len();
        self.rust(from)
    }

    pub(super) fn expression(&mut self) -> Expr {
        self.binary(0)
    }

    /// Operands, joined by operators that bind as tightly as `least` at least.
    fn binary(&mut self, least: u8) -> Expr {
        let mut left = self.unary();
        loop {
            if let [TokenTree::Ident(word), ..] = self.rest()
                && least <= CAST
                && word == "as"
            {
                self.skip(1);
                left = self.cast(left, word);
                continue;
            }
            let Some(operator) = BinaryOperator::parse(self.rest()) else {
                if let [dot, second, ..] = self.rest()
                    && is_range(dot, second)
                {
                    return self.slip(dot.span(), RANGE);
                }
                if let [less, minus, ..] = self.rest()
                    && is_punct(less, '<')
                    && is_punct(minus, '-')
                {
                    let message = "this is another token than `<`; write a space before the `-`";
                    return self.slip(less.span(), message);
                }
                return left;
            };
            if operator.precedence < least {
                return left;
            }
            self.skip(operator.length());
            let precedence = operator.precedence;
            let right = self.binary(precedence + 1);
            left = Expr::Binary(Box::new(Binary {
                left,
                operator,
                right,
            }));
            if precedence == COMPARISON
                && let Some(next) = BinaryOperator::parse(self.rest())
                && next.precedence == COMPARISON
            {
                let is_type = matches!(self.rest(), [end] if is_punct(end, '>'));
                let message = if is_type {
                    "the arguments of a type have `::` before them here; write `Option::<String>`"
                } else {
                    "comparisons cannot be chained; write two and `&&` between them"
                };
                return self.slip(next.span(), message);
            }
        }
    }

    /// The cast of a value, behind its `as`.
    fn cast(&mut self, value: Expr, as_token: &Ident) -> Expr {
        let (ty, length) = match Type::parse(self.rest()) {
            Ok(found) => found,
            Err(NoType::Missing) => {
                let message = "a type is missing; write one behind `as`, for example `[Slot]`";
                return self.slip(as_token.span(), message);
            }
            Err(NoType::Arguments(less)) => {
                let message = "this begins the arguments of the type; put the cast in \
                               parentheses, as in `(a as u8) < b`";
                return self.slip(less, message);
            }
        };
        self.skip(length);
        let last = &self.trees[self.at - 1];
        match self.rest() {
            [first, second, ..] if is_range(first, second) => {}
            [next, ..] if is_hung_on(next) => {
                let message = "a cast ends before this; put it in parentheses, as in \
                               `(a as u8).pow(2)`";
                return self.slip(next.span(), message);
            }
            // Rust splits `>>` and `>=` there, and makes no operator of the rest and its neighbour.
            [next, ..] if (is_punct(next, '>') || is_punct(next, '=')) && is_joint(last, '>') => {
                let message = "this belongs to the `>` before it; write a space between them";
                return self.slip(next.span(), message);
            }
            _ => {}
        }
        Expr::Cast(Box::new(Cast {
            value,
            as_token: as_token.clone(),
            ty,
        }))
    }

    pub(super) fn unary(&mut self) -> Expr {
        let [TokenTree::Punct(punct), rest @ ..] = self.rest() else {
            return self.postfix();
        };
        let Some(mut operator) = UnaryOperator::new(punct) else {
            return self.postfix();
        };
        self.skip(1);
        if let UnaryOperator::Reference(_, mutable) = &mut operator
            && let [TokenTree::Ident(word), ..] = rest
            && word == "mut"
        {
            *mutable = Some(word.clone());
            self.skip(1);
        }
        let operand = self.unary();
        Expr::Unary(Box::new(Unary { operator, operand }))
    }
}

pub(super) const BREAKS_OFF: &str = "the value breaks off here; write the rest of it";
pub(super) const RANGE: &str = "a range has no meaning here; write one value";
pub(super) const ASSIGNED: &str = "nothing is assigned here; write `==` to compare";

pub(super) fn is_range(first: &TokenTree, second: &TokenTree) -> bool {
    is_punct(first, '.') && is_punct(second, '.')
}

/// Whether a token is that character and belongs together with the one behind it.
pub(super) fn is_joint(tree: &TokenTree, character: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == character && punct.spacing() == Spacing::Joint)
}

/// Whether a token continues the operand before it.
pub(super) fn is_hung_on(tree: &TokenTree) -> bool {
    match tree {
        TokenTree::Punct(punct) => matches!(punct.as_char(), '.' | '?'),
        TokenTree::Group(group) => {
            matches!(
                group.delimiter(),
                Delimiter::Parenthesis | Delimiter::Bracket
            )
        }
        _ => false,
    }
}
