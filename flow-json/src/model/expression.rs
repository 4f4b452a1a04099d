//! Expressions, at any place of a screen, and references: the bindings in them.

use std::borrow::Cow;

use super::{Form, Screen, form};
use crate::diagnostic::Place;
use crate::expr::{self, Binding, Kind, Source, SyntaxError, Term};
use crate::source::TextRange;
use crate::table::{self, Property};
use crate::tree::{Node, Value};

/// A value that is a binding, an expression or a condition, well-formed or not.
#[derive(Debug)]
#[non_exhaustive]
pub struct Expression<'t> {
    /// The node of the value.
    pub node: &'t Node,
    /// Where it stands.
    pub site: Site,
    /// How it is written.
    pub written: Written,
    /// Its meaning.
    pub content: Content<'t>,
}

/// Where an expression stands.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Site {
    /// The use of the value.
    pub usage: Use,
    /// The property that holds it, and the type that the table wants at that place. `None` in payloads,
    /// which take any type.
    pub need: Option<(&'static Property, &'static table::Type)>,
    /// The index of its component in the screen's components. A screen's title is in none.
    pub component: Option<usize>,
    /// The index of its action in the screen's actions.
    pub action: Option<usize>,
}

/// The uses of a value with bindings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Use {
    /// A property of a component, or a screen's title.
    Property,
    /// A value that an action sends.
    Payload,
}

/// How an expression is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Written {
    /// As a binding and nothing else.
    Alone,
    /// As an expression between back-ticks, or as Rust's operators.
    Expression,
    /// As the condition of an `If`, without back-ticks.
    Condition,
}

/// The meaning of an expression.
#[derive(Debug)]
pub enum Content<'t> {
    /// The term that was written with Rust's operators, or read from a text.
    Term(Cow<'t, Term>),
    /// A malformed expression.
    Malformed(SyntaxError),
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

    /// Its term, if it is well formed.
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

    /// The JSON pointer of the value, which stands on that screen. Finding it takes time in proportion
    /// to the action or the component with the value.
    pub fn pointer(&self, screen: &Screen<'t>) -> String {
        let action = self.site.action.map(|index| &screen.actions[index]);
        let component = self.site.component.map(|index| &screen.components[index]);
        let (root, mut pointer) = match (action, component) {
            (Some(action), _) => (action.node, action.pointer(screen)),
            (None, Some(component)) => (component.node, component.pointer(screen)),
            (None, None) => (screen.node, screen.pointer()),
        };
        #[expect(clippy::expect_used, reason = "the walk found it there")]
        pointer.push_str(&root.pointer_to(self.node).expect("its site is around it"));
        pointer
    }

    /// The place of the value, which stands on that screen.
    pub fn place(&self, screen: &Screen<'t>) -> Place {
        Place {
            loc: self.node.loc,
            pointer: self.pointer(screen),
        }
    }
}

/// A binding in an expression.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Reference<'m, 't> {
    /// The expression that holds it.
    pub expression: &'m Expression<'t>,
    /// The binding.
    pub binding: &'m Binding,
}

impl<'t> Reference<'_, 't> {
    /// `data` or `form`, and the screen if it is another's.
    pub fn source(&self) -> (Option<&str>, Source) {
        let screen = self.binding.screen.as_ref();
        (
            screen.map(|screen| screen.text.as_ref()),
            self.binding.source,
        )
    }

    /// A name of the path.
    pub fn name(&self, index: usize) -> Option<&str> {
        let name = self.binding.path.get(index)?;
        Some(name.text.as_ref())
    }

    /// Where a name of the path stands.
    pub fn loc(&self, index: usize) -> TextRange {
        let name = self.binding.path.get(index);
        name.map_or(self.binding.loc, |name| name.loc)
    }

    /// Where the name of the other screen stands.
    pub fn screen_loc(&self) -> Option<TextRange> {
        Some(self.binding.screen.as_ref()?.loc)
    }

    /// The place of the binding, which stands on that screen.
    pub fn place(&self, screen: &Screen<'t>) -> Place {
        Place {
            loc: self.binding.loc,
            pointer: self.expression.pointer(screen),
        }
    }
}
