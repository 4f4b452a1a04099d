//! Rust constants in a flow: the half that runs when the constants of the user's crate are evaluated.
//!
//! What `flow!` knows is JSON text in its expansion. What only rustc knows (the value of a `const`,
//! of a `const fn` call) stands there once, as a constant of a known type. [`check()`] holds it to the
//! limits of its place, a list of [`Piece`]s says where it goes, and [`Json`] is the text of the list.
//! This is what `flow!` writes, but for the spans, which are those of the user's expressions:
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
//! Each check is a constant of its own, so that all that fail are reported, and whatever uses the
//! value is not reported with it.
//!
//! # What it costs
//!
//! Const evaluation is slow: 0.1 µs for the simplest statement, 0.5 µs for a call, 30 µs to cut a
//! slice in two. And rustc refuses a constant that takes two million loops and calls
//! (`long_running_const_eval`). So long texts are looked at sixteen bytes at a time, a byte that needs
//! no escape costs no call, and literals are copied whole. A list of pieces should have a few hundred;
//! the texts of several lists are the pieces of another. `benches/constants.rs` measures all this.

mod check;
mod escape;
mod json;
mod number;
mod scalar;

pub use check::{Test, check};
pub use json::{Json, Piece, length};
pub use scalar::{Scalar, constant};
