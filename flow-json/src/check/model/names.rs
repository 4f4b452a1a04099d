//! The types of names, as seen from one screen.

use crate::expr::{Binding, Type};
use crate::scope::Scope;

/// What tells the type that a name has for an expression.
pub(in crate::check) struct Names<'m, 't> {
    pub(super) scope: &'m Scope<'t>,
    /// The position of the screen with the expression.
    pub(super) screen: usize,
    /// The screen of that id is not to be named: another rule says so.
    pub(super) unnamed: Option<&'t str>,
    /// Whether other screens can be named at all.
    pub(super) global: bool,
}

impl<'m> Names<'m, '_> {
    /// The type of what a binding refers to, if it is known and there is nothing else to say.
    pub(in crate::check) fn type_of(&self, binding: &Binding) -> Option<&'m Type> {
        match &binding.screen {
            Some(_) if !self.global => None,
            Some(screen) if self.unnamed.is_some_and(|own| screen.text == own) => None,
            _ => self.scope.type_of(self.screen, binding),
        }
    }
}
