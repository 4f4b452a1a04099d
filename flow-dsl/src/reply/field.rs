//! The types of fields of generated types, and how each is read and written.

use std::any::Any;
use std::fmt;

use serde_json::{Number, Value};

use super::Error;
use super::record::{self, Parts};

/// The type of a field.
///
/// A generated struct implements [`KEYS`](Self::KEYS), [`build`](Self::build) and
/// [`fields`](Self::fields) only. More code for each struct would cost the author's crate more compile
/// time than all its fields.
pub trait FieldType: Any + Clone + fmt::Debug + PartialEq {
    /// Whether a missing value is read as [`FieldType::blank`].
    const OPTIONAL: bool = false;

    /// The type in errors, such as "a number".
    const NAME: &'static str = "an object";

    /// For structs, the keys in JSON, in the order of the fields.
    const KEYS: &'static [&'static str] = &[];

    /// For structs: makes one from its fields, which [`Parts::take`] gives in order.
    fn build(parts: &mut Parts<'_>) -> Self {
        let _ = parts;
        no_table()
    }

    /// For structs: shows all fields, in order.
    fn fields(&self, see: &mut dyn FnMut(&[&dyn Field])) {
        let _ = see;
        no_table()
    }

    /// The value of a field that is missing.
    fn blank() -> Self {
        record::blank()
    }

    /// Reads a value. It takes numbers as text too, since clients send them so.
    fn read(value: Value) -> Result<Self, Error> {
        record::read(value)
    }

    /// The JSON of the value, or `None` if its key is left out.
    fn write(&self) -> Option<Value> {
        Some(record::write(self))
    }
}

/// A struct or enum without a table belongs to a flow that does not build, so no value of it is made.
pub(super) fn no_table() -> ! {
    unreachable!("a flow without its components does not build")
}

/// A field of any type, in the table of a generated struct.
pub trait Field: Any {
    /// For `Debug`.
    fn as_debug(&self) -> &dyn fmt::Debug;
    /// For `Serialize`.
    fn to_json(&self) -> Option<Value>;
    /// For `PartialEq`.
    fn same(&self, other: &dyn Field) -> bool;
}

impl<T: FieldType> Field for T {
    fn as_debug(&self) -> &dyn fmt::Debug {
        self
    }

    fn to_json(&self) -> Option<Value> {
        self.write()
    }

    fn same(&self, other: &dyn Field) -> bool {
        (other as &dyn Any).downcast_ref() == Some(self)
    }
}

impl FieldType for String {
    const NAME: &'static str = "text";

    fn blank() -> Self {
        String::new()
    }

    fn read(value: Value) -> Result<Self, Error> {
        match value {
            Value::String(text) => Ok(text),
            Value::Number(number) => Ok(number.to_string()),
            Value::Bool(flag) => Ok(flag.to_string()),
            other => Err(Error::wrong_type(&other, Self::NAME)),
        }
    }

    fn write(&self) -> Option<Value> {
        Some(Value::String(self.clone()))
    }
}

impl FieldType for f64 {
    const NAME: &'static str = "a number";

    fn blank() -> Self {
        0.0
    }

    fn read(value: Value) -> Result<Self, Error> {
        let number = match &value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => text.trim().parse().ok().filter(|n: &f64| n.is_finite()),
            _ => None,
        };
        number.ok_or_else(|| Error::wrong_type(&value, Self::NAME))
    }

    /// A whole number is written without a fraction, since clients would show `2.0`.
    fn write(&self) -> Option<Value> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        Some(if self.fract() == 0.0 && self.abs() <= EXACT {
            Value::from(*self as i64)
        } else {
            Number::from_f64(*self).map_or(Value::Null, Value::Number)
        })
    }
}

impl FieldType for i64 {
    const NAME: &'static str = "a whole number";

    fn blank() -> Self {
        0
    }

    fn read(value: Value) -> Result<Self, Error> {
        if let Some(number) = value.as_i64() {
            return Ok(number);
        }
        let number = match &value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => match text.trim().parse() {
                Ok(number) => return Ok(number),
                Err(_) => text.trim().parse().ok(),
            },
            _ => None,
        };
        match number {
            Some(number) if number.fract() == 0.0 && number.abs() < i64::MAX as f64 => {
                Ok(number as i64)
            }
            _ => Err(Error::wrong_type(&value, Self::NAME)),
        }
    }

    fn write(&self) -> Option<Value> {
        Some(Value::from(*self))
    }
}

/// Without a tick it is `false`.
impl FieldType for bool {
    const OPTIONAL: bool = true;
    const NAME: &'static str = "a truth value";

    fn blank() -> Self {
        false
    }

    fn read(value: Value) -> Result<Self, Error> {
        match &value {
            Value::Bool(flag) => Ok(*flag),
            Value::String(text) if text == "true" => Ok(true),
            Value::String(text) if text == "false" => Ok(false),
            _ => Err(Error::wrong_type(&value, Self::NAME)),
        }
    }

    fn write(&self) -> Option<Value> {
        Some(Value::Bool(*self))
    }
}

impl FieldType for Value {
    const OPTIONAL: bool = true;
    const NAME: &'static str = "any value";

    fn blank() -> Self {
        Value::Null
    }

    fn read(value: Value) -> Result<Self, Error> {
        Ok(value)
    }

    fn write(&self) -> Option<Value> {
        Some(self.clone())
    }
}

impl<T: FieldType> FieldType for Option<T> {
    const OPTIONAL: bool = true;
    const NAME: &'static str = T::NAME;

    fn blank() -> Self {
        None
    }

    fn read(value: Value) -> Result<Self, Error> {
        if is_nothing(&value) {
            Ok(None)
        } else {
            T::read(value).map(Some)
        }
    }

    fn write(&self) -> Option<Value> {
        self.as_ref().and_then(T::write)
    }
}

/// Without a choice it is empty.
impl<T: FieldType> FieldType for Vec<T> {
    const OPTIONAL: bool = true;
    const NAME: &'static str = "a list";

    fn blank() -> Self {
        Vec::new()
    }

    fn read(value: Value) -> Result<Self, Error> {
        match value {
            Value::Array(items) => {
                let items = items.into_iter().enumerate();
                let item = |(at, item): (usize, Value)| {
                    T::read(item).map_err(|error| error.within(&at.to_string()))
                };
                items.map(item).collect()
            }
            other if is_nothing(&other) => Ok(Vec::new()),
            other => Err(Error::wrong_type(&other, Self::NAME)),
        }
    }

    fn write(&self) -> Option<Value> {
        let items = self.iter().map(|item| item.write().unwrap_or(Value::Null));
        Some(Value::Array(items.collect()))
    }
}

/// Whether a value means none. Flow JSON has no `null`; a missing value is sent as the empty value of
/// its type.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Object(members) => members.values().all(is_nothing),
        _ => false,
    }
}
