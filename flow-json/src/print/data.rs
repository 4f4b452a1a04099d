//! The data model of a screen.

use super::Screen;
use super::code::Code;
use super::json::json;
use super::names::{Keys, fields, sound};
use super::types::Declared;
use super::value::Expected;
use crate::table::Shape;
use crate::tree::{Node, Object, Value};

impl Screen<'_> {
    /// `data: Data { field: example }`, or the whole as JSON if a field has no example.
    pub(super) fn data<L: Copy>(&self, node: &Node<L>) -> Code {
        let examples = sound(node).and_then(|data| {
            let examples = data.entries.iter().map(|entry| {
                let declaration = sound(&entry.value)?;
                let example = declaration.get("__example__")?;
                Some((&entry.key[..], (declaration, example)))
            });
            examples.collect::<Option<Vec<_>>>()
        });
        match examples {
            Some(examples) => {
                let fields = fields(&examples, Keys::Free, &[], |key, (declaration, example)| {
                    self.field(key, declaration, example)
                });
                Code::structure("Data", fields)
            }
            None => json(node),
        }
    }

    fn field<L: Copy>(&self, key: &str, declaration: &Object<L>, example: &Node<L>) -> Code {
        let value = || self.value(example, Expected::LITERAL, key);
        let Some(declared) = Declared::read(declaration) else {
            let mut entries = declaration.entries.clone();
            entries.retain(|entry| entry.key != "__example__");
            let ty = Node::new(example.loc, Value::Object(Object { entries }));
            return Code::cast(value(), json(&ty));
        };
        if let Some(typed) = self.typed(&declared, example) {
            return typed;
        }
        match self.types.rust(&declared) {
            Some(ty) if !declared.is_inferred(example) => Code::cast(value(), Code::word(ty)),
            _ => value(),
        }
    }

    /// An example whose structs have the name of their type, which says their declaration.
    fn typed<L>(&self, declared: &Declared, example: &Node<L>) -> Option<Code> {
        match (declared, &example.value) {
            (Declared::Array(items), Value::Array(examples)) if !examples.is_empty() => {
                let ty = self.types.name(items)?;
                let examples = examples
                    .iter()
                    .map(|example| self.typed_object(ty, example));
                examples.collect::<Option<_>>().map(Code::array)
            }
            _ => self.typed_object(self.types.name(declared)?, example),
        }
    }

    fn typed_object<L>(
        &self,
        (name, record): (&str, Option<&'static Shape>),
        example: &Node<L>,
    ) -> Option<Code> {
        let object = sound(example)?;
        Some(match record {
            Some(shape) => self.shaped(shape, object, Expected::LITERAL),
            None => self.named(name, object, Expected::LITERAL),
        })
    }
}
