//! What the rules look at.

use super::structure::{Outcome, Repair};
use crate::diagnostic::Style;
use crate::tree::Node;
use crate::version::Version;

pub(super) struct Model<'t, L> {
    pub(super) style: Style,
    pub(super) version: Version,
    flow: &'t Node<L>,
    repairs: Vec<Repair<'t, L>>,
}
impl<'t, L> Model<'t, L> {
    pub(super) fn of(flow: &'t Node<L>, style: Style, outcome: Outcome<'t, L>) -> Self {
        Self {
            style,
            version: outcome.version,
            flow,
            repairs: outcome.repairs,
        }
    }
}
