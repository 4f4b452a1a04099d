//! Enums that `flow!` generates from lists of options.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use serde_json::Value;

use super::Error;
use super::field::{FieldType, no_table};

/// An enum of the options of an input, with `Other` for any other id.
///
/// `flow!` makes one for each input whose options are known when it is compiled. Two values are equal if
/// their ids are, and their order and hash are those of the ids as text. So they can be keys of maps.
/// `Display` writes the id, and `FromStr`, which has no error, is [`Choice::from_id`].
///
/// ```
/// use flow_dsl::reply::Choice;
///
/// flow_dsl::flow!(Flow {
///     name: "pets",
///     version: "7.3",
///     screens: [Screen {
///         id: "PETS",
///         title: "Pets",
///         children: [
///             RadioButtonsGroup {
///                 name: "pet",
///                 label: "Your pet",
///                 data_source: [
///                     Item { id: "cat", title: "A cat" },
///                     Item { id: "dog", title: "A dog" },
///                 ],
///             },
///             Footer { label: "Done", on_click_action: complete { pet: form.pet } },
///         ],
///     }],
/// });
///
/// # fn main() {
/// assert_eq!(Pet::Dog.id(), "dog");
/// assert_eq!(Pet::from_id("emu"), Pet::Other("emu".to_owned()));
/// assert_eq!("cat".parse(), Ok(Pet::Cat));
/// assert_eq!(format!("A {} or a {}.", Pet::Cat, Pet::Dog), "A cat or a dog.");
/// # }
/// ```
pub trait Choice: Sized + Clone + fmt::Debug + PartialEq + 'static {
    /// The variant of that position, or the last one.
    #[doc(hidden)]
    fn nth(position: usize, other: String) -> Self {
        let _ = (position, other);
        no_table()
    }

    /// The id of the option in Flow JSON, or the other id that arrived.
    fn id(&self) -> &str {
        no_table()
    }

    /// The variant of an id.
    fn from_id(id: &str) -> Self {
        // Behind the last option `nth` gives `Other` with an empty text. No option has an empty id.
        (0..)
            .map(|position| Self::nth(position, String::new()))
            .take_while(|option| !option.id().is_empty())
            .find(|option| option.id() == id)
            .unwrap_or_else(|| Self::nth(usize::MAX, id.to_owned()))
    }
}

impl<T: Choice> FieldType for T {
    const NAME: &'static str = "text";

    fn blank() -> Self {
        T::from_id("")
    }

    fn read(value: Value) -> Result<Self, Error> {
        String::read(value).map(|id| T::from_id(&id))
    }

    fn write(&self) -> Option<Value> {
        Some(Value::String(self.id().to_owned()))
    }
}

/// Tells the enums of options from other types: `IS_CHOICE` is that of [`NoChoice`] for those.
pub struct Listed<T>(PhantomData<T>);

impl<T: Choice> Listed<T> {
    /// It is an enum of options.
    pub const IS_CHOICE: bool = true;
}

/// For all types that have no `IS_CHOICE` of their own.
pub trait NoChoice {
    /// It is another type.
    const IS_CHOICE: bool = false;
}

impl<T> NoChoice for Listed<T> {}

/// Whether a type is an enum of options.
pub struct Is<const CHOICE: bool>;

/// What a reply holds of the options in `T::ITEMS`.
pub trait IdOf<T> {
    /// `T`, or else the id as a text.
    type Id;
}

impl<T: Choice> IdOf<T> for Is<true> {
    type Id = T;
}

impl<T> IdOf<T> for Is<false> {
    type Id = String;
}

/// `Clone` for an enum.
pub fn clone_choice<T: Choice>(choice: &T) -> T {
    T::from_id(choice.id())
}

/// `PartialEq` for an enum.
pub fn same_choice<T: Choice>(left: &T, right: &T) -> bool {
    left.id() == right.id()
}

/// `Ord` for an enum: that of the ids.
pub fn compare_choices<T: Choice>(left: &T, right: &T) -> Ordering {
    left.id().cmp(right.id())
}

/// `Hash` for an enum: that of the id.
pub fn hash_choice<T: Choice, H: Hasher>(choice: &T, state: &mut H) {
    choice.id().hash(state);
}

/// `Display` for an enum: its id.
pub fn display_choice<T: Choice>(choice: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt::Display::fmt(choice.id(), f)
}

/// `Debug` for an enum: its id.
pub fn debug_choice<T: Choice>(choice: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt::Debug::fmt(choice.id(), f)
}

/// The implementations of a generated enum that are the same for all.
#[doc(hidden)]
#[macro_export]
macro_rules! __choice {
    ($name:ident) => {
        impl $crate::reply::types::Clone for $name {
            fn clone(&self) -> Self {
                $crate::reply::types::clone_choice(self)
            }
        }
        impl $crate::reply::types::PartialEq for $name {
            fn eq(&self, other: &Self) -> $crate::reply::types::bool {
                $crate::reply::types::same_choice(self, other)
            }
        }
        impl $crate::reply::types::Eq for $name {}
        impl $crate::reply::types::PartialOrd for $name {
            fn partial_cmp(
                &self,
                other: &Self,
            ) -> $crate::reply::types::Option<$crate::reply::types::Ordering> {
                $crate::reply::types::Option::Some($crate::reply::types::compare_choices(
                    self, other,
                ))
            }
        }
        impl $crate::reply::types::Ord for $name {
            fn cmp(&self, other: &Self) -> $crate::reply::types::Ordering {
                $crate::reply::types::compare_choices(self, other)
            }
        }
        impl $crate::reply::types::Hash for $name {
            fn hash<H: $crate::reply::types::Hasher>(&self, state: &mut H) {
                $crate::reply::types::hash_choice(self, state);
            }
        }
        impl $crate::reply::types::FromStr for $name {
            type Err = $crate::reply::types::Infallible;

            fn from_str(
                id: &$crate::reply::types::str,
            ) -> $crate::reply::types::Result<Self, $crate::reply::types::Infallible> {
                $crate::reply::types::Result::Ok(<Self as $crate::reply::Choice>::from_id(id))
            }
        }
        impl $crate::reply::types::Display for $name {
            fn fmt(
                &self,
                f: &mut $crate::reply::types::Formatter<'_>,
            ) -> $crate::reply::types::FmtResult {
                $crate::reply::types::display_choice(self, f)
            }
        }
        impl $crate::reply::types::Debug for $name {
            fn fmt(
                &self,
                f: &mut $crate::reply::types::Formatter<'_>,
            ) -> $crate::reply::types::FmtResult {
                $crate::reply::types::debug_choice(self, f)
            }
        }
    };
}
