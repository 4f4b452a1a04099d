//! References: each binding in an expression.

use super::Expression;
use crate::expr::{Binding, Source};
use crate::source::TextRange;

/// A binding.
#[non_exhaustive]
pub struct Reference<'m, 't> {
    /// The expression that it stands in.
    pub expression: &'m Expression<'t>,
    /// The binding.
    pub binding: &'m Binding,
}

impl Reference<'_, '_> {
    /// `data` or `form`, and the screen if it is another's.
    pub fn source(&self) -> (Option<&str>, Source) {
        let screen = self.binding.screen.as_ref();
        (
            screen.map(|screen| screen.text.as_ref()),
            self.binding.source,
        )
    }

    /// A name of the path.
    pub fn name(&self, index: usize) -> Option<&str> {
        let name = self.binding.path.get(index)?;
        Some(name.text.as_ref())
    }

    /// Where a name of the path stands.
    pub fn loc(&self, index: usize) -> TextRange {
        let name = self.binding.path.get(index);
        name.map_or(self.binding.loc, |name| name.loc)
    }

    /// Where the name of the other screen stands.
    pub fn screen_loc(&self) -> Option<TextRange> {
        Some(self.binding.screen.as_ref()?.loc)
    }
}
