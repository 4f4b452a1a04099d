//! Names of inputs and fields without `form.` or `data.` before them.

use super::Reader;
use crate::syntax::{Expr, Struct, unraw};

/// What stands before a name of the screen in an expression: `form` for an input, `data` for a field.
///
/// It goes through the whole screen, for a mistake is at hand.
fn source_of(screen: &Struct, name: &str) -> Option<&'static str> {
    let value = |key: &str| {
        let field = screen.fields.iter().find(|field| field.name == key);
        field.map(|field| field.value.bare())
    };
    let is_input = |part: &Expr| {
        let Expr::Struct(component) = part else {
            return false;
        };
        let mut fields = component.fields.iter();
        fields.any(|field| field.value.as_text() == Some(name) && field.name == "name")
    };
    if value("children").is_some_and(|children| children.find(&is_input).is_some()) {
        return Some("form");
    }
    match value("data")? {
        Expr::Struct(data) => {
            let mut fields = data.fields.iter();
            fields
                .any(|field| unraw(&field.name) == name)
                .then_some("data")
        }
        _ => None,
    }
}

impl Reader<'_> {
    /// What stands before a name of the screen that is being read.
    pub(super) fn source_of(&self, name: &str) -> Option<&'static str> {
        source_of(self.screen?, name)
    }

    /// Whether an expression is the bare name of an input or a field, which is reported: a constant of
    /// Rust's is not written so.
    pub(super) fn is_bare_name(&mut self, expr: &Expr) -> bool {
        let Some(ident) = expr.as_ident() else {
            return false;
        };
        let name = unraw(ident);
        if name.contains(|character: char| character.is_uppercase()) {
            return false;
        }
        let Some(source) = self.source_of(&name) else {
            return false;
        };
        let what = match source {
            "form" => "an input of the screen",
            _ => "a field of the screen's data",
        };
        let message = format!("`{name}` is {what}, and its value is `{source}.{name}`");
        self.errors.push(ident.span(), message);
        true
    }
}
