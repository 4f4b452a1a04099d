//! Texts in words of sixteen bytes.
//!
//! Const evaluation takes as long for a word as for a byte, and its costs are those of
//! operations, indexes and calls. So what goes over many texts reads and writes words, with these macros in
//! place of functions.
//!
//! A pointer to an element is made of one to the whole. Of a reference it would be to that byte alone, and a word
//! that begins there would be undefined behaviour in the model of Stacked Borrows, which Miri looks for.

/// The number of bytes that are read and written together.
pub(super) const STEP: usize = 16;

/// A word that may stand at any byte.
#[derive(Clone, Copy)]
#[repr(C, packed)]
pub(super) struct Anywhere<T: Copy>(pub(super) T);

/// A text and its parts.
///
/// The interpreter copies it like a reference, and does not look whether each in a constant is a text. In C's
/// layout it would be memory, which takes long to allocate.
#[derive(Clone, Copy)]
pub union Fat<'t> {
    /// The text. Others are made of it.
    pub text: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) parts: Parts,
}

/// Where a text begins, and its bytes.
#[derive(Clone, Copy)]
#[repr(C)]
pub(super) struct Parts {
    _start: *const u8,
    pub(super) length: usize,
}

/// Names the bytes of a text, and their number. `as_bytes` and `len` are calls, which take rustc six times as
/// long.
macro_rules! bytes {
    ($bytes:ident, $length:ident = $text:expr) => {
        let fat: $crate::constant::word::Fat = $text;
        // SAFETY: a text is its bytes.
        let $bytes = unsafe { fat.bytes };
        let $length = length_of!(fat);
    };
}

/// The text again.
macro_rules! text_of {
    ($fat:expr) => {
        // SAFETY: only texts are written.
        unsafe { $fat.text }
    };
}

/// The number of bytes of a text.
macro_rules! length_of {
    ($fat:ident) => {
        // SAFETY: a reference to a text is a pointer and the number of bytes. The language leaves their order open,
        // and so it is tested below.
        unsafe { $fat.parts.length }
    };
}

// With another order this is no constant, and nothing builds.
const _: () = {
    let fat = Fat { text: "abc" };
    assert!(length_of!(fat) == 3, "the length is behind the pointer");
    bytes!(text, length = fat);
    assert!(
        text.len() == length,
        "a text and its bytes have the same parts"
    );
};

/// A word of the bytes of a text from an index, in the order of memory. It is unsafe if not so many follow.
macro_rules! load {
    ($text:ident, $at:expr, $word:ty) => {
        (*(&raw const (*(&raw const *$text))[$at]
            as *const $crate::constant::word::Anywhere<$word>))
            .0
    };
}

/// The same of the first bytes.
macro_rules! load_first {
    ($text:ident, $word:ty) => {
        (*(&raw const *$text as *const $crate::constant::word::Anywhere<$word>)).0
    };
}

/// Writes such a word to a place of an array of bytes, in which sixteen bytes must follow.
macro_rules! store {
    ($out:ident, $to:expr, $word:ty, $value:expr) => {
        // SAFETY: who calls it has asserted that the array has room, and has asked whether a text has so many bytes.
        unsafe {
            (*(&raw mut (*(&raw mut $out))[$to] as *mut $crate::constant::word::Anywhere<$word>))
                .0 = $value;
        }
    };
}

/// A word of which the bytes of a text are the bytes, the first of them the lowest. All must be in the text.
macro_rules! word {
    ($text:ident, $at:expr, $word:ty) => {{
        // SAFETY: who calls it has asked whether the text has so many bytes.
        let word = unsafe { load!($text, $at, $word) };
        #[cfg(target_endian = "big")]
        let word = word.swap_bytes();
        word
    }};
}

/// The same of the first bytes.
macro_rules! first_word {
    ($text:ident, $word:ty) => {{
        // SAFETY: who calls it has asked whether the text has so many bytes.
        let word = unsafe { load_first!($text, $word) };
        #[cfg(target_endian = "big")]
        let word = word.swap_bytes();
        word
    }};
}

