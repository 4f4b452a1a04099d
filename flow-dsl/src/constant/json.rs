//! The Flow JSON of a flow with constants.

use super::escape::{BACKTICK, CONDITION, Escapes, JSON, copy};
use super::scalar::Scalar;

/// A part of the Flow JSON. `V` is a value, or the values of a loop.
#[derive(Clone, Copy, Debug)]
pub enum Piece<V = Scalar> {
    /// JSON text as it is.
    Json(&'static str),
    /// A part of a text, as it is.
    Plain(V),
    /// A text without its quotes.
    Text(V),
    /// A value: text in double quotes, a number, `true`, `false`.
    Value(V),
    /// The type that a value has in a data model: `"string"`, `"number"`, `"boolean"`.
    Type(V),
    /// An operand in a condition: text in single quotes.
    Condition(V),
    /// An operand between back-ticks: text in single quotes.
    Backtick(V),
    /// An operand between back-ticks that follows another one without an operator. A negative number
    /// has parentheses there, or its sign would be a subtraction.
    Joined(V),
}

impl Piece {
    pub(super) const fn parts(&self) -> Parts<'_> {
        let (open, scalar, escapes, close) = match self {
            Piece::Json(text) | Piece::Plain(Scalar::Text(text)) => {
                return Parts::plain("", text.as_bytes(), "");
            }
            Piece::Type(Scalar::Text(_)) => return Parts::plain("", b"\"string\"", ""),
            Piece::Type(Scalar::Bool(_)) => return Parts::plain("", b"\"boolean\"", ""),
            Piece::Type(Scalar::Number(_)) => return Parts::plain("", b"\"number\"", ""),
            Piece::Text(scalar) => ("", scalar, JSON, ""),
            Piece::Plain(scalar) | Piece::Value(scalar) => ("\"", scalar, JSON, "\""),
            Piece::Condition(scalar) => ("'", scalar, CONDITION, "'"),
            Piece::Backtick(scalar) | Piece::Joined(scalar) => ("'", scalar, BACKTICK, "'"),
        };
        let bytes = match scalar {
            Scalar::Text(text) => {
                return Parts {
                    open,
                    bytes: text.as_bytes(),
                    escapes: Some(escapes),
                    close,
                };
            }
            Scalar::Bool(true) => b"true",
            Scalar::Bool(false) => b"false".as_slice(),
            Scalar::Number(number) => number.as_bytes(),
        };
        if matches!(self, Piece::Joined(_)) && bytes[0] == b'-' {
            Parts::plain("(", bytes, ")")
        } else {
            Parts::plain("", bytes, "")
        }
    }
}

/// The text of a piece, in three parts. The bytes are UTF-8.
pub(super) struct Parts<'p> {
    open: &'static str,
    bytes: &'p [u8],
    escapes: Option<&'static Escapes>,
    close: &'static str,
}

impl<'p> Parts<'p> {
    const fn plain(open: &'static str, bytes: &'p [u8], close: &'static str) -> Self {
        Self {
            open,
            bytes,
            escapes: None,
            close,
        }
    }

    /// Writes the text and gives the place behind it.
    pub(super) const fn write(&self, out: &mut [u8], at: usize) -> usize {
        let at = copy(self.open.as_bytes(), out, at);
        let at = match self.escapes {
            Some(escapes) => escapes.write(self.bytes, out, at),
            None => copy(self.bytes, out, at),
        };
        copy(self.close.as_bytes(), out, at)
    }
}

/// The length of all pieces together, in bytes.
pub const fn length(pieces: &[Piece]) -> usize {
    let (mut length, mut index) = (0, 0);
    while index < pieces.len() {
        let Parts {
            open,
            bytes,
            escapes,
            close,
        } = pieces[index].parts();
        length += open.len() + close.len();
        length += match escapes {
            Some(escapes) => escapes.length(bytes),
            None => bytes.len(),
        };
        index += 1;
    }
    length
}

/// The Flow JSON of some pieces, with a length of `N` bytes: `Json::<{ length(PIECES) }>::write(PIECES)`.
pub struct Json<const N: usize>([u8; N]);

impl<const N: usize> Json<N> {
    /// Writes the pieces.
    ///
    /// # Panics
    ///
    /// If their length is not `N` bytes.
    pub const fn write(pieces: &[Piece]) -> Self {
        let mut out = [0; N];
        let (mut at, mut index) = (0, 0);
        while index < pieces.len() {
            at = pieces[index].parts().write(&mut out, at);
            index += 1;
        }
        assert!(at == N, "the length is that of what is written");
        Self(out)
    }

    /// The text.
    pub const fn as_str(&self) -> &str {
        // SAFETY: only `write` makes this value. It fills all `N` bytes in order with UTF-8: literals, digits,
        // and texts in which ASCII is replaced by ASCII.
        unsafe { core::str::from_utf8_unchecked(&self.0) }
    }
}
