//! Text inside JSON strings, and inside the texts of expressions that are JSON strings.

use super::word::{STEP, each, load, word};

/// The escapes of the bytes of a text in one kind of place.
///
/// Only ASCII is escaped, and only by ASCII, so the result is UTF-8 like the text.
pub(super) struct Escapes {
    /// For each byte its escape, with the first byte in the lowest bits, and the length of the escape.
    bytes: [(u64, u32); 256],
    /// Whether `'` and a back-tick have escapes too.
    quotes: bool,
}

/// A JSON string.
pub(super) const JSON: &Escapes = &Escapes::json();
/// A text in single quotes in a condition that is a JSON string.
pub(super) const CONDITION: &Escapes = &Escapes::json().quoted(b'\'').quoted(b'\\');
/// The same between back-ticks.
pub(super) const BACKTICK: &Escapes = &Escapes::json().quoted(b'\'').quoted(b'\\').quoted(b'`');

type Chunk = [u8; STEP];

/// Shorter texts are read byte by byte: splitting a slice takes as long as some twenty bytes.
const SHORT: usize = 4 * STEP;

/// The chunks of a text, and the rest.
const fn chunks(text: &[u8]) -> (&[Chunk], &[u8]) {
    if text.len() < SHORT {
        (&[], text)
    } else {
        text.as_chunks()
    }
}

pub(super) const HIGH: u128 = each(0x80);
const LOW: u128 = each(0x7f);
/// Added to a byte, it sets the highest bit of all bytes but the control characters.
const NO_CONTROL: u128 = each(0x80 - 0x20);
const DOUBLE_QUOTE: u128 = each(b'"');
const BACKSLASH: u128 = each(b'\\');
const SINGLE_QUOTE: u128 = each(b'\'');
const BACKTICK_SIGN: u128 = each(b'`');
const BRACE: u128 = each(b'{');

/// The number of bits before the first byte with an escape. This is no function, since calls count in
/// rustc's limit, and some texts have an escape for every byte.
macro_rules! clean_bits {
    ($dirty:ident) => {
        if $dirty & 0x80 != 0 {
            0
        } else {
            $dirty.trailing_zeros() - 7
        }
    };
}

impl Escapes {
    const fn json() -> Self {
        let mut bytes = [(0, 1); 256];
        let mut byte = 0;
        while byte < 256 {
            bytes[byte].0 = byte as u64;
            byte += 1;
        }
        let mut control = 0;
        while control < 0x20 {
            let hex = b"0123456789abcdef"[control & 15];
            let escape = [
                b'\\',
                b'u',
                b'0',
                b'0',
                b'0' + (control >> 4) as u8,
                hex,
                0,
                0,
            ];
            bytes[control] = (u64::from_le_bytes(escape), 6);
            control += 1;
        }
        Self {
            bytes,
            quotes: false,
        }
        .short(b'"', b'"')
        .short(b'\\', b'\\')
        .short(b'\n', b'n')
        .short(b'\r', b'r')
        .short(b'\t', b't')
        .short(0x08, b'b')
        .short(0x0c, b'f')
    }

    /// With a backslash and a character as the escape of a byte.
    const fn short(mut self, byte: u8, sign: u8) -> Self {
        self.bytes[byte as usize] = (u64::from_le_bytes([b'\\', sign, 0, 0, 0, 0, 0, 0]), 2);
        self
    }

    /// With a backslash before a byte, for texts in expressions. JSON writes it as two backslashes.
    const fn quoted(mut self, byte: u8) -> Self {
        let (escape, length) = self.bytes[byte as usize];
        let backslashes = u64::from_le_bytes([b'\\', b'\\', 0, 0, 0, 0, 0, 0]);
        self.bytes[byte as usize] = (escape << 16 | backslashes, length + 2);
        self.quotes = true;
        self
    }

    /// The highest bit of each byte of a chunk that has an escape.
    const fn dirty(&self, chunk: u128) -> u128 {
        // The highest bits are clear, so no sum carries into the next byte. A sum sets the highest bit
        // of its byte, unless that byte has an escape.
        let low = chunk & LOW;
        let mut clean =
            (low + NO_CONTROL) & ((low ^ DOUBLE_QUOTE) + LOW) & ((low ^ BACKSLASH) + LOW);
        if self.quotes {
            clean &= ((low ^ SINGLE_QUOTE) + LOW) & ((low ^ BACKTICK_SIGN) + LOW);
        }
        !(clean | chunk) & HIGH
    }

