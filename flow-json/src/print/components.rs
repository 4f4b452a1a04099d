//! Lists of components.

use super::Screen;
use super::code::Code;
use super::literal::{is_plain_ident, quoted};
use super::names::{Keys, members, sound};
use super::term;
use super::value::Expected;
use crate::table;
use crate::tree::{Node, Value};

impl Screen<'_> {
    /// `children`, `then`, `else`, a case.
    pub(super) fn components(&self, node: &Node) -> Code {
        match &node.value {
            Value::Array(items) => {
                let mut components = Vec::with_capacity(items.len());
                let mut rest = items.iter();
                while let Some(item) = rest.next() {
                    components.push(match self.groups.starting_with(item) {
                        Some((code, length)) => {
                            rest.by_ref().take(length - 1).for_each(drop);
                            code.clone()
                        }
                        None => self.component(item),
                    });
                }
                Code::array(components)
            }
            _ => self.json(node),
        }
    }

    pub(super) fn component(&self, node: &Node) -> Code {
        let code = self.bare_component(node);
        code.attributed(&self.notes.attributes(node))
    }

    fn bare_component(&self, node: &Node) -> Code {
        let special = match node.get("type").and_then(Node::as_str) {
            Some("If") => self.choice(node),
            Some("Switch") => self.switch(node),
            _ => None,
        };
        special
            .or_else(|| self.component_struct(node))
            .unwrap_or_else(|| self.json(node))
    }

    fn component_struct(&self, node: &Node) -> Option<Code> {
        let object = sound(node)?;
        let name = object.get("type")?.as_str()?;
        if !is_plain_ident(name) || table::action(name).is_some() {
            return None;
        }
        let shape = table::component(name).map(|component| &component.shape);
        let mut members = members(object);
        members.retain(|(key, _)| *key != "type");
        let keys = Keys::Component(shape);
        let fields = self.fields(&members, keys, &[], |key, value| {
            match shape.and_then(|shape| shape.property(key)) {
                Some(property) => self.property(property, value, Expected::FREE),
                None => self.value(value, Expected::FREE, key),
            }
        });
        Some(Code::structure(name, &fields))
    }

    /// `if condition { … } else { … }`
    fn choice(&self, node: &Node) -> Option<Code> {
        let choice = sound(node)?;
        let keys: Vec<&str> = choice.entries.iter().map(|entry| &entry.key[..]).collect();
        let known = |key: &&&str| matches!(**key, "type" | "condition" | "then" | "else");
        let position = |wanted: &str| keys.iter().position(|key| *key == wanted);
        // The order tells in which order screens are navigated to.
        let ordered = position("else").is_none_or(|otherwise| Some(otherwise) > position("then"));
        if keys.iter().filter(known).count() != keys.len() || !ordered {
            return None;
        }
        let condition = choice.get("condition")?;
        let condition = match &condition.value {
            Value::Bool(value) => Code::word(value.to_string()),
            _ => term::condition(condition.as_str()?, &*self.lookup)?,
        };
        let then = choice
            .get("then")
            .filter(|then| then.as_array().is_some())?;
        let otherwise = match choice.get("else") {
            None => None,
            Some(otherwise) => Some(self.otherwise(otherwise)?),
        };
        let then = self.components(then);
        Some(Code::choice(&condition, &then, otherwise.as_ref()))
    }

    /// The code behind `else`: a lone `If` follows it at once.
    fn otherwise(&self, node: &Node) -> Option<Code> {
        if let [only] = node.as_array()? {
            if self.groups.starting_with(only).is_some() {
                return Some(self.components(node));
            }
            let component = self.component(only);
            if component.is_choice() {
                return Some(component);
            }
            return Some(Code::array(vec![component]));
        }
        Some(self.components(node))
    }

    /// `match value { "key" => [ … ] }`
    fn switch(&self, node: &Node) -> Option<Code> {
        let switch = sound(node)?;
        let (value, cases) = (switch.get("value")?, sound(switch.get("cases")?)?);
        if switch.entries.len() != 3 {
            return None;
        }
        let value = term::binding(value.as_str()?)?;
        let arms = members(cases).into_iter();
        let arms = arms.map(|(key, components)| (quoted(key), self.components(components)));
        Some(Code::cases(&value, &arms.collect::<Vec<_>>()))
    }

    /// `cases` of a `Switch` that is written as a struct.
    pub(super) fn cases(&self, node: &Node) -> Code {
        match sound(node) {
            Some(cases) => {
                let members = members(cases);
                let components = |_: &str, value: &Node| self.components(value);
                let fields = self.fields(&members, Keys::Free, &[], components);
                Code::structure("Cases", &fields)
            }
            None => self.value(node, Expected::FREE, "cases"),
        }
    }
}
