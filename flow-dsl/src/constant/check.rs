//! The limits of a property, tested with the value of a constant.

use super::escape::{HIGH, copy, find, find_binding};
use super::number::digits;
use super::scalar::Scalar;
use super::word::{STEP, load, word};

/// A limit for the value of a constant. A limit for texts passes numbers and truth values, and a limit
/// for numbers passes all other values, since the type has been checked before.
#[derive(Clone, Copy, Debug)]
pub enum Test {
    /// A text with at least this number of characters.
    MinChars(usize),
    /// A text with at most this number of characters.
    MaxChars(usize),
    /// A text that has something other than white space.
    NotBlank,
    /// A text that is no expression and has no binding in it.
    Plain,
    /// A text without `${` and without back-ticks: the name of an input.
    Name,
    /// The id of a screen: letters A to Z and a to z and `_`, of which at least one is a letter.
    ScreenId,
    /// An absolute URI.
    Uri,
    /// `#RRGGBB`
    Color,
    /// A day of the calendar: `YYYY-MM-DD`.
    Date,
    /// No text at all.
    Absent,
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// A number without a fraction.
    Whole,
    /// A whole number, at least this one.
    AtLeast(i64),
    /// A whole number, at most this one.
    AtMost(i64),
}

/// Tests a value and stops the build at the first limit that it breaks, with the message of that limit.
/// `{}` in the message becomes the number of characters for [`Test::MinChars`] and [`Test::MaxChars`],
/// and the value for all others.
///
/// The place of the error is that of the call. The call belongs into a constant of its own, since code
/// that uses a failed constant is an error too.
#[track_caller]
pub const fn check(value: Scalar, limits: &[(Test, &str)]) {
    if let Scalar::Number(number) = value
        && !number.is_written()
    {
        panic!("this number cannot stand in a flow: write one between 1e-19 and 1e35, or a text");
    }
    let mut index = 0;
    while index < limits.len() {
        let (test, message) = limits[index];
        if !test.passes(value) {
            let mut built = Message::empty();
            built.push_text(message, test, value);
            panic!("{}", built.as_str());
        }
        index += 1;
    }
}

/// Whether a value is a text of more characters than clients show.
pub const fn is_longer(value: Scalar, max_chars: usize) -> bool {
    !Test::MaxChars(max_chars).passes(value)
}

impl Test {
    pub(super) const fn passes(self, value: Scalar) -> bool {
        match value {
            Scalar::Text(text) => self.passes_text(text),
            Scalar::Bool(_) => true,
            Scalar::Number(number) => match self {
                Test::Whole => number.is_whole(),
                Test::AtLeast(bound) => number.is_at_least(bound),
                Test::AtMost(bound) => number.is_at_most(bound),
                _ => true,
            },
        }
    }

    const fn passes_text(self, text: &str) -> bool {
        let bytes = text.as_bytes();
        match self {
            // No character has more than four bytes, and none has less than one.
            Test::MinChars(min) => {
                bytes.len() >= min && (bytes.len() / 4 >= min || characters(bytes) >= min)
            }
            Test::MaxChars(max) => {
                bytes.len() <= max || bytes.len() / 4 <= max && characters(bytes) <= max
            }
            Test::NotBlank => !is_blank(bytes),
            Test::Plain => is_plain(bytes),
            Test::Name => {
                let dollar = find_binding(bytes, 0);
                dollar == bytes.len() && find(bytes, b'`') == bytes.len()
            }
            Test::ScreenId => is_screen_id(bytes),
            Test::Uri => is_uri(bytes),
            Test::Color => is_color(bytes),
            Test::Date => is_date(bytes),
            Test::Absent => false,
            Test::OneOf(texts) => is_one_of(bytes, texts),
            Test::Whole | Test::AtLeast(_) | Test::AtMost(_) => true,
        }
    }
}

