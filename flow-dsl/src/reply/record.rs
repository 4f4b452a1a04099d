//! Structs that `flow!` generates. The expansion has a table of the fields of each struct, and this
//! module has the code, once for all. Derived implementations would cost a crate with a large flow ten
//! times as much compile time.

use std::any::Any;
use std::fmt;

use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::Error;
use super::field::{Field, FieldType};

/// The source of the fields of a new struct.
pub struct Parts<'p> {
    keys: std::slice::Iter<'static, &'static str>,
    source: Source<'p>,
}

enum Source<'p> {
    /// The members of a JSON object, and the first mistake in it.
    Json(Map<String, Value>, Option<Error>),
    /// The fields of another struct of the same type.
    Fields(std::slice::Iter<'p, &'p dyn Field>),
}

impl Parts<'_> {
    /// The next field. A missing or wrong field becomes blank and its error is noted. A `?` on each
    /// field would double the compile time of the struct.
    pub fn take<T: FieldType>(&mut self) -> T {
        let key = *self.keys.next().expect("KEYS has a key for each field");
        match &mut self.source {
            Source::Json(members, mistake) => {
                let result = match members.remove(key) {
                    Some(Value::Null) | None if T::OPTIONAL => return T::blank(),
                    Some(value) => T::read(value),
                    None => Err(Error::missing()),
                };
                result.unwrap_or_else(|error| {
                    mistake.get_or_insert(error.within(key));
                    T::blank()
                })
            }
            Source::Fields(fields) => fields
                .next()
                .and_then(|field| (*field as &dyn Any).downcast_ref::<T>())
                .map_or_else(T::blank, T::clone),
        }
    }
}

/// Reads a struct.
pub(super) fn read<T: FieldType>(value: Value) -> Result<T, Error> {
    let Value::Object(members) = value else {
        return Err(Error::wrong_type(&value, "an object"));
    };
    let source = Source::Json(members, None);
    let mut parts = Parts {
        keys: T::KEYS.iter(),
        source,
    };
    let record = T::build(&mut parts);
    match parts.source {
        Source::Json(_, Some(error)) => Err(error),
        _ => Ok(record),
    }
}

/// Reads a struct from text.
pub fn read_text<T: FieldType>(json: &str) -> Result<T, Error> {
    read(serde_json::from_str(json).map_err(|error| Error::not_json(&error))?)
}

/// A struct of which every field is blank.
pub fn blank<T: FieldType>() -> T {
    T::build(&mut Parts {
        keys: T::KEYS.iter(),
        source: Source::Fields([].iter()),
    })
}

/// The JSON for a struct.
pub(super) fn write<T: FieldType>(record: &T) -> Value {
    Value::Object(members(record))
}

/// The members of the JSON for a struct.
pub(crate) fn members<T: FieldType>(record: &T) -> Map<String, Value> {
    let mut members = Map::new();
    record.fields(&mut |fields| {
        for (key, field) in T::KEYS.iter().zip(fields) {
            if let Some(value) = field.to_json() {
                members.insert((*key).to_owned(), value);
            }
        }
    });
    members
}

/// `Clone` for a struct.
pub fn clone<T: FieldType>(record: &T) -> T {
    let mut copy = None;
    record.fields(&mut |fields| {
        copy = Some(T::build(&mut Parts {
            keys: T::KEYS.iter(),
            source: Source::Fields(fields.iter()),
        }));
    });
    copy.unwrap_or_else(blank)
}

/// `PartialEq` for a struct.
pub fn same<T: FieldType>(left: &T, right: &T) -> bool {
    let mut same = false;
    left.fields(&mut |left| {
        right.fields(&mut |right| {
            same = left
                .iter()
                .zip(right)
                .all(|(left, right)| left.same(*right));
        });
    });
    same
}

/// `Debug` for a struct, with its keys in JSON as the names of the fields.
pub fn debug<T: FieldType>(record: &T, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut debug = f.debug_struct(name);
    record.fields(&mut |fields| {
        for (key, field) in T::KEYS.iter().zip(fields) {
            debug.field(key, field.as_debug());
        }
    });
    debug.finish()
}

