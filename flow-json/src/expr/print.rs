//! Writing expressions as Flow JSON does, with the fewest parentheses.

use crate::source::TextRange;
use std::fmt;

use super::{Binding, Hole, Kind, Operand, Operator, Term, usable};

/// The notations of an expression in Flow JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// Between back-ticks. Any dynamic property takes it since version 6.0.
    Backtick,
    /// Without back-ticks. The condition of an `If` takes it since version 4.0.
    Condition,
}

/// A part of an expression that the notation cannot write.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct NotExpressible {
    /// Where the part stands.
    pub loc: TextRange,
    /// The part in words: "joined text", "arithmetic".
    pub part: &'static str,
}

impl Term {
    /// The string that stands for this term in Flow JSON.
    ///
    /// A binding alone needs no notation; everything else is written in the one given. Reading the
    /// string gives this term again, but for `a || (b || c)`, which becomes `(a || b) || c`.
    ///
    /// # Errors
    ///
    /// Joined text inside another expression has no counterpart, nor has a name with `-`, spaces
    /// or quotes in a back-tick expression. A condition has no joined text, no arithmetic and no
    /// fractions.
    pub fn to_text(&self, notation: Notation) -> Result<String, NotExpressible> {
        self.to_text_with_holes(notation).map(|(text, _)| text)
    }

    /// The string as [`to_text`](Self::to_text) gives it, and where in it the constants of Rust's
    /// stand.
    ///
    /// # Errors
    ///
    /// Those of [`to_text`](Self::to_text).
    pub fn to_text_with_holes(
        &self,
        notation: Notation,
    ) -> Result<(String, Vec<Hole>), NotExpressible> {
        let mut out = String::new();
        if let Kind::Binding(binding) = &self.kind {
            write(&mut out, binding);
            return Ok((out, Vec::new()));
        }
        let mut printer = Printer {
            out,
            notation,
            holes: Vec::new(),
        };
        match notation {
            Notation::Backtick => {
                printer.out.push('`');
                printer.outermost(self)?;
                printer.out.push('`');
            }
            Notation::Condition => printer.term(self, 0)?,
        }
        Ok((printer.out, printer.holes))
    }
}

fn write(out: &mut String, binding: &Binding) {
    fmt::Write::write_fmt(out, format_args!("{binding}")).expect("a String takes all text");
}

struct Printer {
    out: String,
    notation: Notation,
    holes: Vec<Hole>,
}

/// The level of `!` and `-`.
const UNARY: u8 = 8;
/// The level of a term that never needs parentheses.
const OPERAND: u8 = UNARY + 1;

type Written = Result<(), NotExpressible>;

impl Printer {
    fn outermost(&mut self, term: &Term) -> Written {
        let Kind::Join(parts) = &term.kind else {
            return self.term(term, 0);
        };
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                self.out.push(' ');
            }
            let start = self.out.len();
            if let (Kind::Constant(constant), 1..) = (&part.kind, index) {
                self.hole(*constant, Operand::Joined);
                continue;
            }
            self.term(part, 0)?;
            // A sign behind an operand would be read as a subtraction.
            if index > 0 && self.out[start..].starts_with('-') {
                self.out.insert(start, '(');
                self.out.push(')');
                for hole in self.holes.iter_mut().filter(|hole| hole.at >= start) {
                    hole.at += 1;
                }
            }
        }
        Ok(())
    }

    /// Writes a term, in parentheses if it binds less tightly than `level`.
    fn term(&mut self, term: &Term, level: u8) -> Written {
        let own = match &term.kind {
            Kind::Binary(operator, ..) => operator.level(),
            Kind::Not(_) | Kind::Negate(_) => UNARY,
            _ => OPERAND,
        };
        if own < level {
            self.parenthesised(term)
        } else {
            self.bare(term)
        }
    }

    fn parenthesised(&mut self, term: &Term) -> Written {
        self.out.push('(');
        self.bare(term)?;
        self.out.push(')');
        Ok(())
    }

    fn bare(&mut self, term: &Term) -> Written {
        match &term.kind {
            Kind::Binding(binding) => {
                if self.notation == Notation::Backtick
                    && let Some(name) = binding.path.iter().find(|name| !usable(&name.text))
                {
                    return not_expressible(&name.loc, "a name with `-`, spaces or quotes");
                }
                write(&mut self.out, binding);
            }
            Kind::Text(text) => self.text(text),
            Kind::Number(number) => {
                if self.notation == Notation::Condition && !is_whole(number) {
                    return not_expressible(&term.loc, "a number that is not whole");
                }
                self.out.push_str(number);
            }
            Kind::Bool(value) => self.out.push_str(if *value { "true" } else { "false" }),
            Kind::Constant(constant) => {
                let operand = match self.notation {
                    Notation::Backtick => Operand::Backtick,
                    Notation::Condition => Operand::Condition,
                };
                self.hole(*constant, operand);
            }
            Kind::Not(inner) => {
                self.out.push('!');
                match (self.notation, &inner.kind) {
                    (Notation::Backtick, _) => self.term(inner, UNARY)?,
                    (Notation::Condition, Kind::Binding(_)) => self.bare(inner)?,
                    // In a condition `!` takes nothing else.
                    (Notation::Condition, _) => self.parenthesised(inner)?,
                }
            }
            Kind::Negate(inner) => {
                if self.notation == Notation::Condition && !matches!(inner.kind, Kind::Number(_)) {
                    return not_expressible(&term.loc, ARITHMETIC);
                }
                self.out.push('-');
                // `--` is an operator in many languages.
                self.term(inner, OPERAND)?;
            }
            Kind::Binary(operator, left, right) => {
                if self.notation == Notation::Condition && operator.computes() {
                    return not_expressible(&term.loc, ARITHMETIC);
                }
                self.term(left, operand_level(*operator, left))?;
                self.out.push(' ');
                self.out.push_str(operator.symbol());
                self.out.push(' ');
                let level = match operator {
                    // `a || (b || c)` means the same without parentheses.
                    Operator::Or | Operator::And => operator.level(),
                    _ => operator.level() + 1,
                };
                self.term(right, level.max(operand_level(*operator, right)))?;
            }
            Kind::Join(_) => return not_expressible(&term.loc, "joined text"),
        }
        Ok(())
    }

    fn hole(&mut self, constant: usize, operand: Operand) {
        let at = self.out.len();
        self.holes.push(Hole {
            at,
            constant,
            operand,
        });
    }

    fn text(&mut self, text: &str) {
        self.out.push('\'');
        for character in text.chars() {
            if matches!(character, '\'' | '\\')
                || (character == '`' && self.notation == Notation::Backtick)
            {
                self.out.push('\\');
            }
            self.out.push(character);
        }
        self.out.push('\'');
    }
}

const ARITHMETIC: &str = "arithmetic";

fn not_expressible(loc: &TextRange, part: &'static str) -> Written {
    Err(NotExpressible { loc: *loc, part })
}

/// How tightly an operand of an operator must bind to need no parentheses.
fn operand_level(operator: Operator, operand: &Term) -> u8 {
    // A condition cannot chain comparisons. Elsewhere the parentheses are for the reader.
    if operator.compares() && operand.compares() {
        UNARY
    } else {
        operator.level()
    }
}

/// Whether a number can stand in a condition.
fn is_whole(number: &str) -> bool {
    number.bytes().all(|digit| digit.is_ascii_digit())
        && (number == "0" || !number.starts_with('0'))
}
