//! Expressions: bindings, back-tick expressions and conditions, as one tree.
//!
//! Flow JSON has three notations: `${form.x}` alone, `` `${form.x} + 1` `` between back-ticks, and
//! `${form.x} > 1` as the condition of an `If`. Here all are a [`Term`].

mod join;
mod print;
mod read;
mod syntax_error;
mod types;

#[cfg(test)]
mod tests;

use crate::source::TextRange;
use std::borrow::Cow;
use std::fmt;

pub use join::resolve_joins;
pub use print::{NotExpressible, Notation};
pub use read::{
    MAX_DEPTH, bindings_in, is_backtick, read_backtick, read_binding, read_condition, read_value,
};
pub use syntax_error::{SyntaxError, SyntaxKind};
pub use types::{Properties, Type, TypeError, TypeErrorKind, check_condition, type_of};

/// An expression in the place of a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// The expression as a tree.
    pub term: Term,
    /// The string that stands for it in Flow JSON, without its constants.
    pub text: String,
    /// The places of the constants in the string, from left to right.
    pub holes: Vec<Hole>,
}

/// The place of a constant of Rust in the string of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hole {
    /// The byte offset in the string.
    pub at: usize,
    /// The constant's number.
    pub constant: usize,
    /// The notation that it needs there.
    pub operand: Operand,
}

/// The notation of a constant in an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// In a condition.
    Condition,
    /// Between back-ticks.
    Backtick,
    /// Between back-ticks behind another operand without an operator, where the sign of a number
    /// would be read as a subtraction.
    Joined,
}

/// A part of an expression and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Where it stands.
    pub loc: TextRange,
    /// Its kind, with its operands.
    pub kind: Kind,
}

/// The kinds of terms.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// `${form.x}`
    Binding(Binding),
    /// `'text'`, without quotes and escapes.
    Text(Cow<'static, str>),
    /// A number as the author spelled it, without a sign.
    Number(Cow<'static, str>),
    /// `true` or `false`
    Bool(bool),
    /// A constant of Rust, by its number: see [`Value::Constant`](crate::tree::Value::Constant).
    Constant(usize),
    /// `!x`
    Not(Box<Term>),
    /// `-x`
    Negate(Box<Term>),
    /// `x op y`
    Binary(Operator, Box<Term>, Box<Term>),
    /// Terms written side by side: their texts joined.
    Join(Vec<Term>),
}

/// The operators between two terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `||`
    Or,
    /// `&&`
    And,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `+` between numbers
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Remainder,
}

impl Operator {
    /// All operators, in the order of the enum.
    pub const ALL: &[Operator] = &[
        Operator::Or,
        Operator::And,
        Operator::Equal,
        Operator::NotEqual,
        Operator::Less,
        Operator::LessOrEqual,
        Operator::Greater,
        Operator::GreaterOrEqual,
        Operator::Add,
        Operator::Subtract,
        Operator::Multiply,
        Operator::Divide,
        Operator::Remainder,
    ];

    /// Its symbol, the same in Flow JSON and in Rust.
    pub const fn symbol(self) -> &'static str {
        match self {
            Operator::Or => "||",
            Operator::And => "&&",
            Operator::Equal => "==",
            Operator::NotEqual => "!=",
            Operator::Less => "<",
            Operator::LessOrEqual => "<=",
            Operator::Greater => ">",
            Operator::GreaterOrEqual => ">=",
            Operator::Add => "+",
            Operator::Subtract => "-",
            Operator::Multiply => "*",
            Operator::Divide => "/",
            Operator::Remainder => "%",
        }
    }

    /// Its precedence in Flow JSON: from 2 for `||` to 7 for `*` (level 1 is joining).
    pub const fn level(self) -> u8 {
        match self {
            Operator::Or => 2,
            Operator::And => 3,
            Operator::Equal | Operator::NotEqual => 4,
            Operator::Less
            | Operator::LessOrEqual
            | Operator::Greater
            | Operator::GreaterOrEqual => 5,
            Operator::Add | Operator::Subtract => 6,
            Operator::Multiply | Operator::Divide | Operator::Remainder => 7,
        }
    }

    /// Whether it compares two values. Comparisons cannot be chained.
    pub const fn compares(self) -> bool {
        matches!(self.level(), 4 | 5)
    }

    /// Whether it makes a number out of two. Conditions without back-ticks have no such operator.
    pub const fn computes(self) -> bool {
        self.level() > 5
    }
}

