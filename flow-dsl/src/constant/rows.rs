//! What a loop writes: the same cells for each item.

use super::column::{Column, Values};
use super::json::Piece;
use super::word::{
    Fat, STEP, Short, Written, bytes, length_of, load, load_first, short, store, write_short,
    write_text,
};

/// What stands in each row at one place.
pub struct Cell<const N: usize> {
    /// The value of the piece in a row is the one that the column has there.
    piece: Piece<&'static Column<N>>,
    /// How each row is written. To take the enum apart for each takes rustc long.
    ways: &'static [u8; N],
    /// The texts of the rows.
    texts: &'static [Fat<'static>; N],
    /// The text of all rows.
    known: Fat<'static>,
    /// The text behind it.
    behind: Short,
}

// The ways of a row. The first two are what a column says of a text.
/// The text of the row is written as it is.
const ITS_TEXT: u8 = 0;
/// The piece says how its value is written.
const BY_PIECE: u8 = 1;
/// The text of all rows is written.
const KNOWN: u8 = 2;

/// What a piece is in each row, and the text of at most sixteen bytes behind it.
pub const fn cell<const N: usize>(piece: Piece<&'static Column<N>>, behind: &str) -> Cell<N> {
    let none = &[Fat { text: "" }; N];
    let (ways, texts, known) = match piece {
        Piece::Text(Column {
            values: Values::Texts(texts),
            suspect,
            ..
        }) => (suspect, texts, ""),
        Piece::Plain(Column {
            values: Values::Texts(texts),
            ..
        }) => (&[ITS_TEXT; N], texts, ""),
        Piece::Json(text) => (&[KNOWN; N], none, text),
        _ => (&[BY_PIECE; N], none, ""),
    };
    Cell {
        piece,
        ways,
        texts,
        known: Fat { text: known },
        behind: short(behind),
    }
}

impl<const N: usize> Cell<N> {
    /// The piece of a row.
    const fn piece_of(&self, row: usize) -> Piece {
        match self.piece {
            Piece::Json(text) => Piece::Json(text),
            Piece::Plain(column) => Piece::Plain(column.value(row)),
            Piece::Text(column) => Piece::Text(column.value(row)),
            Piece::Value(column) => Piece::Value(column.value(row)),
            Piece::Type(column) => Piece::Type(column.value(row)),
            Piece::Condition(column) => Piece::Condition(column.value(row)),
            Piece::Backtick(column) => Piece::Backtick(column.value(row)),
            Piece::Joined(column) => Piece::Joined(column.value(row)),
        }
    }

    /// The most bytes that the cell takes in all rows.
    const fn most_bytes(&self) -> usize {
        let of_piece = match self.piece {
            Piece::Json(text) => N * text.len(),
            Piece::Type(_) => N * "\"boolean\"".len(),
            Piece::Plain(column) | Piece::Text(column) => column.most_bytes(false),
            Piece::Value(column) => N * 2 + column.most_bytes(false),
            Piece::Condition(column) | Piece::Backtick(column) | Piece::Joined(column) => {
                N * 2 + column.most_bytes(true)
            }
        };
        of_piece + N * self.behind.length
    }
}

/// The text of `N` rows.
pub struct Rows<const N: usize, const SIZE: usize> {
    text: Written<SIZE>,
    /// The bytes before the rows.
    opening: usize,
    /// The byte behind each row.
    ends: [usize; N],
}

/// Bytes that are enough for rows of these cells, and the text before them.
pub const fn rows_size<const N: usize>(opening: &str, cells: &[Cell<N>]) -> usize {
    // Words are written, of which some bytes may be behind the text.
    let (mut bytes, mut index) = (opening.len() + STEP, 0);
    while index < cells.len() {
        bytes += cells[index].most_bytes();
        index += 1;
    }
    bytes
}

/// Writes a text, and the cells for each item. `SIZE` is that of [`rows_size`].
pub const fn rows<const N: usize, const CELLS: usize, const SIZE: usize>(
    opening: &'static str,
    cells: &[Cell<N>; CELLS],
) -> Rows<N, SIZE> {
    // What is written so far and the sixteen bytes behind it are in the array.
    assert!(
        rows_size(opening, cells) <= SIZE,
        "the size is that of the rows"
    );
    let mut out = [0; SIZE];
    let mut at = Piece::Json(opening).parts().write(&mut out, 0);
    let mut ends = [0; N];
    let mut row = 0;
    while row < N {
        let mut index = 0;
        while index < CELLS {
            let cell = &cells[index];
            let way = cell.ways[row];
            if way == ITS_TEXT {
                bytes!(text, length = cell.texts[row]);
                write_text!(out, at, text, length);
            } else if way == KNOWN {
                bytes!(text, length = cell.known);
                write_text!(out, at, text, length);
            } else {
                at = cell.piece_of(row).parts().write(&mut out, at);
            }
            write_short!(out, at, cell.behind);
            index += 1;
        }
        ends[row] = at;
        row += 1;
    }
    Rows {
        text: Written::new(out, at),
        opening: opening.len(),
        ends,
    }
}

impl<const N: usize, const SIZE: usize> Rows<N, SIZE> {
    /// The items of a list, whose rows end with a comma and the beginning of the next item. That of the first
    /// is the text before the rows.
    pub const fn items(&self) -> &str {
        match N {
            0 => "",
            _ => self.text.part(0, self.text.length() - self.opening - 1),
        }
    }

    /// Each row, without a text before them.
    pub const fn texts(&'static self) -> [Fat<'static>; N] {
        let mut texts = [Fat { text: "" }; N];
        let (mut start, mut index) = (self.opening, 0);
        while index < N {
            texts[index] = Fat {
                text: self.text.part(start, self.ends[index]),
            };
            start = self.ends[index];
            index += 1;
        }
        texts
    }
}
