//! The types of data, as far as `flow!` has words for them.

use std::collections::{HashMap, HashSet};

use super::code::Code;
use super::names::{Keys, fields, free_name, has_duplicates, record_of, singular};
use crate::infer;
use crate::model::Flow;
use crate::table::{self, Shape, Type};
use crate::tree::{Node, Object};

/// A declaration that says nothing but a type.
#[derive(Clone, Debug)]
pub(super) enum Declared {
    /// A word of Rust.
    Word(&'static str),
    Array(Box<Declared>),
    Object(Vec<(String, Declared)>),
}

impl Declared {
    /// Reads the declaration of a field or of a part of one. `__example__` is no part of it.
    pub(super) fn read(declaration: &Object) -> Option<Declared> {
        let has_example = declaration.entry("__example__").is_some();
        let parts = declaration.entries.len() - usize::from(has_example);
        if has_duplicates(declaration) {
            return None;
        }
        let ty = declaration.get("type")?.as_str()?;
        let word = match ty {
            "string" => "String",
            "number" => "f64",
            "integer" => "i64",
            "boolean" => "bool",
            "object" => "Object",
            _ => "",
        };
        match (ty, parts) {
            ("array", 2) => {
                let items = Self::part(declaration.get("items")?)?;
                Some(Declared::Array(Box::new(items)))
            }
            ("object", 2) => {
                let properties = declaration.get("properties")?.as_object()?;
                if has_duplicates(properties) {
                    return None;
                }
                let entries = properties.entries.iter();
                let properties =
                    entries.map(|entry| Some((entry.key.to_string(), Self::part(&entry.value)?)));
                properties.collect::<Option<_>>().map(Declared::Object)
            }
            (_, 1) if !word.is_empty() => Some(Declared::Word(word)),
            _ => None,
        }
    }

    fn part(node: &Node) -> Option<Declared> {
        let declaration = node.as_object()?;
        match declaration.entry("__example__") {
            Some(_) => None,
            None => Self::read(declaration),
        }
    }

    /// Whether the example alone says the same.
    pub(super) fn is_inferred(&self, example: &Node) -> bool {
        let inferred = infer::declaration(example).ok();
        let inferred = inferred.as_ref().and_then(Self::part);
        inferred.is_some_and(|inferred| inferred.signature() == self.signature())
    }

    /// A text that is the same for the same type. The order of the properties does not count.
    fn signature(&self) -> String {
        match self {
            Declared::Word(word) => (*word).to_owned(),
            Declared::Array(items) => format!("[{}]", items.signature()),
            Declared::Object(properties) => {
                let mut properties: Vec<_> = properties
                    .iter()
                    .map(|(key, ty)| format!("{key:?}:{}", ty.signature()))
                    .collect();
                properties.sort_unstable();
                format!("{{{}}}", properties.join(","))
            }
        }
    }
}

/// The object types that a flow names.
#[derive(Default)]
pub(super) struct Types {
    named: Vec<Named>,
    /// The position of each type by its signature.
    positions: HashMap<String, usize>,
    names: HashSet<String>,
}

struct Named {
    name: String,
    /// The object inside components that it is named after.
    record: Option<&'static Shape>,
    properties: Vec<(String, Declared)>,
}

impl Types {
    /// The types that the screens need: those that a field's example does not tell.
    pub(super) fn collect(flow: &Flow<'_>) -> Types {
        let mut types = Types::default();
        for field in flow.screens.iter().flat_map(|screen| screen.data.fields) {
            let Some(declaration) = field.value.as_object() else {
                continue;
            };
            let Some(example) = declaration.get("__example__") else {
                continue;
            };
            let Some(declared) = Declared::read(declaration) else {
                continue;
            };
            if !declared.is_inferred(example) {
                types.add(&field.key, &declared);
            }
        }
        types
    }

    /// Names the object type that is declared, or that lists of it are declared of.
    fn add(&mut self, key: &str, declared: &Declared) {
        let properties = match declared {
            Declared::Word(_) => return,
            Declared::Array(items) => return self.add(&singular(key), items),
            Declared::Object(properties) => properties.clone(),
        };
        let signature = declared.signature();
        if self.positions.contains_key(&signature) {
            return;
        }
        let keys: Vec<_> = properties.iter().map(|(key, _)| &key[..]).collect();
        let record = record_of(&keys).find(|record| !self.is_named(record.name));
        let name = match record {
            Some(record) => record.name.to_owned(),
            None => free_name(key, |name| self.is_named(name)),
        };
        self.positions.insert(signature, self.named.len());
        self.names.insert(name.clone());
        self.named.push(Named {
            name,
            record,
            properties,
        });
    }

    /// Whether a type has that name.
    pub(super) fn is_named(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// The name of an object type, and the object inside components that it is named after.
    pub(super) fn name(&self, declared: &Declared) -> Option<(&str, Option<&'static Shape>)> {
        let Declared::Object(_) = declared else {
            return None;
        };
        let named = &self.named[*self.positions.get(&declared.signature())?];
        Some((&named.name, named.record))
    }

    /// `types: [ … ]`, or `None` where no type has a name.
    pub(super) fn code(&self) -> Option<Code> {
        let types = self.named.iter().enumerate();
        let types = types.map(|(position, named)| {
            self.object(&named.name, named.record, &named.properties, position)
        });
        (!self.named.is_empty()).then(|| Code::array(types.collect()))
    }

    fn object(
        &self,
        name: &str,
        record: Option<&'static Shape>,
        properties: &[(String, Declared)],
        position: usize,
    ) -> Code {
        let members: Vec<_> = properties.iter().map(|(key, ty)| (&key[..], ty)).collect();
        let keys = record.map_or(Keys::Free, Keys::Shape);
        let fields = fields(&members, keys, &[], |key, ty| {
            self.part(key, record, ty, position)
        });
        Code::structure(name, &fields)
    }

    /// The type of a property. It may name the types before that position.
    fn part(
        &self,
        key: &str,
        parent: Option<&'static Shape>,
        declared: &Declared,
        position: usize,
    ) -> Code {
        match declared {
            Declared::Word(word) => Code::word(*word),
            Declared::Array(items) => {
                let item = self.part(&singular(key), None, items, position);
                Code::array(vec![item])
            }
            Declared::Object(properties) => {
                let named = self.positions.get(&declared.signature());
                if let Some(earlier) = named.filter(|named| **named < position) {
                    return Code::word(self.named[*earlier].name.clone());
                }
                let keys: Vec<_> = properties.iter().map(|(key, _)| &key[..]).collect();
                let known = parent.and_then(|parent| match parent.property(key)?.ty {
                    Type::Object(shape) => table::record(shape.name),
                    _ => None,
                });
                let record = known.or_else(|| record_of(&keys).next());
                let name = match record {
                    Some(record) => record.name.to_owned(),
                    None => free_name(key, |_| false),
                };
                self.object(&name, record, properties, position)
            }
        }
    }

    /// A type behind `as`.
    pub(super) fn rust(&self, declared: &Declared) -> Option<String> {
        match declared {
            Declared::Word(word) => Some((*word).to_owned()),
            Declared::Array(items) => Some(format!("Vec<{}>", self.rust(items)?)),
            Declared::Object(_) => Some(self.name(declared)?.0.to_owned()),
        }
    }
}
