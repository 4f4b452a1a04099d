//! Loops over constant lists: what their expressions give for each item.

use super::check::Message;
use super::column::Ids;
use super::list::same;
use super::word::{
    Fat, all_clean, bytes, clean_of, first_word, keep_clean, key, length_of, load, load_first, mix,
    short_word, text_of, word,
};

/// A list whose items a loop copies, since it has them without a reference.
pub const fn copied<T: Copy>(list: &'static [T]) -> &'static [T] {
    list
}

/// The largest of some numbers of components.
pub const fn most(numbers: &[usize]) -> usize {
    let (mut most, mut index) = (0, 0);
    while index < numbers.len() {
        if numbers[index] > most {
            most = numbers[index];
        }
        index += 1;
    }
    most
}

/// Tests a number of items or components. `{}` in the message becomes the number.
#[track_caller]
pub const fn check_most(number: usize, most: usize, message: &str) {
    if number > most {
        let mut built = Message::empty();
        built.push_numbered(message, number);
        panic!("{}", built.as_str());
    }
}

/// Tests that no id stands twice in a list: in those that loops give, each with the name of its list, and
/// in those that are written out.
///
/// `table` is empty, and as large as [`slots`](super::slots) says of all ids together. `message` follows
/// the place of the id that is there before.
#[track_caller]
pub const fn check_distinct<const SLOTS: usize>(
    lists: &[(&str, Ids<'_>)],
    written: &[&str],
    mut table: [(u32, u32); SLOTS],
    message: &str,
) {
    let unused_bits = 32 - SLOTS.trailing_zeros();
    let mut number = 0;
    // The number of an item before with that id, plus one.
    let mut before;
    // Adds an id to the hash table by the number of its item.
    macro_rules! add {
        ($id:ident, $key:expr) => {
            let key: u32 = $key;
            let mut slot = (key >> unused_bits) as usize;
            before = 0;
            while table[slot].0 != 0 {
                let (other, its_key) = table[slot];
                if its_key == key && same(item(other - 1, lists, written).id(), $id) {
                    before = other;
                    break;
                }
                slot = (slot + 1) & (SLOTS - 1);
            }
            number += 1;
            if before == 0 {
                table[slot] = (number, key);
            }
        };
    }
    let mut index = 0;
    while index < written.len() {
        // The checker has compared these with each other.
        let id = written[index];
        bytes!(text, length = Fat { text: id });
        let mut hash = length as u128;
        let _ = clean_of!(text, length, hash);
        add!(id, key!(hash));
        index += 1;
    }
    let mut list = 0;
    while list < lists.len() {
        let (name, Ids { values, keys }) = lists[list];
        let (mut index, count) = (0, keys.len());
        while index < count {
            let id = text_of!(values[index]);
            add!(id, keys[index]);
            if before > 0 {
                let mut built = Message::empty();
                built.push_place(name, index, id);
                match item(before - 1, lists, written) {
                    Item::Of { list, index, .. } => {
                        built.push(b"item [");
                        built.push_number(index);
                        built.push(b"] of ");
                        built.push(list.as_bytes());
                        built.push(b" ");
                    }
                    Item::Written(_) => built.push(b"an item that is written out "),
                }
                built.push(message.as_bytes());
                panic!("{}", built.as_str());
            }
            index += 1;
        }
        list += 1;
    }
}

/// An item of a list with loops.
enum Item<'i> {
    Written(&'i str),
    Of {
        list: &'i str,
        index: usize,
        id: &'i str,
    },
}

impl Item<'_> {
    const fn id(&self) -> &str {
        match self {
            Item::Written(id) | Item::Of { id, .. } => id,
        }
    }
}

/// The item of a number: first are those that are written out.
const fn item<'i>(
    number: u32,
    lists: &'i [(&'i str, Ids<'i>)],
    written: &'i [&'i str],
) -> Item<'i> {
    let mut number = number as usize;
    if number < written.len() {
        return Item::Written(written[number]);
    }
    number -= written.len();
    let mut list = 0;
    while number >= lists[list].1.values.len() {
        number -= lists[list].1.values.len();
        list += 1;
    }
    let (name, Ids { values, .. }) = lists[list];
    Item::Of {
        list: name,
        index: number,
        id: text_of!(values[number]),
    }
}
