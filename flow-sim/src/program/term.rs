//! Terms: expressions of which every reference is resolved.

use flow_json::expr::{self, Binding, Kind, Operator, Source};

use super::screen::Indices;
use crate::number::Number;
use crate::value::{Text, Value};

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Term {
    Constant(Value),
    Reference(Reference),
    Not(Box<Term>),
    Negate(Box<Term>),
    Binary(Operator, Box<Term>, Box<Term>),
    /// The texts of terms, one behind the other.
    Join(Vec<Term>),
}

/// A reference to an input or to a field of data.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reference {
    /// As it is written, `${…}` included.
    pub(crate) text: Text,
    /// The other screen. `None` for the own.
    pub(crate) screen: Option<usize>,
    pub(crate) path: Path,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Path {
    /// An input, as an index of the screen's inputs. Only the value of a range of days is an object:
    /// it has the names behind.
    Input(usize, Box<[Text]>),
    /// A field and the names behind it. Whether it is declared is for the run to see, since an
    /// endpoint may send more.
    Field(Text, Box<[Text]>),
    /// There is no such screen or input.
    Nothing,
}

impl Term {
    /// Resolves the references of a term that stands on a screen.
    pub(super) fn compile(term: &expr::Term, screen: usize, indices: &Indices<'_>) -> Self {
        let boxed = |term: &expr::Term| Box::new(Self::compile(term, screen, indices));
        match &term.kind {
            Kind::Binding(binding) => Self::Reference(Reference::compile(binding, screen, indices)),
            Kind::Text(text) => Self::Constant(Value::from(text.as_ref())),
            Kind::Number(number) => {
                let number = number.parse::<f64>().unwrap_or(f64::NAN);
                Self::Constant(Value::Number(Number::new(number)))
            }
            Kind::Bool(value) => Self::Constant(Value::Bool(*value)),
            // Constants of Rust's are in a tree of the macro's, never in one that was read.
            Kind::Constant(_) => Self::Constant(Value::Null),
            Kind::Not(inner) => Self::Not(boxed(inner)),
            Kind::Negate(inner) => Self::Negate(boxed(inner)),
            Kind::Binary(operator, left, right) => {
                Self::Binary(*operator, boxed(left), boxed(right))
            }
            Kind::Join(parts) => {
                let parts = parts.iter();
                Self::Join(
                    parts
                        .map(|part| Self::compile(part, screen, indices))
                        .collect(),
                )
            }
        }
    }
}

impl Reference {
    fn compile(binding: &Binding, own: usize, indices: &Indices<'_>) -> Self {
        let screen = binding
            .screen
            .as_ref()
            .map(|name| indices.screen(&name.text));
        let names: Vec<Text> = binding
            .path
            .iter()
            .map(|name| (*name.text).into())
            .collect();
        let path = match (screen, names.split_first()) {
            (Some(None), _) | (_, None) => Path::Nothing,
            (_, Some((name, rest))) => match binding.source {
                Source::Data => Path::Field(name.clone(), rest.into()),
                Source::Form => {
                    let input = indices.input(screen.flatten().unwrap_or(own), name);
                    input.map_or(Path::Nothing, |input| Path::Input(input, rest.into()))
                }
            },
        };
        Self {
            text: binding.to_string().into(),
            // A reference to the own screen by its name is one to the screen itself.
            screen: screen.flatten().filter(|screen| *screen != own),
            path,
        }
    }
}
