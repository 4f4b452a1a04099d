//! Random changes.

use flow_json::tree::{Node, Value};

/// Words that mean something, to be put anywhere.
const WORDS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "`",
    "${",
    "}",
    "${data.",
    "${form.",
    "${screen.",
    "null",
    "true",
    "1e999",
    "-0",
    "\\u0000",
    "\\ud83d",
    "\u{feff}",
    "é",
    "😀",
    "'",
    "(",
    ")",
    "!",
    "&&",
    "||",
    "==",
    "<=",
    "%",
    "*",
    "2.1",
    "4.0",
    "5.1",
    "6.0",
    "7.3",
    "\"type\":",
    "\"If\"",
    "\"Switch\"",
    "\"Form\"",
    "\"Footer\"",
    "\"NavigationList\"",
    "\"CalendarPicker\"",
    "\"PhotoPicker\"",
    "\"children\":[",
    "\"data-source\":",
    "\"on-click-action\":",
    "\"navigate\"",
    "\"complete\"",
    "\"data_exchange\"",
    "\"update_data\"",
    "\"payload\":{",
    "\"routing_model\":{",
    "\"data_api_version\":\"3.0\",",
    "\"terminal\":true,",
    "\"__example__\":",
    "2026-02-30",
    "\"range\"",
    "\"start-date\":",
];

/// Random numbers that follow from a seed (SplitMix64).
pub(crate) struct Random {
    state: u64,
}

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit, 0 if the limit is.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    pub(crate) fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }

    fn pick<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        let index = self.below(of.len());
        &of[index]
    }

    /// One of the texts, with a few bytes changed.
    pub(crate) fn bytes(&mut self, seeds: &[String]) -> Vec<u8> {
        let mut bytes = self.pick(seeds).clone().into_bytes();
        for _ in 0..=self.below(6) {
            let at = self.below(bytes.len() + 1);
            let end = (at + self.below(20)).min(bytes.len());
            match self.below(7) {
                0 => drop(bytes.drain(at..end)),
                1 => {
                    let word = *self.pick(WORDS);
                    bytes.splice(at..at, word.bytes());
                }
                2 => {
                    let word = *self.pick(WORDS);
                    bytes.splice(at..end, word.bytes());
                }
                3 => {
                    let again = bytes[at..end].to_vec();
                    bytes.splice(at..at, again);
                }
                4 if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
                5 => bytes.truncate(at),
                _ => {
                    let other = self.pick(seeds).as_bytes();
                    let from = self.below(other.len());
                    let to = (from + self.below(400)).min(other.len());
                    bytes.splice(at..end, other[from..to].iter().copied());
                }
            }
        }
        bytes
    }

    /// One of the trees, with a few values changed for values of others.
    pub(crate) fn tree(&mut self, seeds: &[Node]) -> Node {
        let mut tree = self.pick(seeds).clone();
        for _ in 0..=self.below(4) {
            let other = self.pick(seeds);
            let other = self.somewhere(other).clone();
            let place = self.place(&mut tree);
            match (self.below(5), &mut place.value) {
                (0, Value::Array(items)) => items.push(other),
                (1, Value::Array(items)) if !items.is_empty() => {
                    let again = self.pick(items).clone();
                    items.push(again);
                }
                (0 | 1, Value::Object(object)) if !object.entries.is_empty() => {
                    let index = self.below(object.entries.len());
                    object.entries.remove(index);
                }
                (2, Value::Object(object)) if !object.entries.is_empty() => {
                    let index = self.below(object.entries.len());
                    object.entries[index].key = (*self.pick(WORDS)).into();
                }
                (3, Value::String(text)) => {
                    let mut changed = self.bytes(&[text.clone().into_owned()]);
                    changed.truncate(200);
                    *text = String::from_utf8_lossy(&changed).into_owned().into();
                }
                _ => *place = other,
            }
        }
        tree
    }

    /// Some value in a tree.
    fn somewhere<'t>(&mut self, mut node: &'t Node) -> &'t Node {
        while !self.one_in(6) {
            node = match &node.value {
                Value::Array(items) if !items.is_empty() => self.pick(items),
                Value::Object(object) if !object.entries.is_empty() => {
                    &self.pick(&object.entries).value
                }
                _ => break,
            };
        }
        node
    }

    /// Some place in a tree.
    fn place<'t>(&mut self, node: &'t mut Node) -> &'t mut Node {
        let below = match &node.value {
            Value::Array(items) => items.len(),
            Value::Object(object) => object.entries.len(),
            _ => 0,
        };
        if below == 0 || self.one_in(6) {
            return node;
        }
        let index = self.below(below);
        let inner = match &mut node.value {
            Value::Array(items) => &mut items[index],
            Value::Object(object) => &mut object.entries[index].value,
            _ => unreachable!("only lists and objects have something below them"),
        };
        self.place(inner)
    }
}
