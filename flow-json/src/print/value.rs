//! Values of properties: texts, numbers, lists, objects and actions.

use super::Screen;
use super::code::Code;
use super::literal::{is_plain_ident, string};
use super::names::{Keys, free_name, has_duplicates, members, record_of, singular};
use super::term;
use crate::table::{self, Dynamic, Property, Shape, Type};
use crate::tree::{Node, Object, Value};

/// The value that a place expects, as far as the form of the Rust expression depends on it.
#[derive(Clone, Copy)]
pub(super) struct Expected {
    /// The type of the table, for a property that it knows.
    ty: Option<&'static Type>,
    /// Whether strings stay as they are, bindings or not.
    literal: bool,
}

impl Expected {
    /// Anything, with bindings: payloads.
    pub(super) const FREE: Expected = Expected {
        ty: None,
        literal: false,
    };
    /// Anything, without bindings: examples.
    pub(super) const LITERAL: Expected = Expected {
        ty: None,
        literal: true,
    };

    fn with(self, ty: Option<&'static Type>) -> Expected {
        Expected { ty, ..self }
    }

    fn shape(self) -> Option<&'static Shape> {
        fn of(ty: &'static Type) -> Option<&'static Shape> {
            match ty {
                Type::Object(shape) => Some(shape),
                Type::OneOf(types) => types.iter().find_map(|(ty, _)| of(ty)),
                _ => None,
            }
        }
        self.ty.and_then(of)
    }

    fn item(self) -> Expected {
        fn of(ty: &'static Type) -> Option<&'static Type> {
            match ty {
                Type::Array { of, .. } => Some(of),
                Type::OneOf(types) => types.iter().find_map(|(ty, _)| of(ty)),
                _ => None,
            }
        }
        self.with(self.ty.and_then(of))
    }

    /// The values of an object that has no shape.
    fn member(self) -> Expected {
        fn of(ty: &'static Type) -> Option<&'static Type> {
            match ty {
                Type::Map(ty) => Some(ty),
                Type::OneOf(types) => types.iter().find_map(|(ty, _)| of(ty)),
                _ => None,
            }
        }
        self.with(self.ty.and_then(of))
    }
}

impl Screen<'_> {
    /// The value of a property that the table knows.
    pub(super) fn property(
        &self,
        property: &'static Property,
        node: &Node,
        place: Expected,
    ) -> Code {
        let is_static = matches!(property.ty, Type::String(_) | Type::Choice(_))
            && property.dynamic == Dynamic::No;
        match &property.ty {
            Type::Components => self.components(node),
            Type::Cases => self.cases(node),
            ty => {
                let literal = place.literal || is_static;
                let ty = Some(ty);
                self.value(node, Expected { ty, literal }, property.name)
            }
        }
    }

    /// A value. Structs that have no name in Flow JSON are named after `key`.
    pub(super) fn value(&self, node: &Node, expected: Expected, key: &str) -> Code {
        match &node.value {
            Value::Bool(value) => Code::word(value.to_string()),
            Value::Number(number) => Code::word(number.clone()),
            Value::String(text) => self.text(text, expected, key),
            Value::Expression(expression) => self.text(&expression.text, expected, key),
            Value::Array(items) => {
                let key = singular(key);
                let items = items.iter().map(|item| {
                    let code = self.value(item, expected.item(), &key);
                    if code.takes_attributes() {
                        code.attributed(&self.notes.attributes(item))
                    } else {
                        code
                    }
                });
                Code::array(items.collect())
            }
            Value::Object(object) if !has_duplicates(object) => self
                .object(object, expected, key)
                .unwrap_or_else(|| self.json(node)),
            Value::Object(_) | Value::Null | Value::Constant(_) | Value::Unknown => self.json(node),
        }
    }

    fn text(&self, text: &str, expected: Expected, key: &str) -> Code {
        let expression = match (expected.literal, key) {
            (true, _) => None,
            // `flow!` prefers the notation of conditions there.
            (_, "condition") => term::binding(text),
            _ => term::value(text, &*self.lookup),
        };
        expression.unwrap_or_else(|| string(text))
    }

    fn object(&self, object: &Object, expected: Expected, key: &str) -> Option<Code> {
        if let Some(Type::Action { .. }) = expected.ty {
            return self.action(object, expected.with(None));
        }
        if let Some(shape) = expected.shape() {
            return Some(self.shaped(shape, object, expected));
        }
        if key.ends_with("-action")
            && let Some(action) = self.action(object, expected.with(None))
        {
            return Some(action);
        }
        let keys: Vec<&str> = object.entries.iter().map(|entry| &entry.key[..]).collect();
        let record = record_of(&keys).find(|shape| {
            let acts = object.entries.iter().filter(|entry| {
                let property = shape.property(&entry.key);
                property.is_some_and(|property| matches!(property.ty, Type::Action { .. }))
            });
            !self.types.is_named(shape.name) && { acts }.all(|entry| is_action(&entry.value))
        });
        if let Some(shape) = record {
            return Some(self.shaped(shape, object, expected));
        }
        let name = free_name(key, |name| self.types.is_named(name));
        Some(self.named(&name, object, expected))
    }

    /// An object with keys of the author's.
    pub(super) fn named(&self, name: &str, object: &Object, expected: Expected) -> Code {
        let members = members(object);
        let fields = self.fields(&members, Keys::Free, &[], |key, value| {
            self.value(value, expected.member(), key)
        });
        Code::structure(name, &fields)
    }

    /// An object with keys that the table knows.
    pub(super) fn shaped(
        &self,
        shape: &'static Shape,
        object: &Object,
        expected: Expected,
    ) -> Code {
        let members = members(object);
        let keys = Keys::Shape(shape);
        let fields = self.fields(&members, keys, &[], |key, value| {
            match shape.property(key) {
                Some(property) => self.property(property, value, expected),
                None => self.value(value, expected.with(None), key),
            }
        });
        Code::structure(shape.name, &fields)
    }

    /// An action, if it has the form of one.
    fn action(&self, action: &Object, values: Expected) -> Option<Code> {
        let name = action.get("name")?.as_str()?;
        let payload = action.get("payload");
        match (name, action.entries.len()) {
            ("complete" | "data_exchange" | "update_data", 2) => {
                self.with_payload(name, payload?, values)
            }
            ("navigate", 3) => {
                let next = action.get("next")?.as_object()?;
                let screen = next.get("name")?.as_str()?;
                let plain = next.entries.len() == 2
                    && next.get("type")?.as_str()? == "screen"
                    && is_plain_ident(screen);
                if !plain {
                    return None;
                }
                let target = self.with_payload(screen, payload?, values)?;
                Some(Code::call("navigate", &target))
            }
            ("open_url", 2) => {
                let url = action.get("url")?;
                url.as_str()?;
                Some(Code::call("open_url", &self.value(url, values, "url")))
            }
            _ => None,
        }
    }

    /// `complete { … }`, or `complete` alone.
    fn with_payload(&self, name: &str, payload: &Node, values: Expected) -> Option<Code> {
        let payload = payload
            .as_object()
            .filter(|payload| !has_duplicates(payload))?;
        Some(if payload.entries.is_empty() {
            Code::word(name)
        } else {
            self.named(name, payload, values)
        })
    }
}

/// Whether a value is an action, well-formed or not.
fn is_action(node: &Node) -> bool {
    let name = node.get("name").and_then(Node::as_str);
    name.is_some_and(|name| table::action(name).is_some())
}
