//! The Flow JSON of a flow with constants.

use super::escape::{BACKTICK, CONDITION, Escapes, JSON, copy};
use super::scalar::Scalar;

/// A part of the Flow JSON.
#[derive(Clone, Copy, Debug)]
pub enum Piece {
    /// JSON text as it is.
    Json(&'static str),
    /// A part of a text, as it is.
    Plain(Scalar),
    /// A value: text in double quotes, a number, `true`, `false`.
    Value(Scalar),
    /// The type that a value has in a data model: `"string"`, `"number"`, `"boolean"`.
    Type(Scalar),
    /// An operand in a condition: text in single quotes.
    Condition(Scalar),
    /// An operand between back-ticks: text in single quotes.
    Backtick(Scalar),
    /// An operand between back-ticks that follows another one without an operator. A negative number
    /// has parentheses there, or its sign would be a subtraction.
    Joined(Scalar),
}

impl Piece {
    const fn parts(&self) -> Parts<'_> {
        let (open, scalar, escapes, close) = match self {
            Piece::Json(text) | Piece::Plain(Scalar::Text(text)) => {
                return Parts::plain("", text.as_bytes(), "");
            }
            Piece::Type(Scalar::Text(_)) => return Parts::plain("", b"\"string\"", ""),
            Piece::Type(Scalar::Bool(_)) => return Parts::plain("", b"\"boolean\"", ""),
            Piece::Type(Scalar::Number(_)) => return Parts::plain("", b"\"number\"", ""),
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
struct Parts<'p> {
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

/// The texts of which each row has the pieces, from all of them in one.
pub const fn texts<const LENGTH: usize, const ROWS: usize>(
    rows: &[[Piece; LENGTH]; ROWS],
    all: &'static str,
) -> [Scalar; ROWS] {
    let mut texts = [Scalar::Bool(false); ROWS];
    let (mut rest, mut index) = (all, 0);
    while index < ROWS {
        let (text, behind) = rest.split_at(length(&rows[index]));
        texts[index] = Scalar::Text(text);
        rest = behind;
        index += 1;
    }
    texts
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
            let Parts {
                open,
                bytes,
                escapes,
                close,
            } = pieces[index].parts();
            at = copy(open.as_bytes(), &mut out, at);
            at = match escapes {
                Some(escapes) => escapes.write(bytes, &mut out, at),
                None => copy(bytes, &mut out, at),
            };
            at = copy(close.as_bytes(), &mut out, at);
            index += 1;
        }
        Self::whole(out, at)
    }

    /// The text of bytes that are UTF-8, of which so many are written.
    pub(super) const fn whole(out: [u8; N], written: usize) -> Self {
        assert!(written == N, "the length is that of what is written");
        Self(out)
    }

    /// The text.
    #[allow(unsafe_code, reason = "to look at each byte again takes rustc seconds")]
    pub const fn as_str(&self) -> &str {
        // SAFETY: only `write` and `of_list` make this value. They fill all `N` bytes in order with UTF-8: literals,
        // digits, and texts in which ASCII is replaced by ASCII.
        unsafe { core::str::from_utf8_unchecked(&self.0) }
    }
}
