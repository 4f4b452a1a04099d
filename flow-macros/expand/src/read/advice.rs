//! Advice on the length of constants, whose texts the checker does not see.

use flow_json::table::{self, Property, Shape};
use flow_json::tree::{Constant as Part, Node, Object, Value};
use flow_json::{Rule, Version};
use proc_macro2::Span;

use super::Reader;
use super::constant::Advice;

impl Reader<'_> {
    /// Notes for each constant in a component how many characters clients show of it.
    pub(super) fn advise(&mut self, node: &Node) {
        match &node.value {
            Value::Array(items) => items.iter().for_each(|item| self.advise(item)),
            Value::Object(object) => {
                let component = object.get("type").and_then(Node::as_str);
                let component = component.and_then(table::component);
                for entry in &object.entries {
                    match (&entry.value.value, component) {
                        (Value::Constant(Part::Value(index)), Some(component)) => {
                            let span = self.spans.get(entry.value.loc);
                            let property = component.shape.property(&entry.key);
                            let advice = property.and_then(|property| {
                                advice(&component.shape, property, object, self.version())
                            });
                            if !self.allows(Rule::LONG_TEXT, span) {
                                self.constants[*index].advice = advice;
                            }
                        }
                        _ => self.advise(&entry.value),
                    }
                }
            }
            _ => {}
        }
    }

    /// The advice on a constant at a place, if it stands in an object that is no component. Those of
    /// components depend on other properties, which may be read later.
    pub(super) fn advice_in_item(&self, place: Span) -> Option<Advice> {
        let slot = self.slot?;
        let max = slot.property.max_chars?;
        let is_told = table::component(slot.owner).is_some() || self.allows(Rule::LONG_TEXT, place);
        (!is_told).then(|| advice_on(slot.property, max, ""))
    }
}

fn advice(shape: &Shape, property: &Property, object: &Object, version: Version) -> Option<Advice> {
    let max = property.max_chars?;
    let variant = shape.variant_of(property, version);
    let written = variant.and_then(|variant| object.get(variant.name));
    if written.and_then(Node::as_str) == Some("large") {
        return None;
    }
    let large = variant.map_or_else(String::new, |variant| {
        let variant = variant.name.replace('-', "_");
        format!(", or write `{variant}: \"large\"`")
    });
    Some(advice_on(property, max, &large))
}

fn advice_on(property: &Property, max: u16, large: &str) -> Advice {
    let name = property.name.replace('-', "_");
    let message = format!(
        "`{name}` has more than {max} characters, and clients show {max}; make it shorter{large} [{}]",
        Rule::LONG_TEXT.code
    );
    Advice {
        max_chars: max.into(),
        message,
    }
}