/// How many characters a text has.
const fn characters(bytes: &[u8]) -> usize {
    let (mut count, mut index, length) = (bytes.len(), 0, bytes.len());
    // All bytes of a character but its first begin with the bits 10.
    while length - index >= STEP {
        let word = word!(bytes, index, u128);
        count -= (word & !(word << 1) & HIGH).count_ones() as usize;
        index += STEP;
    }
    while index < length {
        count -= (bytes[index] & 0xc0 == 0x80) as usize;
        index += 1;
    }
    count
}

/// The character at a place of a text, and the place behind it.
const fn character(bytes: &[u8], at: usize) -> (char, usize) {
    let first = bytes[at] as u32;
    let length = match first {
        0..0x80 => return (bytes[at] as char, at + 1),
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    };
    let mut code = first & (0x7f >> length);
    let mut index = 1;
    while index < length {
        code = code << 6 | (bytes[at + index] & 0x3f) as u32;
        index += 1;
    }
    match char::from_u32(code) {
        Some(character) => (character, at + length),
        None => (char::REPLACEMENT_CHARACTER, at + length),
    }
}

pub(super) const fn is_blank(bytes: &[u8]) -> bool {
    let (mut at, length) = (0, bytes.len());
    while at < length {
        let (character, behind) = character(bytes, at);
        if !character.is_whitespace() {
            return false;
        }
        at = behind;
    }
    true
}

const fn starts_with(bytes: &[u8], at: usize, start: &[u8]) -> bool {
    let mut index = 0;
    while index < start.len() {
        if at + index >= bytes.len() || bytes[at + index] != start[index] {
            return false;
        }
        index += 1;
    }
    true
}

const fn is_plain(bytes: &[u8]) -> bool {
    let length = bytes.len();
    if length > 1 && bytes[0] == b'`' && bytes[length - 1] == b'`' {
        return false;
    }
    let mut at = find_binding(bytes, 0);
    while at < length {
        if starts_with(bytes, at, b"${data.")
            || starts_with(bytes, at, b"${form.")
            || starts_with(bytes, at, b"${screen.")
        {
            return false;
        }
        at = find_binding(bytes, at + 1);
    }
    true
}

const fn is_screen_id(bytes: &[u8]) -> bool {
    let (mut letter, mut index) = (false, 0);
    while index < bytes.len() {
        if bytes[index].is_ascii_alphabetic() {
            letter = true;
        } else if bytes[index] != b'_' {
            return false;
        }
        index += 1;
    }
    letter
}

const fn is_uri(bytes: &[u8]) -> bool {
    let (colon, length) = (find(bytes, b':'), bytes.len());
    // The part behind the colon is not empty, and not only two slashes.
    let slashes = length == colon + 3 && starts_with(bytes, colon, b"://");
    if length < colon + 2 || slashes || !bytes[0].is_ascii_alphabetic() {
        return false;
    }
    let mut at = 0;
    while at < colon {
        if !bytes[at].is_ascii_alphanumeric() && !matches!(bytes[at], b'+' | b'-' | b'.') {
            return false;
        }
        at += 1;
    }
    while at < length {
        let (character, behind) = character(bytes, at);
        let control = matches!(character, '\0'..='\x1f' | '\x7f'..='\u{9f}');
        if control || character.is_whitespace() {
            return false;
        }
        at = behind;
    }
    true
}

const fn is_color(bytes: &[u8]) -> bool {
    let mut index = 1;
    while index < bytes.len() {
        if !bytes[index].is_ascii_hexdigit() {
            return false;
        }
        index += 1;
    }
    bytes.len() == 7 && bytes[0] == b'#'
}

/// The number of two digits.
const fn pair(tens: u8, ones: u8) -> u8 {
    (tens - b'0') * 10 + (ones - b'0')
}

