//! `text!("visit.title", day = data.day)`: a text by its key, in the language of the flow.

use proc_macro2::extra::DelimSpan;
use proc_macro2::{Ident, Punct};

use super::Expr;

#[derive(Clone)]
pub(crate) struct Text {
    /// `text`
    pub(crate) word: Ident,
    pub(crate) bang: Punct,
    pub(crate) parens: DelimSpan,
    pub(crate) key: Expr,
    pub(crate) placeholders: Vec<Placeholder>,
}

/// `name = value`
#[derive(Clone)]
pub(crate) struct Placeholder {
    pub(crate) name: Ident,
    pub(crate) equals: Punct,
    pub(crate) value: Expr,
}
