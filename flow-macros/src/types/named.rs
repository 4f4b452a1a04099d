//! The object types that a flow names.

use proc_macro2::Span;
use syn::{Expr, ExprStruct, Lit, Member, Meta};

use super::ty::Field;

/// An object type with a name of the author's.
pub(super) struct Named {
    pub(super) name: String,
    pub(super) span: Span,
    keys: Vec<String>,
}

impl Named {
    /// Whether an object of these fields is of this type.
    pub(super) fn is(&self, fields: &[Field]) -> bool {
        self.keys.len() == fields.len()
            && fields
                .iter()
                .all(|field| self.keys.contains(&normal(&field.key)))
    }
}

/// The `types: [ … ]` of a flow.
pub(super) fn types(body: &Expr) -> Vec<Named> {
    let Expr::Struct(flow) = bare(body) else {
        return Vec::new();
    };
    let types = flow.fields.iter().filter(|field| match &field.member {
        Member::Named(name) => name == "types",
        Member::Unnamed(_) => false,
    });
    let mut named = Vec::new();
    for field in types {
        let Expr::Array(types) = bare(&field.expr) else {
            continue;
        };
        for ty in &types.elems {
            if let Expr::Struct(literal) = bare(ty)
                && let Some(name) = literal.path.get_ident()
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

fn keys(literal: &ExprStruct) -> Vec<String> {
    let key = |field: &syn::FieldValue| {
        let renamed = field
            .attrs
            .iter()
            .find_map(|attribute| match &attribute.meta {
                Meta::NameValue(meta) => match &meta.value {
                    Expr::Lit(literal) => match &literal.lit {
                        Lit::Str(key) => Some(key.value()),
                        _ => None,
                    },
                    _ => None,
                },
                _ => None,
            });
        match (&field.member, renamed) {
            (_, Some(key)) => normal(&key),
            (Member::Named(name), None) => {
                let name = name.to_string();
                name.strip_prefix("r#").unwrap_or(&name).to_owned()
            }
            (Member::Unnamed(index), None) => index.index.to_string(),
        }
    };
    literal.fields.iter().map(key).collect()
}

/// In known shapes `_` stands for `-`.
fn normal(key: &str) -> String {
    key.replace('-', "_")
}

/// The expression inside the invisible groups that `macro_rules!` puts around arguments.
fn bare(mut expr: &Expr) -> &Expr {
    while let Expr::Group(group) = expr {
        expr = &group.expr;
    }
    expr
}
