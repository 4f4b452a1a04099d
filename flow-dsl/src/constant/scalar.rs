//! The value of a constant of any type.

use core::convert::Infallible;
use core::ops::Deref;

use super::number::Number;

/// The value of a constant: a JSON value that is no list and no object.
#[derive(Clone, Copy, Debug)]
pub enum Scalar {
    /// A text.
    Text(&'static str),
    /// A truth value.
    Bool(bool),
    /// A number. One that cannot be written is refused by [`check()`](super::check()).
    Number(Number),
}

/// A constant whose type the macro does not know. [`constant`] makes it.
///
/// Stable Rust has no const traits, so each type has an inherent method. Rust prefers a method that
/// takes `self` to one that takes `&self`. Only `i64` and `f64` have the first, so a literal without a
/// suffix is one of these. A type without a method of its own gets that of [`Refused`] through
/// [`Deref`]. No type can call that method, and its error names the types that can stand in a flow.
pub struct Constant<T>(Refused<T>);

/// The value of a constant: `constant(VALUE).scalar()`, `.number()` or `.integer()`.
pub const fn constant<T>(value: T) -> Constant<T> {
    Constant(Refused(value))
}

impl Constant<&'static str> {
    /// A text, a truth value or a number.
    pub const fn scalar(self) -> Scalar {
        Scalar::Text(self.0.0)
    }
}

impl Constant<bool> {
    /// A text, a truth value or a number.
    pub const fn scalar(self) -> Scalar {
        Scalar::Bool(self.0.0)
    }
}

/// A constant of a component of the author's own, evaluated where it is defined.
impl Constant<Scalar> {
    /// A text, a truth value or a number.
    pub const fn scalar(self) -> Scalar {
        self.0.0
    }

    /// A number.
    pub const fn number(self) -> Scalar {
        self.0.0
    }

    /// A whole number.
    pub const fn integer(self) -> Scalar {
        self.0.0
    }
}

macro_rules! integers {
    ($($ty:ident $(by $reference:tt)?),*) => {$(
        impl Constant<$ty> {
            /// A text, a truth value or a number.
            pub const fn scalar($($reference)? self) -> Scalar {
                self.number()
            }

            /// A number.
            pub const fn number($($reference)? self) -> Scalar {
                self.integer()
            }

            /// A whole number.
            #[allow(unused_comparisons, reason = "half of the types have no numbers below zero")]
            pub const fn integer($($reference)? self) -> Scalar {
                // `as` extends a negative number with bits of its sign.
                let magnitude = if self.0.0 < 0 { (self.0.0 as u128).wrapping_neg() } else { self.0.0 as u128 };
                Scalar::Number(Number::integer(magnitude, self.0.0 < 0))
            }
        }
    )*};
}

integers!(
    i64, i8 by &, i16 by &, i32 by &, i128 by &, isize by &,
    u8 by &, u16 by &, u32 by &, u64 by &, u128 by &, usize by &
);

macro_rules! floats {
    ($($ty:ident $(by $reference:tt)? is $number:ident),*) => {$(
        impl Constant<$ty> {
            /// A text, a truth value or a number.
            pub const fn scalar($($reference)? self) -> Scalar {
                self.number()
            }

            /// A number.
            pub const fn number($($reference)? self) -> Scalar {
                Scalar::Number(Number::$number(self.0.0))
            }
        }
    )*};
}

floats!(f64 is double, f32 by & is single);

/// No type implements this trait.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no value of Flow JSON",
    label = "expected text, a number, `true` or `false`",
    note = "write a constant of type `&str`, `bool`, or of a type of numbers"
)]
pub trait IsScalar {
    /// There is no such value.
    const NONE: Infallible;
}

/// No type implements this trait.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no number of Flow JSON",
    label = "expected a number",
    note = "write a constant of a type of numbers, such as `u32` or `f64`"
)]
pub trait IsNumber {
    /// There is no such value.
    const NONE: Infallible;
}

/// No type implements this trait.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no whole number of Flow JSON",
    label = "expected a whole number",
    note = "write a constant of a type of whole numbers, such as `u32`"
)]
pub trait IsInteger {
    /// There is no such value.
    const NONE: Infallible;
}

/// The target of [`Constant`] for types that a flow cannot hold.
pub struct Refused<T>(T);

impl<T> Refused<T> {
    /// Does not compile.
    pub const fn scalar(&self) -> Scalar
    where
        T: IsScalar,
    {
        match T::NONE {}
    }

    /// Does not compile.
    pub const fn number(&self) -> Scalar
    where
        T: IsNumber,
    {
        match T::NONE {}
    }

    /// Does not compile.
    pub const fn integer(&self) -> Scalar
    where
        T: IsInteger,
    {
        match T::NONE {}
    }
}

impl<T> Deref for Constant<T> {
    type Target = Refused<T>;

    fn deref(&self) -> &Refused<T> {
        &self.0
    }
}
