//! From flows of `flow!` to flows of an account.

use flow_dsl::Flow;

use crate::DesiredFlow;

/// A flow of `flow!`. The command line shows Meta's validation errors at its lines.
impl From<Flow> for DesiredFlow {
    fn from(flow: Flow) -> Self {
        let categories = flow.categories().iter().copied();
        let mut desired = Self::new(flow.name(), categories, flow.json());
        desired.written = Some(flow);
        desired
    }
}

/// A flow of `flow!`. The command line shows Meta's validation errors at its lines.
impl From<&Flow> for DesiredFlow {
    fn from(flow: &Flow) -> Self {
        Self::from(*flow)
    }
}

/// A flow of `flow!`, as in a list of references to flows.
impl From<&&Flow> for DesiredFlow {
    fn from(flow: &&Flow) -> Self {
        Self::from(**flow)
    }
}
