//! The operators of Rust, and which of them Flow JSON has.

use flow_json::expr::Operator;
use proc_macro2::{Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::ToTokens;

#[derive(Clone)]
pub(crate) struct BinaryOperator {
    /// The operator of Flow JSON, if it has this one.
    pub(crate) meaning: Option<Operator>,
    /// Its precedence in Rust: the operator with the higher number binds its operands first.
    pub(crate) precedence: u8,
    first: Punct,
    second: Option<Punct>,
}

/// The precedence of all comparisons, which cannot be chained.
pub(crate) const COMPARISON: u8 = 3;
/// The precedence of `as`.
pub(crate) const CAST: u8 = 10;

impl BinaryOperator {
    /// The operator that begins some tokens.
    pub(crate) fn parse(trees: &[TokenTree]) -> Option<Self> {
        let [TokenTree::Punct(first), rest @ ..] = trees else {
            return None;
        };
        let second = match rest {
            [TokenTree::Punct(second), ..] if first.spacing() == Spacing::Joint => Some(second),
            _ => None,
        };
        let of_two = second.and_then(|second| {
            Some(match (first.as_char(), second.as_char()) {
                ('|', '|') => (1, Some(Operator::Or)),
                ('&', '&') => (2, Some(Operator::And)),
                ('=', '=') => (COMPARISON, Some(Operator::Equal)),
                ('!', '=') => (COMPARISON, Some(Operator::NotEqual)),
                ('<', '=') => (COMPARISON, Some(Operator::LessOrEqual)),
                ('>', '=') => (COMPARISON, Some(Operator::GreaterOrEqual)),
                ('<', '<') | ('>', '>') => (7, None),
                _ => return None,
            })
        });
        // For Rust `<-` is one token, which has no meaning.
        if let Some(minus) = second
            && (first.as_char(), minus.as_char()) == ('<', '-')
        {
            return None;
        }
        let (of_one, second) = match of_two {
            Some(_) => (None, second),
            None => (of_one(first.as_char()), None),
        };
        let (precedence, meaning) = of_two.or(of_one)?;
        Some(Self {
            meaning,
            precedence,
            first: first.clone(),
            second: second.cloned(),
        })
    }

    /// How many tokens it takes.
    pub(crate) fn length(&self) -> usize {
        1 + usize::from(self.second.is_some())
    }

    pub(crate) fn span(&self) -> Span {
        self.first.span()
    }
}

fn of_one(character: char) -> Option<(u8, Option<Operator>)> {
    Some(match character {
        '<' => (COMPARISON, Some(Operator::Less)),
        '>' => (COMPARISON, Some(Operator::Greater)),
        '|' => (4, None),
        '^' => (5, None),
        '&' => (6, None),
        '+' => (8, Some(Operator::Add)),
        '-' => (8, Some(Operator::Subtract)),
        '*' => (9, Some(Operator::Multiply)),
        '/' => (9, Some(Operator::Divide)),
        '%' => (9, Some(Operator::Remainder)),
        _ => return None,
    })
}

impl ToTokens for BinaryOperator {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.first.to_tokens(tokens);
        self.second.to_tokens(tokens);
    }
}

#[derive(Clone)]
pub(crate) enum UnaryOperator {
    Not(Punct),
    Negate(Punct),
    Dereference(Punct),
    /// `&`, or `&mut`.
    Reference(Punct, Option<Ident>),
}

impl UnaryOperator {
    pub(crate) fn new(punct: &Punct) -> Option<Self> {
        let punct = punct.clone();
        Some(match punct.as_char() {
            '!' => UnaryOperator::Not(punct),
            '-' => UnaryOperator::Negate(punct),
            '*' => UnaryOperator::Dereference(punct),
            '&' => UnaryOperator::Reference(punct, None),
            _ => return None,
        })
    }

    fn punct(&self) -> &Punct {
        match self {
            UnaryOperator::Not(punct)
            | UnaryOperator::Negate(punct)
            | UnaryOperator::Dereference(punct)
            | UnaryOperator::Reference(punct, _) => punct,
        }
    }

    pub(crate) fn span(&self) -> Span {
        self.punct().span()
    }
}

impl ToTokens for UnaryOperator {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.punct().to_tokens(tokens);
        if let UnaryOperator::Reference(_, mutable) = self {
            mutable.to_tokens(tokens);
        }
    }
}
