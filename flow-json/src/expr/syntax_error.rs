//! The mistakes in the syntax of an expression.

use std::fmt;
use std::ops::Range;

/// A mistake in the syntax of an expression.
///
/// `Display` gives the message and the help as one line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SyntaxError {
    /// The smallest wrong part, as a byte range of the string. Empty where something is missing.
    pub range: Range<usize>,
    /// Which mistake it is.
    pub kind: SyntaxKind,
    /// A sentence that tells the mistake.
    pub message: String,
    /// The way to mend it, if there is one.
    pub help: Option<String>,
}

/// The mistakes in the syntax of expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SyntaxKind {
    /// There is nothing (rule I8).
    Blank,
    /// `()` (rule I9).
    EmptyParentheses,
    /// A parenthesis without its partner (rule I11).
    UnmatchedParenthesis,
    /// A text without its second quote (rule I12).
    UnclosedText,
    /// Two operands side by side where they cannot be joined (rule I13).
    MissingOperator,
    /// A sign or a word that means nothing here (rule I14).
    UnknownSymbol,
    /// An operator where none can stand, or a chain of comparisons (rule I15).
    MisplacedOperator,
    /// A literal that is no text, number or truth value of this notation (rule I17).
    BadLiteral,
    /// An operator without its right side (rule I18).
    MissingOperand,
    /// A `-` without a number (rule I19).
    SignWithoutNumber,
    /// A number such as `007` (rule I20).
    LeadingZero,
    /// `${…}` that is no binding.
    MalformedBinding,
    /// A name that cannot stand in a back-tick expression (rule D16).
    UnusableName,
    /// `c ? a : b` (rule D16).
    Ternary,
    /// A back-tick inside a back-tick expression (rule D16).
    UnescapedBacktick,
    /// More nesting than any expression needs. A limit of ours.
    TooDeep,
}

impl SyntaxError {
    pub(super) fn new(range: Range<usize>, kind: SyntaxKind, message: impl Into<String>) -> Self {
        Self {
            range,
            kind,
            message: message.into(),
            help: None,
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, "; {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for SyntaxError {}