/// All bytes of a text of 1 to 15 bytes in one word, and letters. Some may stand there twice.
macro_rules! short_word {
    ($text:ident, $length:ident) => {
        if $length >= 8 {
            let mut word = word!($text, $length - 8, u64) as u128;
            word <<= 64;
            word |= first_word!($text, u64) as u128;
            word
        } else if $length >= 4 {
            let mut word = word!($text, $length - 4, u32) as u128;
            word <<= 32;
            word |= first_word!($text, u32) as u128;
            word |= 0x61616161_61616161_00000000_00000000;
            word
        } else if $length >= 2 {
            let mut word = word!($text, $length - 2, u16) as u128;
            word <<= 16;
            word |= first_word!($text, u16) as u128;
            word |= 0x61616161_61616161_61616161_00000000;
            word
        } else {
            let mut word = $text[0] as u128;
            word |= 0x61616161_61616161_61616161_61616100;
            word
        }
    };
}

/// A byte in each place.
pub(super) const fn each(byte: u8) -> u128 {
    u128::from_le_bytes([byte; STEP])
}

/// Adds to `$clean` what is clean in a word: the highest bit of each byte that is no control character and
/// none of `"`, `\`, back-tick and `{`. Those have an escape in JSON, or begin an expression. The bytes
/// behind `{`, which are `|`, `}`, `~` and 0x7f, are not clean either, since that is one step less.
///
/// Numbers that are written out and assignments with an operator take rustc a third of the time that names
/// and one expression do.
macro_rules! keep_clean {
    ($clean:ident, $word:ident) => {
        // The highest bits are clear, so no sum carries into the next byte.
        let mut seven: u128 = $word;
        seven &= 0x7f7f7f7f_7f7f7f7f_7f7f7f7f_7f7f7f7f;
        // Only a control character or `"` is at most 0x20 then.
        let mut clean = seven;
        clean ^= 0x02020202_02020202_02020202_02020202;
        clean += 0x5f5f5f5f_5f5f5f5f_5f5f5f5f_5f5f5f5f;
        // Only `\` and back-tick are 0x80 and 0x84 then, and zero without these bits.
        let mut sign = seven;
        sign += 0x24242424_24242424_24242424_24242424;
        sign &= 0x7b7b7b7b_7b7b7b7b_7b7b7b7b_7b7b7b7b;
        sign += 0x7f7f7f7f_7f7f7f7f_7f7f7f7f_7f7f7f7f;
        clean &= sign;
        // Only `{` and what is behind it is at most 4 then.
        seven ^= 0x7f7f7f7f_7f7f7f7f_7f7f7f7f_7f7f7f7f;
        seven += 0x7b7b7b7b_7b7b7b7b_7b7b7b7b_7b7b7b7b;
        clean &= seven;
        // A byte of a character that is not ASCII.
        clean |= $word;
        $clean &= clean;
    };
}

/// The highest bit of each byte: what is clean in a text that has nothing else.
macro_rules! all_clean {
    () => {
        0x80808080_80808080_80808080_80808080
    };
}

/// What is clean in a text, with the hash of it if it has a name.
macro_rules! clean_of {
    ($text:ident, $length:ident $(, $hash:ident)?) => {{
        let mut clean: u128 = all_clean!();
        if $length >= 16 {
            let word = first_word!($text, u128);
            $($hash ^= word;)?
            keep_clean!(clean, word);
            if $length > 16 {
                let last = $length - 16;
                let word = word!($text, last, u128);
                $(mix!($hash, word);)?
                keep_clean!(clean, word);
                if $length > 32 {
                    let mut at = 16;
                    while at < last {
                        let word = word!($text, at, u128);
                        $(mix!($hash, word);)?
                        keep_clean!(clean, word);
                        at += 16;
                    }
                }
            }
        } else if $length > 0 {
            let word: u128 = short_word!($text, $length);
            $($hash ^= word;)?
            keep_clean!(clean, word);
        }
        clean &= all_clean!();
        clean
    }};
}

/// Whether a text may have nothing but white space: whether it is empty, or begins with the first byte of
/// such a character.
macro_rules! may_be_blank {
    ($text:ident) => {
        !matches!($text, [b'!'..=b'~' | 0xc3..=0xe0 | 0xe4..=0xff, ..])
    };
}

