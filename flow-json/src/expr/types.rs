//! The types of expressions.

use crate::source::TextRange;
use std::collections::BTreeMap;
use std::fmt;

use super::{Binding, Kind, Operator, Term};

/// The type of a value: of a field as it is declared, of an input, of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A string.
    Text,
    /// A number.
    Number,
    /// A number that is declared to be whole.
    Integer,
    /// `true` or `false`
    Boolean,
    /// A list, and the type of its items where it is known.
    List(Option<Box<Type>>),
    /// An object, and its properties where they are declared.
    Object(Option<Properties>),
}

/// The properties of an object and their types, where known.
pub type Properties = BTreeMap<String, Option<Type>>;

impl Type {
    /// Whether a value of this type can stand for a value of the type `needed`.
    ///
    /// An object needs at least the properties of the other. A part of unknown type fits. Numbers
    /// are one type here; `==` tells them apart.
    ///
    /// ```
    /// use flow_json::expr::Type;
    ///
    /// let texts = Type::List(Some(Box::new(Type::Text)));
    /// assert!(texts.fits(&Type::List(None)));
    /// assert!(!texts.fits(&Type::List(Some(Box::new(Type::Number)))));
    /// ```
    pub fn fits(&self, needed: &Type) -> bool {
        match (self, needed) {
            (Type::List(Some(have)), Type::List(Some(needed))) => have.fits(needed),
            (Type::Object(Some(have)), Type::Object(Some(needed))) => {
                needed.iter().all(|(name, needed)| match have.get(name) {
                    Some(Some(have)) => needed.as_ref().is_none_or(|needed| have.fits(needed)),
                    Some(None) => true,
                    None => false,
                })
            }
            // An object of which no properties are declared has none that could be relied on.
            (Type::Object(None), Type::Object(Some(needed))) => needed.is_empty(),
            _ => self.class() == needed.class(),
        }
    }

    /// Whether it is text, a number or a truth value. Expressions take no other types.
    pub fn is_scalar(&self) -> bool {
        !matches!(self, Type::List(_) | Type::Object(_))
    }

    fn class(&self) -> Class {
        match self {
            Type::Text => Class::Text,
            Type::Number | Type::Integer => Class::Number,
            Type::Boolean => Class::Boolean,
            Type::List(_) => Class::List,
            Type::Object(_) => Class::Object,
        }
    }
}

/// The type in words: "text", "a number".
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Type::Text => "text",
            Type::Number => "a number",
            Type::Integer => "a whole number",
            Type::Boolean => "a truth value",
            Type::List(_) => "a list",
            Type::Object(_) => "an object",
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Text,
    Number,
    Boolean,
    List,
    Object,
}

/// A mistake in the types of an expression's parts.
///
/// `Display` gives the message and the help as one line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TypeError {
    /// The smallest wrong part.
    pub loc: TextRange,
    /// Which mistake it is.
    pub kind: TypeErrorKind,
    /// A sentence that tells the mistake.
    pub message: String,
    /// The way to mend it, if there is one.
    pub help: Option<String>,
}

/// The mistakes in the types of an expression's parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TypeErrorKind {
    /// An operand of a type that its operator does not take (rules I15 and D16).
    Operand,
    /// `==` or `!=` between different types (rules I16 and D16).
    SidesDiffer,
    /// A condition has an operator with nothing but literals (rule I10).
    LiteralsOnly,
    /// A condition is a literal (rule I22).
    OnlyLiteral,
    /// A condition is no truth value (rule I21).
    NotBoolean,
}

impl fmt::Display for TypeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, "; {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for TypeError {}

/// The type of an expression. `lookup` tells the types of its bindings.
///
/// `Ok(None)`: it depends on a binding of which nothing is known. Such a binding is never an error.
///
/// # Errors
///
/// The first operand from the left that its operator does not take: `||`, `&&` and `!` take truth
/// values, `<` and its like and the arithmetic operators numbers, `==` and `!=` two texts, two
/// numbers or two truth values, joining any of these three.
///
/// ```
/// use flow_json::expr::{Type, read_backtick, type_of};
///
/// let age = |_: &_| Some(&Type::Number);
/// let term = read_backtick("`${form.age} + 1 >= 18`").unwrap();
/// assert_eq!(type_of(&term, &age), Ok(Some(&Type::Boolean)));
///
/// let term = read_backtick("`${form.age} == '18'`").unwrap();
/// let error = type_of(&term, &age).unwrap_err();
/// assert_eq!(error.message, "`==` compares a number with text");
/// ```
pub fn type_of<'s>(
    term: &Term,
    lookup: &impl Fn(&Binding) -> Option<&'s Type>,
) -> Result<Option<&'s Type>, TypeError> {
    let known = match &term.kind {
        Kind::Binding(binding) => return Ok(lookup(binding)),
        Kind::Text(_) => &Type::Text,
        Kind::Number(_) => &Type::Number,
        Kind::Bool(_) => &Type::Boolean,
        Kind::Constant(_) => return Ok(None),
        Kind::Not(inner) => {
            operand("!", Class::Boolean, inner, lookup)?;
            &Type::Boolean
        }
        Kind::Negate(inner) => {
            operand("-", Class::Number, inner, lookup)?;
            &Type::Number
        }
        Kind::Binary(operator @ (Operator::Equal | Operator::NotEqual), left, right) => {
            equality(term, *operator, left, right, lookup)?;
            &Type::Boolean
        }
        Kind::Binary(operator, left, right) => {
            let class = match operator {
                Operator::Or | Operator::And => Class::Boolean,
                _ => Class::Number,
            };
            operand(operator.symbol(), class, left, lookup)?;
            operand(operator.symbol(), class, right, lookup)?;
            if operator.computes() {
                &Type::Number
            } else {
                &Type::Boolean
            }
        }
        Kind::Join(parts) => {
            for part in parts {
                scalar(part, "joined", lookup)?;
            }
            &Type::Text
        }
    };
    Ok(Some(known))
}

