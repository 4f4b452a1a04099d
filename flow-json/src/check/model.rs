//! The model of a flow with all else that the rules read: the types of names, and the language of
//! the messages.

use std::ops::Deref;

use super::sink::Spot;
use super::structure::Outcome;
use super::wording::or;
use crate::diagnostic::Style;
use crate::expr::{self, Binding, Kind, Operator, Term, Type, TypeError, TypeErrorKind};
use crate::model::Flow;
pub(super) use crate::model::{
    Action, Component, Content, DataModel as Data, Expression, Index, Reference, Screen, Use,
    Written, binding, written_text,
};
use crate::scope::Scope;
use crate::source::TextRange;
use crate::table::nearest;
use crate::tree::{Node, Value};
use crate::version::Version;

/// More known names than this are not listed in a message.
const FEW: usize = 6;

/// Among more known names than this the nearest is not looked for: it would take too long.
pub(super) const MANY: usize = 200;

/// A flow and all else that the rules read.
pub(super) struct Model<'t> {
    pub(super) style: Style,
    /// The flow with the types of fields and inputs.
    pub(super) scope: Scope<'t>,
}

impl<'t> Deref for Model<'t> {
    type Target = Flow<'t>;

    fn deref(&self) -> &Flow<'t> {
        self.scope.flow()
    }
}

impl<'t> Model<'t> {
    /// Reads a flow of which the structure has been checked.
    pub(super) fn of(flow: &'t Node, style: Style, outcome: Outcome<'t>) -> Self {
        let flow = Flow::repaired(flow, outcome.version, outcome.repairs);
        Self {
            scope: Scope::of(flow),
            style,
        }
    }

    /// The types of the names in an expression of that screen.
    pub(super) fn names(&self, screen: &Screen<'t>, usage: Use) -> Names<'_, 't> {
        Names {
            scope: &self.scope,
            screen: screen.position,
            unnamed: screen.id.filter(|_| usage == Use::Property),
            global: self.version >= Version::V4_0,
        }
    }
}

/// Finds the type that a name has in an expression.
pub(super) struct Names<'m, 't> {
    scope: &'m Scope<'t>,
    /// The position of the screen with the expression.
    screen: usize,
    /// The screen of that id is not to be named: another rule says so.
    unnamed: Option<&'t str>,
    /// Whether other screens can be named at all.
    global: bool,
}

impl<'m> Names<'m, '_> {
    /// The type of the value that a binding refers to, if it is known and the binding is sound.
    pub(super) fn type_of(&self, binding: &Binding) -> Option<&'m Type> {
        match &binding.screen {
            Some(_) if !self.global => None,
            Some(screen) if self.unnamed.is_some_and(|own| screen.text == own) => None,
            _ => self.scope.type_of(self.screen, binding),
        }
    }
}

/// Operands that do not go with their operator.
pub(super) struct Misfit {
    pub(super) spot: Spot,
    pub(super) kind: TypeErrorKind,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl<'t> Screen<'t> {
    /// The id of a screen that was found by it, or of a flow in which all are known.
    pub(super) fn known_id(&self) -> &'t str {
        self.id.expect("the screen was found by its id")
    }
}

impl Screen<'_> {
    /// Whether an expression is part of what `complete` or `data_exchange` sends. Meta looks into
    /// those later than into others.
    pub(super) fn sends_at_the_end(&self, expression: &Expression<'_>) -> bool {
        let action = expression.site.action.map(|index| &self.actions[index]);
        action.is_some_and(|action| matches!(action.name, "complete" | "data_exchange"))
    }
}

impl Index<'_> {
    /// Help for an unknown name: the nearest known name, or a few of them.
    pub(super) fn suggest(&self, name: &str) -> Option<String> {
        self.suggest_but(name, |_| false)
    }

    /// Like [`suggest`](Self::suggest), without names that would be another mistake.
    pub(super) fn suggest_but(
        &self,
        name: &str,
        is_wrong: impl Fn(&str) -> bool,
    ) -> Option<String> {
        if self.len() > MANY {
            return None;
        }
        let mut known: Vec<_> = self.names().filter(|name| !is_wrong(name)).collect();
        known.dedup();
        match nearest(name, known.iter().copied()) {
            Some(meant) => Some(format!("write `{meant}`")),
            None if known.is_empty() || known.len() > FEW => None,
            None => {
                let known = known.iter().map(|name| format!("`{name}`"));
                Some(format!("write {}", or(known)))
            }
        }
    }
}

impl Reference<'_, '_> {
    /// Where a name of the path stands.
    pub(super) fn spot(&self, index: usize) -> Spot {
        Spot::inside(self.expression.node, self.loc(index))
    }

    /// Where the name of the other screen stands.
    pub(super) fn screen_spot(&self) -> Spot {
        match self.screen_loc() {
            Some(loc) => Spot::inside(self.expression.node, loc),
            None => Spot::value(self.expression.node),
        }
    }
}

impl<'t> Expression<'t> {
    /// Its type, if it is known.
    pub(super) fn type_of<'s>(&self, names: &Names<'s, 't>) -> Result<Option<&'s Type>, Misfit> {
        let Some(term) = self.term() else {
            return Ok(None);
        };
        expr::type_of(term, &|binding| names.type_of(binding)).map_err(|error| self.misfit(error))
    }

    /// Whether it can be the condition of an `If`.
    pub(super) fn check_condition<'s>(&self, names: &Names<'s, 't>) -> Result<(), Misfit> {
        let Some(term) = self.term() else {
            return Ok(());
        };
        expr::check_condition(term, &|binding| names.type_of(binding))
            .map_err(|error| self.misfit(error))
    }

    /// The whole of it.
    pub(super) fn spot(&self) -> Spot {
        match &self.node.value {
            Value::Expression(expression) => Spot::inside(self.node, expression.term.loc),
            _ => Spot::value(self.node),
        }
    }

    /// The operator that is applied last.
    pub(super) fn outermost(&self) -> Option<Operator> {
        operator(self.term()?)
    }

    /// The first operation of that operator.
    pub(super) fn first(&self, wanted: Operator) -> Option<Spot> {
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