/// Writes a short text to a place of an array of bytes, in which sixteen bytes must follow.
macro_rules! write_short {
    ($out:ident, $to:ident, $short:expr) => {
        store!($out, $to, u128, $short.word);
        $to += $short.length;
    };
}

/// Writes a text to a place of an array of bytes, in which as many and sixteen bytes must follow.
macro_rules! write_text {
    ($out:ident, $to:ident, $text:ident, $length:ident) => {
        if $length >= 16 {
            store!($out, $to, u128, load_first!($text, u128));
            if $length > 16 {
                let last = $length - 16;
                if $length > 32 {
                    let mut at = 16;
                    while at < last {
                        store!($out, $to + at, u128, load!($text, at, u128));
                        at += 16;
                    }
                }
                // Some bytes in the middle are written twice, here and below.
                store!($out, $to + last, u128, load!($text, last, u128));
            }
        } else if $length >= 8 {
            store!($out, $to, u64, load_first!($text, u64));
            store!($out, $to + $length - 8, u64, load!($text, $length - 8, u64));
        } else if $length >= 4 {
            store!($out, $to, u32, load_first!($text, u32));
            store!($out, $to + $length - 4, u32, load!($text, $length - 4, u32));
        } else if $length >= 2 {
            store!($out, $to, u16, load_first!($text, u16));
            store!($out, $to + $length - 2, u16, load!($text, $length - 2, u16));
        } else if $length == 1 {
            $out[$to] = $text[0];
        }
        $to += $length;
    };
}

/// Adds a word to the hash of a text, which begins as its length and its first word.
macro_rules! mix {
    ($hash:ident, $word:ident) => {
        let mut mixed = $hash;
        mixed <<= 7;
        $hash >>= 5;
        $hash ^= mixed;
        $hash ^= $word;
    };
}

/// The key of a hash. Its highest bits depend on all of the text.
macro_rules! key {
    ($hash:ident) => {{
        let mut key: u128 = $hash;
        key >>= 64;
        key ^= $hash;
        key &= 0xffff_ffff_ffff_ffff;
        // The product of two words has no overflow, and takes less than a call that allows one.
        key *= 0x9e37_79b9_7f4a_7c15;
        key >>= 32;
        key as u32
    }};
}

pub(super) use {
    all_clean, bytes, clean_of, first_word, keep_clean, key, length_of, load, load_first,
    may_be_blank, mix, short_word, store, text_of, word, write_short, write_text,
};

/// At most sixteen bytes of text, which are written at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Short {
    /// The bytes of the text in the order of memory, and others. A word is copied without memory of its own,
    /// which the interpreter allocates for an array.
    pub(super) word: u128,
    pub(super) length: usize,
}

/// A text of at most sixteen bytes.
pub(super) const fn short(text: &str) -> Short {
    let (text, mut bytes) = (text.as_bytes(), [b' '; STEP]);
    let mut at = 0;
    while at < text.len() {
        bytes[at] = text[at];
        at += 1;
    }
    Short {
        word: u128::from_ne_bytes(bytes),
        length: text.len(),
    }
}

/// Text that was written in an array of bytes, which may be longer.
pub(super) struct Written<const SIZE: usize> {
    bytes: [u8; SIZE],
    length: usize,
}

impl<const SIZE: usize> Written<SIZE> {
    /// The bytes that are written must be UTF-8.
    pub(super) const fn new(bytes: [u8; SIZE], length: usize) -> Self {
        assert!(length <= SIZE, "the text is in the array");
        Self { bytes, length }
    }

    pub(super) const fn length(&self) -> usize {
        self.length
    }

    /// Some bytes of the text, which are whole characters.
    pub(super) const fn part(&self, from: usize, to: usize) -> &str {
        assert!(from <= to && to <= self.length, "the part is in the text");
        let bytes = self.bytes.as_ptr();
        // SAFETY: the bytes are in the array. Each of the text was written, and as UTF-8: literals, digits, and
        // texts in which ASCII is replaced by ASCII.
        unsafe {
            core::str::from_utf8_unchecked(core::slice::from_raw_parts(bytes.add(from), to - from))
        }
    }
}