    /// The length of a text with its escapes, in bytes.
    pub(super) const fn length(&self, text: &[u8]) -> usize {
        let (chunks, rest) = chunks(text);
        let mut length = text.len() - rest.len();
        let (mut index, count) = (0, chunks.len());
        while index < count {
            let mut chunk = u128::from_le_bytes(chunks[index]);
            let mut dirty = self.dirty(chunk);
            while dirty != 0 {
                let clean = clean_bits!(dirty);
                length += self.bytes[(chunk >> clean & 0xff) as usize].1 as usize - 1;
                chunk = chunk >> clean >> 8;
                dirty = dirty >> clean >> 8;
            }
            index += 1;
        }
        let (mut index, count) = (0, rest.len());
        while index < count {
            length += self.bytes[rest[index] as usize].1 as usize;
            index += 1;
        }
        length
    }

    /// Writes a text and gives the place behind it.
    pub(super) const fn write(&self, text: &[u8], out: &mut [u8], mut at: usize) -> usize {
        let (chunks, rest) = chunks(text);
        if !chunks.is_empty() {
            at = self.write_chunks(chunks, out, at);
        }
        let (mut index, count) = (0, rest.len());
        while index < count {
            let (escape, length) = self.bytes[rest[index] as usize];
            if length == 1 {
                out[at] = rest[index];
                at += 1;
            } else {
                at = put(escape as u128, length, out, at);
            }
            index += 1;
        }
        at
    }

    const fn write_chunks(&self, chunks: &[Chunk], out: &mut [u8], at: usize) -> usize {
        let (_, free) = out.split_at_mut(at);
        let (cells, _) = free.as_chunks_mut::<STEP>();
        // The cell that is being filled, its bytes so far, and the number of bits in them.
        let (mut cell, mut word, mut filled) = (0, 0, 0);
        macro_rules! push {
            ($value:expr, $bits:expr) => {
                let (value, bits): (u128, u32) = ($value, $bits);
                word |= value << filled;
                filled += bits;
                if filled >= 128 {
                    cells[cell] = word.to_le_bytes();
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
        let (mut index, count) = (0, chunks.len());
        while index < count {
            let mut chunk = u128::from_le_bytes(chunks[index]);
            let mut dirty = self.dirty(chunk);
            let mut left = 128;
            while dirty != 0 {
                let clean = clean_bits!(dirty);
                if clean != 0 {
                    push!(chunk & ((1 << clean) - 1), clean);
                    chunk >>= clean;
                    dirty >>= clean;
                }
                let (escape, length) = self.bytes[(chunk & 0xff) as usize];
                push!(escape as u128, length * 8);
                chunk >>= 8;
                dirty >>= 8;
                left -= clean + 8;
            }
            if left != 0 {
                push!(chunk, left);
            }
            index += 1;
        }
        put(word, filled / 8, out, at + cell * STEP)
    }
}

/// Writes the lowest bytes of a word and gives the place behind them.
const fn put(mut word: u128, length: u32, out: &mut [u8], at: usize) -> usize {
    let end = at + length as usize;
    let mut at = at;
    while at < end {
        out[at] = (word & 0xff) as u8;
        word >>= 8;
        at += 1;
    }
    end
}

/// Copies bytes and gives the place behind them.
pub(super) const fn copy(bytes: &[u8], out: &mut [u8], at: usize) -> usize {
    let length = bytes.len();
    if length < SHORT {
        let mut index = 0;
        while index < length {
            out[at + index] = bytes[index];
            index += 1;
        }
    } else {
        let (_, out) = out.split_at_mut(at);
        let (out, _) = out.split_at_mut(length);
        out.copy_from_slice(bytes);
    }
    at + length
}

/// The place of the next `${` at or behind `from`, or the length.
pub(super) const fn find_binding(text: &[u8], from: usize) -> usize {
    let (mut at, length) = (from, text.len());
    while at < length {
        let mut end = at + STEP;
        if end > length {
            end = length;
        } else {
            let chunk = word!(text, at, u128);
            if (((chunk & LOW ^ BRACE) + LOW) | chunk) & HIGH == HIGH {
                at = end;
                continue;
            }
        }
        while at < end {
            if text[at] == b'{' && at > from && text[at - 1] == b'$' {
                return at - 1;
            }
            at += 1;
        }
    }
    length
}

/// The place of the first such byte, or the length.
pub(super) const fn find(bytes: &[u8], byte: u8) -> usize {
    let (mut at, length) = (0, bytes.len());
    while at < length && bytes[at] != byte {
        at += 1;
    }
    at
}
