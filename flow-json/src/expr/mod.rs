//! Expressions: bindings, back-tick expressions and conditions, as one tree.
//!
//! Flow JSON writes the same thing in three ways: `${form.x}` alone, `` `${form.x} + 1` `` between
//! back-ticks, and `${form.x} > 1` as the condition of an `If`. Here all are a [`Term`].

mod print;

use std::borrow::Cow;
use std::fmt;

pub use print::{NotExpressible, Notation};

/// An expression in the place of a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression<L> {
    /// What it computes.
    pub term: Term<L>,
    /// The string that stands for it in Flow JSON.
    pub text: String,
}

/// A part of an expression and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Term<L> {
    /// Where it stands.
    pub loc: L,
    /// What it is.
    pub kind: Kind<L>,
}

/// The kinds of terms.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind<L> {
    /// `${form.x}`
    Binding(Binding<L>),
    /// `'text'`, without quotes and escapes.
    Text(Cow<'static, str>),
    /// A number as the author spelled it, without a sign.
    Number(Cow<'static, str>),
    /// `true` or `false`
    Bool(bool),
    /// `!x`
    Not(Box<Term<L>>),
    /// `-x`
    Negate(Box<Term<L>>),
    /// `x op y`
    Binary(Operator, Box<Term<L>>, Box<Term<L>>),
    /// Terms written side by side: their texts joined.
    Join(Vec<Term<L>>),
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

    /// How Flow JSON and Rust write it.
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

    /// How tightly it binds in Flow JSON: from 2 for `||` to 7 for `*` (level 1 is joining).
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

    /// Whether it compares two values; comparisons cannot be chained.
    pub const fn compares(self) -> bool {
        matches!(self.level(), 4 | 5)
    }
}

/// A reference to an input's value or to a field of a screen's data.
#[derive(Clone, Debug, PartialEq)]
pub struct Binding<L> {
    /// Where it stands, `${` and `}` included.
    pub loc: L,
    /// The other screen, for `${screen.ID.…}`.
    pub screen: Option<Name<L>>,
    /// What is referred to.
    pub source: Source,
    /// The names behind `form` or `data`. At least one in a sound binding.
    pub path: Vec<Name<L>>,
}

/// A name inside a binding and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Name<L> {
    /// Where it stands.
    pub loc: L,
    /// The name.
    pub text: Cow<'static, str>,
}

/// What a binding refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// `data`: what the screen was given.
    Data,
    /// `form`: what the user has entered.
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
impl<L> fmt::Display for Binding<L> {
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
