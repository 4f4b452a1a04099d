//! `#[ … ]`

use proc_macro2::{Group, Punct, Span, TokenStream};

use super::{Expr, Path};

#[derive(Clone)]
pub(crate) struct Attribute {
    pub(crate) hash: Punct,
    pub(crate) group: Group,
    pub(crate) path: Path,
    pub(crate) meta: Meta,
}

/// What follows the path of an attribute.
#[derive(Clone)]
pub(crate) enum Meta {
    Nothing,
    /// `( … )`
    List(TokenStream),
    /// `= value`
    Value(Expr),
}

impl Attribute {
    /// The value of `#[name = value]`.
    pub(crate) fn value_of(&self, name: &str) -> Option<&Expr> {
        match &self.meta {
            Meta::Value(value) if self.path.is_ident(name) => Some(value),
            _ => None,
        }
    }

    pub(crate) fn span(&self) -> Span {
        self.hash.span()
    }
}