const fn is_date(bytes: &[u8]) -> bool {
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = bytes else {
        return false;
    };
    let digits = [*y0, *y1, *y2, *y3, *m0, *m1, *d0, *d1];
    let mut index = 0;
    while index < digits.len() {
        if !digits[index].is_ascii_digit() {
            return false;
        }
        index += 1;
    }
    let (century, year) = (pair(*y0, *y1), pair(*y2, *y3));
    let (month, day) = (pair(*m0, *m1), pair(*d0, *d1));
    // The century decides for its first year only.
    let leap = if year == 0 {
        century.is_multiple_of(4)
    } else {
        year.is_multiple_of(4)
    };
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    day >= 1 && day <= days
}

const fn is_one_of(bytes: &[u8], texts: &[&str]) -> bool {
    let mut index = 0;
    while index < texts.len() {
        if texts[index].len() == bytes.len() && starts_with(bytes, 0, texts[index].as_bytes()) {
            return true;
        }
        index += 1;
    }
    false
}

/// A message in a buffer, since const evaluation allocates nothing and formats nothing.
pub(super) struct Message {
    bytes: [u8; Self::SIZE],
    length: usize,
}

impl Message {
    /// Longer messages are cut off.
    const SIZE: usize = 2048;

    /// The most characters of a value in a message.
    const SHOWN: usize = 40;

    pub(super) const fn empty() -> Self {
        Self {
            bytes: [0; Self::SIZE],
            length: 0,
        }
    }

    /// Adds the message of a limit that a value breaks.
    pub(super) const fn push_text(&mut self, message: &str, test: Test, value: Scalar) {
        let bytes = message.as_bytes();
        let (mut at, length) = (0, bytes.len());
        while at < length {
            if starts_with(bytes, at, b"{}") {
                self.push_found(test, value);
                at += 2;
            } else {
                at = self.push_character(bytes, at);
            }
        }
    }

    /// Adds a message with a number for its `{}`.
    pub(super) const fn push_numbered(&mut self, message: &str, number: usize) {
        let bytes = message.as_bytes();
        let (mut at, length) = (0, bytes.len());
        while at < length {
            if starts_with(bytes, at, b"{}") {
                self.push_number(number);
                at += 2;
            } else {
                at = self.push_character(bytes, at);
            }
        }
    }

    /// Adds where in a list an item is: its index and its id.
    pub(super) const fn push_place(&mut self, list: &str, index: usize, id: &str) {
        self.push(b"item [");
        self.push_number(index);
        self.push(b"] of ");
        self.push(list.as_bytes());
        if !id.is_empty() {
            self.push(b", `");
            self.push_start(id);
            self.push(b"`");
        }
        self.push(b": ");
    }

    pub(super) const fn push_number(&mut self, number: usize) {
        let (digits, start) = digits(number as u128);
        self.push(digits.split_at(start).1);
    }

    const fn push_found(&mut self, test: Test, value: Scalar) {
        match (value, test) {
            (Scalar::Text(text), Test::MinChars(_) | Test::MaxChars(_)) => {
                self.push_number(characters(text.as_bytes()));
            }
            (Scalar::Text(text), _) => self.push_start(text),
            (Scalar::Bool(value), _) => self.push(if value { b"true" } else { b"false" }),
            (Scalar::Number(number), _) => self.push(number.as_bytes()),
        }
    }

    /// Adds a text, or the start of a long one.
    const fn push_start(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let (mut at, mut count) = (0, 0);
        while at < bytes.len() && count < Self::SHOWN {
            at = self.push_character(bytes, at);
            count += 1;
        }
        if at < bytes.len() {
            self.push("…".as_bytes());
        }
    }

    /// Adds one character of a text and gives the place behind it.
    const fn push_character(&mut self, bytes: &[u8], at: usize) -> usize {
        let (_, behind) = character(bytes, at);
        self.push(bytes.split_at(at).1.split_at(behind - at).0);
        behind
    }

    /// Adds whole characters.
    pub(super) const fn push(&mut self, bytes: &[u8]) {
        if bytes.len() <= Self::SIZE - self.length {
            self.length = copy(bytes, &mut self.bytes, self.length);
        }
    }

    pub(super) const fn as_str(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => "the value of this constant breaks a limit",
        }
    }
}
