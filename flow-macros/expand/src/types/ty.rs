//! The types of values that a flow sends and receives.

use std::collections::HashMap;

use flow_json::TextRange;
use quote::ToTokens;

use crate::syntax::{Expr, Path, unraw};

/// The type of a value.
#[derive(Clone)]
pub(super) enum Ty {
    Text,
    /// One of these texts, which the flow has as literals.
    Literals(Vec<Id>),
    /// The id of one of the options that an input lists.
    Options(Options),
    /// The same, if the options are a constant of Rust with an enum.
    Listed(Listed),
    Number,
    Integer,
    Boolean,
    List(Box<Ty>),
    /// An item of a list that may be missing.
    Option(Box<Ty>),
    Object(Vec<Field>),
    /// The value of a `CalendarPicker` in `range` mode.
    DateRange,
    /// A file in a reply.
    Media,
    /// A file on its way to the endpoint.
    EncryptedMedia,
    Unknown,
}

/// The options that an input lists.
#[derive(Clone)]
pub(super) struct Options {
    /// The name of the input, or the key of a payload that merges the options of several inputs.
    pub(super) name: String,
    pub(super) place: TextRange,
    /// The screen of the input.
    pub(super) screen: usize,
    pub(super) ids: Vec<Id>,
}

/// The enum of options that are a constant of Rust: `Country` of `Country::ITEMS`.
#[derive(Clone)]
pub(super) struct Listed(pub(super) Path);

impl Listed {
    /// The enum that a list belongs to. Another constant than `ITEMS` of a type has none.
    pub(super) fn of(list: &Expr) -> Option<Self> {
        let Expr::Path(path) = list.bare() else {
            return None;
        };
        let of = path.parent().filter(|_| path.last() == "ITEMS")?;
        let is_type = unraw(of.last()).starts_with(char::is_uppercase);
        is_type.then_some(Self(of))
    }

    /// The path as it is written.
    pub(super) fn written(&self) -> String {
        self.0.to_token_stream().to_string()
    }
}

/// The id of an option, or a literal.
#[derive(Clone)]
pub(super) struct Id {
    pub(super) text: String,
    /// The title that the user sees.
    pub(super) title: Option<String>,
    pub(super) place: TextRange,
}

/// A member of an object.
#[derive(Clone)]
pub(super) struct Field {
    pub(super) key: String,
    pub(super) place: TextRange,
    pub(super) ty: Ty,
    pub(super) optional: bool,
    pub(super) doc: Option<String>,
}

impl Field {
    /// Whether it is an `Option`.
    pub(super) fn is_option(&self) -> bool {
        self.optional && !self.ty.has_empty()
    }
}

impl Ty {
    /// Whether both are the same type. Places and titles do not count.
    pub(super) fn same(&self, other: &Ty) -> bool {
        match (self, other) {
            (Ty::Text, Ty::Text)
            | (Ty::Number, Ty::Number)
            | (Ty::Integer, Ty::Integer)
            | (Ty::Boolean, Ty::Boolean)
            | (Ty::DateRange, Ty::DateRange)
            | (Ty::Media, Ty::Media)
            | (Ty::EncryptedMedia, Ty::EncryptedMedia)
            | (Ty::Unknown, Ty::Unknown) => true,
            (Ty::Literals(a), Ty::Literals(b)) => same_ids(a, b),
            (Ty::Options(a), Ty::Options(b)) => a.name == b.name && same_ids(&a.ids, &b.ids),
            (Ty::Listed(a), Ty::Listed(b)) => a.written() == b.written(),
            (Ty::List(a), Ty::List(b)) | (Ty::Option(a), Ty::Option(b)) => a.same(b),
            (Ty::Object(a), Ty::Object(b)) => same_fields(a, b),
            _ => false,
        }
    }

