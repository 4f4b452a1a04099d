//! Bindings, expressions between back-ticks, conditions.

use flow_json::Version;
use flow_json::expr::Type;
use flow_json::infer;
use flow_json::scope;
use flow_json::table::{Dynamic, Property};
use flow_json::tree::Node;

use crate::component::Place;
use crate::json::{boolean, number, text};
use crate::{Field, Maker};

/// The most levels of operators in an expression.
const DEPTH: usize = 2;

impl Maker {
    /// An expression for a property, if its type has any.
    pub(crate) fn expression(
        &mut self,
        property: &'static Property,
        place: &Place,
    ) -> Option<Node> {
        let fixed = Place {
            fixed: true,
            ..place.clone()
        };
        let example = self.literal(&property.ty, property, &fixed);
        let declaration = infer::declaration(&example).ok()?;
        let ty = scope::declared(&declaration)?;
        let backticks = property.dynamic == Dynamic::Yes && self.version >= Version::V6_0;
        if backticks && ty.is_scalar() && self.rng.bool() {
            return self.backtick(&ty, place);
        }
        let reference = self.reference(&ty, Some(example), place)?;
        Some(text(reference))
    }

    /// An expression between back-ticks.
    pub(crate) fn backtick(&mut self, ty: &Type, place: &Place) -> Option<Node> {
        let inner = match ty {
            Type::Text => {
                // With one text at least the whole is a text.
                let mut parts = vec![self.term(&Type::Text, 0, place)];
                for _ in 0..self.rng.usize(0..3) {
                    parts.push(self.part(place));
                }
                self.rng.shuffle(&mut parts);
                parts.join(" ")
            }
            _ => self.term(ty, DEPTH, place),
        };
        Some(text(format!("`{inner}`")))
    }

    /// A part of a joined text.
    fn part(&mut self, place: &Place) -> String {
        match self.rng.usize(0..4) {
            0 => self.term(&Type::Number, 0, place),
            1 => self.term(&Type::Boolean, 0, place),
            _ => self.term(&Type::Text, 0, place),
        }
    }

    /// A term of a type, for back-ticks.
    fn term(&mut self, ty: &Type, depth: usize, place: &Place) -> String {
        if depth == 0 || ty == &Type::Text || self.one_in(3) {
            if self.rng.bool()
                && let Some(reference) = self.identifier(ty, place)
            {
                return reference;
            }
            return self.constant(ty);
        }
        let below = depth - 1;
        if ty == &Type::Number {
            let operator = ["+", "-", "/"][self.rng.usize(0..3)];
            let left = self.term(&Type::Number, below, place);
            let right = self.term(&Type::Number, below, place);
            return format!("({left} {operator} {right})");
        }
        match self.rng.usize(0..4) {
            0 => {
                let operator = ["<", "<=", ">", ">="][self.rng.usize(0..4)];
                let left = self.term(&Type::Number, below, place);
                let right = self.term(&Type::Number, below, place);
                format!("({left} {operator} {right})")
            }
            1 => {
                let ty = [Type::Text, Type::Number, Type::Boolean][self.rng.usize(0..3)].clone();
                let operator = ["==", "!="][self.rng.usize(0..2)];
                let left = self.term(&ty, below, place);
                let right = self.term(&ty, below, place);
                format!("({left} {operator} {right})")
            }
            2 => format!("!{}", self.term(&Type::Boolean, below, place)),
            _ => {
                let operator = ["&&", "||"][self.rng.usize(0..2)];
                let left = self.term(&Type::Boolean, below, place);
                let right = self.term(&Type::Boolean, below, place);
                format!("({left} {operator} {right})")
            }
        }
    }

    fn constant(&mut self, ty: &Type) -> String {
        match ty {
            Type::Boolean => self.rng.bool().to_string(),
            Type::Number => self.rng.u8(0..100).to_string(),
            _ => ["'Hello '", "'é'", "''", "'gold'"][self.rng.usize(0..4)].to_owned(),
        }
    }

    /// The condition of an `If`.
    pub(crate) fn condition(&mut self, place: &Place) -> Node {
        let made = self.plain_condition(DEPTH, place);
        if self.version >= Version::V6_0 && self.one_in(3) && !has_hyphen(&made) {
            return text(format!("`{made}`"));
        }
        text(made)
    }

