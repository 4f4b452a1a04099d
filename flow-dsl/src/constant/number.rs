//! Numbers as JSON writes them.

use super::escape::copy;

/// A number in decimal digits.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    bytes: [u8; Self::SIZE],
    length: usize,
    /// The nearest number of that type.
    value: f64,
}

impl Number {
    /// The length of the longest numbers: a sign, `0.`, nineteen zeros and seventeen digits; or a sign
    /// and the 39 digits of the largest integers.
    const SIZE: usize = 40;

    /// The mark for a number that is too small, too large or not finite.
    const UNWRITTEN: Self = Self {
        bytes: [b'0'; Self::SIZE],
        length: 1,
        value: f64::NAN,
    };

    /// Whether it has a text.
    pub(super) const fn is_written(&self) -> bool {
        !self.value.is_nan()
    }

    /// As text.
    pub(super) const fn as_bytes(&self) -> &[u8] {
        self.bytes.split_at(self.length).0
    }

    /// Whether it has no fraction.
    pub(super) const fn is_whole(&self) -> bool {
        self.value % 1.0 == 0.0
    }

    /// Whether it is not below a bound.
    pub(super) const fn is_at_least(&self, bound: i64) -> bool {
        self.value >= bound as f64
    }

    /// Whether it is not above a bound.
    pub(super) const fn is_at_most(&self, bound: i64) -> bool {
        self.value <= bound as f64
    }

    const fn new(value: f64) -> Self {
        let mut number = Self {
            bytes: [0; Self::SIZE],
            length: 0,
            value,
        };
        if value.is_sign_negative() {
            number.push(b'-');
        }
        number
    }

    const fn push(&mut self, byte: u8) {
        self.bytes[self.length] = byte;
        self.length += 1;
    }

    const fn push_zeros(&mut self, count: i32) {
        let mut index = 0;
        while index < count {
            self.push(b'0');
            index += 1;
        }
    }

    /// An integer.
    pub(super) const fn integer(magnitude: u128, negative: bool) -> Self {
        let value = magnitude as f64;
        let mut number = Self::new(if negative { -value } else { value });
        let (digits, start) = digits(magnitude);
        let (_, digits) = digits.split_at(start);
        number.length = copy(digits, &mut number.bytes, number.length);
        number
    }

    /// A floating-point number.
    pub(super) const fn double(value: f64) -> Self {
        let bits = value.to_bits();
        Self::float(Binary {
            value,
            fraction: bits & ((1 << 52) - 1),
            fraction_bits: 52,
            exponent: (bits >> 52 & 0x7ff) as i32,
            bias: 1075,
        })
    }

    /// A floating-point number of half the size, which has fewer digits.
    pub(super) const fn single(value: f32) -> Self {
        let bits = value.to_bits();
        Self::float(Binary {
            value: value as f64,
            fraction: (bits & ((1 << 23) - 1)) as u64,
            fraction_bits: 23,
            exponent: (bits >> 23 & 0xff) as i32,
            bias: 150,
        })
    }

    /// The shortest digits that are read as this number and no other, the nearest of those.
    ///
    /// This is the free-format algorithm of Steele and White (1990) without its estimate of the first
    /// digit. Numbers between 2⁻⁶⁶ and 2¹¹⁹ fit into 128 bits; others have no text.
    const fn float(binary: Binary) -> Self {
        let mut number = Self::new(binary.value);
        if binary.exponent == 0 && binary.fraction == 0 {
            number.push(b'0');
            return number;
        }
        let implied = 1 << binary.fraction_bits;
        let exponent = binary.exponent - binary.bias;
        let magnitude = exponent + binary.fraction_bits;
        if binary.exponent == 0 || magnitude < -66 || magnitude > 118 {
            return Self::UNWRITTEN;
        }
        let mantissa = (binary.fraction | implied) as u128;
        // The number is `rest / scale`. `above` and `below` are half the distances to the next greater
        // and the next smaller number. Below a power of two the next number is nearer.
        let (up, down) = if exponent > 0 {
            (exponent, 0)
        } else {
            (0, -exponent)
        };
        let mut rest = (mantissa * 4) << up;
        let mut above = 2u128 << up;
        let mut below = if binary.fraction == 0 {
            above / 2
        } else {
            above
        };
        let mut scale = 4u128 << down;
        // A text right between two numbers is read as the even one.
        let even = mantissa.is_multiple_of(2);
        // The number of digits before the decimal point.
        let mut point = 0;
        while rest + above > scale || even && rest + above == scale {
            scale *= 10;
            point += 1;
        }
        while (rest + above) * 10 < scale || !even && (rest + above) * 10 == scale {
            rest *= 10;
            above *= 10;
            below *= 10;
            point -= 1;
        }
        if point <= 0 {
            number.push(b'0');
            number.push(b'.');
            number.push_zeros(-point);
        }
        let mut position = 0;
        loop {
            if position == point && point > 0 {
                number.push(b'.');
            }
            position += 1;
            rest *= 10;
            above *= 10;
            below *= 10;
            let digit = (rest / scale) as u8;
            rest %= scale;
            let low = rest < below || even && rest == below;
            let high = rest + above > scale || even && rest + above == scale;
            if low || high {
                let up = high && (!low || rest * 2 >= scale);
                number.push(b'0' + digit + up as u8);
                break;
            }
            number.push(b'0' + digit);
        }
        number.push_zeros(point - position);
        number
    }
}

/// The parts of a floating-point number.
struct Binary {
    value: f64,
    fraction: u64,
    fraction_bits: i32,
    /// The stored exponent.
    exponent: i32,
    /// The stored exponent without it is the power of two for the mantissa as an integer.
    bias: i32,
}

/// The digits of a number, at the end of an array, and the index of the first.
pub(super) const fn digits(mut number: u128) -> ([u8; 39], usize) {
    let mut digits = [0; 39];
    let mut start = digits.len();
    loop {
        start -= 1;
        digits[start] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            return (digits, start);
        }
    }
}
