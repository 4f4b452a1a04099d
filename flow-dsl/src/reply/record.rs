//! Structs and enums that `flow!` generates: what it writes for each is a table, and all else is
//! here, once. Derived implementations would cost a crate with a large flow ten times as much.

use std::any::Any;
use std::fmt;

use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_json::{Map, Value};

use super::Error;
use super::field::{Field, FieldType};

/// A generated struct. One without a table belongs to a flow that does not build, so that nothing is
/// ever made of it.
pub trait Record: Sized + 'static {
    /// The keys in JSON, in the order of the fields.
    const KEYS: &'static [&'static str] = &[];

    /// Makes one, taking its fields in order from [`Parts::take`].
    fn build(parts: &mut Parts<'_>) -> Self {
        let _ = parts;
        no_table()
    }

    /// Shows all fields, in order.
    fn fields(&self, see: &mut dyn FnMut(&[&dyn Field])) {
        let _ = see;
        no_table()
    }
}

/// Where the fields of a new struct come from.
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
    /// The next field. Where there is none, something stands for it and the mistake is noted: a
    /// `?` on each field would double what the struct costs to compile.
    pub fn take<T: FieldType>(&mut self) -> T {
        let key = self.keys.next().copied().unwrap_or_default();
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
pub fn read<T: Record>(value: Value) -> Result<T, Error> {
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
pub fn read_text<T: Record>(json: &str) -> Result<T, Error> {
    read(serde_json::from_str(json).map_err(|error| Error::not_json(&error))?)
}

/// A struct of which every field is blank.
pub fn blank<T: Record>() -> T {
    T::build(&mut Parts {
        keys: T::KEYS.iter(),
        source: Source::Fields([].iter()),
    })
}

/// The JSON for a struct.
pub fn write<T: Record>(record: &T) -> Value {
    let mut members = Map::new();
    record.fields(&mut |fields| {
        for (key, field) in T::KEYS.iter().zip(fields) {
            if let Some(value) = field.to_json() {
                members.insert((*key).to_owned(), value);
            }
        }
    });
    Value::Object(members)
}

/// `Clone` for a struct.
pub fn clone<T: Record>(record: &T) -> T {
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
pub fn same<T: Record>(left: &T, right: &T) -> bool {
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
pub fn debug<T: Record>(record: &T, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut debug = f.debug_struct(name);
    record.fields(&mut |fields| {
        for (key, field) in T::KEYS.iter().zip(fields) {
            debug.field(key, field.as_debug());
        }
    });
    debug.finish()
}

/// `Deserialize` for anything that a field can be.
pub fn deserialize<'de, T: FieldType, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    T::read(Value::deserialize(from)?).map_err(D::Error::custom)
}

/// A generated enum: the options of an input, and whatever else may arrive. One without a table is
/// like such a [`Record`].
pub trait Options: Sized + 'static {
    /// The ids, in the order of the variants.
    const IDS: &'static [&'static str] = &[];

    /// The variant of that position, or the last one.
    fn nth(index: usize, other: String) -> Self {
        let _ = (index, other);
        no_table()
    }

    /// The position of the variant, or what else arrived.
    fn position(&self) -> Result<usize, &str> {
        no_table()
    }
}

/// The variant of an id.
pub fn option<T: Options>(id: String) -> T {
    let index = T::IDS.iter().position(|known| *known == id);
    T::nth(index.unwrap_or(usize::MAX), id)
}

/// The id of a variant.
pub fn id<T: Options>(option: &T) -> &str {
    match option.position() {
        Ok(index) => T::IDS.get(index).copied().unwrap_or_default(),
        Err(other) => other,
    }
}

fn no_table() -> ! {
    unreachable!("a flow without its components does not build")
}

/// A copy of a text.
pub fn owned(text: &str) -> String {
    text.to_owned()
}

/// What a generated struct implements through its table.
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    ($name:ident) => {
        impl ::core::clone::Clone for $name {
            fn clone(&self) -> Self {
                $crate::reply::types::clone(self)
            }
        }
        impl ::core::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> $crate::reply::types::bool {
                $crate::reply::types::same(self, other)
            }
        }
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::reply::types::debug(self, ::core::stringify!($name), f)
            }
        }
        impl $crate::reply::types::FieldType for $name {
            const NAME: &'static $crate::reply::types::str = "an object";
            fn blank() -> Self {
                $crate::reply::types::blank()
            }
            fn read(
                value: $crate::reply::Value,
            ) -> ::core::result::Result<Self, $crate::reply::Error> {
                $crate::reply::types::read(value)
            }
            fn write(&self) -> ::core::option::Option<$crate::reply::Value> {
                ::core::option::Option::Some($crate::reply::types::write(self))
            }
        }
        $crate::__serde!($name);
    };
}

/// What a generated enum implements through its table.
#[doc(hidden)]
#[macro_export]
macro_rules! __options {
    ($name:ident) => {
        impl $name {
            /// The id that stands for it in Flow JSON, or whatever else arrived.
            pub fn id(&self) -> &$crate::reply::types::str {
                $crate::reply::types::id(self)
            }
        }
        impl ::core::clone::Clone for $name {
            fn clone(&self) -> Self {
                $crate::reply::types::option($crate::reply::types::owned(self.id()))
            }
        }
        impl ::core::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> $crate::reply::types::bool {
                self.id() == other.id()
            }
        }
        impl ::core::cmp::Eq for $name {}
        impl ::core::hash::Hash for $name {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(self.id(), state);
            }
        }
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(self.id(), f)
            }
        }
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(self.id(), f)
            }
        }
        impl ::core::convert::From<&$crate::reply::types::str> for $name {
            fn from(id: &$crate::reply::types::str) -> Self {
                $crate::reply::types::option($crate::reply::types::owned(id))
            }
        }
        impl $crate::reply::types::FieldType for $name {
            const NAME: &'static $crate::reply::types::str = "text";
            fn blank() -> Self {
                $crate::reply::types::option($crate::reply::types::owned(""))
            }
            fn read(
                value: $crate::reply::Value,
            ) -> ::core::result::Result<Self, $crate::reply::Error> {
                ::core::result::Result::map(
                    <::std::string::String as $crate::reply::types::FieldType>::read(value),
                    $crate::reply::types::option,
                )
            }
            fn write(&self) -> ::core::option::Option<$crate::reply::Value> {
                $crate::reply::types::FieldType::write(&$crate::reply::types::owned(self.id()))
            }
        }
        $crate::__serde!($name);
    };
}

/// `Serialize` and `Deserialize` by way of `FieldType`.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($name:ident) => {
        impl $crate::reply::types::Serialize for $name {
            fn serialize<S: $crate::reply::types::Serializer>(
                &self,
                to: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::reply::types::Serialize::serialize(
                    &$crate::reply::types::FieldType::write(self),
                    to,
                )
            }
        }
        impl<'de> $crate::reply::types::Deserialize<'de> for $name {
            fn deserialize<D: $crate::reply::types::Deserializer<'de>>(
                from: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::reply::types::deserialize(from)
            }
        }
    };
}

/// What the reply of a flow can do besides.
#[doc(hidden)]
#[macro_export]
macro_rules! __reply {
    ($name:ident) => {
        $crate::__record!($name);
        impl $name {
            /// Reads the `response_json` of a message.
            ///
            /// # Errors
            ///
            /// It is no JSON, or something that must be there is missing or of another type.
            pub fn from_response_json(
                json: &$crate::reply::types::str,
            ) -> ::core::result::Result<Self, $crate::reply::Error> {
                $crate::reply::types::read_text(json)
            }
        }
    };
}