fn operand<'s>(
    symbol: &str,
    class: Class,
    term: &Term,
    lookup: &impl Fn(&Binding) -> Option<&'s Type>,
) -> Result<(), TypeError> {
    match type_of(term, lookup)? {
        Some(found) if found.class() != class => {
            let takes = match class {
                Class::Boolean => "truth values",
                _ => "numbers",
            };
            Err(TypeError {
                loc: term.loc,
                kind: TypeErrorKind::Operand,
                message: format!("`{symbol}` takes {takes}, and this is {found}"),
                help: matches!(class, Class::Boolean)
                    .then(|| compare(found))
                    .flatten(),
            })
        }
        _ => Ok(()),
    }
}

/// The type of something that is compared or joined.
fn scalar<'s>(
    term: &Term,
    participle: &str,
    lookup: &impl Fn(&Binding) -> Option<&'s Type>,
) -> Result<Option<&'s Type>, TypeError> {
    match type_of(term, lookup)? {
        Some(found) if !found.is_scalar() => Err(TypeError {
            loc: term.loc,
            kind: TypeErrorKind::Operand,
            message: format!("this is {found}, which cannot be {participle}"),
            help: Some("use text, a number or a truth value".to_owned()),
        }),
        found => Ok(found),
    }
}

fn equality<'s>(
    term: &Term,
    operator: Operator,
    left: &Term,
    right: &Term,
    lookup: &impl Fn(&Binding) -> Option<&'s Type>,
) -> Result<(), TypeError> {
    let left = scalar(left, "compared", lookup)?;
    let right = scalar(right, "compared", lookup)?;
    match (left, right) {
        (Some(left), Some(right)) if left.class() != right.class() => Err(TypeError {
            loc: term.loc,
            kind: TypeErrorKind::SidesDiffer,
            message: format!("`{}` compares {left} with {right}", operator.symbol()),
            help: Some("both sides must be of one type".to_owned()),
        }),
        _ => Ok(()),
    }
}

/// How to make a truth value of something else.
fn compare(found: &Type) -> Option<String> {
    match found.class() {
        Class::Text => Some("compare it with something".to_owned()),
        Class::Number => Some("compare it with a number".to_owned()),
        Class::Boolean | Class::List | Class::Object => None,
    }
}

/// Checks the types of the condition of an `If`, in either notation.
///
/// # Errors
///
/// A literal as the whole condition, literals on all sides of an operator, an operand of a wrong
/// type, a condition that is no truth value.
///
/// ```
/// use flow_json::expr::{Type, TypeErrorKind, check_condition, read_condition};
///
/// let kind = |text: &str| {
///     let term = read_condition(text).unwrap();
///     check_condition(&term, &|_| Some(&Type::Text)).err().map(|error| error.kind)
/// };
/// assert_eq!(kind("${form.pet} == 'cat'"), None);
/// assert_eq!(kind("${form.pet}"), Some(TypeErrorKind::NotBoolean));
/// assert_eq!(kind("true"), Some(TypeErrorKind::OnlyLiteral));
/// assert_eq!(kind("${form.pet} == 'cat' && 1 == 1"), Some(TypeErrorKind::LiteralsOnly));
/// ```
pub fn check_condition<'s>(
    term: &Term,
    lookup: &impl Fn(&Binding) -> Option<&'s Type>,
) -> Result<(), TypeError> {
    let error = |loc: &TextRange, kind, message: String, help| {
        Err(TypeError {
            loc: *loc,
            kind,
            message,
            help,
        })
    };
    if is_literal(term) {
        let message = "the condition is always the same".to_owned();
        let help = "write one with a binding, or leave the `If` out".to_owned();
        return error(&term.loc, TypeErrorKind::OnlyLiteral, message, Some(help));
    }
    if let Some((loc, symbol)) = literals_only(term) {
        let message = format!("`{symbol}` has literals only, so its result is always the same");
        let help = "write a binding for one of them".to_owned();
        return error(loc, TypeErrorKind::LiteralsOnly, message, Some(help));
    }
    match type_of(term, lookup)? {
        Some(found) if found.class() != Class::Boolean => {
            let message = format!("a condition is a truth value, and this is {found}");
            error(
                &term.loc,
                TypeErrorKind::NotBoolean,
                message,
                compare(found),
            )
        }
        _ => Ok(()),
    }
}

fn is_literal(term: &Term) -> bool {
    match &term.kind {
        Kind::Text(_) | Kind::Number(_) | Kind::Bool(_) | Kind::Constant(_) => true,
        Kind::Negate(inner) => matches!(inner.kind, Kind::Number(_)),
        _ => false,
    }
}

/// The first operator without anything but literals.
fn literals_only(term: &Term) -> Option<(&TextRange, &'static str)> {
    match &term.kind {
        Kind::Not(inner) if is_literal(inner) => Some((&term.loc, "!")),
        Kind::Not(inner) | Kind::Negate(inner) => literals_only(inner),
        // Back-tick conditions may hold `60 * 24`.
        Kind::Binary(operator, left, right)
            if !operator.computes() && is_literal(left) && is_literal(right) =>
        {
            Some((&term.loc, operator.symbol()))
        }
        Kind::Binary(_, left, right) => literals_only(left).or_else(|| literals_only(right)),
        // Joined literals are text that was split, for example to break a long line.
        Kind::Join(parts) => parts.iter().find_map(literals_only),
        Kind::Binding(_) | Kind::Text(_) | Kind::Number(_) | Kind::Bool(_) | Kind::Constant(_) => {
            None
        }
    }
}
