//! Rust constants in a flow: the part that the compiler runs when it evaluates constants.
//!
//! The expansion of `flow!` holds the JSON as text. Only rustc knows the value of a `const` or of a
//! `const fn` call, so the expansion has a constant of a known type for it. [`check()`] tests it against
//! the limits of its property. A list of [`Piece`]s has its place in the JSON, and [`Json`] is the text
//! of the list. An expansion looks like this, with the spans of the author's expressions:
//!
//! ```edition2021
//! #![no_implicit_prelude]
//! #![deny(warnings)]
//!
//! mod strings {
//!     pub const TITLE: &::core::primitive::str = "Say \"hello\"";
//!     pub const fn seats() -> ::core::primitive::u8 {
//!         4
//!     }
//! }
//!
//! pub const JSON: &::flow_dsl::__private::str = {
//!     const __FLOW_0: &::flow_dsl::__private::str = strings::TITLE;
//!     const _: () = ::flow_dsl::__private::check(
//!         ::flow_dsl::__private::Scalar::Text(__FLOW_0),
//!         &[(::flow_dsl::__private::Test::NotBlank, "`title` cannot be blank; write a text")],
//!     );
//!     const __FLOW_1: ::flow_dsl::__private::Scalar =
//!         ::flow_dsl::__private::constant(strings::seats()).scalar();
//!     const _: () = ::flow_dsl::__private::check(__FLOW_1, &[]);
//!     const __FLOW_PIECES: &[::flow_dsl::__private::Piece] = &[
//!         ::flow_dsl::__private::Piece::Json("{\"title\":"),
//!         ::flow_dsl::__private::Piece::Value(::flow_dsl::__private::Scalar::Text(__FLOW_0)),
//!         ::flow_dsl::__private::Piece::Json(",\"type\":"),
//!         ::flow_dsl::__private::Piece::Type(__FLOW_1),
//!         ::flow_dsl::__private::Piece::Json(",\"__example__\":"),
//!         ::flow_dsl::__private::Piece::Value(__FLOW_1),
//!         ::flow_dsl::__private::Piece::Json("}"),
//!     ];
//!     const __FLOW_JSON: &::flow_dsl::__private::Json<
//!         { ::flow_dsl::__private::length(__FLOW_PIECES) },
//!     > = &::flow_dsl::__private::Json::write(__FLOW_PIECES);
//!     __FLOW_JSON.as_str()
//! };
//!
//! fn main() {
//!     let json = r#"{"title":"Say \"hello\"","type":"number","__example__":4}"#;
//!     ::core::assert_eq!(JSON, json);
//! }
//! ```
//!
//! Each check is a constant of its own. So one build reports all that fail, and no error follows in the
//! code that uses the value.
//!
//! # Costs
//!
//! Const evaluation is slow. In instructions that valgrind counted of rustc 1.95, an operation of a variable
//! and a literal takes about 850, one of two variables 1 300, an `if` that compares and a sum, which is tested
//! for an overflow, 3 000 each, an index 5 000, and a call 19 000 to 38 000, even that of `len`. A variable that is
//! neither a number nor a reference is memory, which is allocated and freed, and an enum taken apart has its layout
//! looked up each time. To split a slice is some calls. And rustc refuses a constant that takes two million loops and calls
//! (`long_running_const_eval`). So long texts are read sixteen bytes at a time, a byte without an escape
//! costs no call, and literals are copied whole. A list should have a few hundred pieces; a longer one
//! is made of several, each a piece of another list. `benches/constants.rs` measures all this.

#![allow(
    unsafe_code,
    reason = "safe code for the same takes rustc several times as long, and texts seconds"
)]

mod check;
mod column;
mod each;
mod escape;
mod json;
mod list;
mod number;
mod rows;
mod scalar;
mod word;

pub use check::{Test, check, is_longer};
pub use column::{Column, Ids, check_each, is_any_longer, scalars, texts};
pub use each::{check_distinct, check_most, copied, most};
pub use json::{Json, Piece, length};
pub use list::{Part, Scan, check_count, check_ids, check_items, list_size, scan, slots};
pub use rows::{Cell, Rows, cell, rows, rows_size};
pub use scalar::{Scalar, constant};
pub use word::Fat;
