//! References: each binding in an expression.

use super::super::sink::Spot;
use super::Expression;
use crate::expr::{Binding, Source};

/// A binding.
pub(in crate::check) struct Reference<'m, 't> {
    /// The expression that it stands in.
    pub(in crate::check) expression: &'m Expression<'t>,
    pub(super) binding: &'m Binding,
}

impl Reference<'_, '_> {
    /// `data` or `form`, and the screen if it is another's.
    pub(in crate::check) fn source(&self) -> (Option<&str>, Source) {
        let screen = self.binding.screen.as_ref();
        (
            screen.map(|screen| screen.text.as_ref()),
            self.binding.source,
        )
    }

    /// A name of the path.
    pub(in crate::check) fn name(&self, index: usize) -> Option<&str> {
        let name = self.binding.path.get(index)?;
        Some(name.text.as_ref())
    }

    /// Where a name of the path stands.
    pub(in crate::check) fn spot(&self, index: usize) -> Spot {
        let name = self.binding.path.get(index);
        Spot::inside(
            self.expression.node,
            name.map_or(self.binding.loc, |name| name.loc),
        )
    }

    /// Where the name of the other screen stands.
    pub(in crate::check) fn screen_spot(&self) -> Spot {
        let node = self.expression.node;
        match &self.binding.screen {
            Some(screen) => Spot::inside(node, screen.loc),
            None => Spot::value(node),
        }
    }
}
