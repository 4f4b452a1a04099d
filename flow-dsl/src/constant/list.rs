//! Lists of options that are constants.
//!
//! What the checker says of options that are written out, these functions say of a constant list when
//! the compiler evaluates them: each check is a constant of its own, and names the item by its index.
//!
//! # What const evaluation can do
//!
//! The macro never sees the list, so all depends on functions that stable Rust evaluates: loops over
//! slices, texts as bytes, panics with a message that is put together in a buffer. There are no traits
//! and no allocation, and each statement costs: see the costs in the documentation of this module's parent.
//! So [`scan`] goes over the list once, and keeps what nearly all checks need: which texts are suspect, how
//! long the longest are, and which id stands twice. Only a suspect text is looked at again, byte by byte. Ids
//! are compared by a hash table, so that the time grows with the list and not with its square.

use super::check::{Message, Test, is_blank};
use super::escape::JSON;
use super::scalar::Scalar;
use super::word::{
    Fat, STEP, Written, all_clean, bytes, clean_of, first_word, keep_clean, key, length_of, load,
    load_first, may_be_blank, mix, short, short_word, store, word, write_short, write_text,
};
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

/// What one pass over a list finds. `SIZE` is [`list_size`] of the list.
pub struct Scan<const SIZE: usize> {
    /// The list in JSON.
    json: Written<SIZE>,
    /// For each part, the index of the first text that may break a limit.
    suspects: [usize; PARTS],
    /// For each part, the bytes of the longest text.
    longest: [usize; PARTS],
    /// How many values of JSON stand in the list.
    values: usize,
    /// The first item whose id another has too, behind that other one.
    duplicate: Option<(usize, usize)>,
}

/// Bytes for what stands around the texts of an item: the keys and the end.
const AROUND: usize =
    br#",{"id":"","title":"","description":"","metadata":"","color":"","enabled":false}"#.len();

/// The bytes for a list in JSON, as if every byte had the longest escape.
pub const fn list_size(list: &[Item]) -> usize {
    let (mut bytes, mut index, count) = (0, 0, list.len());
    while index < count {
        let item = &list[index];
        let id = Fat { text: item.id };
        let title = Fat { text: item.title };
        bytes += length_of!(id) + length_of!(title);
        if let Some(text) = item.description {
            let fat = Fat { text };
            bytes += length_of!(fat);
        }
        if let Some(text) = item.metadata {
            let fat = Fat { text };
            bytes += length_of!(fat);
        }
        if let Some(text) = item.color {
            let fat = Fat { text };
            bytes += length_of!(fat);
        }
        index += 1;
    }
    // Words are written, of which some bytes may be behind the text.
    2 + count * AROUND + 6 * bytes + STEP
}

/// The size of the hash table for that many ids: the index of each item plus one, and in [`scan`] the
/// hash of its id.
pub const fn slots(items: usize) -> usize {
    (items * 4).next_power_of_two()
}

/// Goes over a list.
///
/// `table` is empty, and as large as [`slots`] says.
pub const fn scan<const SIZE: usize, const SLOTS: usize>(
    list: &[Item],
    mut table: [(u32, u32); SLOTS],
) -> Scan<SIZE> {
    let (id, title) = (short("{\"id\":\""), short("\",\"title\":\""));
    let (description, is) = (short("\",\"description"), short("\":\""));
    let (metadata, color) = (short("\",\"metadata\":\""), short("\",\"color\":\""));
    let (enabled, end) = (short("\",\"enabled\":"), short("\"},"));
    let truth = [short("false},"), short("true},")];

    // What is written so far and the sixteen bytes behind it are in the array.
    assert!(list_size(list) <= SIZE, "the size is that of the list");
    let (mut json, mut at) = ([0; SIZE], 0);
    let mut suspects = [usize::MAX; PARTS];
    // Names cost the compiler less than the places of an array.
    let (mut id_length, mut title_length, mut description_length) = (0, 0, 0);
    let (mut metadata_length, mut color_length) = (0, 0);
    // Each item is a value with two in it at least.
    let count = list.len();
    let mut values = 3 * count;
    let unused_bits = 32 - SLOTS.trailing_zeros();
    let mut duplicate = None;
    let mut hash;
    let mut index = 0;
    // Writes a text, and takes its hash if it has a name.
    macro_rules! text {
        ($text:expr, $part:expr, $longest:ident $(, $hash:ident)?) => {{
            const PART: usize = $part as usize;
            bytes!(text, length = Fat { text: $text });
            $($hash = length as u128;)?
            if clean_of!(text, length $(, $hash)?) != all_clean!()
                || (may_be_blank!(text) && is_blank(text))
            {
                at = JSON.write(text, &mut json, at);
                if index < suspects[PART] {
                    suspects[PART] = index;
                }
            } else {
                write_text!(json, at, text, length);
            }
            if length > $longest {
                $longest = length;
            }
        }};
    }
    json[at] = b'[';
    at += 1;
    while index < count {
        let item = &list[index];
        write_short!(json, at, id);
        text!(item.id, Part::Id, id_length, hash);
        let key = key!(hash);
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
        write_short!(json, at, title);
        text!(item.title, Part::Title, title_length);
        if let Some(text) = item.description {
            write_short!(json, at, description);
            write_short!(json, at, is);
            text!(text, Part::Description, description_length);
            values += 1;
        }
        if let Some(text) = item.metadata {
            write_short!(json, at, metadata);
            text!(text, Part::Metadata, metadata_length);
            values += 1;
        }
        if let Some(text) = item.color {
            write_short!(json, at, color);
            text!(text, Part::Color, color_length);
            values += 1;
            // Each is looked at.
            if index < suspects[Part::Color as usize] {
                suspects[Part::Color as usize] = index;
            }
        }
        if let Some(is_enabled) = item.enabled {
            write_short!(json, at, enabled);
            write_short!(json, at, truth[is_enabled as usize]);
            values += 1;
        } else {
            write_short!(json, at, end);
        }
        index += 1;
    }
    // Each item ends with a comma.
    if count > 0 {
        at -= 1;
    }
    json[at] = b']';
    Scan {
        json: Written::new(json, at + 1),
        suspects,
        longest: [
            id_length,
            title_length,
            description_length,
            metadata_length,
            color_length,
        ],
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

impl<const SIZE: usize> Scan<SIZE> {
    /// The list in JSON.
    pub const fn json(&self) -> &str {
        self.json.part(0, self.json.length())
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
pub const fn check_items<const SIZE: usize>(
    list: &[Item],
    scan: &Scan<SIZE>,
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
pub const fn check_ids<const SIZE: usize>(
    list: &[Item],
    scan: &Scan<SIZE>,
    name: &str,
    message: &str,
) {
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
