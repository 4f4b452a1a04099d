//! The grammar of back-tick expressions and of conditions.

use std::ops::Range;

use super::token::{Token, TokenKind, Tokens};
use crate::expr::{Kind, Notation, Operator, SyntaxError, SyntaxKind, Term};

/// How deep operators and parentheses may be nested.
///
/// A limit of this library. It makes recursion over a [`Term`] safe.
pub const MAX_DEPTH: usize = 256;

/// The level of the operator that binds loosest inside parentheses.
const LOOSEST: u8 = Operator::Or.level();

pub(super) fn parse(
    text: &str,
    content: Range<usize>,
    notation: Notation,
) -> Result<Term, SyntaxError> {
    let mut tokens = Tokens::new(text, content.clone(), notation);
    let next = tokens.next()?;
    let mut parser = Parser {
        tokens,
        next,
        notation,
    };
    if matches!(parser.next.kind, TokenKind::End) {
        let (message, help) = match notation {
            Notation::Condition => (
                "the condition is blank",
                "write one, for example `${form.age} >= 18`",
            ),
            Notation::Backtick => (
                "there is nothing between the back-ticks",
                "write an expression, for example `` `${data.price} * 2` ``",
            ),
        };
        return Err(SyntaxError::new(content, SyntaxKind::Blank, message).help(help));
    }
    let mut parts = Vec::new();
    while !matches!(parser.next.kind, TokenKind::End) {
        if !parts.is_empty() {
            match parser.next.kind {
                TokenKind::Close => {}
                _ if notation == Notation::Backtick => {}
                _ => return Err(parser.missing_operator()),
            }
        }
        parts.push(parser.binary(LOOSEST, 0)?);
    }
    let range = match (parts.first(), parts.last()) {
        (Some(first), Some(last)) => first.range.start..last.range.end,
        _ => content,
    };
    let mut terms: Vec<_> = parts.into_iter().map(|part| part.term).collect();
    Ok(match terms.pop() {
        Some(only) if terms.is_empty() => only,
        last => {
            terms.extend(last);
            Term {
                loc: range.into(),
                kind: Kind::Join(terms),
            }
        }
    })
}

struct Parser<'s> {
    tokens: Tokens<'s>,
    next: Token,
    notation: Notation,
}

/// A term that has been read.
struct Part {
    term: Term,
    /// Its place, the parentheses around it included.
    range: Range<usize>,
    /// How deep the term is.
    depth: usize,
}

impl Part {
    /// Whether it is a comparison without parentheses around it.
    fn compares(&self) -> bool {
        self.range == self.term.loc.range() && self.term.compares()
    }
}

