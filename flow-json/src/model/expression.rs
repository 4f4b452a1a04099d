//! Expressions: each value that is one, wherever it stands.

use std::borrow::Cow;

use super::{Form, Reference, form};
use crate::expr::{self, Kind, SyntaxError, Term};
use crate::table::{self, Property};
use crate::tree::{Node, Value};

/// A value that is a binding, an expression or a condition, or was meant as one.
#[non_exhaustive]
pub struct Expression<'t> {
    /// The string that it is.
    pub node: &'t Node,
    /// Where it stands.
    pub site: Site,
    /// How it is written.
    pub written: Written,
    /// Its meaning.
    pub content: Content<'t>,
}

/// Where an expression stands.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Site {
    /// What it is for.
    pub usage: Use,
    /// The property that it is, or is in, and what the property's table wants at that place.
    /// Payloads take anything.
    pub need: Option<(&'static Property, &'static table::Type)>,
    /// The component that it is in, as an index of the screen's components. A screen's title is in
    /// none.
    pub component: Option<usize>,
    /// The action that it is in, as an index of the screen's actions.
    pub action: Option<usize>,
}

/// What a value with bindings is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// A property of a component, or a screen's title.
    Property,
    /// What an action sends.
    Payload,
}

/// How an expression is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// As a binding and nothing else.
    Alone,
    /// As an expression between back-ticks, or as Rust's operators.
    Expression,
    /// As the condition of an `If`, without back-ticks.
    Condition,
}

/// What an expression says.
pub enum Content<'t> {
    /// What Rust's operators wrote, or what was read from a text.
    Term(Cow<'t, Term>),
    /// A text that should be an expression, and is none.
    Malformed(SyntaxError),
}

impl Site {
    /// A property of the screen.
    pub const NONE: Site = Site {
        usage: Use::Property,
        need: None,
        component: None,
        action: None,
    };
}

impl<'t> Expression<'t> {
    /// Reads a value that may be an expression. The condition of an `If` always is one.
    pub fn read(node: &'t Node, site: Site, condition: bool) -> Option<Self> {
        let read = |text: &str, term: Result<Term, SyntaxError>| match term {
            Ok(term) => Content::Term(Cow::Owned(term.locate(node.loc, text))),
            Err(error) => Content::Malformed(error),
        };
        let (content, written) = match (&node.value, form(node)) {
            (Value::Expression(expression), _) => {
                let written = match expression.term.kind {
                    Kind::Binding(_) => Written::Alone,
                    _ => Written::Expression,
                };
                (Content::Term(Cow::Borrowed(&expression.term)), written)
            }
            (Value::String(text), Form::Binding) => {
                let term = expr::read_value(text).transpose()?;
                (read(text, term), Written::Alone)
            }
            (Value::String(text), Form::Backtick) => {
                (read(text, expr::read_backtick(text)), Written::Expression)
            }
            (Value::String(text), _) if condition => {
                (read(text, expr::read_condition(text)), Written::Condition)
            }
            _ => return None,
        };
        Some(Self {
            node,
            site,
            written,
            content,
        })
    }

    /// What it says, if it says anything.
    pub fn term(&self) -> Option<&Term> {
        match &self.content {
            Content::Term(term) => Some(term),
            Content::Malformed(_) => None,
        }
    }

    /// The bindings in it, from left to right.
    pub fn references(&self) -> impl Iterator<Item = Reference<'_, 't>> {
        let bindings = self.term().into_iter().flat_map(Term::bindings);
        bindings.map(|binding| Reference {
            expression: self,
            binding,
        })
    }
}
