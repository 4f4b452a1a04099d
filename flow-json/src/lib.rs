//! Flow JSON, the language of WhatsApp Flows.

mod category;
#[cfg(feature = "language")]
mod check;
#[cfg(feature = "language")]
mod diagnostic;
#[cfg(feature = "diff")]
pub mod diff;
#[cfg(feature = "language")]
pub mod expr;
#[cfg(feature = "language")]
pub mod infer;
#[cfg(feature = "language")]
pub mod keyword;
#[cfg(feature = "language")]
pub mod model;
pub mod pointer;
#[cfg(feature = "print")]
pub mod print;
#[cfg(feature = "language")]
pub mod read;
#[cfg(feature = "report")]
pub mod report;
#[cfg(feature = "language")]
mod rule;
#[cfg(feature = "schema")]
pub mod schema;
#[cfg(feature = "language")]
pub mod scope;
#[cfg(feature = "language")]
mod source;
#[cfg(feature = "language")]
pub mod table;
#[cfg(feature = "language")]
pub mod tree;
mod version;
#[cfg(feature = "language")]
mod write;

pub use category::{Category, UnknownCategory};
#[cfg(feature = "language")]
pub use check::{RULES, STRUCTURAL_RULES, check};
#[cfg(feature = "language")]
pub use diagnostic::{Diagnostic, Place, Severity, Style};
#[cfg(feature = "language")]
pub use read::{Reading, read, read_bytes};
#[cfg(feature = "samples")]
pub use rule::Sample;
#[cfg(feature = "language")]
pub use rule::{Confidence, Origin, Rule};
#[cfg(feature = "language")]
pub use source::{LineColumn, LineIndex, TextRange};
pub use version::{MalformedVersion, State, Version};
#[cfg(feature = "language")]
pub use write::{Layout, write, write_with};
