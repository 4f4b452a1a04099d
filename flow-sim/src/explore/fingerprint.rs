//! A hash of 128 bits.

use std::hash::Hasher;

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

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::hash::Hash;

    use super::*;
    use crate::value::Value;

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
}
