//! Flow JSON, the language of WhatsApp Flows: read it, check it, report on it, write it.
//!
//! # Read
//!
//! [`read()`] takes JSON text and gives a [`Reading`]: a tree of [nodes](tree::Node) that know their
//! places in the text, and the mistakes of the JSON itself. It goes on after a mistake.
//! [`Reading::into_result`] gives the tree only if there is none.
//!
//! # Check
//!
//! [`check()`] gives a [`Diagnostic`] for each mistake and each thing to think over. [`RULES`] are
//! all that it knows; each [`Rule`] has Meta's code, the versions it holds in, its
//! [source](Rule::source) and [how sure](Rule::confidence) that is.
//!
//! ```
//! # #[cfg(feature = "language")] {
//! use flow_json::{Severity, Style, check, read};
//!
//! let text = r#"{"version": "7.3", "screens": [{
//!     "id": "START", "title": "Start", "terminal": true,
//!     "layout": {"type": "SingleColumnLayout", "children": [
//!         {"type": "TextInput", "name": "city", "label": "City"},
//!         {"type": "Footer", "label": "Done", "on-click-action": {
//!             "name": "complete", "payload": {"city": "${form.town}"}}}
//!     ]}
//! }]}"#;
//! let flow = read(text).into_result().expect("it is JSON");
//! let found = check(&flow, Style::Json);
//! let first = &found[0];
//! assert_eq!((first.severity, first.rule.id), (Severity::Error, "A1"));
//! // Its place, in the text and as a JSON pointer.
//! assert_eq!(&text[first.place.loc.range()], "town");
//! assert_eq!(
//!     first.place.pointer,
//!     "/screens/0/layout/children/1/on-click-action/payload/city"
//! );
//! # }
//! ```
//!
//! # Report
//!
//! A diagnostic is one line with `Display`. With the feature `report` it is shown as rustc shows its
//! own, with the line of the text and the place underlined.
//!
//! ```
//! # #[cfg(feature = "report")] {
//! use flow_json::report::{Report, Source};
//! use flow_json::{Style, check, read};
//!
//! let text = "{\"version\": \"7.3\",\n \"screen\": []}";
//! let flow = read(text).into_result().expect("it is JSON");
//! let source = Source::new("flow.json", text);
//! let shown: Vec<_> = check(&flow, Style::Json)
//!     .iter()
//!     .map(|found| Report::of(found).render(Some(&source), false))
//!     .collect();
//! assert!(shown[0].contains("--> flow.json:2:2"), "{}", shown[0]);
//! # }
//! ```
//!
//! # Write
//!
//! [`write()`] makes text of a tree. What was read comes out with the same values, in the same order.
//!
//! ```
//! # #[cfg(feature = "language")] {
//! use flow_json::{Layout, read, write};
//!
//! let flow = read("{\"version\" : \"7.3\"}").into_result().expect("it is JSON");
//! assert_eq!(write(&flow, Layout::Minified), r#"{"version":"7.3"}"#);
//! # }
//! ```
//!
//! # More of a flow
//!
//! - [`model`]: screens, components, actions and references, each with its place. [`scope`] tells
//!   which names an expression can use, and [`infer`] the data that a screen is given.
//! - [`table`]: the components of Flow JSON and their properties in each [`Version`].
//! - [`expr`]: the bindings and expressions in texts.
//! - `diff`, `print` and `schema`, features of the same names: two flows compared, a flow as `flow!`,
//!   a JSON Schema.

#![cfg_attr(docsrs, feature(doc_cfg))]

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
// For the macros, which name items of Rust.
#[cfg(feature = "language")]
#[doc(hidden)]
pub mod keyword;
pub mod locale;
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
pub use source::{LineColumn, LineIndex, TextRange, name_of_file};
pub use version::{MalformedVersion, State, Version};
#[cfg(feature = "language")]
pub use write::{Layout, write, write_with};

// Its example is compiled with those of the documentation.
#[cfg(all(doctest, feature = "language"))]
#[doc = include_str!("../README.md")]
struct Readme;
