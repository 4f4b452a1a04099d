//! The replies of flows, and the types of the values in them.
//!
//! [`flow!`](crate::flow) makes a type `Reply` for each flow; the page of the [crate](crate#replies)
//! shows it. This module has the types that all flows share.

mod choice;
mod error;
mod field;
mod media;
mod record;

pub use choice::Choice;
pub use error::Error;
pub use media::{DateRange, EncryptedMedia, EncryptionMetadata, Media, NoData};
pub(crate) use record::members;
/// A value of unknown type.
pub use serde_json::Value;

/// Items for generated types only.
#[doc(hidden)]
pub mod types {
    pub use core::primitive::{bool, f64, i64, str, usize};
    pub use std::clone::Clone;
    pub use std::cmp::{Eq, Ord, Ordering, PartialEq, PartialOrd};
    pub use std::convert::Infallible;
    pub use std::default::Default;
    pub use std::fmt::{Debug, Display, Formatter, Result as FmtResult};
    pub use std::hash::{Hash, Hasher};
    pub use std::ops::FnMut;
    pub use std::option::Option;
    pub use std::result::Result;
    pub use std::str::FromStr;
    pub use std::string::String;
    pub use std::vec::Vec;

    pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

    pub use super::choice::{
        IdOf, Is, Listed, NoChoice, clone_choice, compare_choices, debug_choice, display_choice,
        hash_choice, same_choice,
    };
    pub use super::field::{Field, FieldType};
    pub use super::record::{Parts, blank, clone, debug, deserialize, read_text, same, serialize};
    pub use super::{Choice, DateRange, EncryptedMedia, Error, Media, NoData, Value};
}