/// `Serialize` for a struct.
pub fn serialize<T: FieldType, S: Serializer>(record: &T, to: S) -> Result<S::Ok, S::Error> {
    write(record).serialize(to)
}

/// `Deserialize` for a struct.
pub fn deserialize<'de, T: FieldType, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    read(Value::deserialize(from)?).map_err(D::Error::custom)
}

/// A generated struct with its table: its documentation and name, and a row for each field with its
/// documentation, name, key and type. Behind it are the macros for more implementations.
///
/// The rows are here as few tokens as they can be. A macro of tokens runs without optimisation, and what
/// is written here is written by rustc.
///
/// Nothing in a row is optional or repeated: where something is, rustc copies all rows before it.
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    (
        $(#$docs:tt)* $name:ident
        { $(#$field_docs:tt $field:ident $key:tt [$ty:ty])* }
        $($more:ident)*
    ) => {
        $(#$docs)*
        pub struct $name {
            $(#$field_docs pub $field: $ty,)*
        }
        impl $crate::reply::types::FieldType for $name {
            const KEYS: &'static [&'static $crate::reply::types::str] = &[$($key),*];

            fn build(parts: &mut $crate::reply::types::Parts<'_>) -> Self {
                Self { $($field: parts.take()),* }
            }

            fn fields(
                &self,
                see: &mut dyn $crate::reply::types::FnMut(&[&dyn $crate::reply::types::Field]),
            ) {
                see(&[$(&self.$field),*]);
            }
        }
        $crate::__traits!($name $($more)*);
    };
}

/// The implementations of a generated struct that are the same for all.
#[doc(hidden)]
#[macro_export]
macro_rules! __traits {
    ($name:ident $($more:ident)*) => {
        impl $crate::reply::types::Clone for $name {
            fn clone(&self) -> Self {
                $crate::reply::types::clone(self)
            }
        }
        impl $crate::reply::types::PartialEq for $name {
            fn eq(&self, other: &Self) -> $crate::reply::types::bool {
                $crate::reply::types::same(self, other)
            }
        }
        impl $crate::reply::types::Debug for $name {
            fn fmt(
                &self,
                f: &mut $crate::reply::types::Formatter<'_>,
            ) -> $crate::reply::types::FmtResult {
                $crate::reply::types::debug(self, ::core::stringify!($name), f)
            }
        }
        $($crate::$more!($name);)*
    };
}

/// `Default` for the data of a screen: empty texts and lists, zeros, `false`.
#[doc(hidden)]
#[macro_export]
macro_rules! __default {
    ($name:ident) => {
        impl $crate::reply::types::Default for $name {
            fn default() -> Self {
                $crate::reply::types::blank()
            }
        }
    };
}

/// `Serialize` for the data of a screen, which a server sends.
#[doc(hidden)]
#[macro_export]
macro_rules! __serialize {
    ($name:ident) => {
        impl $crate::reply::types::Serialize for $name {
            fn serialize<S: $crate::reply::types::Serializer>(
                &self,
                to: S,
            ) -> $crate::reply::types::Result<S::Ok, S::Error> {
                $crate::reply::types::serialize(self, to)
            }
        }
    };
}

/// `Deserialize` for a reply or an exchange, which a server receives.
#[doc(hidden)]
#[macro_export]
macro_rules! __deserialize {
    ($name:ident) => {
        impl<'de> $crate::reply::types::Deserialize<'de> for $name {
            fn deserialize<D: $crate::reply::types::Deserializer<'de>>(
                from: D,
            ) -> $crate::reply::types::Result<Self, D::Error> {
                $crate::reply::types::deserialize(from)
            }
        }
    };
}

/// The method of a reply.
#[doc(hidden)]
#[macro_export]
macro_rules! __reply {
    ($name:ident) => {
        impl $name {
            /// Reads the `response_json` of a message.
            ///
            /// # Errors
            ///
            /// It is no JSON, or a field is missing or of another type.
            pub fn from_response_json(
                json: &$crate::reply::types::str,
            ) -> $crate::reply::types::Result<Self, $crate::reply::types::Error> {
                $crate::reply::types::read_text(json)
            }
        }
    };
}
