//! The data model of a screen.

use super::Screen;
use super::code::Code;
use super::names::{Keys, fields, members, sound};
use super::types::Declared;
use super::value::Expected;
use crate::table::Shape;
use crate::tree::{Node, Object, Value};

impl Screen<'_> {
    /// `data: Data { field: example }`, or the whole as JSON if a field has no example.
    pub(super) fn data(&self, node: &Node) -> Code {
        self.examples(node).unwrap_or_else(|| self.json(node))
    }

    fn examples(&self, node: &Node) -> Option<Code> {
        let members = members(sound(node)?);
        let declared = members.iter().map(|(key, field)| {
            let declaration = sound(field)?;
            Some((*key, (declaration, declaration.get("__example__")?)))
        });
        let declared: Vec<_> = declared.collect::<Option<_>>()?;
        let mut fields = fields(&declared, Keys::Free, &[], |key, (declaration, example)| {
            self.field(key, declaration, example)
        });
        self.keep(&mut fields, &members);
        Some(Code::structure("Data", &fields))
    }

    fn field(&self, key: &str, declaration: &Object, example: &Node) -> Code {
        let value = || self.value(example, Expected::LITERAL, key);
        let Some(declared) = Declared::read(declaration) else {
            let mut entries = declaration.entries.clone();
            entries.retain(|entry| entry.key != "__example__");
            let ty = Node::new(example.loc, Value::Object(Object { entries }));
            return Code::cast(&value(), &self.json(&ty));
        };
        if let Some(typed) = self.typed(&declared, example) {
            return typed;
        }
        match self.types.rust(&declared) {
            Some(ty) if !declared.is_inferred(example) => Code::cast(&value(), &Code::word(ty)),
            _ => {
                self.notes.inferred(|inferred| inferred.types += 1);
                value()
            }
        }
    }

    /// An example with structs named after their type. The name stands for the declaration.
    fn typed(&self, declared: &Declared, example: &Node) -> Option<Code> {
        match (declared, &example.value) {
            (Declared::Array(items), Value::Array(examples)) if !examples.is_empty() => {
                let ty = self.types.name(items)?;
                let examples: Option<Vec<_>> = examples.iter().map(sound).collect();
                let examples = examples?;
                let examples = examples
                    .into_iter()
                    .map(|example| self.typed_object(ty, example));
                Some(Code::array(examples.collect()))
            }
            _ => Some(self.typed_object(self.types.name(declared)?, sound(example)?)),
        }
    }

    fn typed_object(
        &self,
        (name, record): (&str, Option<&'static Shape>),
        example: &Object,
    ) -> Code {
        match record {
            Some(shape) => self.shaped(shape, example, Expected::LITERAL),
            None => self.named(name, example, Expected::LITERAL),
        }
    }
}
