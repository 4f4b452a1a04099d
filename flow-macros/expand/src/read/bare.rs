//! Names of inputs and fields without `form.` or `data.` before them.

use std::cell::RefCell;

use super::Reader;
use crate::syntax::{Expr, Struct, unraw};

/// The names on a screen that expressions can begin with `form.` or `data.` to read.
#[derive(Default)]
pub(super) struct ScreenNames {
    inputs: Vec<String>,
    fields: Vec<String>,
}

impl ScreenNames {
    pub(super) fn of(screen: &Struct) -> Self {
        let inputs = RefCell::new(Vec::new());
        let mut fields = Vec::new();
        for field in &screen.fields {
            match (&unraw(&field.name)[..], field.value.bare()) {
                ("data", Expr::Struct(data)) => {
                    fields.extend(data.fields.iter().map(|field| unraw(&field.name)));
                }
                ("children", children) => {
                    children.find(&|part| {
                        if let Expr::Struct(component) = part {
                            let names = component.fields.iter().filter(|one| one.name == "name");
                            let names = names.filter_map(|one| one.value.as_text());
                            inputs.borrow_mut().extend(names.map(str::to_owned));
                        }
                        false
                    });
                }
                _ => {}
            }
        }
        Self {
            inputs: inputs.into_inner(),
            fields,
        }
    }

    /// What stands before a name of the screen in an expression.
    pub(super) fn source_of(&self, name: &str) -> Option<&'static str> {
        let has = |names: &[String]| names.iter().any(|one| one == name);
        if has(&self.inputs) {
            Some("form")
        } else {
            has(&self.fields).then_some("data")
        }
    }
}

impl Reader<'_> {
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
        let Some(source) = self.screen.source_of(&name) else {
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
