//! Loops over constant lists: what their expressions give for each item.

use super::check::{Message, Test, is_longer};
use super::list::same;
use super::scalar::Scalar;

/// An item of a list. It is copied, as the loop has it without a reference.
pub const fn nth<T: Copy>(list: &'static [T], index: usize) -> T {
    list[index]
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

/// Tests the values of an expression for the items of a list, as [`check`](super::check()) does.
///
/// `name` is what messages call the list.
#[track_caller]
pub const fn check_each(values: &[Scalar], name: &str, limits: &[(Test, &str)]) {
    let mut index = 0;
    while index < values.len() {
        let value = values[index];
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
            if !test.passes(value) {
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
pub const fn is_any_longer(values: &[Scalar], max_chars: usize) -> bool {
    let mut index = 0;
    while index < values.len() {
        if is_longer(values[index], max_chars) {
            return true;
        }
        index += 1;
    }
    false
}

/// Tests that no id stands twice in a list: in those that loops give, each with the name of its list, and
/// in those that are written out.
///
/// `table` is empty, and as large as [`slots`](super::slots) says of all ids together. `message` follows
/// the place of the id that is there before.
#[track_caller]
pub const fn check_distinct<const SLOTS: usize>(
    lists: &[(&str, &[Scalar])],
    written: &[&str],
    mut table: [usize; SLOTS],
    message: &str,
) {
    let mut number = 0;
    let mut index = 0;
    while index < written.len() {
        // The checker has compared these with each other.
        add(written[index], number, lists, written, &mut table);
        number += 1;
        index += 1;
    }
    let mut list = 0;
    while list < lists.len() {
        let (name, values) = lists[list];
        let mut index = 0;
        while index < values.len() {
            if let Scalar::Text(id) = values[index]
                && let Some(first) = add(id, number, lists, written, &mut table)
            {
                let mut built = Message::empty();
                built.push_place(name, index, id);
                match item(first, lists, written) {
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
            number += 1;
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
        id: Scalar,
    },
}

/// The item of a number: first are those that are written out.
const fn item<'i>(
    mut number: usize,
    lists: &'i [(&'i str, &'i [Scalar])],
    written: &'i [&'i str],
) -> Item<'i> {
    if number < written.len() {
        return Item::Written(written[number]);
    }
    number -= written.len();
    let mut list = 0;
    while number >= lists[list].1.len() {
        number -= lists[list].1.len();
        list += 1;
    }
    let (name, values) = lists[list];
    Item::Of {
        list: name,
        index: number,
        id: values[number],
    }
}

/// Adds an id to a hash table by the number of its item. Gives the number of an item that has it too.
const fn add<const SLOTS: usize>(
    id: &str,
    number: usize,
    lists: &[(&str, &[Scalar])],
    written: &[&str],
    table: &mut [usize; SLOTS],
) -> Option<usize> {
    let bytes = id.as_bytes();
    let (mut hash, mut index) = (0_u64, 0);
    while index < bytes.len() {
        hash = (hash.rotate_left(5) ^ bytes[index] as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        index += 1;
    }
    // The highest bits depend on all of the id.
    let mut slot = (hash >> 32) as usize & (SLOTS - 1);
    while table[slot] != 0 {
        let other = table[slot] - 1;
        let text = match item(other, lists, written) {
            Item::Written(text) => text,
            Item::Of {
                id: Scalar::Text(text),
                ..
            } => text,
            Item::Of { .. } => "",
        };
        if same(text, id) {
            return Some(other);
        }
        slot = (slot + 1) & (SLOTS - 1);
    }
    table[slot] = number + 1;
    None
}
