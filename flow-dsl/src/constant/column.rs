//! The values of an expression for the items of a loop, and what is tested of them.

use super::check::{Message, Test, is_blank, is_longer};
use super::scalar::Scalar;
use super::word::{
    all_clean, bytes, clean_of, keep_clean, key, last_word, may_be_blank, mix, word,
};

/// The values of an expression for each of `N` items.
///
/// [`column`] goes over them once. Only a suspect value is looked at again, byte by byte.
pub struct Column<const N: usize> {
    pub(super) values: [Scalar; N],
    /// Whether a value may break a limit for its content, or has an escape in JSON. All numbers are
    /// suspect.
    pub(super) suspect: [bool; N],
    /// The index of the first that is.
    first: usize,
    /// The key of each text for [`check_distinct`](super::check_distinct), if they are ids.
    keys: [u32; N],
    /// The bytes of the longest text.
    longest: usize,
    /// The most bytes that all values take.
    pub(super) bytes: usize,
}

/// The ids that an expression gives, each with a key by which they are compared.
#[derive(Clone, Copy)]
pub struct Ids<'c> {
    pub(super) values: &'c [Scalar],
    pub(super) keys: &'c [u32],
}

/// Looks at the values of an expression, which are ids if each must be another.
pub const fn column<const N: usize>(values: [Scalar; N], are_ids: bool) -> Column<N> {
    let (mut suspect, mut keys) = ([false; N], [0; N]);
    let (mut first, mut longest, mut bytes) = (N, 0, 0);
    let mut index = 0;
    while index < N {
        let is_suspect = match values[index] {
            Scalar::Text(text) => {
                let text = bytes!(text);
                let length = text.len();
                let mut is_suspect = may_be_blank!(text) && is_blank(text);
                let clean = if are_ids {
                    let mut hash = length as u128;
                    let clean = clean_of!(text, length, hash);
                    keys[index] = key!(hash);
                    clean
                } else {
                    clean_of!(text, length)
                };
                if clean != all_clean!() {
                    is_suspect = true;
                }
                if length > longest {
                    longest = length;
                }
                bytes += length;
                is_suspect
            }
            Scalar::Bool(_) => {
                bytes += "false".len();
                false
            }
            Scalar::Number(number) => {
                bytes += number.as_bytes().len();
                true
            }
        };
        if is_suspect {
            suspect[index] = true;
            if first == N {
                first = index;
            }
        }
        index += 1;
    }
    Column {
        values,
        suspect,
        first,
        keys,
        longest,
        bytes,
    }
}

impl<const N: usize> Column<N> {
    /// The ids, each with its key.
    pub const fn ids(&self) -> Ids<'_> {
        Ids {
            values: &self.values,
            keys: &self.keys,
        }
    }

    /// The most bytes that all values take with escapes.
    pub(super) const fn most_bytes(&self, escapes_quotes: bool) -> usize {
        // The longest escape is that of a control character, `\u0000`.
        if self.first == N && !escapes_quotes {
            self.bytes
        } else {
            6 * self.bytes
        }
    }
}

impl Test {
    /// Whether any value passes that is not suspect, when the longest has this number of bytes.
    const fn passes_unsuspected(self, longest: usize) -> bool {
        match self {
            Test::MinChars(least) => least <= 1,
            Test::MaxChars(most) => longest <= most,
            Test::NotBlank | Test::Plain | Test::Name => true,
            Test::Whole | Test::AtLeast(_) | Test::AtMost(_) => true,
            Test::ScreenId
            | Test::Uri
            | Test::Color
            | Test::Date
            | Test::Absent
            | Test::OneOf(_) => false,
        }
    }
}

/// Tests the values of an expression for the items of a list, as [`check`](super::check()) does.
///
/// `name` is what messages call the list.
#[track_caller]
pub const fn check_each<const N: usize>(column: &Column<N>, name: &str, limits: &[(Test, &str)]) {
    let (mut index, mut limit) = (column.first, 0);
    while limit < limits.len() {
        if !limits[limit].0.passes_unsuspected(column.longest) {
            index = 0;
        }
        limit += 1;
    }
    while index < N {
        let (value, suspect) = (column.values[index], column.suspect[index]);
        if let Scalar::Number(number) = value
            && !number.is_written()
        {
            let mut built = Message::empty();
            built.push_place(name, index, "");
            built.push(b"this number cannot stand in a flow: write one between 1e-19 and 1e35");
            panic!("{}", built.as_str());
        }
        let mut limit = 0;
        while limit < limits.len() {
            let (test, message) = limits[limit];
            if (suspect || !test.passes_unsuspected(column.longest)) && !test.passes(value) {
                let mut built = Message::empty();
                built.push_place(name, index, "");
                built.push_text(message, test, value);
                panic!("{}", built.as_str());
            }
            limit += 1;
        }
        index += 1;
    }
}

/// Whether one of the values is a text of more characters than clients show.
pub const fn is_any_longer<const N: usize>(column: &Column<N>, max_chars: usize) -> bool {
    // No text has more characters than bytes.
    if column.longest <= max_chars {
        return false;
    }
    let mut index = 0;
    while index < N {
        if is_longer(column.values[index], max_chars) {
            return true;
        }
        index += 1;
    }
    false
}
