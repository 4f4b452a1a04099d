//! Flow JSON, the language of WhatsApp Flows.

mod category;
#[cfg(feature = "check")]
mod check;
mod diagnostic;
#[cfg(feature = "diff")]
pub mod diff;
pub mod expr;
#[cfg(feature = "check")]
pub mod infer;
#[cfg(feature = "check")]
pub mod keyword;
#[cfg(feature = "print")]
pub mod print;
pub mod read;
#[cfg(feature = "report")]
pub mod report;
mod rule;
#[cfg(feature = "schema")]
pub mod schema;
#[cfg(feature = "check")]
pub mod scope;
mod source;
pub mod table;
pub mod tree;
mod version;
#[cfg(feature = "check")]
mod write;

pub use category::{Category, UnknownCategory};
#[cfg(feature = "check")]
pub use check::{RULES, STRUCTURAL_RULES, check};
pub use diagnostic::{Diagnostic, Place, Severity, Style};
pub use read::{Reading, read, read_bytes};
pub use rule::{Rule, Sample};
pub use source::{LineColumn, LineIndex, TextRange};
pub use version::{MalformedVersion, State, Version};
#[cfg(feature = "check")]
pub use write::{Layout, write, write_with};
