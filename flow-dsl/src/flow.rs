//! What `flow!` makes.

use flow_json::{Category, Version};

/// A flow: its Flow JSON and what is needed beside it to deploy it.
///
/// `flow!` makes one, as a constant named `FLOW`. Everything in it was computed when the crate was
/// compiled: reading it allocates nothing and costs nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flow {
    name: &'static str,
    categories: &'static [Category],
    version: Version,
    json: &'static str,
    needs_endpoint: bool,
}

impl Flow {
    /// For the macro alone: nothing checks the parts here.
    #[doc(hidden)]
    pub const fn __from_macro(
        name: &'static str,
        categories: &'static [Category],
        version: Version,
        json: &'static str,
        needs_endpoint: bool,
    ) -> Self {
        Self { name, categories, version, json, needs_endpoint }
    }

    /// The name that the flow is deployed as. It is no part of Flow JSON.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What the flow is for. It is no part of Flow JSON.
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

    /// Whether the flow exchanges data with an endpoint: it has a `data_api_version`.
    pub const fn needs_endpoint(&self) -> bool {
        self.needs_endpoint
    }
}
