//! What a loop writes: the same pieces for each item.

use super::column::Column;
use super::json::Piece;
use super::scalar::Scalar;
use super::word::{STEP, Written, bytes, write, write_short, write_text};

/// A piece of each row. Its value in a row is the one that the column has there.
type Each<const N: usize> = Piece<&'static Column<N>>;

impl<const N: usize> Each<N> {
    /// The piece of a row.
    const fn nth(&self, row: usize) -> Piece {
        match self {
            Piece::Json(text) => Piece::Json(text),
            Piece::Short(text) => Piece::Short(*text),
            Piece::Plain(column) => Piece::Plain(column.values[row]),
            Piece::Text(column) => Piece::Text(column.values[row]),
            Piece::Value(column) => Piece::Value(column.values[row]),
            Piece::Type(column) => Piece::Type(column.values[row]),
            Piece::Condition(column) => Piece::Condition(column.values[row]),
            Piece::Backtick(column) => Piece::Backtick(column.values[row]),
            Piece::Joined(column) => Piece::Joined(column.values[row]),
        }
    }

    /// The most bytes that the piece takes in all rows.
    const fn most_bytes(&self) -> usize {
        match self {
            Piece::Json(text) => N * text.len(),
            Piece::Short(text) => N * text.length,
            Piece::Type(_) => N * "\"boolean\"".len(),
            Piece::Plain(column) | Piece::Text(column) => column.most_bytes(false),
            Piece::Value(column) => N * 2 + column.most_bytes(false),
            Piece::Condition(column) | Piece::Backtick(column) | Piece::Joined(column) => {
                N * 2 + column.most_bytes(true)
            }
        }
    }
}

/// The text of `N` rows.
pub struct Rows<const N: usize, const SIZE: usize> {
    text: Written<SIZE>,
    /// The byte behind each row.
    ends: [usize; N],
}

/// Bytes that are enough for rows of these pieces.
pub const fn rows_size<const N: usize>(pieces: &[Each<N>]) -> usize {
    // Words are written, of which some bytes may be behind the text.
    let (mut bytes, mut index) = (STEP, 0);
    while index < pieces.len() {
        bytes += pieces[index].most_bytes();
        index += 1;
    }
    bytes
}

/// Writes the pieces for each item. `SIZE` is that of [`rows_size`].
pub const fn rows<const N: usize, const SIZE: usize>(pieces: &[Each<N>]) -> Rows<N, SIZE> {
    // What is written so far and the sixteen bytes behind it are in the array.
    assert!(rows_size(pieces) <= SIZE, "the size is that of the rows");
    let (mut out, mut at) = ([0; SIZE], 0);
    let mut ends = [0; N];
    let (mut row, count) = (0, pieces.len());
    while row < N {
        let mut index = 0;
        while index < count {
            let piece = &pieces[index];
            if let Piece::Short(text) = piece {
                write_short!(out, at, *text);
                index += 1;
                continue;
            }
            let text = if let Piece::Json(text) = piece {
                text
            } else if let Piece::Text(column) = piece
                && let Scalar::Text(text) = column.values[row]
                && !column.suspect[row]
            {
                text
            } else if let Piece::Plain(column) = piece
                && let Scalar::Text(text) = column.values[row]
            {
                text
            } else {
                at = piece.nth(row).parts().write(&mut out, at);
                index += 1;
                continue;
            };
            let text = bytes!(text);
            let length = text.len();
            write_text!(out, at, text, length);
            index += 1;
        }
        ends[row] = at;
        row += 1;
    }
    Rows {
        text: Written::new(out, at),
        ends,
    }
}

impl<const N: usize, const SIZE: usize> Rows<N, SIZE> {
    /// The rows as items of a list, each of which ends with a comma.
    pub const fn items(&self) -> &str {
        match self.text.length() {
            0 => "",
            length => self.text.part(0, length - 1),
        }
    }

    /// Each row.
    pub const fn texts(&'static self) -> [Scalar; N] {
        let mut texts = [Scalar::Bool(false); N];
        let (mut start, mut index) = (0, 0);
        while index < N {
            texts[index] = Scalar::Text(self.text.part(start, self.ends[index]));
            start = self.ends[index];
            index += 1;
        }
        texts
    }
}
