//! Expressions: each value that is one, wherever it stands.

use std::borrow::Cow;

use super::super::sink::Spot;
use super::super::text::{Form, form};
use super::{Names, Reference};
use crate::expr::{self, Kind, Operator, SyntaxError, Term, Type, TypeError, TypeErrorKind};
use crate::source::TextRange;
use crate::table::{self, Property};
use crate::tree::{Node, Value};

/// A value that is a binding, an expression or a condition, or was meant as one.
pub(in crate::check) struct Expression<'t> {
    /// The string that it is.
    pub(in crate::check) node: &'t Node,
    pub(in crate::check) site: Site,
    pub(in crate::check) written: Written,
    pub(in crate::check) content: Content<'t>,
}

/// Where an expression stands.
#[derive(Clone, Copy)]
pub(in crate::check) struct Site {
    pub(in crate::check) usage: Use,
    /// The property that it is, or is in, and what the property's table wants at that place.
    /// Payloads take anything.
    pub(in crate::check) need: Option<(&'static Property, &'static table::Type)>,
    /// The component that it is in, as an index of the screen's components. A screen's title is in
    /// none.
    pub(in crate::check) component: Option<usize>,
    /// The action that it is in, as an index of the screen's actions.
    pub(in crate::check) action: Option<usize>,
}

/// What a value with bindings is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Use {
    /// A property of a component, or a screen's title.
    Property,
    /// What an action sends.
    Payload,
}

/// How an expression is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Written {
    /// As a binding and nothing else.
    Alone,
    /// As an expression between back-ticks, or as Rust's operators.
    Expression,
    /// As the condition of an `If`, without back-ticks.
    Condition,
}

/// What an expression says.
pub(in crate::check) enum Content<'t> {
    /// What Rust's operators wrote, or what was read from a text.
    Term(Cow<'t, Term>),
    /// A text that should be an expression, and is none.
    Malformed(SyntaxError),
}

/// Operands that do not go with their operator.
pub(in crate::check) struct Misfit {
    pub(in crate::check) spot: Spot,
    pub(in crate::check) kind: TypeErrorKind,
    pub(in crate::check) message: String,
    pub(in crate::check) help: Option<String>,
}

impl Site {
    /// A property of the screen.
    pub(super) const NONE: Site = Site {
        usage: Use::Property,
        need: None,
        component: None,
        action: None,
    };
}

impl<'t> Expression<'t> {
    /// Reads a value that may be an expression. The condition of an `If` always is one.
    pub(super) fn read(node: &'t Node, site: Site, condition: bool) -> Option<Self> {
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
    fn term(&self) -> Option<&Term> {
        match &self.content {
            Content::Term(term) => Some(term),
            Content::Malformed(_) => None,
        }
    }

    /// The bindings in it, from left to right.
    pub(in crate::check) fn references(&self) -> impl Iterator<Item = Reference<'_, 't>> {
        let bindings = self.term().into_iter().flat_map(Term::bindings);
        bindings.map(|binding| Reference {
            expression: self,
            binding,
        })
    }

    /// Its type, if it is known.
    pub(in crate::check) fn type_of<'s>(
        &self,
        names: &Names<'s, 't>,
    ) -> Result<Option<&'s Type>, Misfit> {
        let Some(term) = self.term() else {
            return Ok(None);
        };
        expr::type_of(term, &|binding| names.type_of(binding)).map_err(|error| self.misfit(error))
    }

    /// Whether it can be the condition of an `If`.
    pub(in crate::check) fn check_condition<'s>(
        &self,
        names: &Names<'s, 't>,
    ) -> Result<(), Misfit> {
        let Some(term) = self.term() else {
            return Ok(());
        };
        expr::check_condition(term, &|binding| names.type_of(binding))
            .map_err(|error| self.misfit(error))
    }

    /// The whole of it.
    pub(in crate::check) fn spot(&self) -> Spot {
        match &self.node.value {
            Value::Expression(expression) => Spot::inside(self.node, expression.term.loc),
            _ => Spot::value(self.node),
        }
    }

    /// The operator that is applied last.
    pub(in crate::check) fn outermost(&self) -> Option<Operator> {
        operator(self.term()?)
    }

    /// The first operation of that operator.
    pub(in crate::check) fn first(&self, wanted: Operator) -> Option<Spot> {
        Some(Spot::inside(self.node, first(self.term()?, wanted)?))
    }

    fn misfit(&self, error: TypeError) -> Misfit {
        Misfit {
            spot: Spot::inside(self.node, error.loc),
            kind: error.kind,
            message: error.message,
            help: error.help,
        }
    }
}

fn operator(term: &Term) -> Option<Operator> {
    match &term.kind {
        Kind::Binary(operator, ..) => Some(*operator),
        _ => None,
    }
}

/// Where the first operation of that operator stands.
fn first(term: &Term, wanted: Operator) -> Option<TextRange> {
    if operator(term) == Some(wanted) {
        return Some(term.loc);
    }
    match &term.kind {
        Kind::Not(inner) | Kind::Negate(inner) => first(inner, wanted),
        Kind::Binary(_, left, right) => first(left, wanted).or_else(|| first(right, wanted)),
        Kind::Join(parts) => parts.iter().find_map(|part| first(part, wanted)),
        _ => None,
    }
}
