//! Lists of options that are constants.
//!
//! What the checker says of options that are written out, these functions say of a constant list when
//! the compiler evaluates them: each check is a constant of its own, and names the item by its index.
//!
//! # What const evaluation can do
//!
//! The macro never sees the list, so all depends on functions that stable Rust evaluates: loops over
//! slices, texts as bytes, panics with a message that is put together in a buffer. There are no traits
//! and no allocation, and each statement takes a tenth of a microsecond at least. So [`scan`] goes over
//! the list once, and keeps what nearly all checks need: which texts are suspect, how long the longest
//! are, and which id stands twice. Only a suspect text is looked at again, byte by byte.
//!
//! `scan` reads and writes sixteen bytes at a time, and reads them by patterns, since to split a slice
//! takes as long as some hundred statements. A byte with an escape is written by itself. Ids are compared
//! by a hash table, so that the time grows with the list and not with its square.

use super::check::{Message, Test};
use super::escape::JSON;
use super::json::Json;
use super::scalar::Scalar;
use crate::Item;

/// A text of an [`Item`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `id`
    Id,
    /// `title`
    Title,
    /// `description`
    Description,
    /// `metadata`
    Metadata,
    /// `color`
    Color,
}

/// The number of parts.
const PARTS: usize = 5;

impl Part {
    const fn of(self, item: &Item) -> Option<&'static str> {
        match self {
            Part::Id => Some(item.id),
            Part::Title => Some(item.title),
            Part::Description => item.description,
            Part::Metadata => item.metadata,
            Part::Color => item.color,
        }
    }
}

/// What one pass over a list finds. `N` is [`cells`] of the list.
pub struct Scan<const N: usize> {
    /// The list in JSON, filled in order.
    json: [Cell; N],
    /// How many bytes of it are the JSON.
    length: usize,
    /// For each part, the index of the first text that may break a limit.
    suspects: [usize; PARTS],
    /// For each part, the bytes of the longest text.
    longest: [usize; PARTS],
    /// How many values of JSON stand in the list.
    values: usize,
    /// The first item whose id another has too, behind that other one.
    duplicate: Option<(usize, usize)>,
}

/// The number of bytes that are read and written together.
const STEP: usize = 16;
type Cell = [u8; STEP];

/// Bytes for what stands around the texts of an item: the keys and the end.
const AROUND: usize =
    br#",{"id":"","title":"","description":"","metadata":"","color":"","enabled":false}"#.len();

/// The cells for a list in JSON, as if every byte had the longest escape.
pub const fn cells(list: &[Item]) -> usize {
    let (mut bytes, mut index) = (0, 0);
    while index < list.len() {
        let item = &list[index];
        bytes += item.id.len() + item.title.len();
        if let Some(text) = item.description {
            bytes += text.len();
        }
        if let Some(text) = item.metadata {
            bytes += text.len();
        }
        if let Some(text) = item.color {
            bytes += text.len();
        }
        index += 1;
    }
    (2 + list.len() * AROUND + 6 * bytes) / STEP + 1
}

/// The size of the hash table for that many ids: the index of each item plus one, and in [`scan`] the
/// hash of its id.
pub const fn slots(items: usize) -> usize {
    (items * 4).next_power_of_two()
}

/// A byte in each place.
const fn each(byte: u8) -> u128 {
    u128::from_le_bytes([byte; STEP])
}

/// A short text in one word, and its bits.
const fn packed(text: &str) -> (u128, u32) {
    let bytes = text.as_bytes();
    let (mut word, mut index) = (0, bytes.len());
    while index > 0 {
        index -= 1;
        word = word << 8 | bytes[index] as u128;
    }
    (word, bytes.len() as u32 * 8)
}

