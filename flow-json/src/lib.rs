//! Flow JSON, the language of WhatsApp Flows.

mod category;
mod check;
mod diagnostic;
#[cfg(feature = "diff")]
pub mod diff;
pub mod expr;
pub mod infer;
pub mod keyword;
#[cfg(feature = "print")]
pub mod print;
pub mod read;
#[cfg(feature = "report")]
pub mod report;
mod rule;
#[cfg(feature = "schema")]
pub mod schema;
pub mod scope;
mod source;
pub mod table;
pub mod tree;
mod version;
mod write;

pub use category::{Category, UnknownCategory};
pub use check::{RULES, STRUCTURAL_RULES, check};
pub use diagnostic::{Diagnostic, Place, Severity, Style};
pub use read::{Reading, read, read_bytes};
pub use rule::{Rule, Sample};
pub use source::{LineColumn, LineIndex, TextRange};
pub use version::{MalformedVersion, State, Version};
pub use write::{Layout, write, write_with};
