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

/// The part of an attribute behind its path.
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

impl Expr {
    /// Its attributes. Only some kinds of expressions can have attributes in a flow.
    pub(crate) fn attributes(&self) -> &[Attribute] {
        match self.bare() {
            Expr::Struct(literal) => &literal.attributes,
            Expr::If(choice) => &choice.attributes,
            Expr::For(each) => &each.attributes,
            Expr::Match(choice) => &choice.attributes,
            Expr::Macro(call) => &call.attributes,
            _ => &[],
        }
    }

    /// The list of its attributes, if it can have some.
    pub(crate) fn attributes_mut(&mut self) -> Option<&mut Vec<Attribute>> {
        match self.bare_mut() {
            Expr::Struct(literal) => Some(&mut literal.attributes),
            Expr::If(choice) => Some(&mut choice.attributes),
            Expr::For(each) => Some(&mut each.attributes),
            Expr::Match(choice) => Some(&mut choice.attributes),
            Expr::Macro(call) => Some(&mut call.attributes),
            _ => None,
        }
    }
}
