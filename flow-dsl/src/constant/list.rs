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
//! `scan` reads and writes sixteen bytes at a time, and reads them as a word, since to split a slice
//! takes as long as some hundred statements, and a pattern as long as thirty. A byte with an escape is written by itself. Ids are compared
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
    /// The list in JSON, filled in order: in memory the words are its bytes.
    json: [u128; N],
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

/// A word that may stand at any byte.
#[derive(Clone, Copy)]
#[repr(C, packed)]
struct Anywhere<T: Copy>(T);

/// A word of which the bytes of a text are the bytes, the first of them the lowest. All must be in the text.
macro_rules! word {
    ($text:ident, $at:expr, $word:ty) => {{
        let at = $at;
        #[allow(
            unsafe_code,
            reason = "a pattern or a call for the bytes takes rustc several times as long"
        )]
        // SAFETY: the bytes are those of the text from an index that is in it, and so many follow.
        let word = unsafe { (*(&raw const $text[at] as *const Anywhere<$word>)).0 };
        if cfg!(target_endian = "big") {
            word.swap_bytes()
        } else {
            word
        }
    }};
}

/// Bytes for what stands around the texts of an item: the keys and the end.
const AROUND: usize =
    br#",{"id":"","title":"","description":"","metadata":"","color":"","enabled":false}"#.len();

/// The cells for a list in JSON, as if every byte had the longest escape.
#[allow(
    clippy::needless_as_bytes,
    reason = "the length of a text is a call more for rustc, that of a slice is none"
)]
pub const fn cells(list: &[Item]) -> usize {
    let (mut bytes, mut index) = (0, 0);
    while index < list.len() {
        let item = &list[index];
        bytes += item.id.as_bytes().len() + item.title.as_bytes().len();
        if let Some(text) = item.description {
            bytes += text.as_bytes().len();
        }
        if let Some(text) = item.metadata {
            bytes += text.as_bytes().len();
        }
        if let Some(text) = item.color {
            bytes += text.as_bytes().len();
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

    let mut json = [0; N];
    // The cell that is being filled, its bytes so far, and the number of bits in them.
    let (mut cell, mut word, mut filled) = (0, 0_u128, 0_u32);
    macro_rules! push {
        ($value:expr, $bits:expr) => {
            let (value, bits): (u128, u32) = ($value, $bits);
            word |= value << filled;
            filled += bits;
            if filled >= 128 {
                json[cell] = if cfg!(target_endian = "big") {
                    word.swap_bytes()
                } else {
                    word
                };
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
    // Each item is a value with two in it at least.
    let mut values = 3 * list.len();
    let unused_bits = 32 - SLOTS.trailing_zeros();
    let mut duplicate = None;
    let mut hash;
    let mut index = 0;
    // Writes a text, and takes its hash if it has a name.
    macro_rules! text {
        ($text:expr, $part:expr $(, $hash:ident)?) => {{
            const PART: usize = $part as usize;
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
            let length = text.len();
            let mut at = 0;
            while length - at >= STEP {
                let chunk = word!(text, at, u128);
                write!(chunk, 128, chunk);
                at += STEP;
            }
            if at < length {
                let bits = (length - at) as u32 * 8;
                let chunk = if length >= STEP {
                    // The bytes before have been written.
                    word!(text, length - STEP, u128) >> (128 - bits)
                } else if length >= 8 {
                    // Two words, which have the bytes in the middle in common.
                    word!(text, 0, u64) as u128 | (word!(text, length - 8, u64) as u128) << (bits - 64)
                } else if length >= 4 {
                    word!(text, 0, u32) as u128 | (word!(text, length - 4, u32) as u128) << (bits - 32)
                } else {
                    let mut chunk = 0;
                    while at < length {
                        chunk |= (text[at] as u128) << (8 * at);
                        at += 1;
                    }
                    chunk
                };
                write!(chunk, bits, chunk | fill << bits);
            }
            if length > longest[PART] {
                longest[PART] = length;
            }
            if is_suspect && index < suspects[PART] {
                suspects[PART] = index;
            }
        }};
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
        // The product of two words has no overflow, and takes less than a call that allows one.
        let key = (folded as u128 * 0x9e37_79b9_7f4a_7c15) as u64 >> 32;
        let key = key as u32;
        // The highest bits depend on all of the id.
        let mut slot = (key >> unused_bits) as usize;
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
    json[cell] = word.to_le();
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
    #[allow(
        unsafe_code,
        reason = "to copy the words as bytes would take rustc milliseconds"
    )]
    pub const fn bytes(&self) -> &[u8] {
        assert!(self.length <= N * STEP, "the JSON is in the words");
        // SAFETY: the words have so many bytes, and each of them is one.
        unsafe { core::slice::from_raw_parts(self.json.as_ptr().cast(), self.length) }
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
