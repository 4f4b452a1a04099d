//! The constant that `flow!` makes of a flow in several languages.

use std::ops::Deref;

use crate::Flow;

/// A flow in all its languages, one [`Flow`] each, in the order of `languages`.
///
/// `flow!` makes one beside `FLOW`, which is the first of them, if the flow has
/// [`languages`](crate#languages). It is a slice, and iterates over flows: `flow_deploy_cli::run(FLOWS)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flows(&'static [Flow]);

impl Flows {
    /// For the macros only.
    #[doc(hidden)]
    pub const fn __from_macro(flows: &'static [Flow]) -> Self {
        Self(flows)
    }

    /// The flows as a slice, in constants too.
    pub const fn as_slice(self) -> &'static [Flow] {
        self.0
    }

    /// The flow for a person who speaks a language, by its code in any spelling: `pt_BR`, `pt-br`.
    ///
    /// Without that language it is one that differs only by the country, the plain `pt` before another, and
    /// else the first.
    pub fn in_language(&self, code: &str) -> &'static Flow {
        let parts = |code: &str| {
            let mut parts = code.split(['_', '-']).map(str::to_ascii_lowercase);
            (parts.next().unwrap_or_default(), parts.next())
        };
        let wanted = parts(code);
        let nearness = |flow: &&'static Flow| {
            let (language, country) = parts(flow.language().unwrap_or_default());
            match (language == wanted.0, country) {
                (false, _) => 0,
                (true, country) if country == wanted.1 => 3,
                (true, None) => 2,
                (true, Some(_)) => 1,
            }
        };
        let best = self.0.iter().map(|flow| nearness(&flow)).max();
        let best = self.0.iter().find(|flow| Some(nearness(flow)) == best);
        best.expect("`flow!` makes one flow at least")
    }
}

impl Deref for Flows {
    type Target = [Flow];

    fn deref(&self) -> &[Flow] {
        self.0
    }
}

impl IntoIterator for Flows {
    type Item = Flow;
    type IntoIter = std::iter::Copied<std::slice::Iter<'static, Flow>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().copied()
    }
}

impl IntoIterator for &Flows {
    type Item = &'static Flow;
    type IntoIter = std::slice::Iter<'static, Flow>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
