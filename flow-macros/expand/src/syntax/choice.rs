//! `if`, `match` and `for`, and their blocks.

use proc_macro2::extra::DelimSpan;
use proc_macro2::{Ident, Punct, Span, TokenStream};

use super::{Attribute, Expr};

#[derive(Clone)]
pub(crate) struct If {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) if_token: Ident,
    pub(crate) condition: Expr,
    pub(crate) then: Block,
    /// `else`, and a block or another `if` behind it.
    pub(crate) otherwise: Option<(Ident, Expr)>,
}

/// `for name in list { … }`
#[derive(Clone)]
pub(crate) struct For {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) for_token: Ident,
    pub(crate) name: Ident,
    pub(crate) in_token: Ident,
    pub(crate) list: Expr,
    pub(crate) body: Block,
}

#[derive(Clone)]
pub(crate) struct Match {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) match_token: Ident,
    pub(crate) value: Expr,
    pub(crate) braces: DelimSpan,
    pub(crate) arms: Vec<Arm>,
}

/// `"a" | "b" => [ … ]`
#[derive(Clone)]
pub(crate) struct Arm {
    pub(crate) patterns: Vec<Pattern>,
    /// The `if` of a guard.
    pub(crate) guard: Option<Span>,
    /// The patterns and the guard as they are written.
    pub(crate) head: TokenStream,
    pub(crate) arrow: [Punct; 2],
    pub(crate) body: Expr,
}

#[derive(Clone)]
pub(crate) enum Pattern {
    Key { text: String, span: Span },
    Wild(Span),
    Other(Span),
}

impl Arm {
    /// Whether one of its patterns is that value.
    pub(crate) fn is_for(&self, value: &str) -> bool {
        self.patterns
            .iter()
            .any(|pattern| matches!(pattern, Pattern::Key { text, .. } if text == value))
    }
}

impl For {
    /// The expressions that stand for one item: those of the list in its braces, or the one there.
    pub(crate) fn parts(&self) -> &[Expr] {
        match self.body.body.as_deref().map(Expr::bare) {
            Some(Expr::Array(list)) => &list.items,
            Some(one) => std::slice::from_ref(one),
            None => &[],
        }
    }
}

/// Braces around one expression, or around nothing.
#[derive(Clone)]
pub(crate) struct Block {
    pub(crate) braces: DelimSpan,
    pub(crate) body: Option<Box<Expr>>,
}

impl Block {
    /// The expression inside. An empty block and one with statements stay as they are.
    pub(crate) fn into_body(self) -> Expr {
        match self.body {
            Some(body) if !matches!(*body, Expr::Rust(_)) => *body,
            _ => Expr::Block(self),
        }
    }
}
