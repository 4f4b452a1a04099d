//! Templates: values as they are written, with expressions anywhere in them.

use flow_json::model::{self, Written};
use flow_json::tree::{self, Node};
use flow_json::{TextRange, Version};

use super::Fault;
use super::declaration::written;
use super::screen::Indices;
use super::term::Term;
use crate::place::Place;
use crate::value::{Text, Value};

/// A value as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Template {
    /// No expression is in it.
    Constant(Value),
    Term(Term),
    List(Vec<Template>),
    Object(Vec<(Text, Template)>),
}

impl Template {
    /// The value, if it is always the same.
    pub(crate) fn constant(&self) -> Option<&Value> {
        match self {
            Self::Constant(value) => Some(value),
            _ => None,
        }
    }

    /// The template of a member, if it is an object that is written out.
    pub(crate) fn get(&self, key: &str) -> Option<&Template> {
        match self {
            Self::Object(members) => {
                let (_, value) = members.iter().find(|(known, _)| **known == *key)?;
                Some(value)
            }
            _ => None,
        }
    }
}

/// The context in which the parts of a screen are compiled.
pub(super) struct Compiler<'c, 't> {
    pub(super) flow: &'c model::Flow<'t>,
    pub(super) screen: &'c model::Screen<'t>,
    /// The index of the screen.
    pub(super) index: usize,
    pub(super) indices: &'c Indices<'t>,
    faults: &'c mut Vec<Fault>,
}

impl<'c, 't> Compiler<'c, 't> {
    pub(super) fn new(
        flow: &'c model::Flow<'t>,
        screen: &'c model::Screen<'t>,
        indices: &'c Indices<'t>,
        faults: &'c mut Vec<Fault>,
    ) -> Self {
        Self {
            flow,
            index: indices.index_of(screen),
            screen,
            indices,
            faults,
        }
    }

    /// Says that a part cannot run.
    pub(super) fn fault(&mut self, message: impl Into<String>, pointer: String, range: TextRange) {
        self.faults.push(Fault {
            message: message.into(),
            place: Place::new(pointer, range),
        });
    }

    /// The template of a value.
    pub(super) fn template(&mut self, node: &Node) -> Template {
        self.template_at(node, 0)
    }

    fn template_at(&mut self, node: &Node, depth: usize) -> Template {
        // Macros may build deeper trees than the stack holds.
        if depth > flow_json::read::MAX_DEPTH {
            return Template::Constant(Value::Null);
        }
        match &node.value {
            tree::Value::Array(items) => {
                let items: Vec<_> = items
                    .iter()
                    .map(|item| self.template_at(item, depth + 1))
                    .collect();
                let constants: Option<_> =
                    items.iter().map(|item| item.constant().cloned()).collect();
                match constants {
                    Some(items) => Template::Constant(Value::List(items)),
                    None => Template::List(items),
                }
            }
            tree::Value::Object(object) => {
                let members: Vec<(Text, _)> = object
                    .entries
                    .iter()
                    .map(|entry| {
                        (
                            (*entry.key).into(),
                            self.template_at(&entry.value, depth + 1),
                        )
                    })
                    .collect();
                let constants: Option<_> = members
                    .iter()
                    .map(|(key, member)| Some((key.clone(), member.constant()?.clone())))
                    .collect();
                match constants {
                    Some(members) => Template::Constant(Value::Object(members)),
                    None => Template::Object(members),
                }
            }
            _ => match self.term(node) {
                Some(term) => Template::Term(term),
                None => Template::Constant(written(node)),
            },
        }
    }

    /// The term of a value, if the value is an expression where it stands and in this version.
    fn term(&mut self, node: &Node) -> Option<Term> {
        let expression = self.screen.expression(node)?;
        if expression.written == Written::Expression && self.flow.version < Version::V6_0 {
            return None;
        }
        match &expression.content {
            model::Content::Term(term) => Some(Term::compile(term, self.index, self.indices)),
            model::Content::Malformed(error) => {
                let message = format!("this is no expression: {error}");
                self.fault(message, expression.pointer(self.screen), node.loc);
                None
            }
        }
    }
}
