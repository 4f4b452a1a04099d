//! The fields of `data`, from the examples and the types in the flow.

use proc_macro2::Ident;
use quote::ToTokens;

use super::body::Reader;
use super::names::{Field, Kind};
use crate::read::is_action;
use crate::syntax::{Expr, Literal, Struct, TypeKind, UnaryOperator};

impl Reader {
    /// `types: [Slot { id: String }]`
    pub(super) fn types(&mut self, value: &Expr) {
        let Expr::Array(types) = value.bare() else {
            return;
        };
        for ty in &types.items {
            if let Expr::Struct(literal) = ty.bare()
                && let Some(name) = literal.name()
            {
                let index = self.object(literal);
                self.names.types.push((name.to_string(), index));
            }
        }
    }

    fn object(&mut self, literal: &Struct) -> usize {
        let fields = self.members(literal);
        self.names.objects.push(fields);
        self.names.objects.len() - 1
    }

    /// The fields of an example or a type.
    pub(super) fn members(&mut self, literal: &Struct) -> Vec<Field> {
        let fields = literal.fields.iter().filter(|field| field.colon.is_some());
        let fields = fields.map(|field| Field {
            name: field.name.clone(),
            kind: self.kind(&field.value),
            doc: format!("Example: `{}`", example(&field.value)),
        });
        fields.collect()
    }

    /// The kind of an example or a type.
    fn kind(&mut self, value: &Expr) -> Kind {
        match value.bare() {
            Expr::Cast(cast) => match &cast.ty.kind {
                TypeKind::Named {
                    name,
                    argument: None,
                } => named(name),
                _ => Kind::Unknown,
            },
            Expr::Literal(Literal::Text { .. }) => Kind::Known("Text"),
            Expr::Literal(Literal::Flag { .. }) => Kind::Known("Boolean"),
            Expr::Literal(_) => Kind::Known("Number"),
            Expr::Unary(unary) if matches!(unary.operator, UnaryOperator::Negate(_)) => {
                Kind::Known("Number")
            }
            Expr::Array(_) => Kind::Known("List"),
            Expr::Struct(literal) => match literal.name() {
                Some(name) if !is_action(&name.to_string()) => Kind::Object(self.object(literal)),
                _ => Kind::Unknown,
            },
            Expr::Path(path) => path.get_ident().map_or(Kind::Unknown, named),
            _ => Kind::Unknown,
        }
    }
}

/// The kind of a word, as an example or as a type.
fn named(name: &Ident) -> Kind {
    match &name.to_string()[..] {
        "String" => Kind::Known("Text"),
        "f64" | "i64" => Kind::Known("Number"),
        "bool" => Kind::Known("Boolean"),
        name => Kind::Named(name.to_owned()),
    }
}

/// An example on one line, shortened.
fn example(value: &Expr) -> String {
    let text = value
        .to_token_stream()
        .to_string()
        .replace(['`', '\n'], " ");
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
