//! The data model of a screen: declarations from examples.

use std::collections::HashMap;

use flow_json::table;
use flow_json::tree::{Constant as Part, Node, Object, Value};
use flow_json::{TextRange, infer};
use proc_macro2::Span;

use super::value::{Expected, constant};
use super::{Reader, Scalar};
use crate::syntax::{Expr, Struct, Type, TypeKind};

/// The object types in `types: [ … ]` of the flow, by name, with their declarations.
#[derive(Default)]
pub(super) struct Types(HashMap<String, Node>);

/// The names of types without parts, in Rust and in Flow JSON.
const SCALARS: [(&str, &str); 5] = [
    ("String", "string"),
    ("f64", "number"),
    ("i64", "integer"),
    ("bool", "boolean"),
    ("Object", "object"),
];

/// The type of a part that may be left out.
const OPTION: &str = "Option";

impl Reader<'_> {
    /// `reply: Reply { booking: String }`, the values with which the endpoint ends the flow.
    pub(super) fn reply_type(&mut self, expr: &Expr) -> Option<Node> {
        match expr.bare() {
            Expr::Struct(literal) if literal.name().is_some_and(|name| name == "Reply") => {
                Some(self.object_type(literal))
            }
            Expr::Wrong(_) => None,
            _ => {
                let message = "expected the values that the endpoint ends the flow with; write \
                               `reply: Reply { booking: String }`";
                self.errors.push(expr.span(), message);
                None
            }
        }
    }

    /// `types: [Slot { id: String }]`
    pub(super) fn types(&mut self, expr: &Expr) {
        let Expr::Array(types) = expr.bare() else {
            let message = "expected a list of types; write `types: [Slot { id: String }]`";
            self.errors.push(expr.span(), message);
            return;
        };
        for item in &types.items {
            let Expr::Struct(literal) = item.bare() else {
                self.errors
                    .push(item.span(), "a type is written `Slot { id: String }`");
                continue;
            };
            let Some(name) = literal.name() else {
                self.errors
                    .push(literal.path.span(), "the name of a type is one word");
                continue;
            };
            let declaration = self.object_type(literal);
            let text = name.to_string();
            if SCALARS.iter().any(|(scalar, _)| *scalar == text) {
                self.errors.push(
                    name.span(),
                    format!("`{text}` is a type already; choose another name"),
                );
            } else if self.types.0.insert(text, declaration).is_some() {
                self.errors.push(
                    name.span(),
                    format!("the type `{name}` is written twice; keep one"),
                );
            }
        }
    }

    /// `Slot { id: String, tags: [String] }`, with types in the places of values.
    fn object_type(&mut self, literal: &Struct) -> Node {
        let shape = literal
            .name()
            .and_then(|name| table::record(&name.to_string()));
        let mut properties = Object::default();
        let mut required = Vec::with_capacity(literal.fields.len());
        for field in self.fields(&literal.fields) {
            let known = shape.and_then(|shape| shape.property_of_ident(&field.name));
            let key = match known {
                Some(property) if field.rename.is_none() => property.name.into(),
                _ => field.key(),
            };
            let (declaration, optional) = self.part_type(field.value);
            if !optional {
                required.push(self.string(field.span, key.clone()));
            }
            properties.push(key, self.at(field.span), declaration);
        }
        let span = literal.path.span();
        let all_required = required.len() == properties.entries.len();
        let mut members = Object::default();
        constant(&mut members, "type", self.at(span), "object");
        members.push(
            "properties",
            self.at(span),
            self.object_at(span, properties),
        );
        // Without a list every property is there.
        if !all_required {
            let required = Node::new(self.at(span), Value::Array(required));
            members.push("required", self.at(span), required);
        }
        self.object_at(span, members)
    }

    /// The type of a part of an object, and whether it may be left out.
    fn part_type(&mut self, expr: &Expr) -> (Node, bool) {
        if let Expr::Rust(tokens) = expr.bare()
            && let Some(Type {
                kind:
                    TypeKind::Named {
                        name,
                        argument: Some(part),
                    },
                ..
            }) = Type::parse_all(tokens.clone())
            && name == OPTION
        {
            return (self.type_of(&part), true);
        }
        (self.type_expr(expr), false)
    }

    /// A type in a place where Rust's grammar has an expression.
    fn type_expr(&mut self, expr: &Expr) -> Node {
        match expr.bare() {
            Expr::Struct(literal) => self.object_type(literal),
            Expr::Array(array) if array.items.len() == 1 => {
                let items = self.type_expr(&array.items[0]);
                array_of(self.at(array.brackets.open()), items)
            }
            Expr::Macro(call) => self.macro_call(call),
            Expr::Wrong(_) => self.unknown(expr.span()),
            Expr::Rust(tokens) => match Type::parse_all(tokens.clone()) {
                Some(ty) => self.type_of(&ty),
                None => self.no_type(expr.span()),
            },
            other => match other.as_ident() {
                Some(ident) => self.named_type(&ident.to_string(), ident.span()),
                None => self.no_type(other.span()),
            },
        }
    }

    /// A type behind `as`.
    fn type_of(&mut self, ty: &Type) -> Node {
        match &ty.kind {
            TypeKind::List { brackets, item } => {
                let items = self.type_of(item);
                array_of(self.at(brackets.open()), items)
            }
            TypeKind::Macro(call) if call.path.is_ident("json") => self.json(call),
            TypeKind::Named {
                name,
                argument: None,
            } => self.named_type(&name.to_string(), name.span()),
            TypeKind::Named {
                name,
                argument: Some(item),
            } if name == "Vec" => {
                let items = self.type_of(item);
                array_of(self.at(name.span()), items)
            }
            TypeKind::Named { name, .. } if name == OPTION => {
                let message = "a phone refuses data that lack a declared field, so only a part of an \
                               object may be missing: write `Option::<…>` for a part of a type in `types`";
                self.errors.push(name.span(), message);
                self.unknown(name.span())
            }
            TypeKind::Named { name, .. } => self.no_type(name.span()),
            TypeKind::Reference(_) | TypeKind::Macro(_) | TypeKind::Other => {
                self.no_type(ty.span())
            }
        }
    }

    fn named_type(&mut self, name: &str, span: Span) -> Node {
        if let Some((_, ty)) = SCALARS.iter().find(|(scalar, _)| *scalar == name) {
            let mut members = Object::default();
            constant(&mut members, "type", self.at(span), *ty);
            return self.object_at(span, members);
        }
        if let Some(declaration) = self.types.0.get(name) {
            return declaration.clone();
        }
        let scalars = SCALARS.iter().map(|(scalar, _)| *scalar);
        let named = self.types.0.keys().map(String::as_str);
        let message = match table::nearest(name, scalars.chain(named)) {
            Some(meant) => format!("no type `{name}`; write `{meant}`"),
            None => format!(
                "no type `{name}`; write `String`, `f64`, `i64`, `bool`, `Vec<…>`, `Object`, or name it \
                 in `types: [{name} {{ … }}]` of the flow"
            ),
        };
        self.errors.push(span, message);
        self.unknown(span)
    }

    fn no_type(&mut self, span: Span) -> Node {
        let message = "this is no type of Flow JSON: write `String`, `f64`, `i64`, `bool`, `Vec<…>`, \
                       `Object`, or a name from `types`";
        self.errors.push(span, message);
        self.unknown(span)
    }

    /// `data: Data { field: example }`
    pub(super) fn data_model(&mut self, expr: &Expr) -> Node {
        let literal = match expr.bare() {
            Expr::Struct(literal) => literal,
            Expr::Macro(call) => return self.macro_call(call),
            Expr::Wrong(_) => return self.unknown(expr.span()),
            other => {
                let message = "expected the data of the screen; write `Data { field: example }`";
                self.errors.push(other.span(), message);
                return self.unknown(other.span());
            }
        };
        let mut fields = Object::default();
        for field in self.fields(&literal.fields) {
            let declaration = self.field_declaration(field.value);
            fields.push(field.key(), self.at(field.span), declaration);
        }
        self.object_at(literal.path.span(), fields)
    }

    /// The declaration of a field, its example included.
    fn field_declaration(&mut self, expr: &Expr) -> Node {
        let (example, declaration) = match expr.bare() {
            Expr::Cast(cast) => {
                let example = self.value(&cast.value, Expected::Free);
                let declaration = self.type_of(&cast.ty);
                if let Value::Constant(Part::Value(index)) = example.value
                    && let Some(ty) = declaration.get("type")
                    && let Some(constant) = self.constants.get_mut(index)
                {
                    constant.scalar = match ty.as_str() {
                        Some("string") => Scalar::Text,
                        Some("number") => Scalar::Number,
                        Some("integer") => Scalar::Integer,
                        Some("boolean") => Scalar::Boolean,
                        _ => Scalar::Any,
                    };
                }
                (example, Some(declaration))
            }
            other => {
                let example = self.value(other, Expected::Free);
                let declaration = self.declaration(other, &example);
                (example, declaration)
            }
        };
        let loc = example.loc;
        let Some(mut declaration) = declaration else {
            return Node::new(loc, Value::Unknown);
        };
        match &mut declaration.value {
            Value::Object(members) => {
                members.push("__example__", loc, example);
                declaration
            }
            _ => Node::new(loc, Value::Unknown),
        }
    }

    /// The declaration of a field with that example. A struct named in `types` has the one from there.
    fn declaration(&mut self, expr: &Expr, example: &Node) -> Option<Node> {
        if matches!(example.value, Value::Unknown) {
            return None;
        }
        match expr.bare() {
            Expr::Struct(literal) => {
                if let Some(named) = self.types_of(literal) {
                    return Some(named);
                }
                let fields = example.as_object()?;
                let record = literal
                    .name()
                    .and_then(|name| table::record(&name.to_string()));
                let mut properties = Object::default();
                for (field, entry) in literal.fields.iter().zip(&fields.entries) {
                    let known = record.and_then(|record| record.property(&entry.key));
                    if known.is_some_and(|p| matches!(p.ty, table::Type::Action { .. })) {
                        continue;
                    }
                    let declaration = self.declaration(&field.value, &entry.value)?;
                    properties.push(entry.key.clone(), entry.key_loc, declaration);
                }
                let mut members = Object::default();
                constant(&mut members, "type", example.loc, "object");
                members.push(
                    "properties",
                    example.loc,
                    Node::new(example.loc, Value::Object(properties)),
                );
                Some(Node::new(example.loc, Value::Object(members)))
            }
            Expr::Array(array) => {
                let named = array.items.iter().map(|item| match item.bare() {
                    Expr::Struct(literal) => literal.name().map(ToString::to_string),
                    _ => None,
                });
                let names: Vec<_> = named.collect();
                match names.first() {
                    Some(Some(first)) if names.iter().all(|name| name.as_ref() == Some(first)) => {
                        match self.types.0.get(first) {
                            Some(named) => Some(array_of(example.loc, named.clone())),
                            None => self.inferred(example),
                        }
                    }
                    _ => self.inferred(example),
                }
            }
            _ => self.inferred(example),
        }
    }

    fn types_of(&self, literal: &Struct) -> Option<Node> {
        self.types.0.get(&literal.name()?.to_string()).cloned()
    }

    fn inferred(&mut self, example: &Node) -> Option<Node> {
        match infer::declaration(example) {
            Ok(declaration) => Some(declaration),
            Err(error) => {
                self.errors
                    .push(self.spans.get(error.loc), error.to_string());
                None
            }
        }
    }
}

fn array_of(place: TextRange, items: Node) -> Node {
    let mut members = Object::default();
    constant(&mut members, "type", place, "array");
    members.push("items", place, items);
    Node::new(place, Value::Object(members))
}
