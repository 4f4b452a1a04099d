//! Values: literals, lists, objects.

use std::borrow::Cow;

use flow_json::TextRange;
use flow_json::expr::Operator;
use flow_json::table::{self, Shape, Type};
use flow_json::tree::{Node, Object, Value};
use proc_macro2::Span;
use quote::ToTokens;

use super::constant::{Slot, is_constant};
use super::{Field, Reader};
use crate::syntax::{Binary, Expr, Literal, Macro, Number, Struct, Unary, UnaryOperator};

/// The value that a place takes, as far as the form of the Rust expression depends on it.
#[derive(Clone, Copy)]
pub(super) enum Expected {
    /// Anything: examples, payloads.
    Free,
    /// A type of the table.
    Type(&'static Type),
}

impl Expected {
    /// The known object that the place takes.
    fn shape(self) -> Option<&'static Shape> {
        match self {
            Expected::Free => None,
            Expected::Type(ty) => shape_of(ty),
        }
    }

    /// Whether it is a list whose items are known to the table.
    pub(super) fn is_list(self) -> bool {
        matches!(self, Expected::Type(ty) if item_of(ty).is_some())
    }

    pub(super) fn item(self) -> Expected {
        match self {
            Expected::Free => Expected::Free,
            Expected::Type(ty) => item_of(ty).map_or(Expected::Free, Expected::Type),
        }
    }

    /// The value under each key of an object without known keys.
    fn member(self) -> Expected {
        match self {
            Expected::Type(Type::Map(ty)) => Expected::Type(ty),
            Expected::Type(Type::OneOf(types)) => types
                .iter()
                .find(|(ty, _)| matches!(ty, Type::Map(_)))
                .map_or(Expected::Free, |(ty, _)| Expected::Type(ty).member()),
            _ => Expected::Free,
        }
    }

    fn is_action(self) -> bool {
        matches!(self, Expected::Type(Type::Action { .. }))
    }
}

