//! The object types that a flow names.

use proc_macro2::Span;

use super::ty::Field;
use crate::syntax::{Expr, FieldValue, Struct, unraw};

/// An object type with a name of the author's.
pub(super) struct Named {
    pub(super) name: String,
    pub(super) span: Span,
    keys: Vec<String>,
}

impl Named {
    /// Whether it has exactly the keys of these fields.
    pub(super) fn is(&self, fields: &[Field]) -> bool {
        self.keys.len() == fields.len()
            && fields
                .iter()
                .all(|field| self.keys.contains(&normal(&field.key)))
    }
}

/// The `types: [ … ]` of a flow.
pub(super) fn types(body: &Expr) -> Vec<Named> {
    let mut named = Vec::new();
    for types in body.values_of("types") {
        let Expr::Array(types) = types.bare() else {
            continue;
        };
        for ty in &types.items {
            if let Expr::Struct(literal) = ty.bare()
                && let Some(name) = literal.name()
            {
                let keys = keys(literal);
                named.push(Named {
                    name: name.to_string(),
                    span: name.span(),
                    keys,
                });
            }
        }
    }
    named
}

fn keys(literal: &Struct) -> Vec<String> {
    let key = |field: &FieldValue| {
        let attributes = field.attributes.iter();
        let mut renamed =
            attributes.filter_map(|attribute| attribute.value_of("rename")?.as_text());
        match renamed.next() {
            Some(key) => normal(key),
            None => unraw(&field.name),
        }
    };
    literal.fields.iter().map(key).collect()
}

/// A key with `_` for each `-`, since Rust names have no `-`.
fn normal(key: &str) -> String {
    key.replace('-', "_")
}
