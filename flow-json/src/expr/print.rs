//! Writing expressions as Flow JSON does, with the fewest parentheses.

use std::fmt;

use super::{Binding, Kind, Operator, Term};

/// The ways to write an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// Between back-ticks: any dynamic property, since 6.0.
    Backtick,
    /// As it stands: the condition of an `If`, since 4.0.
    Condition,
}

/// An expression has a part that the notation cannot write.
#[derive(Clone, Debug, PartialEq)]
pub struct NotExpressible<L> {
    /// Where the part stands.
    pub loc: L,
    /// What the part is.
    pub what: &'static str,
}

impl<L: Clone> Term<L> {
    /// The string that stands for this term in Flow JSON.
    ///
    /// A binding alone needs no notation; everything else is written in the one given.
    ///
    /// # Errors
    ///
    /// Joined text inside parentheses has no counterpart, and a condition has neither arithmetic
    /// nor joined text.
    pub fn to_text(&self, notation: Notation) -> Result<String, NotExpressible<L>> {
        let mut out = String::new();
        if let Kind::Binding(binding) = &self.kind {
            write(&mut out, binding);
            return Ok(out);
        }
        let mut printer = Printer { out, notation };
        match notation {
            Notation::Backtick => {
                printer.out.push('`');
                printer.outermost(self)?;
                printer.out.push('`');
            }
            Notation::Condition => printer.term(self, 0)?,
        }
        Ok(printer.out)
    }
}

fn write<L>(out: &mut String, binding: &Binding<L>) {
    // Writing to a string cannot fail.
    let _ = fmt::Write::write_fmt(out, format_args!("{binding}"));
}

struct Printer {
    out: String,
    notation: Notation,
}

/// The level of `!` and `-`.
const UNARY: u8 = 8;

impl Printer {
    fn outermost<L: Clone>(&mut self, term: &Term<L>) -> Result<(), NotExpressible<L>> {
        let Kind::Join(parts) = &term.kind else {
            return self.term(term, 0);
        };
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                self.out.push(' ');
            }
            // A sign behind an operand would be read as a subtraction.
            let level = if index > 0 && starts_with_sign(part) {
                UNARY + 1
            } else {
                0
            };
            self.term(part, level)?;
        }
        Ok(())
    }

    /// Writes a term, in parentheses if it binds less tightly than `level`.
    fn term<L: Clone>(&mut self, term: &Term<L>, level: u8) -> Result<(), NotExpressible<L>> {
        let own = match &term.kind {
            Kind::Binary(operator, ..) => operator.level(),
            Kind::Not(_) | Kind::Negate(_) => UNARY,
            _ => UNARY + 1,
        };
        if own < level {
            self.out.push('(');
            self.bare(term)?;
            self.out.push(')');
            Ok(())
        } else {
            self.bare(term)
        }
    }

    fn bare<L: Clone>(&mut self, term: &Term<L>) -> Result<(), NotExpressible<L>> {
        match &term.kind {
            Kind::Binding(binding) => write(&mut self.out, binding),
            Kind::Text(text) => self.text(text),
            Kind::Number(number) => self.out.push_str(number),
            Kind::Bool(value) => self.out.push_str(if *value { "true" } else { "false" }),
            Kind::Not(inner) => {
                self.out.push('!');
                self.term(inner, UNARY + 1)?;
            }
            Kind::Negate(inner) => {
                let literal = matches!(inner.kind, Kind::Number(_));
                if self.notation == Notation::Condition && !literal {
                    return Err(NotExpressible {
                        loc: term.loc.clone(),
                        what: "arithmetic",
                    });
                }
                self.out.push('-');
                self.term(inner, UNARY + 1)?;
            }
            Kind::Binary(operator, left, right) => {
                let arithmetic = operator.level() > 5;
                if self.notation == Notation::Condition && arithmetic {
                    return Err(NotExpressible {
                        loc: term.loc.clone(),
                        what: "arithmetic",
                    });
                }
                self.term(left, self.left_level(*operator, left))?;
                self.out.push(' ');
                self.out.push_str(operator.symbol());
                self.out.push(' ');
                self.term(right, self.right_level(*operator, right))?;
            }
            Kind::Join(_) => {
                return Err(NotExpressible {
                    loc: term.loc.clone(),
                    what: "joined text",
                });
            }
        }
        Ok(())
    }

    fn left_level<L>(&self, operator: Operator, left: &Term<L>) -> u8 {
        if operator.compares() && compares(left) {
            UNARY
        } else {
            operator.level()
        }
    }

    fn right_level<L>(&self, operator: Operator, right: &Term<L>) -> u8 {
        if operator.compares() && compares(right) {
            UNARY
        } else if matches!(operator, Operator::Or | Operator::And) {
            // `a || (b || c)` means the same without parentheses.
            operator.level()
        } else {
            operator.level() + 1
        }
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

fn compares<L>(term: &Term<L>) -> bool {
    matches!(&term.kind, Kind::Binary(operator, ..) if operator.compares())
}

fn starts_with_sign<L>(term: &Term<L>) -> bool {
    match &term.kind {
        Kind::Negate(_) => true,
        Kind::Binary(_, left, _) => starts_with_sign(left),
        _ => false,
    }
}