/// Goes over a list.
///
/// `table` is empty, and as large as [`slots`] says.
pub const fn scan<const N: usize, const SLOTS: usize>(
    list: &[Item],
    mut table: [(u32, u32); SLOTS],
) -> Scan<N> {
    // A variable is read far sooner than a constant.
    let (high, low, no_control, fill) = (each(0x80), each(0x7f), each(0x80 - 0x20), each(b'a'));
    let (quote, backslash, backtick, brace) = (each(b'"'), each(b'\\'), each(b'`'), each(b'{'));
    let (first, next) = (packed("{\"id\":\""), packed(",{\"id\":\""));
    let (title, end) = (packed("\",\"title\":\""), packed("\"}"));

    let mut json = [[0; STEP]; N];
    // The cell that is being filled, its bytes so far, and the number of bits in them.
    let (mut cell, mut word, mut filled) = (0, 0_u128, 0_u32);
    macro_rules! push {
        ($value:expr, $bits:expr) => {
            let (value, bits): (u128, u32) = ($value, $bits);
            word |= value << filled;
            filled += bits;
            if filled >= 128 {
                json[cell] = word.to_le_bytes();
                cell += 1;
                filled -= 128;
                word = if filled == 0 {
                    0
                } else {
                    value >> (bits - filled)
                };
            }
        };
    }
    macro_rules! push_text {
        ($text:literal) => {
            let (value, bits) = packed($text);
            push!(value, bits);
        };
    }

    let mut suspects = [usize::MAX; PARTS];
    let mut longest = [0; PARTS];
    let mut values = 0;
    let mut duplicate = None;
    let mut hash;
    let mut index = 0;
    // Writes a text, and takes its hash if it has a name.
    macro_rules! text {
        ($text:expr, $part:expr $(, $hash:ident)?) => {
            let part = $part as usize;
            let text: &[u8] = $text.as_bytes();
            let mut is_suspect = !matches!(text, [b'!'..=b'~', ..]);
            $($hash = text.len() as u128;)?
            // Writes some bytes of it. The other bytes of `checked` are letters.
            macro_rules! write {
                ($chunk:ident, $bits:expr, $checked:expr) => {
                    let (chunk, bits, checked): (u128, u32, u128) = ($chunk, $bits, $checked);
                    $($hash = $hash << 7 ^ $hash >> 5 ^ chunk;)?
                    let seven = checked & low;
                    // A control character or one of `"`, `\`, back-tick and `{` has an escape, or begins
                    // an expression.
                    let clean = (seven + no_control)
                        & ((seven ^ quote) + low)
                        & ((seven ^ backslash) + low)
                        & ((seven ^ backtick) + low)
                        & ((seven ^ brace) + low);
                    if (clean | checked) & high == high {
                        push!(chunk, bits);
                    } else {
                        is_suspect = true;
                        let (mut left, mut rest) = (bits, chunk);
                        while left > 0 {
                            let (escape, length) = JSON.of(rest as u8);
                            push!(escape as u128, length * 8);
                            rest >>= 8;
                            left -= 8;
                        }
                    }
                };
            }
            let mut left = text;
            while let &[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, ref rest @ ..] = left {
                let chunk = u128::from_le_bytes([a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p]);
                write!(chunk, 128, chunk);
                left = rest;
            }
            if !left.is_empty() {
                let bits = left.len() as u32 * 8;
                let chunk = if let &[.., a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = text {
                    // The bytes before have been written.
                    u128::from_le_bytes([a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p])
                        >> (128 - bits)
                } else {
                    let (mut chunk, mut at) = (0, 0);
                    if let &[a, b, c, d, e, f, g, h, ref rest @ ..] = left {
                        chunk = u64::from_le_bytes([a, b, c, d, e, f, g, h]) as u128;
                        at = 64;
                        left = rest;
                    }
                    while let &[byte, ref rest @ ..] = left {
                        chunk |= (byte as u128) << at;
                        at += 8;
                        left = rest;
                    }
                    chunk
                };
                write!(chunk, bits, chunk | fill << bits);
            }
            if text.len() > longest[part] {
                longest[part] = text.len();
            }
            if is_suspect && index < suspects[part] {
                suspects[part] = index;
            }
        };
    }
    push_text!("[");
    while index < list.len() {
        let item = &list[index];
        if index == 0 {
            push!(first.0, first.1);
        } else {
            push!(next.0, next.1);
        }
        text!(item.id, Part::Id, hash);
        let folded = (hash ^ hash >> 64) as u64;
        let key = (folded.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32;
        // The highest bits depend on all of the id.
        let mut slot = (key >> (32 - SLOTS.trailing_zeros())) as usize;
        while table[slot].0 != 0 {
            let (other, its_key) = table[slot];
            let other = other as usize - 1;
            if its_key == key && duplicate.is_none() && same(list[other].id, item.id) {
                duplicate = Some((other, index));
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        table[slot] = (index as u32 + 1, key);
        push!(title.0, title.1);
        text!(item.title, Part::Title);
        values += 3;
        if let Some(text) = item.description {
            push_text!("\",\"description");
            push_text!("\":\"");
            text!(text, Part::Description);
            values += 1;
        }
        if let Some(text) = item.metadata {
            push_text!("\",\"metadata\":\"");
            text!(text, Part::Metadata);
            values += 1;
        }
        if let Some(text) = item.color {
            push_text!("\",\"color\":\"");
            text!(text, Part::Color);
            values += 1;
            // Each is looked at.
            if index < suspects[Part::Color as usize] {
                suspects[Part::Color as usize] = index;
            }
        }
        match item.enabled {
            None => {
                push!(end.0, end.1);
            }
            Some(enabled) => {
                push_text!("\",\"enabled\":");
                if enabled {
                    push_text!("true}");
                } else {
                    push_text!("false}");
                }
                values += 1;
            }
        }
        index += 1;
    }
    push_text!("]");
    json[cell] = word.to_le_bytes();
    Scan {
        json,
        length: cell * STEP + filled as usize / 8,
        suspects,
        longest,
        values,
        duplicate,
    }
}

pub(super) const fn same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut index = 0;
    while index < left.len() {
        if left[index] != right[index] {
            return false;
        }
        index += 1;
    }
    true
}

impl<const LENGTH: usize> Json<LENGTH> {
    /// The list of a scan: `Json::<{ SCAN.length() }>::of_list(SCAN)`.
    pub const fn of_list<const N: usize>(scan: &Scan<N>) -> Self {
        let mut out = [0; LENGTH];
        out.copy_from_slice(scan.bytes());
        Self::whole(out, scan.length)
    }
}

impl<const N: usize> Scan<N> {
    /// The list in JSON.
    pub const fn bytes(&self) -> &[u8] {
        self.json.as_flattened().split_at(self.length).0
    }

    /// How many bytes the list has in JSON.
    pub const fn length(&self) -> usize {
        self.length
    }

    /// How many values of JSON stand in the list.
    pub const fn values(&self) -> usize {
        self.values
    }

    /// Whether a text has more characters than clients show.
    pub const fn has_longer(&self, list: &[Item], part: Part, max_chars: usize) -> bool {
        // No text has more characters than bytes.
        if self.longest[part as usize] <= max_chars {
            return false;
        }
        let test = Test::MaxChars(max_chars);
        let mut index = 0;
        while index < list.len() {
            if let Some(text) = part.of(&list[index])
                && !test.passes(Scalar::Text(text))
            {
                return true;
            }
            index += 1;
        }
        false
    }
}

/// Tests the number of items, with the message for an empty list.
#[track_caller]
pub const fn check_count(items: usize, message: &str) {
    if items == 0 {
        panic!("{}", message)
    }
}

/// Tests one text of all items, as [`check`](super::check()) does.
///
/// `name` is what messages call the list.
#[track_caller]
pub const fn check_items<const N: usize>(
    list: &[Item],
    scan: &Scan<N>,
    name: &str,
    part: Part,
    limits: &[(Test, &str)],
) {
    // What no text may be, none is suspected of.
    let all = matches!(limits, [(Test::Absent, _), ..]);
    let mut index = if all { 0 } else { scan.suspects[part as usize] };
    while index < list.len() {
        let item = &list[index];
        if let Some(text) = part.of(item) {
            let mut limit = 0;
            while limit < limits.len() {
                let (test, message) = limits[limit];
                let value = Scalar::Text(text);
                if !test.passes(value) {
                    let mut built = Message::empty();
                    built.push_place(name, index, item.id);
                    built.push_text(message, test, value);
                    panic!("{}", built.as_str());
                }
                limit += 1;
            }
        }
        index += 1;
    }
}

/// Tests that no two items have one id.
///
/// `name` is what messages call the list, and `message` follows the place of the item that has the id
/// too.
#[track_caller]
pub const fn check_ids<const N: usize>(list: &[Item], scan: &Scan<N>, name: &str, message: &str) {
    if let Some((first, again)) = scan.duplicate {
        let mut built = Message::empty();
        built.push_place(name, again, list[again].id);
        built.push(b"item [");
        built.push_number(first);
        built.push(b"] ");
        built.push(message.as_bytes());
        panic!("{}", built.as_str());
    }
}