    fn plain_condition(&mut self, depth: usize, place: &Place) -> String {
        let bound = |maker: &mut Self, ty: &Type| {
            let example = Some(maker.example(ty));
            maker
                .reference(ty, example, place)
                .unwrap_or_else(|| "true".to_owned())
        };
        match self.rng.usize(0..5) {
            0 if depth > 0 => {
                let operator = ["&&", "||"][self.rng.usize(0..2)];
                let left = self.plain_condition(depth - 1, place);
                let right = self.plain_condition(depth - 1, place);
                format!("({left} {operator} {right})")
            }
            1 if depth > 0 => format!("!({})", self.plain_condition(depth - 1, place)),
            2 => {
                let operator = ["<", "<=", ">", ">=", "==", "!="][self.rng.usize(0..6)];
                let number = bound(self, &Type::Number);
                format!("{number} {operator} {}", self.rng.i8(-5..100))
            }
            3 => {
                let operator = ["==", "!="][self.rng.usize(0..2)];
                let left = bound(self, &Type::Text);
                format!("{left} {operator} 'gold'")
            }
            _ => bound(self, &Type::Boolean),
        }
    }

    /// The value of a `Switch`.
    pub(crate) fn switch_value(&mut self, place: &Place) -> Node {
        let reference = self.reference(&Type::Text, Some(text("a")), place);
        text(reference.expect("a field is declared from the example"))
    }

    /// A literal of a simple type.
    pub(crate) fn example(&mut self, ty: &Type) -> Node {
        match ty {
            Type::Number | Type::Integer => number(self.rng.u8(..)),
            Type::Boolean => boolean(self.rng.bool()),
            _ => text(["gold", "a", "Ann"][self.rng.usize(0..3)]),
        }
    }

    /// A binding for an expression between back-ticks.
    fn identifier(&mut self, ty: &Type, place: &Place) -> Option<String> {
        let example = self.example(ty);
        let found = self.reference(ty, Some(example), place)?;
        (!has_hyphen(&found)).then_some(found)
    }

    /// A binding of a type, to an input or a field of the data of this screen or another. With an
    /// example it may declare a new field.
    pub(crate) fn reference(
        &mut self,
        ty: &Type,
        example: Option<Node>,
        place: &Place,
    ) -> Option<String> {
        let count = self.names.len();
        let global = self.version >= Version::V4_0 && count > 1 && self.one_in(5);
        let (screen, prefix) = if global {
            let screen = (place.screen + self.rng.usize(1..count)) % count;
            (screen, format!("screen.{}.", self.plan.screens[screen].id))
        } else {
            (place.screen, String::new())
        };
        // Before 4.0 a binding outside a `Form` cannot name the inputs in it.
        let sees = self.version >= Version::V4_0 || place.in_form;
        let inputs = self.names[screen].inputs.iter();
        let inputs: Vec<_> = inputs
            .filter(|input| sees && input.ty.as_ref() == Some(ty))
            .map(|input| format!("${{{prefix}form.{}}}", input.name))
            .collect();
        let fields = self.names[screen].fields.iter();
        let fields: Vec<_> = fields
            .filter(|field| &field.ty == ty)
            .map(|field| format!("${{{prefix}data.{}}}", field.name))
            .collect();
        match self.rng.usize(0..4) {
            0 if !inputs.is_empty() => self.pick(&inputs).cloned(),
            1 if !fields.is_empty() => self.pick(&fields).cloned(),
            _ => match example {
                Some(example) => {
                    let name = self.field(screen, example)?;
                    Some(format!("${{{prefix}data.{name}}}"))
                }
                None => {
                    let all: Vec<_> = inputs.into_iter().chain(fields).collect();
                    self.pick(&all).cloned()
                }
            },
        }
    }

    /// Declares a field of the data of a screen and returns its name. An empty list has no type: `None`.
    pub(crate) fn field(&mut self, screen: usize, example: Node) -> Option<String> {
        let declaration = infer::declaration(&example).ok()?;
        let ty = scope::declared(&declaration)?;
        let name = self.name();
        self.names[screen].fields.push(Field {
            name: name.clone(),
            ty,
            example,
            declaration,
        });
        Some(name)
    }
}

/// Whether a binding has a name with a hyphen, which is a minus between back-ticks.
fn has_hyphen(expression: &str) -> bool {
    let mut bindings = expression.split("${").skip(1);
    bindings.any(|binding| {
        let name = binding.split('}').next();
        name.is_some_and(|name| name.contains('-'))
    })
}