impl Term {
    /// Moves its places from the text that was read to the place of that text.
    ///
    /// `loc` is the place of the string value `text`.
    #[must_use]
    pub fn locate(mut self, loc: TextRange, text: &str) -> Term {
        self.place(&|range| loc.within(text, range.range()));
        self
    }

    fn place(&mut self, to: &dyn Fn(TextRange) -> TextRange) {
        self.loc = to(self.loc);
        match &mut self.kind {
            Kind::Binding(binding) => binding.place(to),
            Kind::Not(inner) | Kind::Negate(inner) => inner.place(to),
            Kind::Binary(_, left, right) => {
                left.place(to);
                right.place(to);
            }
            Kind::Join(parts) => parts.iter_mut().for_each(|part| part.place(to)),
            Kind::Text(_) | Kind::Number(_) | Kind::Bool(_) | Kind::Constant(_) => {}
        }
    }

    /// Its bindings, from left to right.
    pub fn bindings(&self) -> impl Iterator<Item = &Binding> {
        let mut waiting = vec![self];
        std::iter::from_fn(move || {
            while let Some(term) = waiting.pop() {
                match &term.kind {
                    Kind::Binding(binding) => return Some(binding),
                    Kind::Not(inner) | Kind::Negate(inner) => waiting.push(inner),
                    Kind::Binary(_, left, right) => waiting.extend([&**right, left]),
                    Kind::Join(parts) => waiting.extend(parts.iter().rev()),
                    Kind::Text(_) | Kind::Number(_) | Kind::Bool(_) | Kind::Constant(_) => {}
                }
            }
            None
        })
    }

    /// Whether it is a comparison.
    fn compares(&self) -> bool {
        matches!(&self.kind, Kind::Binary(operator, ..) if operator.compares())
    }
}

impl Binding {
    fn place(&mut self, to: &dyn Fn(TextRange) -> TextRange) {
        self.loc = to(self.loc);
        for name in self.screen.iter_mut().chain(&mut self.path) {
            name.loc = to(name.loc);
        }
    }
}

/// Whether a name can stand in a back-tick expression. Alone between `${` and `}` more names can.
fn usable(name: &str) -> bool {
    !name.contains(|sign: char| matches!(sign, '-' | '\'' | '`') || sign.is_whitespace())
}

/// A reference to an input's value or to a field of a screen's data.
#[derive(Clone, Debug, PartialEq)]
pub struct Binding {
    /// Where it stands, `${` and `}` included.
    pub loc: TextRange,
    /// The other screen, for `${screen.ID.…}`.
    pub screen: Option<Name>,
    /// Whether it refers to data or to an input.
    pub source: Source,
    /// The names behind `form` or `data`. At least one in a sound binding.
    pub path: Vec<Name>,
}

/// A name inside a binding and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Where it stands.
    pub loc: TextRange,
    /// The name.
    pub text: Cow<'static, str>,
}

/// The root of a binding's path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// `data`: the data of a screen.
    Data,
    /// `form`: the values that the user has entered.
    Form,
}

impl Source {
    /// `data` or `form`
    pub const fn as_str(self) -> &'static str {
        match self {
            Source::Data => "data",
            Source::Form => "form",
        }
    }
}

/// The binding as Flow JSON writes it, `${…}` included.
impl fmt::Display for Binding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("${")?;
        if let Some(screen) = &self.screen {
            write!(f, "screen.{}.", screen.text)?;
        }
        f.write_str(self.source.as_str())?;
        for name in &self.path {
            write!(f, ".{}", name.text)?;
        }
        f.write_str("}")
    }
}
