//! Values of properties, by their type.

use super::Builder;
use super::node::{Members, any_of, list, matching, not_matching, of_type, simple};
use super::pattern::{self, Pattern};
use crate::table::{Advised, Dynamic, Format, Property, Shape, Type};
use crate::version::Version;

/// The context that the schema of a value depends on.
#[derive(Clone, Copy)]
struct Slot {
    property: &'static Property,
    /// The object that has the property.
    owner: &'static Shape,
    dynamic: Dynamic,
}

impl Builder {
    /// The schema of a property, with its description.
    pub(super) fn property(
        &mut self,
        property: &'static Property,
        owner: &'static Shape,
    ) -> Members {
        let slot = Slot {
            property,
            owner,
            dynamic: property.dynamic,
        };
        Members::new()
            .with("description", self.description(property))
            .and(self.value(&property.ty, slot))
            .maybe("default", property.default.and_then(simple))
    }

    /// The schema of a value: of its type, or an expression.
    fn value(&mut self, ty: &'static Type, slot: Slot) -> Members {
        match ty {
            Type::String(format) => self.string(*format, slot),
            Type::Choice(choices) => {
                let known = choices.iter().filter(|choice| self.version >= choice.since);
                let values = Members::new().with("enum", list(known.map(|choice| choice.value)));
                match self.amid_text(slot.dynamic) {
                    Some(expression) => any_of(vec![values, matching(expression)]),
                    None => values,
                }
            }
            // Each of these says which texts are among them.
            Type::OneOf(types) => {
                let known = types.iter().filter(|(_, since)| self.version >= *since);
                let known: Vec<_> = known.map(|(ty, _)| ty).collect();
                let texts = known.iter().any(|ty| matches!(ty, Type::String(_)));
                let mut schemas: Vec<_> = known
                    .into_iter()
                    .map(|ty| match ty {
                        Type::String(_) => self.value(ty, slot),
                        _ => self.literal(ty, slot),
                    })
                    .collect();
                if !texts {
                    schemas.extend(self.expression(slot.dynamic));
                }
                any_of(schemas)
            }
            // Of payloads anything goes.
            Type::Payload => Members::new(),
            _ => {
                let mut schemas = vec![self.literal(ty, slot)];
                schemas.extend(self.expression(slot.dynamic));
                any_of(schemas)
            }
        }
    }

    /// The schema of a value that is no text and no expression.
    fn literal(&mut self, ty: &'static Type, slot: Slot) -> Members {
        match ty {
            Type::Boolean => of_type("boolean"),
            Type::Integer { min, max } => of_type("integer")
                .maybe("minimum", *min)
                .maybe("maximum", *max),
            Type::Number => of_type("number"),
            Type::Array { of, min, max, .. } => {
                let dynamic = match (slot.dynamic, of) {
                    (Dynamic::No, _) | (_, Type::Object(_)) => Dynamic::No,
                    _ => Dynamic::Disputed,
                };
                let items = self.value(of, Slot { dynamic, ..slot });
                of_type("array")
                    .with("items", items)
                    .maybe("minItems", Some(*min).filter(|min| *min > 0))
                    .maybe("maxItems", *max)
            }
            Type::Object(shape) => {
                let schema = self.object(shape, None, &[]);
                self.defined(shape.name, schema)
            }
            Type::Map(of) => {
                let values = self.value(of, slot);
                of_type("object").with("additionalProperties", values)
            }
            Type::Components => {
                let least = (slot.property.name == "then").then_some(1_usize);
                self.components(slot.owner.name).maybe("minItems", least)
            }
            Type::Cases => {
                let components = self.components(slot.owner.name);
                of_type("object")
                    .with("propertyNames", pattern::CASE.keywords())
                    .with("additionalProperties", components)
                    .with("minProperties", 1_usize)
            }
            Type::Action {
                uses,
                payload_required,
            } => self.action(uses, *payload_required),
            Type::DataModel => self.data_model(),
            Type::RoutingModel => self.routing_model(),
            Type::String(_) | Type::Choice(_) | Type::OneOf(_) | Type::Payload => {
                self.value(ty, slot)
            }
        }
    }

    /// The schema of an expression in the place of a value that is no text.
    fn expression(&mut self, dynamic: Dynamic) -> Option<Members> {
        Some(match self.takes(dynamic)? {
            Takes::Binding => self.defined("Binding", matching(pattern::BINDING)),
            Takes::Expression => self.defined("Expression", matching(pattern::EXPRESSION)),
        })
    }