impl Parser<'_> {
    fn advance(&mut self) -> Result<Token, SyntaxError> {
        let next = self.tokens.next()?;
        Ok(std::mem::replace(&mut self.next, next))
    }

    /// A term of operators that bind at least as tightly as `level`.
    fn binary(&mut self, level: u8, nesting: usize) -> Result<Part, SyntaxError> {
        let mut left = self.unary(nesting)?;
        while let TokenKind::Operator(operator) = self.next.kind
            && operator.level() >= level
        {
            self.allowed(operator)?;
            let sign = self.advance()?;
            if self.next.is_end() {
                let message = format!("nothing stands behind `{}`", operator.symbol());
                return Err(self.missing_operand(message));
            }
            let right = self.binary(operator.level() + 1, nesting + 1)?;
            if self.notation == Notation::Condition
                && operator.compares()
                && (left.compares() || right.compares())
            {
                let message = "comparisons cannot be chained";
                return Err(
                    SyntaxError::new(sign.range, SyntaxKind::MisplacedOperator, message)
                        .help("write two of them with `&&` between them"),
                );
            }
            let depth = 1 + left.depth.max(right.depth);
            if depth > MAX_DEPTH {
                return Err(too_deep(sign.range));
            }
            let range = left.range.start..right.range.end;
            left = Part {
                term: Term {
                    loc: range.clone().into(),
                    kind: Kind::Binary(operator, Box::new(left.term), Box::new(right.term)),
                },
                range,
                depth,
            };
        }
        Ok(left)
    }

    /// One operand and the signs before it.
    fn unary(&mut self, nesting: usize) -> Result<Part, SyntaxError> {
        if nesting >= MAX_DEPTH {
            return Err(too_deep(self.next.range.clone()));
        }
        match self.next.kind {
            TokenKind::Not => self.signed(nesting, Kind::Not),
            TokenKind::Operator(Operator::Subtract) => self.signed(nesting, Kind::Negate),
            TokenKind::Operator(Operator::Add) => {
                self.allowed(Operator::Add)?;
                self.advance()?;
                self.unary(nesting + 1)
            }
            TokenKind::Open => self.parenthesised(nesting),
            _ => self.operand(),
        }
    }

    fn signed(
        &mut self,
        nesting: usize,
        kind: impl Fn(Box<Term>) -> Kind,
    ) -> Result<Part, SyntaxError> {
        let sign = self.advance()?;
        if self.notation == Notation::Condition {
            let adjacent = self.next.range.start == sign.range.end;
            match (&sign.kind, &self.next.kind) {
                (
                    TokenKind::Not,
                    TokenKind::Operand(Kind::Binding(_)) | TokenKind::Open | TokenKind::End,
                ) => {}
                (TokenKind::Not, _) => {
                    let message = "`!` stands before a binding or a parenthesis only";
                    let kind = SyntaxKind::MisplacedOperator;
                    return Err(SyntaxError::new(sign.range, kind, message));
                }
                (_, TokenKind::Operand(Kind::Number(_))) if adjacent => {}
                _ => {
                    let message = "`-` has no number behind it";
                    let kind = SyntaxKind::SignWithoutNumber;
                    let help = "a condition cannot calculate; write a number such as `-5`";
                    return Err(SyntaxError::new(sign.range, kind, message).help(help));
                }
            }
        }
        if self.next.is_end() {
            return Err(self.missing_operand("nothing stands behind the sign".to_owned()));
        }
        let inner = self.unary(nesting + 1)?;
        let range = sign.range.start..inner.range.end;
        Ok(Part {
            term: Term {
                loc: range.clone().into(),
                kind: kind(Box::new(inner.term)),
            },
            range,
            depth: inner.depth + 1,
        })
    }

    fn parenthesised(&mut self, nesting: usize) -> Result<Part, SyntaxError> {
        let open = self.advance()?.range;
        match self.next.kind {
            TokenKind::Close => {
                let range = open.start..self.next.range.end;
                let message = "nothing stands between the parentheses";
                return Err(
                    SyntaxError::new(range, SyntaxKind::EmptyParentheses, message)
                        .help("write an expression there, or leave them out"),
                );
            }
            TokenKind::End => return Err(unclosed(open)),
            _ => {}
        }
        let inner = self.binary(LOOSEST, nesting + 1)?;
        match self.next.kind {
            TokenKind::Close => {}
            TokenKind::End => return Err(unclosed(open)),
            _ => return Err(self.missing_operator()),
        }
        let close = self.advance()?.range;
        Ok(Part {
            range: open.start..close.end,
            ..inner
        })
    }

    fn operand(&mut self) -> Result<Part, SyntaxError> {
        let range = self.next.range.clone();
        let error = |kind, message: &str| Err(SyntaxError::new(range.clone(), kind, message));
        match &self.next.kind {
            TokenKind::Operand(kind) => {
                let term = Term {
                    loc: range.clone().into(),
                    kind: kind.clone(),
                };
                self.advance()?;
                Ok(Part {
                    term,
                    range,
                    depth: 1,
                })
            }
            TokenKind::Close => error(
                SyntaxKind::UnmatchedParenthesis,
                "this `)` has no `(` before it",
            ),
            _ => error(
                SyntaxKind::MisplacedOperator,
                "this operator has nothing before it",
            )
            .map_err(|error| error.help("write an operand before it")),
        }
    }

    /// Conditions cannot calculate.
    fn allowed(&self, operator: Operator) -> Result<(), SyntaxError> {
        if self.notation == Notation::Condition && operator.computes() {
            let range = self.next.range.clone();
            let message = format!("a condition cannot calculate with `{}`", operator.symbol());
            return Err(SyntaxError::new(range, SyntaxKind::UnknownSymbol, message)
                .help("put the whole condition between back-ticks"));
        }
        Ok(())
    }

    fn missing_operator(&self) -> SyntaxError {
        let range = self.next.range.clone();
        let (message, help) = match self.notation {
            Notation::Condition => (
                "no operator stands before this operand",
                "write `&&`, `||` or a comparison between the two",
            ),
            Notation::Backtick => (
                "no operator stands before this operand",
                "write one; texts are joined outside parentheses only",
            ),
        };
        SyntaxError::new(range, SyntaxKind::MissingOperator, message).help(help)
    }

    fn missing_operand(&self, message: String) -> SyntaxError {
        let range = self.next.range.clone();
        SyntaxError::new(range, SyntaxKind::MissingOperand, message).help("write an operand there")
    }
}

impl Token {
    /// Whether no operand can follow: the end, or the end of the parentheses.
    fn is_end(&self) -> bool {
        matches!(self.kind, TokenKind::End | TokenKind::Close)
    }
}

fn unclosed(open: Range<usize>) -> SyntaxError {
    let message = "this `(` is not closed";
    SyntaxError::new(open, SyntaxKind::UnmatchedParenthesis, message).help("write `)` behind it")
}

fn too_deep(range: Range<usize>) -> SyntaxError {
    let message = format!("operators and parentheses stand more than {MAX_DEPTH} deep");
    SyntaxError::new(range, SyntaxKind::TooDeep, message)
        .help("compute a part of it before, as a field of the screen's data")
}
