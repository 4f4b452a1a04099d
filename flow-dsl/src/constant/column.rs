//! The values of an expression for the items of a loop, and what is tested of them.

use super::check::{Message, Test, is_blank, is_longer};
use super::scalar::Scalar;
use super::word::{
    Fat, all_clean, bytes, clean_of, first_word, keep_clean, key, length_of, load, load_first,
    may_be_blank, mix, short_word, text_of, word,
};

/// The values of an expression for each of `N` items.
///
/// [`texts`] goes over them once. Only a suspect value is looked at again, byte by byte.
pub struct Column<const N: usize> {
    pub(super) values: Values<N>,
    /// 1 where a value may break a limit for its content, or has an escape in JSON. All numbers are suspect.
    pub(super) suspect: [u8; N],
    /// The index of the first that is.
    first: usize,
    /// The key of each text for [`check_distinct`](super::check_distinct), if they are ids.
    keys: [u32; N],
    /// The bytes of the longest text.
    longest: usize,
    /// The most bytes that all values take.
    pub(super) bytes: usize,
}

/// The values of a column.
pub(super) enum Values<const N: usize> {
    Texts([Fat<'static>; N]),
    /// Not all are texts, which in Rust means that none is.
    Others([Scalar; N]),
}

/// The ids that an expression gives, each with a key by which they are compared.
#[derive(Clone, Copy)]
pub struct Ids<'c> {
    pub(super) values: &'c [Fat<'static>],
    pub(super) keys: &'c [u32],
}

/// Looks at the texts that an expression gives, which are ids if each must be another.
pub const fn texts<const N: usize>(values: [Fat<'static>; N], are_ids: bool) -> Column<N> {
    let (mut suspect, mut keys) = ([0; N], [0; N]);
    let (mut first, mut longest, mut bytes) = (N, 0, 0);
    let mut index = 0;
    while index < N {
        bytes!(text, length = values[index]);
        let clean = if are_ids {
            let mut hash = length as u128;
            let clean = clean_of!(text, length, hash);
            keys[index] = key!(hash);
            clean
        } else {
            clean_of!(text, length)
        };
        if clean != all_clean!() || (may_be_blank!(text) && is_blank(text)) {
            suspect[index] = 1;
            if first == N {
                first = index;
            }
        }
        if length > longest {
            longest = length;
        }
        bytes += length;
        index += 1;
    }
    Column {
        values: Values::Texts(values),
        suspect,
        first,
        keys,
        longest,
        bytes,
    }
}

/// Looks at the values of an expression whose type the macro does not know.
pub const fn scalars<const N: usize>(values: [Scalar; N], are_ids: bool) -> Column<N> {
    let (mut of_texts, mut index) = ([Fat { text: "" }; N], 0);
    while index < N {
        let Scalar::Text(text) = values[index] else {
            return others(values);
        };
        of_texts[index] = Fat { text };
        index += 1;
    }
    texts(of_texts, are_ids)
}

const fn others<const N: usize>(values: [Scalar; N]) -> Column<N> {
    let (mut suspect, mut first, mut bytes) = ([0; N], N, 0);
    let mut index = N;
    while index > 0 {
        index -= 1;
        bytes += match &values[index] {
            Scalar::Text(text) => text.len(),
            Scalar::Bool(_) => "false".len(),
            Scalar::Number(number) => number.as_bytes().len(),
        };
        if !matches!(values[index], Scalar::Bool(_)) {
            suspect[index] = 1;
            first = index;
        }
    }
    Column {
        values: Values::Others(values),
        suspect,
        first,
        keys: [0; N],
        // No text has more than all together.
        longest: bytes,
        bytes,
    }
}

impl<const N: usize> Column<N> {
    /// The ids, each with its key.
    pub const fn ids(&self) -> Ids<'_> {
        match &self.values {
            Values::Texts(values) => Ids {
                values,
                keys: &self.keys,
            },
            // They are no ids, and the compiler says so.
            Values::Others(_) => Ids {
                values: &[],
                keys: &[],
            },
        }
    }

    pub(super) const fn value(&self, row: usize) -> Scalar {
        match &self.values {
            Values::Texts(texts) => Scalar::Text(text_of!(texts[row])),
            Values::Others(values) => values[row],
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
        let (value, suspect) = (column.value(index), column.suspect[index] == 1);
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
        if is_longer(column.value(index), max_chars) {
            return true;
        }
        index += 1;
    }
    false
}