    /// The type of a value that is of one type or of the other.
    pub(super) fn or(self, other: Ty, key: &str) -> Ty {
        if self.same(&other) {
            return self;
        }
        match (self, other) {
            (Ty::Option(a), Ty::Option(b)) => a.or(*b, key).missing(),
            (Ty::Option(a), b) | (b, Ty::Option(a)) => a.or(b, key).missing(),
            (Ty::Literals(mut a), Ty::Literals(b)) => {
                add(&mut a, b);
                Ty::Literals(a)
            }
            (Ty::Options(a), Ty::Literals(b)) | (Ty::Literals(b), Ty::Options(a)) => {
                merged(a, b, key)
            }
            (Ty::Options(a), Ty::Options(b)) => merged(a, b.ids, key),
            (
                Ty::Text | Ty::Listed(_),
                Ty::Text | Ty::Literals(_) | Ty::Options(_) | Ty::Listed(_),
            )
            | (Ty::Literals(_) | Ty::Options(_), Ty::Text | Ty::Listed(_)) => Ty::Text,
            (Ty::Number, Ty::Integer) | (Ty::Integer, Ty::Number) => Ty::Number,
            (Ty::List(a), Ty::List(b)) => Ty::List(Box::new(a.or(*b, key))),
            (Ty::Object(a), Ty::Object(b)) => Ty::Object(one_of(vec![a, b])),
            _ => Ty::Unknown,
        }
    }

    /// Whether it has an empty value of its own, which stands for one that is missing.
    fn has_empty(&self) -> bool {
        matches!(
            self,
            Ty::List(_) | Ty::Boolean | Ty::Unknown | Ty::Option(_)
        )
    }

    /// The type of an item that may be missing.
    pub(super) fn missing(self) -> Ty {
        if self.has_empty() {
            self
        } else {
            Ty::Option(Box::new(self))
        }
    }

    /// The same with `Text` for literals. A list of literals gets no enum.
    pub(super) fn widened(self) -> Ty {
        match self {
            Ty::Literals(_) => Ty::Text,
            other => other,
        }
    }
}

/// The members of an object that is one of these. A member that some of them lack is optional.
pub(super) fn one_of(objects: Vec<Vec<Field>>) -> Vec<Field> {
    let count = objects.len();
    let mut fields: Vec<(Field, usize)> = Vec::new();
    let mut positions: HashMap<String, usize> = HashMap::new();
    for field in objects.into_iter().flatten() {
        let Some(&position) = positions.get(&field.key) else {
            positions.insert(field.key.clone(), fields.len());
            fields.push((field, 1));
            continue;
        };
        let (known, seen) = &mut fields[position];
        let ty = std::mem::replace(&mut known.ty, Ty::Unknown);
        known.ty = ty.or(field.ty, &field.key);
        known.optional |= field.optional;
        *seen += 1;
    }
    let fields = fields.into_iter().map(|(mut field, seen)| {
        field.optional |= seen < count;
        field
    });
    fields.collect()
}

pub(super) fn same_ids(a: &[Id], b: &[Id]) -> bool {
    a.len() == b.len()
        && a.iter()
            .all(|id| b.iter().any(|other| other.text == id.text))
}

pub(super) fn same_fields(a: &[Field], b: &[Field]) -> bool {
    a.len() == b.len()
        && a.iter()
            .zip(b)
            .all(|(a, b)| a.key == b.key && a.optional == b.optional && a.ty.same(&b.ty))
}

/// The options of an input and other ids. With a new id among them they get the name of the key, since
/// they are more than the options of the input.
fn merged(mut options: Options, others: Vec<Id>, key: &str) -> Ty {
    let count = options.ids.len();
    add(&mut options.ids, others);
    if options.ids.len() > count {
        key.clone_into(&mut options.name);
    }
    Ty::Options(options)
}

fn add(ids: &mut Vec<Id>, others: Vec<Id>) {
    for id in others {
        if !ids.iter().any(|known| known.text == id.text) {
            ids.push(id);
        }
    }
}
