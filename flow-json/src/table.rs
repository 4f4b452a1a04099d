//! The table: every object of Flow JSON and its properties, as data.
//!
//! The checker, the macro, "did you mean", the importer and the reference all read this table, and
//! have no lists of their own. A new version of Flow JSON is a few rows here.
//!
//! The facts are those of Meta's documentation as of August 2026. Where sources disagree, the table
//! has the strictest reading that published flows keep.
//!
//! Its types are exhaustive on purpose: whoever reads the table learns from the compiler that there
//! is a new kind of value to know.

mod action;
mod components;
mod flow;
mod page;
mod picture;
mod property;
mod record;
mod suggest;

pub use action::{ACTIONS, Action, ActionUse, action};
pub use components::{COMPONENTS, CONTAINERS, Component, Input, OUTSIDE_FORMS, Places, component};
pub use flow::{
    DATA_API_VERSIONS, DATA_TYPES, FLOW, LAYOUT, RESERVED_SCREEN_ID, RustField, SCREEN, rust_fields,
};
pub use page::{page, property_line};
pub use picture::{Picture, PictureFormat};
pub use property::{
    Advised, Choice, Dynamic, Format, Property, RANGE_FLAGS, RANGE_OPTIONAL_TEXTS, Shape, Type,
};
pub use record::record;
pub use suggest::{component_meant, distance, nearest};

/// The largest document, in bytes.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;

/// The most components on a screen. A `Form` is not counted.
pub const MAX_COMPONENTS: usize = 100;

/// The most components that Meta's documentation wants on a screen.
pub const ADVISED_COMPONENTS: usize = 50;

/// The most screens a flow may have.
pub const MAX_SCREENS: usize = 100;
