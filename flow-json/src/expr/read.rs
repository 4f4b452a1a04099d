//! Reading expressions: bindings, back-tick expressions and conditions.

mod binding;
mod parse;
mod token;

#[cfg(test)]
mod tests;

pub use binding::{bindings_in, read_binding};
pub use parse::MAX_DEPTH;

use super::{Kind, Notation, SyntaxError, Term};

/// Whether a string is a back-tick expression, well-formed or not.
///
/// ```
/// use flow_json::expr::is_backtick;
///
/// assert!(is_backtick("`${data.age} + 1`"));
/// assert!(!is_backtick("the `best` offer"));
/// ```
pub fn is_backtick(text: &str) -> bool {
    text.len() > 1 && text.starts_with('`') && text.ends_with('`')
}

/// Reads the string value of a dynamic property: a binding, a back-tick expression, or neither.
///
/// `Ok(None)` is plain text. The ranges are byte ranges of `text`.
///
/// # Errors
///
/// A binding or a back-tick expression that is malformed.
///
/// ```
/// use flow_json::expr::{Kind, read_value};
///
/// let term = read_value("`'Hello ' ${form.name}`").unwrap().unwrap();
/// assert!(matches!(term.kind, Kind::Join(parts) if parts.len() == 2));
/// assert_eq!(read_value("Hello"), Ok(None));
/// assert!(read_value("${name}").is_err());
/// ```
pub fn read_value(text: &str) -> Result<Option<Term>, SyntaxError> {
    if is_backtick(text) {
        return read_backtick(text).map(Some);
    }
    let binding = read_binding(text)?;
    Ok(binding.map(|binding| Term {
        loc: binding.loc,
        kind: Kind::Binding(binding),
    }))
}

/// Reads a back-tick expression, the back-ticks included.
///
/// The operators, the loosest first: terms side by side (their texts are joined; only outside
/// parentheses), `||`, `&&`, `==` `!=`, `<` `<=` `>` `>=`, `+` `-`, `*` `/` `%`, the signs `!` `-`
/// `+`. A `+` before a single operand changes nothing and is not kept. In a text, `\'`, `\\` and
/// `` \` `` stand for the sign behind the backslash. The time is linear.
///
/// # Errors
///
/// The first mistake from the left. Types are not looked at, see [`type_of`](super::type_of).
///
/// ```
/// use flow_json::expr::{Notation, SyntaxKind, read_backtick};
///
/// let term = read_backtick("`(${data.a} + ((1)))*2`").unwrap();
/// assert_eq!(term.to_text(Notation::Backtick).unwrap(), "`(${data.a} + 1) * 2`");
///
/// let error = read_backtick("`1 + `").unwrap_err();
/// assert_eq!((error.range, error.kind), (5..5, SyntaxKind::MissingOperand));
/// ```
pub fn read_backtick(text: &str) -> Result<Term, SyntaxError> {
    // A text without back-ticks is read all the same. The caller reports that they are missing.
    let content = if is_backtick(text) {
        1..text.len() - 1
    } else {
        0..text.len()
    };
    parse::parse(text, content, Notation::Backtick)
}

/// Reads the condition of an `If` as it stands, without back-ticks.
///
/// The operators are `||`, `&&`, the comparisons and `!`; comparisons are not chained, numbers are
/// whole, nothing is computed. The time is linear.
///
/// # Errors
///
/// The first mistake from the left. Types, and literals on both sides of an operator, are not
/// looked at, see [`check_condition`](super::check_condition).
///
/// ```
/// use flow_json::expr::{SyntaxKind, read_condition};
///
/// assert!(read_condition("${data.age} >= 18 && !${form.member}").is_ok());
///
/// let error = read_condition("${data.age} + 1 > 18").unwrap_err();
/// assert_eq!((error.range, error.kind), (12..13, SyntaxKind::UnknownSymbol));
/// ```
pub fn read_condition(text: &str) -> Result<Term, SyntaxError> {
    parse::parse(text, 0..text.len(), Notation::Condition)
}
