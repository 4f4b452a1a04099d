//! Values: literals, lists, objects.

use std::borrow::Cow;

use flow_json::TextRange;
use flow_json::table::{self, Shape, Type};
use flow_json::tree::{Node, Object, Value};
use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, ExprStruct, Lit, LitStr};

use super::constant::{Slot, is_constant};
use super::{Field, Reader, bare, single_ident, struct_name};

/// What may stand in a place, as far as the form of the Rust expression depends on it.
#[derive(Clone, Copy)]
pub(super) enum Expected {
    /// Anything: examples, payloads.
    Free,
    /// What the table says.
    Type(&'static Type),
}

impl Expected {
    /// The known objects that may stand here, in lists too.
    fn shape(self) -> Option<&'static Shape> {
        match self {
            Expected::Free => None,
            Expected::Type(ty) => shape_of(ty),
        }
    }

    fn item(self) -> Expected {
        match self {
            Expected::Free => Expected::Free,
            Expected::Type(ty) => item_of(ty).map_or(Expected::Free, Expected::Type),
        }
    }

    /// What stands under any key of an object without known keys.
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
        match bare(expr) {
            Expr::Lit(literal) => self.literal(literal),
            Expr::Array(array) => {
                let items = array
                    .elems
                    .iter()
                    .map(|item| self.value(item, expected.item()));
                let items: Vec<_> = items.collect();
                let span = if items.is_empty() {
                    array.bracket_token.span.join()
                } else {
                    array.bracket_token.span.open()
                };
                Node::new(self.at(span), Value::Array(items))
            }
            Expr::Struct(literal) => self.object(literal, expected),
            Expr::Macro(call) => self.macro_call(call),
            Expr::Call(call) => self.call(call),
            Expr::Path(path) => match single_ident(expr) {
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
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Neg(_)) => {
                match self.negative_number(unary) {
                    Some(node) => node,
                    None => self.expression(expr),
                }
            }
            Expr::Field(_)
            | Expr::Index(_)
            | Expr::Unary(_)
            | Expr::Binary(_)
            | Expr::Paren(_)
            | Expr::MethodCall(_) => self.expression(expr),
            Expr::If(_) | Expr::Match(_) => {
                let message =
                    "`if` and `match` choose between components; write them in `children`";
                self.errors.push(expr.span(), message);
                self.unknown(expr.span())
            }
            // A part that could not be parsed has been reported.
            Expr::Verbatim(_) => self.unknown(expr.span()),
            _ => self.not_a_value(expr.span()),
        }
    }

    pub(super) fn not_a_value(&mut self, span: Span) -> Node {
        let message = "this is no value of Flow JSON; write a literal, a list, a struct, or a \
                       binding such as `form.name`";
        self.errors.push(span, message);
        self.unknown(span)
    }

    fn literal(&mut self, literal: &ExprLit) -> Node {
        let span = literal.lit.span();
        let value = match &literal.lit {
            Lit::Str(text) => Value::String(Cow::Owned(text_of(text))),
            Lit::Bool(flag) => Value::Bool(flag.value),
            Lit::Int(_) | Lit::Float(_) => match self.number(&literal.lit) {
                Some(number) => Value::Number(Cow::Owned(number)),
                None => Value::Unknown,
            },
            _ => {
                self.errors.push(
                    span,
                    "this is no literal of JSON; write a string in double quotes",
                );
                Value::Unknown
            }
        };
        Node::new(self.at(span), value)
    }

    /// The digits of a number as JSON writes them.
    pub(super) fn number(&mut self, literal: &Lit) -> Option<String> {
        let (digits, suffix, span) = match literal {
            Lit::Int(number) => (number.base10_digits(), number.suffix(), number.span()),
            Lit::Float(number) => (number.base10_digits(), number.suffix(), number.span()),
            _ => return None,
        };
        if !suffix.is_empty() {
            self.errors.push(
                span,
                format!("numbers of JSON have no suffix; write `{digits}`"),
            );
            return None;
        }
        Some(match digits.strip_suffix('.') {
            Some(whole) => whole.to_owned(),
            None => digits.to_owned(),
        })
    }

    fn negative_number(&mut self, unary: &syn::ExprUnary) -> Option<Node> {
        let Expr::Lit(literal) = bare(&unary.expr) else {
            return None;
        };
        let number = self.number(&literal.lit)?;
        Some(Node::new(
            self.at(unary.span()),
            Value::Number(Cow::Owned(format!("-{number}"))),
        ))
    }

    /// A struct literal: an object.
    fn object(&mut self, literal: &ExprStruct, expected: Expected) -> Node {
        let Some(name) = struct_name(literal) else {
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
        for field in self.fields(literal) {
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
    pub(super) fn macro_call(&mut self, call: &syn::ExprMacro) -> Node {
        if !call.mac.path.is_ident("json") {
            let message = "the only macro here is `json!( … )`, which holds JSON as it is";
            self.errors.push(call.mac.path.span(), message);
            return self.unknown(call.mac.path.span());
        }
        self.json(call)
    }
}

/// Whether that is the name of an action.
pub(crate) fn is_action(name: &str) -> bool {
    table::action(name).is_some()
}

/// A key of Flow JSON whose value is a fixed string.
pub(super) fn constant(
    members: &mut Object,
    key: &'static str,
    place: TextRange,
    text: impl Into<Cow<'static, str>>,
) {
    members.push(key, place, Node::string(place, text));
}

/// The text of a literal. Most hold no `\\` and are as they are written, which is sooner seen than `syn`
/// reads them.
fn text_of(literal: &LitStr) -> String {
    let mut written = literal.token().to_string();
    let plain = written.starts_with('"') && written.ends_with('"') && !written.contains('\\');
    // The compiler turns line ends into `\n`, as `value` does.
    if !plain || written.len() < 2 || written.contains('\r') {
        return literal.value();
    }
    written.pop();
    written.remove(0);
    written
}
