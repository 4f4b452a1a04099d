//! From flows of `flow!` to flows of an account.

use flow_dsl::{Flow, SourcePlace};
use flow_json::{Diagnostic, Style, check, read};

use super::DesiredFlow;

/// A flow of `flow!`; feature `flow-dsl`. Meta's validation errors can be shown at its lines.
impl From<Flow> for DesiredFlow {
    fn from(flow: Flow) -> Self {
        let categories = flow.categories().iter().copied();
        let mut desired = Self::new(flow.name(), categories, flow.json());
        desired.renamed_from = flow.renamed_from().map(str::to_owned);
        desired.language = flow.language().map(str::to_owned);
        desired.source = Some(flow);
        desired
    }
}

/// A flow of `flow!`; feature `flow-dsl`. Meta's validation errors can be shown at its lines.
impl From<&Flow> for DesiredFlow {
    fn from(flow: &Flow) -> Self {
        Self::from(*flow)
    }
}

/// A flow of `flow!`, as in a list of references to flows; feature `flow-dsl`.
impl From<&&Flow> for DesiredFlow {
    fn from(flow: &&Flow) -> Self {
        Self::from(**flow)
    }
}

/// Feature `flow-dsl`.
impl DesiredFlow {
    /// Where a value of the Flow JSON stands in Rust, by its JSON pointer. `None` for a flow that
    /// is not one of `flow!`, and for a value that the flow does not have.
    pub fn source_of(&self, pointer: &str) -> Option<SourcePlace> {
        self.source.as_ref()?.source_of(pointer)
    }

    /// Where the values of the Flow JSON stand in Rust, in the order in which they begin in it. None for a
    /// flow that is not one of `flow!`, or whose Flow JSON is no longer the one that `flow!` made.
    pub fn source_places(&self) -> impl Iterator<Item = SourcePlace> {
        let source = self.source.as_ref();
        let source = source.filter(|source| source.json() == self.json);
        source.into_iter().flat_map(Flow::source_places)
    }

    /// Everything that the reader and the checker find in the Flow JSON, in the words of the
    /// language that the flow was written in.
    pub fn check(&self) -> Vec<Diagnostic> {
        // A flow of `include_flow!` was written in a file of Flow JSON.
        let style = match self.source_of("") {
            Some(place) if place.file.ends_with(".rs") => Style::Rust,
            _ => Style::Json,
        };
        let reading = read(&self.json);
        let mut found = reading.diagnostics;
        if let Some(root) = &reading.root {
            found.extend(check(root, style));
        }
        found
    }
}
