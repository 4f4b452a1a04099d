//! Flow JSON, the language of WhatsApp Flows.

mod category;
mod check;
mod diagnostic;
pub mod expr;
pub mod infer;
mod rule;
pub mod table;
pub mod tree;
mod version;

pub use category::{Category, UnknownCategory};
pub use check::{RULES, check};
pub use diagnostic::{Diagnostic, Place, Severity, Style};
pub use rule::{Rule, Sample};
pub use version::{MalformedVersion, State, Version};
