//! A hash of 128 bits, and one for lists that many states share.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::value::Value;

/// A hash of 128 bits, so wide that values of one hash are taken to be the same.
///
/// Each word is multiplied into two halves, as wyhash does it. That is ten times as quick as the hash of the
/// standard library, which withstands chosen collisions: nobody gains anything by those here.
pub(super) struct Fingerprint(u64, u64);

// Odd numbers without a pattern in their bits, from wyhash.
const FIRST: u64 = 0xa076_1d64_78bd_642f;
const SECOND: u64 = 0xe703_7ed1_a0b4_28db;

/// Both halves of a product, folded.
fn multiplied(left: u64, right: u64) -> u64 {
    let product = u128::from(left) * u128::from(right);
    #[expect(clippy::cast_possible_truncation, reason = "the halves are meant")]
    let folded = (product >> 64) as u64 ^ product as u64;
    folded
}

impl Fingerprint {
    pub(super) fn new() -> Self {
        Self(SECOND, FIRST)
    }

    pub(super) fn value(&self) -> u128 {
        u128::from(self.0) << 64 | u128::from(self.1)
    }
}

impl Hasher for Fingerprint {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.write_u64(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            let mut word = [0; 8];
            word[..rest.len()].copy_from_slice(rest);
            // Zeros at the end count.
            #[expect(clippy::expect_used, reason = "a rest is shorter than a word")]
            let length = u8::try_from(rest.len()).expect("it is less than 8");
            word[7] = length;
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, value: u8) {
        self.write_u64(value.into());
    }

    fn write_u64(&mut self, value: u64) {
        // A zero in one of the factors would forget all that was before.
        self.0 = multiplied(self.0 ^ value, FIRST).wrapping_add(self.1);
        self.1 = multiplied(self.1 ^ value.rotate_left(32), SECOND) ^ self.0.rotate_left(17);
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }

    fn write_isize(&mut self, value: isize) {
        self.write_usize(value.cast_unsigned());
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The hashes of lists. The data of most states hold the very lists that those before them hold, and to
/// read these again for each state would be the larger part of a walk.
#[derive(Default)]
pub(super) struct Lists {
    /// By address. The list is kept, so that no other comes to stand there.
    known: HashMap<*const Value, (Arc<[Value]>, u128)>,
}

impl Lists {
    /// How many are kept. Where each step makes new lists, nothing is gained by keeping more.
    const MOST: usize = 4096;

    /// Hashes a value.
    pub(super) fn hash(&mut self, value: &Value, hasher: &mut Fingerprint) {
        match value {
            // All empty ones may stand at one address.
            Value::List(items) if !items.is_empty() => {
                if self.known.len() >= Self::MOST {
                    self.known.clear();
                }
                let known = self.known.entry(items.as_ptr());
                let (_, hash) = known.or_insert_with(|| {
                    let mut own = Fingerprint::new();
                    value.hash(&mut own);
                    (Arc::clone(items), own.value())
                });
                hash.hash(hasher);
            }
            value => value.hash(hasher),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn of(value: &Value) -> u128 {
        let mut hasher = Fingerprint::new();
        value.hash(&mut hasher);
        hasher.value()
    }

    #[test]
    fn values_that_differ_have_other_hashes() {
        let mut values = vec![Value::Null, Value::Bool(false), Value::Bool(true)];
        for number in 0..300 {
            values.push(Value::from(number));
            values.push(Value::from(number.to_string()));
            values.push(Value::NumberText(number.to_string().into()));
            values.push(Value::from([number.to_string().as_str(), ""]));
            values.push(Value::from(["", number.to_string().as_str()]));
            values.push(Value::from("\0".repeat(number as usize + 1)));
        }
        let hashes: HashSet<u128> = values.iter().map(of).collect();
        let halves: HashSet<u64> = hashes.iter().map(|hash| (hash >> 64) as u64).collect();
        assert_eq!(hashes.len(), values.len());
        assert_eq!(halves.len(), values.len());
        assert_eq!(of(&Value::from("a")), of(&Value::from("a")));
    }

    #[test]
    fn lists_are_known_by_what_is_in_them() {
        let mut lists = Lists::default();
        let mut of = |value: &Value| {
            let mut hasher = Fingerprint::new();
            lists.hash(value, &mut hasher);
            hasher.value()
        };
        // More than are kept, of which each may stand where one before it did.
        let number = i32::try_from(Lists::MOST).expect("it is small") + 100;
        let hashes: HashSet<u128> = (0..number).map(|number| of(&[number].into())).collect();
        assert_eq!(
            hashes.len(),
            usize::try_from(number).expect("it is positive")
        );
        let list = Value::from([1, 2]);
        assert_eq!(of(&list), of(&list.clone()));
        assert_eq!(of(&list), of(&Value::from([1, 2])));
        assert_ne!(of(&Value::list([])), of(&Value::object::<&str>([])));
    }
}