    /// What tells a text with an expression that may stand in the place of text. A binding amid
    /// text is let pass, with a warning of the checker's.
    fn amid_text(&self, dynamic: Dynamic) -> Option<Pattern> {
        Some(match self.takes(dynamic)? {
            Takes::Binding => pattern::WITH_BINDING,
            Takes::Expression => pattern::WITH_EXPRESSION,
        })
    }

    /// The expressions that a property takes besides values that are written out.
    fn takes(&self, dynamic: Dynamic) -> Option<Takes> {
        match dynamic {
            Dynamic::No => None,
            Dynamic::Binding => Some(Takes::Binding),
            Dynamic::Yes | Dynamic::Disputed if self.version < Version::V6_0 => {
                Some(Takes::Binding)
            }
            Dynamic::Yes | Dynamic::Disputed => Some(Takes::Expression),
        }
    }

    /// The schema of a text.
    fn string(&mut self, format: Format, slot: Slot) -> Members {
        let plain = self.format(format);
        if let Format::Binding | Format::Condition | Format::Version | Format::Constant(_) = format
        {
            return plain;
        }
        // The paragraphs of a text: no bindings, but expressions.
        if slot.property.name == "text" && slot.dynamic == Dynamic::Disputed {
            return if self.version >= Version::V6_0 {
                any_of(vec![
                    matching(pattern::BACKTICK),
                    not_matching(plain, pattern::WITH_BINDING.regex),
                ])
            } else {
                not_matching(plain, pattern::WITH_EXPRESSION.regex)
            };
        }
        let loose = matches!(
            format,
            Format::Text | Format::NotBlank | Format::Date | Format::Image(_) | Format::Regex
        );
        match slot.dynamic {
            // Ids and names have no place for one.
            Dynamic::No if matches!(format, Format::Name | Format::ScreenId) => plain,
            Dynamic::No => not_matching(plain, pattern::EXPRESSION.regex),
            Dynamic::Yes | Dynamic::Disputed if loose && self.version >= Version::V6_0 => plain,
            _ if loose => not_matching(plain, pattern::BACKTICK.regex),
            dynamic => {
                let amid = self.amid_text(dynamic);
                let mut schemas = vec![plain];
                schemas.extend(amid.map(matching));
                any_of(schemas)
            }
        }
    }

    /// The schema of a text that is no expression.
    fn format(&self, format: Format) -> Members {
        match format {
            Format::Text if self.version < Version::V6_0 => of_type("string"),
            Format::Text | Format::NotBlank | Format::Date | Format::Image(_) => {
                matching(pattern::NOT_BLANK)
            }
            Format::Name => {
                not_matching(matching(pattern::NOT_BLANK), pattern::BINDING_OR_BACKTICK)
            }
            Format::ScreenId => matching(pattern::screen_id(self.version)),
            Format::Uri => matching(pattern::URI),
            Format::Regex => matching(pattern::NOT_BLANK).with("format", "regex"),
            Format::Color => matching(pattern::COLOR),
            Format::Binding => matching(pattern::BINDING),
            Format::Condition if self.version >= Version::V6_0 => matching(pattern::CONDITION),
            Format::Condition => not_matching(matching(pattern::CONDITION), "^`"),
            Format::Version => Members::new().with("const", self.version.to_string()),
            Format::Constant(constant) => Members::new().with("const", constant),
        }
    }

    /// The description of a property, with the facts that no keyword says.
    fn description(&self, property: &Property) -> String {
        let mut text = property.doc.to_owned();
        if let Some(max) = property.max_chars {
            text += &format!(" Clients show {max} characters.");
        }
        if let Type::Array {
            advised: Advised {
                max: Some(advised), ..
            },
            ..
        } = property.ty
        {
            text += &format!(" Best at most {advised} items.");
        }
        // Where Meta's sources disagree, nothing is promised; a `Switch` goes by nothing else.
        match self.takes(property.dynamic) {
            _ if property.dynamic == Dynamic::Disputed => {}
            _ if matches!(property.ty, Type::String(Format::Binding)) => {}
            Some(Takes::Binding) => text += " May be a binding.",
            Some(Takes::Expression) => text += " May be an expression.",
            None => {}
        }
        text
    }
}

/// The expressions that a property takes besides values that are written out.
enum Takes {
    /// One binding.
    Binding,
    /// A binding, or an expression between back-ticks.
    Expression,
}