fn shape_of(ty: &'static Type) -> Option<&'static Shape> {
    match ty {
        Type::Object(shape) => Some(shape),
        Type::OneOf(types) => types.iter().find_map(|(ty, _)| shape_of(ty)),
        _ => None,
    }
}

fn item_of(ty: &'static Type) -> Option<&'static Type> {
    match ty {
        Type::Array { of, .. } => Some(of),
        Type::OneOf(types) => types.iter().find_map(|(ty, _)| item_of(ty)),
        _ => None,
    }
}

impl Reader<'_> {
    /// The value of a property.
    fn property(&mut self, slot: Slot, expr: &Expr) -> Node {
        match &slot.property.ty {
            Type::Components => self.components(expr),
            Type::Cases => self.cases(expr),
            Type::RoutingModel => self.routing_model(expr),
            ty => {
                let around = self.slot.replace(slot);
                let value = self.value(expr, Expected::Type(ty));
                self.slot = around;
                value
            }
        }
    }

    /// A value.
    pub(super) fn value(&mut self, expr: &Expr, expected: Expected) -> Node {
        self.levels_of(expr);
        if !expected.is_action() && is_constant(expr) {
            return self.constant(expr, expected);
        }
        match expr.bare() {
            Expr::Literal(literal) => self.literal(literal),
            Expr::Array(array) => {
                let items = self.items(array, expected);
                Node::new(self.at(array.place()), Value::Array(items))
            }
            Expr::Struct(literal) => self.object(literal, expected),
            Expr::Macro(call) if call.path.is_ident("image") => self.picture(call, expected),
            Expr::Macro(call) => self.macro_call(call),
            Expr::Text(text) => self.text_value(text, expected),
            Expr::Call(call) => self.call(call),
            Expr::Path(path) => match expr.as_ident() {
                Some(ident) if expected.is_action() || is_action(&ident.to_string()) => {
                    self.action_without_payload(ident)
                }
                Some(ident) if ident == "form" || ident == "data" || ident == "screen" => {
                    let message =
                        format!("`{ident}` alone is no value; write `{ident}.` and a name");
                    self.errors.push(ident.span(), message);
                    self.unknown(ident.span())
                }
                _ => self.not_a_value(path.span()),
            },
            Expr::Unary(unary) if matches!(unary.operator, UnaryOperator::Negate(_)) => {
                match self.negative_number(unary) {
                    Some(node) => node,
                    None => self.expression(expr),
                }
            }
            Expr::Binary(binary) => match self.day(binary) {
                Some(node) => node,
                None => self.expression(expr),
            },
            Expr::Field(_)
            | Expr::Index(_)
            | Expr::Unary(_)
            | Expr::Paren(_)
            | Expr::MethodCall(_) => self.expression(expr),
            Expr::If(_) | Expr::Match(_) => {
                let message =
                    "`if` and `match` choose between components; write them in `children`";
                self.errors.push(expr.span(), message);
                self.unknown(expr.span())
            }
            Expr::For(each) => self.misplaced_loop(each),
            Expr::Wrong(_) => self.unknown(expr.span()),
            _ => self.not_a_value(expr.span()),
        }
    }

    /// A day without quotes, which Rust reads as a subtraction.
    fn day(&mut self, binary: &Binary) -> Option<Node> {
        let day = day(binary)?;
        let span = binary.left.span();
        self.errors
            .push(span, format!("a date is a text; write `\"{day}\"`"));
        Some(self.unknown(span))
    }

    pub(super) fn not_a_value(&mut self, span: Span) -> Node {
        let message = "this is no value of Flow JSON; write a literal, a list, a struct, or a \
                       binding such as `form.name`";
        self.errors.push(span, message);
        self.unknown(span)
    }

    fn literal(&mut self, literal: &Literal) -> Node {
        let span = literal.span();
        let value = match literal {
            Literal::Text { value, .. } => Value::String(Cow::Owned(value.clone())),
            Literal::Flag { value, .. } => Value::Bool(*value),
            Literal::Number(number) => match self.number(number) {
                Some(digits) => Value::Number(Cow::Owned(digits)),
                None => Value::Unknown,
            },
            Literal::Other(_) => {
                self.no_literal(span);
                Value::Unknown
            }
        };
        Node::new(self.at(span), value)
    }

    pub(super) fn no_literal(&mut self, span: Span) {
        let message = "this is no literal of JSON; write a string in double quotes";
        self.errors.push(span, message);
    }

    /// The digits of a number as JSON writes them.
    pub(super) fn number(&mut self, number: &Number) -> Option<String> {
        let digits = &number.digits;
        if number.has_suffix {
            let message = format!("numbers of JSON have no suffix; write `{digits}`");
            self.errors.push(number.span(), message);
            return None;
        }
        Some(digits.clone())
    }

    fn negative_number(&mut self, unary: &Unary) -> Option<Node> {
        let Expr::Literal(Literal::Number(number)) = unary.operand.bare() else {
            return None;
        };
        let number = self.number(number)?;
        Some(Node::new(
            self.at(unary.operator.span()),
            Value::Number(Cow::Owned(format!("-{number}"))),
        ))
    }

    /// A struct literal: an object.
    fn object(&mut self, literal: &Struct, expected: Expected) -> Node {
        let Some(name) = literal.name() else {
            let message = "names here are Flow JSON's own; write one word";
            self.errors.push(literal.path.span(), message);
            return self.unknown(literal.path.span());
        };
        let text = name.to_string();
        if expected.is_action() || is_action(&text) {
            return self.action_with_payload(name, literal);
        }
        let shape = match expected.shape() {
            Some(shape) if shape.name != text => {
                let message = format!(
                    "expected `{}`, found `{text}`; write `{}`",
                    shape.name, shape.name
                );
                self.errors.push(name.span(), message);
                return self.unknown(name.span());
            }
            Some(shape) => Some(shape),
            None if table::component(&text).is_some() => {
                let message = format!("`{text}` is a component; write it in `children`");
                self.errors.push(name.span(), message);
                return self.unknown(name.span());
            }
            None => table::record(&text),
        };
        let mut members = Object::default();
        for field in self.fields_of(shape, &literal.fields) {
            let (key, value) = match shape {
                Some(shape) => self.member(shape, &field),
                None => (field.key(), self.value(field.value, expected.member())),
            };
            members.push(key, self.at(field.span), value);
        }
        self.object_at(name.span(), members)
    }

    /// A field of a known object.
    pub(super) fn member(
        &mut self,
        shape: &'static Shape,
        field: &Field<'_>,
    ) -> (Cow<'static, str>, Node) {
        if field.rename.is_none()
            && let Some(property) = shape.property_of_ident(&field.name)
        {
            let slot = Slot {
                property,
                owner: shape.name,
            };
            return (
                Cow::Borrowed(property.name),
                self.property(slot, field.value),
            );
        }
        (field.key(), self.value(field.value, Expected::Free))
    }

    /// A call of a macro: `json!( … )` holds JSON as it is.
    pub(super) fn macro_call(&mut self, call: &Macro) -> Node {
        if call.path.is_ident("image") {
            return self.picture(call, Expected::Free);
        }
        if !call.path.is_ident("json") {
            let message = if call.path.is_ident("format") {
                "`format!` runs when the program does, and a flow is written before; join texts with \
                 `+`, for example `\"See you on \" + data.day`"
            } else {
                "the only macros here are `json!( … )`, which holds JSON as it is, `image!( … )` and \
                 `text!( … )`"
            };
            self.errors.push(call.path.span(), message);
            return self.unknown(call.path.span());
        }
        self.json(call)
    }
}

/// The day that `2027-01-31` is meant to be.
fn day(binary: &Binary) -> Option<String> {
    let Expr::Binary(first) = &binary.left else {
        return None;
    };
    let is_minus = |binary: &Binary| binary.operator.meaning == Some(Operator::Subtract);
    let digits = |expr: &Expr, length| {
        let text = expr.to_token_stream().to_string();
        let is_number = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then_some(text)
    };
    if !is_minus(binary) || !is_minus(first) {
        return None;
    }
    let [year, month, day] = [
        digits(&first.left, 4)?,
        digits(&first.right, 2)?,
        digits(&binary.right, 2)?,
    ];
    Some(format!("{year}-{month}-{day}"))
}

/// Whether a name is that of an action.
pub(crate) fn is_action(name: &str) -> bool {
    table::action(name).is_some()
}

/// Adds a key with a string as its value.
pub(super) fn constant(
    members: &mut Object,
    key: &'static str,
    place: TextRange,
    text: impl Into<Cow<'static, str>>,
) {
    members.push(key, place, Node::string(place, text));
}
