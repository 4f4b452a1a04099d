//! Expressions: each value that is one, wherever it stands.

use std::ops::Range;

use super::super::sink::Spot;
use super::super::text::{Form, form};
use super::reference::Target;
use super::{Names, Reference};
use crate::expr::{self, Kind, Operator, SyntaxError, Term, Type, TypeError, TypeErrorKind};
use crate::table::{self, Property};
use crate::tree::{Location, Node, Value};

/// A value that is a binding, an expression or a condition, or was meant as one.
pub(in crate::check) struct Expression<'t, L> {
    /// The string that it is.
    pub(in crate::check) node: &'t Node<L>,
    pub(in crate::check) site: Site,
    pub(in crate::check) written: Written,
    pub(in crate::check) content: Content<'t, L>,
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
pub(in crate::check) enum Content<'t, L> {
    /// Read from a text: the places are byte ranges of it.
    Text(Term<Range<usize>>),
    /// Written in Rust: the places are those of its tokens.
    Term(&'t Term<L>),
    /// A text that should be an expression, and is none.
    Malformed(SyntaxError),
}

/// Operands that do not go with their operator.
pub(in crate::check) struct Misfit<L> {
    pub(in crate::check) spot: Spot<L>,
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

impl<'t, L: Location> Expression<'t, L> {
    /// Reads a value that may be an expression. The condition of an `If` always is one.
    pub(super) fn read(node: &'t Node<L>, site: Site, condition: bool) -> Option<Self> {
        let (content, written) = match (&node.value, form(node)) {
            (Value::Expression(expression), _) => {
                let written = match expression.term.kind {
                    Kind::Binding(_) => Written::Alone,
                    _ => Written::Expression,
                };
                (Content::Term(&expression.term), written)
            }
            (Value::String(text), Form::Binding) => {
                (read(expr::read_value(text).transpose()?), Written::Alone)
            }
            (Value::String(text), Form::Backtick) => {
                (read(expr::read_backtick(text)), Written::Expression)
            }
            (Value::String(text), _) if condition => {
                (read(expr::read_condition(text)), Written::Condition)
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

    /// The bindings in it, from left to right.
    pub(in crate::check) fn references(&self) -> impl Iterator<Item = Reference<'_, 't, L>> {
        let (text, term) = match &self.content {
            Content::Text(term) => (Some(term), None),
            Content::Term(term) => (None, Some(*term)),
            Content::Malformed(_) => (None, None),
        };
        let text = text.into_iter().flat_map(Term::bindings).map(Target::Text);
        let term = term.into_iter().flat_map(Term::bindings).map(Target::Term);
        text.chain(term).map(|target| Reference {
            expression: self,
            target,
        })
    }

    /// Its type, if it is known.
    pub(in crate::check) fn type_of<'s>(
        &self,
        names: &Names<'s, 't>,
    ) -> Result<Option<&'s Type>, Misfit<L>> {
        match &self.content {
            Content::Text(term) => expr::type_of(term, &|binding| names.type_of(binding))
                .map_err(|error| self.in_text(error)),
            Content::Term(term) => expr::type_of(term, &|binding| names.type_of(binding))
                .map_err(|error| self.in_tokens(error)),
            Content::Malformed(_) => Ok(None),
        }
    }

    /// Whether it can be the condition of an `If`.
    pub(in crate::check) fn check_condition<'s>(
        &self,
        names: &Names<'s, 't>,
    ) -> Result<(), Misfit<L>> {
        match &self.content {
            Content::Text(term) => expr::check_condition(term, &|binding| names.type_of(binding))
                .map_err(|error| self.in_text(error)),
            Content::Term(term) => expr::check_condition(term, &|binding| names.type_of(binding))
                .map_err(|error| self.in_tokens(error)),
            Content::Malformed(_) => Ok(()),
        }
    }

    /// The whole of it.
    pub(in crate::check) fn spot(&self) -> Spot<L> {
        match &self.content {
            Content::Term(term) => Spot::inside(self.node, term.loc),
            _ => Spot::value(self.node),
        }
    }

    /// The operator that is applied last.
    pub(in crate::check) fn outermost(&self) -> Option<Operator> {
        match &self.content {
            Content::Text(term) => operator(term),
            Content::Term(term) => operator(term),
            Content::Malformed(_) => None,
        }
    }

    /// The first operation of that operator.
    pub(in crate::check) fn first(&self, wanted: Operator) -> Option<Spot<L>> {
        match &self.content {
            Content::Text(term) => {
                let loc = first(term, wanted)?;
                Some(Spot::part(self.node, loc.clone()))
            }
            Content::Term(term) => Some(Spot::inside(self.node, *first(term, wanted)?)),
            Content::Malformed(_) => None,
        }
    }

    fn in_text(&self, error: TypeError<Range<usize>>) -> Misfit<L> {
        Misfit::of(Spot::part(self.node, error.loc.clone()), error)
    }

    fn in_tokens(&self, error: TypeError<L>) -> Misfit<L> {
        Misfit::of(Spot::inside(self.node, error.loc), error)
    }
}

impl<L> Misfit<L> {
    fn of<M>(spot: Spot<L>, error: TypeError<M>) -> Self {
        Self {
            spot,
            kind: error.kind,
            message: error.message,
            help: error.help,
        }
    }
}

fn read<'t, L>(term: Result<Term<Range<usize>>, SyntaxError>) -> Content<'t, L> {
    match term {
        Ok(term) => Content::Text(term),
        Err(error) => Content::Malformed(error),
    }
}

fn operator<L>(term: &Term<L>) -> Option<Operator> {
    match &term.kind {
        Kind::Binary(operator, ..) => Some(*operator),
        _ => None,
    }
}

/// Where the first operation of that operator stands.
fn first<L>(term: &Term<L>, wanted: Operator) -> Option<&L> {
    if operator(term) == Some(wanted) {
        return Some(&term.loc);
    }
    match &term.kind {
        Kind::Not(inner) | Kind::Negate(inner) => first(inner, wanted),
        Kind::Binary(_, left, right) => first(left, wanted).or_else(|| first(right, wanted)),
        Kind::Join(parts) => parts.iter().find_map(|part| first(part, wanted)),
        _ => None,
    }
}
