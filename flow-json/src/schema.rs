//! A JSON Schema of Flow JSON, for editors: completion, descriptions, errors while typing.
//!
//! It is generated from the [table](crate::table) and says what the structural half of
//! [`check()`](crate::check()) says: keys, types, formats, places. What compares two parts of a
//! document is beyond any schema, and for [a few rules](UNSAID) of the structure there is no
//! keyword.

mod component;
mod data;
mod node;
mod object;
mod pattern;
mod value;

use crate::tree::Node;
use crate::version::Version;

/// The dialect that the schema is written in.
pub const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The JSON Schema (draft 2020-12) of a version of Flow JSON.
///
/// Each component, action and screen is a definition with the descriptions of the table. Which
/// component or action an object is tells its `type` or `name`, so an editor offers the keys of that
/// one and speaks of it alone.
///
/// ```
/// use flow_json::{Layout, Version, schema::schema, write};
///
/// let schema = schema(Version::V7_3);
/// assert_eq!(schema.get("title").unwrap().as_str(), Some("Flow JSON 7.3"));
/// let footer = schema.get("$defs").unwrap().get("Footer").unwrap();
/// assert!(footer.get("properties").unwrap().get("on-click-action").is_some());
/// let text = write(&schema, Layout::Pretty);
/// assert!(text.starts_with("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\""));
/// ```
pub fn schema(version: Version) -> Node {
    Builder::new(version).schema()
}

/// A rule of the structure that the schema does not say, or says in part.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Unsaid {
    /// The [id](crate::Rule::id) of the rule.
    pub rule: &'static str,
    /// The property that is meant, if it is not the whole rule.
    pub property: Option<&'static str>,
    /// Why a schema does not say it.
    pub why: &'static str,
}

/// The rules of the structure that the schema does not say.
///
/// Errors only: a schema has no warnings, so texts that are too long for clients, expressions of
/// which Meta's sources disagree and the like pass.
pub const UNSAID: &[Unsaid] = &[Unsaid {
    rule: "S6",
    property: Some("pattern"),
    why: "that a text is a regular expression is said by `format`, which validators read as a hint",
}];

/// The state of a schema in the making.
struct Builder {
    version: Version,
    /// The definitions, in the order in which they were first needed.
    definitions: Vec<(String, Node)>,
    /// The lists of components that something refers to and that are still to be defined.
    wanted: Vec<component::List>,
    /// Whether the object at work is inside a `Form`.
    in_form: bool,
}
