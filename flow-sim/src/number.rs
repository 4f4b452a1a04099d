//! Numbers, and how they are read and written.

use std::fmt;
use std::hash::{Hash, Hasher};

/// A number that is one: neither infinite nor undefined, and zero has no sign.
#[derive(Clone, Copy, Debug)]
pub struct Number(f64);

impl Number {
    /// A number. Infinity and the like become 0, as a division by zero does on a phone.
    pub fn new(number: f64) -> Self {
        if number.is_finite() && number != 0.0 {
            Self(number)
        } else {
            Self(0.0)
        }
    }

    /// As a number of Rust's.
    pub fn get(self) -> f64 {
        self.0
    }

    /// Reads an optional sign, digits, and one decimal sign, as an input for numbers takes them.
    ///
    /// ```
    /// use flow_sim::Number;
    ///
    /// assert_eq!(Number::parse("-2.50").unwrap().to_string(), "-2.5");
    /// assert!(Number::parse("1e5").is_none());
    /// assert!(Number::parse("").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let plain = digits
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
        let some = digits.bytes().any(|byte| byte.is_ascii_digit());
        let number = text.parse::<f64>().ok();
        number
            .filter(|number| plain && some && number.is_finite())
            .map(Self::new)
    }

    /// Rounded to two decimals, halves away from zero.
    #[must_use]
    pub fn rounded(self) -> Self {
        let hundredths = (self.0 * 100.0).round() / 100.0;
        // So large a number has no decimals.
        if hundredths.is_finite() {
            Self::new(hundredths)
        } else {
            self
        }
    }

    /// As a number of JSON, whole if it can be.
    pub fn to_json(self) -> serde_json::Value {
        // Beyond it not every whole number can be told from the next.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0.abs() < EXACT {
            #[expect(clippy::cast_possible_truncation, reason = "it is whole and in range")]
            serde_json::Value::from(self.0 as i64)
        } else {
            serde_json::Value::from(self.0)
        }
    }
}

/// The shortest form, with `.` as the decimal sign.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_bits() == other.0.to_bits()
    }
}

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading() {
        for (text, number) in [
            ("1", Some(1.0)),
            ("+1", Some(1.0)),
            ("-0", Some(0.0)),
            ("007", Some(7.0)),
            (".5", Some(0.5)),
            ("5.", Some(5.0)),
            ("1.2.3", None),
            ("--1", None),
            ("1 000", None),
            ("inf", None),
            ("NaN", None),
            (".", None),
        ] {
            assert_eq!(Number::parse(text).map(Number::get), number, "{text}");
        }
        assert!(Number::parse(&"9".repeat(400)).is_none());
    }

    #[test]
    fn writing() {
        for (number, text) in [
            (10.0 / 3.0, "3.33"),
            (2.0 / 3.0, "0.67"),
            (-0.005, "-0.01"),
            (100.0, "100"),
            (1e300, &format!("1{}", "0".repeat(300))),
            (f64::NAN, "0"),
            (1.0 / 0.0, "0"),
        ] {
            assert_eq!(Number::new(number).rounded().to_string(), text);
        }
        assert_eq!(Number::new(2.0).to_json().to_string(), "2");
        assert_eq!(Number::new(2.5).to_json().to_string(), "2.5");
    }
}
