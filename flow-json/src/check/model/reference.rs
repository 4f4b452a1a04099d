//! References: each binding in an expression.

use std::ops::Range;

use super::super::sink::Spot;
use super::Expression;
use crate::expr::{Binding, Source};
use crate::tree::Location;

/// A binding.
pub(in crate::check) struct Reference<'m, 't, L> {
    /// The expression that it stands in.
    pub(in crate::check) expression: &'m Expression<'t, L>,
    pub(super) target: Target<'m, L>,
}

/// What is referred to.
pub(super) enum Target<'m, L> {
    /// Read from a text: the places are byte ranges of it.
    Text(&'m Binding<Range<usize>>),
    /// Written in Rust: the places are those of its tokens.
    Term(&'m Binding<L>),
}

impl<L: Location> Reference<'_, '_, L> {
    /// `data` or `form`, and the screen if it is another's.
    pub(in crate::check) fn source(&self) -> (Option<&str>, Source) {
        match self.target {
            Target::Text(binding) => (screen(binding), binding.source),
            Target::Term(binding) => (screen(binding), binding.source),
        }
    }

    /// A name of the path.
    pub(in crate::check) fn name(&self, index: usize) -> Option<&str> {
        match self.target {
            Target::Text(binding) => binding.path.get(index).map(|name| name.text.as_ref()),
            Target::Term(binding) => binding.path.get(index).map(|name| name.text.as_ref()),
        }
    }

    /// Where a name of the path stands.
    pub(in crate::check) fn spot(&self, index: usize) -> Spot<L> {
        let node = self.expression.node;
        match self.target {
            Target::Text(binding) => match binding.path.get(index) {
                Some(name) => Spot::part(node, name.loc.clone()),
                None => Spot::value(node),
            },
            Target::Term(binding) => match binding.path.get(index) {
                Some(name) => Spot::inside(node, name.loc),
                None => Spot::inside(node, binding.loc),
            },
        }
    }

    /// Where the name of the other screen stands.
    pub(in crate::check) fn screen_spot(&self) -> Spot<L> {
        let node = self.expression.node;
        match self.target {
            Target::Text(Binding {
                screen: Some(screen),
                ..
            }) => Spot::part(node, screen.loc.clone()),
            Target::Term(Binding {
                screen: Some(screen),
                ..
            }) => Spot::inside(node, screen.loc),
            _ => Spot::value(node),
        }
    }
}

fn screen<L>(binding: &Binding<L>) -> Option<&str> {
    binding.screen.as_ref().map(|screen| screen.text.as_ref())
}
