//! The constant that `flow!` makes.

use std::fmt;

use flow_json::{Category, Version, locale};

use crate::source::SourceMap;

/// A flow: its Flow JSON, with the name and the categories that it is deployed with.
///
/// `flow!` and `include_flow!` make one, as a constant named `FLOW`. All of it is computed when the
/// crate is compiled, so reading it allocates nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Flow {
    name: &'static str,
    renamed_from: Option<&'static str>,
    language: Option<&'static str>,
    categories: &'static [Category],
    version: Version,
    json: &'static str,
    needs_endpoint: bool,
    source_map: SourceMap,
}

/// Without the source map, which is binary.
impl fmt::Debug for Flow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Flow")
            .field("name", &self.name)
            .field("renamed_from", &self.renamed_from)
            .field("language", &self.language)
            .field("categories", &self.categories)
            .field("version", &self.version)
            .field("json", &self.json)
            .field("needs_endpoint", &self.needs_endpoint)
            .finish_non_exhaustive()
    }
}

impl Flow {
    /// For the macros only. Nothing checks the parts here.
    #[doc(hidden)]
    pub const fn __from_macro(
        name: &'static str,
        categories: &'static [Category],
        version: Version,
        json: &'static str,
        needs_endpoint: bool,
        files: &'static [&'static str],
        places: &'static [u8],
    ) -> Self {
        Self {
            name,
            renamed_from: None,
            language: None,
            categories,
            version,
            json,
            needs_endpoint,
            source_map: SourceMap {
                files,
                places,
                repeats: &[],
            },
        }
    }

    /// For the macros only. Adds the values that stand in the JSON more often than among the places.
    #[doc(hidden)]
    pub const fn __with_repeats(mut self, repeats: &'static [(usize, usize, usize)]) -> Self {
        self.source_map.repeats = repeats;
        self
    }

    /// For the macros only.
    #[doc(hidden)]
    #[must_use]
    pub const fn __renamed_from(mut self, name: &'static str) -> Self {
        self.renamed_from = Some(name);
        self
    }

    /// For the macros only.
    #[doc(hidden)]
    #[must_use]
    pub const fn __in_language(mut self, code: &'static str) -> Self {
        self.language = Some(code);
        self
    }

    /// The language that the flow is in, as `languages` names it: `pt_BR`. `None` for a flow that has no
    /// `languages`.
    pub const fn language(&self) -> Option<&'static str> {
        self.language
    }

    /// Whether the flow is in a language that is written from right to left. The flow itself has nothing
    /// for that: a phone that speaks the language shows it so.
    pub fn is_right_to_left(&self) -> bool {
        self.language.is_some_and(locale::is_right_to_left)
    }

    /// The name that the flow was deployed as before, which `renamed_from` gives. It is no part of Flow
    /// JSON. Deployment gives the account's flow of that name the new one, so that it keeps its id.
    pub const fn renamed_from(&self) -> Option<&'static str> {
        self.renamed_from
    }

    /// The name that the flow is deployed as. It is no part of Flow JSON. In a flow of several languages it
    /// ends with the language: `booking.pt_BR`.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The categories that the flow is deployed with. They are no part of Flow JSON.
    pub const fn categories(&self) -> &'static [Category] {
        self.categories
    }

    /// The version of Flow JSON that the flow is written in.
    pub const fn version(&self) -> Version {
        self.version
    }

    /// The Flow JSON, minified.
    pub const fn json(&self) -> &'static str {
        self.json
    }

    pub(crate) const fn source_map(&self) -> &SourceMap {
        &self.source_map
    }

    /// Whether the flow exchanges data with an endpoint: it has a `data_api_version`.
    pub const fn needs_endpoint(&self) -> bool {
        self.needs_endpoint
    }
}
