//! References: each binding, wherever it stands.

use std::ops::Range;

use super::super::sink::Spot;
use super::super::text::{Form, form};
use crate::expr::{self, Binding, Kind, Source, SyntaxError, Term};
use crate::tree::{Location, Node, Value};

/// A binding, or a text that was meant as one.
pub(in crate::check) struct Reference<'t, L> {
    /// The string that it stands in.
    pub(in crate::check) node: &'t Node<L>,
    pub(in crate::check) usage: Use,
    pub(in crate::check) written: Written,
    pub(in crate::check) target: Target<'t, L>,
}

/// How the value with the reference is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Written {
    /// The binding is the whole value.
    Alone,
    /// As an expression between back-ticks, or as Rust's operators.
    Expression,
    /// As the condition of an `If`, without back-ticks.
    Condition,
}

/// What a value with bindings is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Use {
    /// A property of a component, or a screen's title.
    Property,
    /// What an action sends.
    Payload,
}

/// What is referred to.
pub(in crate::check) enum Target<'t, L> {
    /// Read from a text: the places are byte ranges of it.
    Text(Binding<Range<usize>>),
    /// Written in Rust: the places are those of its tokens.
    Term(&'t Binding<L>),
    /// A text that should be a binding or an expression, and is none.
    Malformed(SyntaxError),
}

impl<'t, L: Location> Reference<'t, L> {
    /// `data` or `form`, and the screen if it is another's.
    pub(in crate::check) fn source(&self) -> Option<(Option<&str>, Source)> {
        match &self.target {
            Target::Text(binding) => Some((screen(binding), binding.source)),
            Target::Term(binding) => Some((screen(binding), binding.source)),
            Target::Malformed(_) => None,
        }
    }

    /// A name of the path.
    pub(in crate::check) fn name(&self, index: usize) -> Option<&str> {
        match &self.target {
            Target::Text(binding) => binding.path.get(index).map(|name| name.text.as_ref()),
            Target::Term(binding) => binding.path.get(index).map(|name| name.text.as_ref()),
            Target::Malformed(_) => None,
        }
    }

    /// Where a name of the path stands.
    pub(in crate::check) fn spot(&self, index: usize) -> Spot<L> {
        match &self.target {
            Target::Text(binding) => match binding.path.get(index) {
                Some(name) => Spot::part(self.node, name.loc.clone()),
                None => Spot::value(self.node),
            },
            Target::Term(binding) => match binding.path.get(index) {
                Some(name) => Spot::inside(self.node, name.loc),
                None => Spot::inside(self.node, binding.loc),
            },
            Target::Malformed(error) => Spot::part(self.node, error.range.clone()),
        }
    }

    /// Where the name of the other screen stands.
    pub(in crate::check) fn screen_spot(&self) -> Spot<L> {
        match &self.target {
            Target::Text(Binding {
                screen: Some(screen),
                ..
            }) => Spot::part(self.node, screen.loc.clone()),
            Target::Term(Binding {
                screen: Some(screen),
                ..
            }) => Spot::inside(self.node, screen.loc),
            _ => Spot::value(self.node),
        }
    }
}

fn screen<L>(binding: &Binding<L>) -> Option<&str> {
    binding.screen.as_ref().map(|screen| screen.text.as_ref())
}

/// Adds the references in a value that may be an expression, but not those deeper in it.
pub(super) fn collect<'t, L: Location>(
    node: &'t Node<L>,
    usage: Use,
    condition: bool,
    references: &mut Vec<Reference<'t, L>>,
) {
    let mut add = |target, written| {
        references.push(Reference {
            node,
            usage,
            written,
            target,
        });
    };
    let (term, written) = match (&node.value, form(node)) {
        (Value::Expression(expression), _) => {
            let written = match expression.term.kind {
                Kind::Binding(_) => Written::Alone,
                _ => Written::Expression,
            };
            each(&expression.term, &mut |binding| {
                add(Target::Term(binding), written);
            });
            return;
        }
        (Value::String(text), Form::Binding) => {
            match expr::read_binding(text) {
                Ok(Some(binding)) => add(Target::Text(binding), Written::Alone),
                Ok(None) => {}
                Err(error) => add(Target::Malformed(error), Written::Alone),
            }
            return;
        }
        (Value::String(text), Form::Backtick) => (expr::read_backtick(text), Written::Expression),
        (Value::String(text), _) if condition => (expr::read_condition(text), Written::Condition),
        _ => return,
    };
    match term {
        Ok(term) => each_owned(term, &mut |binding| add(Target::Text(binding), written)),
        Err(error) => add(Target::Malformed(error), written),
    }
}

/// Calls for each binding of a term, from left to right.
fn each<'t, L>(term: &'t Term<L>, call: &mut impl FnMut(&'t Binding<L>)) {
    match &term.kind {
        Kind::Binding(binding) => call(binding),
        Kind::Not(inner) | Kind::Negate(inner) => each(inner, call),
        Kind::Binary(_, left, right) => {
            each(left, call);
            each(right, call);
        }
        Kind::Join(parts) => {
            for part in parts {
                each(part, call);
            }
        }
        Kind::Text(_) | Kind::Number(_) | Kind::Bool(_) | Kind::Constant(_) => {}
    }
}

fn each_owned<L>(term: Term<L>, call: &mut impl FnMut(Binding<L>)) {
    match term.kind {
        Kind::Binding(binding) => call(binding),
        Kind::Not(inner) | Kind::Negate(inner) => each_owned(*inner, call),
        Kind::Binary(_, left, right) => {
            each_owned(*left, call);
            each_owned(*right, call);
        }
        Kind::Join(parts) => {
            for part in parts {
                each_owned(part, call);
            }
        }
        Kind::Text(_) | Kind::Number(_) | Kind::Bool(_) | Kind::Constant(_) => {}
    }
}
