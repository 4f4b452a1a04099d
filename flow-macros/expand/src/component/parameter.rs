//! The parameters of a component.

use proc_macro2::{Ident, Span};
use quote::{ToTokens, quote};

use super::function::{Argument, Name};
use crate::errors::Errors;
use crate::read::is_action;
use crate::syntax::{Attribute, Expr, Literal, Type, TypeKind, UnaryOperator};

/// One parameter.
pub(super) struct Parameter {
    pub(super) name: Ident,
    pub(super) ty: Type,
    pub(super) kind: Kind,
    /// Whether its type is an `Option`. Without an argument the properties that it is given to are
    /// left out.
    pub(super) optional: bool,
    /// The value of `#[default = …]`, for a use without an argument.
    pub(super) default: Option<Expr>,
    pub(super) docs: Vec<Attribute>,
    /// The default as its author wrote it, for the documentation.
    pub(super) default_text: String,
}

/// The kind of values that a parameter takes.
pub(super) enum Kind {
    Text,
    Bool,
    Integer,
    Number,
    List(Box<Kind>),
    /// A struct literal of that name.
    Object(String),
    Components,
    Action,
    Screen,
}

/// Names that mean something else in a flow.
const RESERVED: [&str; 3] = ["form", "data", "screen"];

impl Parameter {
    /// Reads a parameter of the function and reports its mistakes.
    pub(super) fn read(argument: &Argument, errors: &mut Errors) -> Option<Self> {
        let name = match &argument.name {
            Name::Ident(name) => name.clone(),
            Name::Mutable(name) => {
                errors.push(argument.span, "a parameter of a component does not change");
                name.clone()
            }
            Name::Receiver => {
                let message = "a component has no `self`; write `name: type`";
                errors.push(argument.span, message);
                return None;
            }
            Name::Other => {
                let message = "a parameter is one name; write `name: type`";
                errors.push(argument.span, message);
                return None;
            }
        };
        let text = name.to_string();
        if RESERVED.contains(&&text[..]) || is_action(&text) {
            let message = format!("`{text}` means something else in a flow; choose another name");
            errors.push(name.span(), message);
        }
        let Some((ty, optional, kind)) = argument.ty.as_ref().ok().and_then(kind_of) else {
            let message = "no type for a parameter; write `bool`, `&str`, `i64`, `f64`, `Vec<…>`, `Components`, \
                           `Action`, `ScreenId` or the name of a struct, or one of these in `Option<…>`";
            let span = match &argument.ty {
                Ok(ty) => option(ty).unwrap_or(ty).span(),
                Err(span) => *span,
            };
            errors.push(span, message);
            return None;
        };
        let (mut default, mut docs) = (None, Vec::new());
        for attribute in &argument.attributes {
            if let Some(value) = attribute.value_of("default") {
                if optional {
                    let message =
                        "an `Option` is left out if it is not given: it has no other default";
                    errors.push(attribute.path.span(), message);
                }
                if let Some((span, message)) = kind.refuses(value) {
                    errors.push(span, format!("`{text}` is {kind}; {message}"));
                }
                default = Some(value.clone());
            } else if attribute.value_of("doc").is_some() {
                docs.push(attribute.clone());
            } else {
                let message = "the only attribute here is `#[default = …]`, which says what holds if \
                               the parameter is not given";
                errors.push(attribute.path.span(), message);
            }
        }
        let ty = ty.clone();
        let default_text = default.to_token_stream().to_string().replace(" :: ", "::");
        Some(Self {
            name,
            ty,
            kind,
            optional,
            default,
            docs,
            default_text,
        })
    }
}

/// Tokens from which [`Parameter::read`] makes the parameter again, without the documentation.
impl ToTokens for Parameter {
    fn to_tokens(&self, tokens: &mut proc_macro2::TokenStream) {
        let Self {
            name, ty, default, ..
        } = self;
        let default = default
            .as_ref()
            .map(|default| quote!(#[default = #default]));
        tokens.extend(quote!(#default #name: #ty));
    }
}

/// The `T` of `Option<T>`.
fn option(ty: &Type) -> Option<&Type> {
    let (name, argument) = named(ty)?;
    if name == "Option" { argument } else { None }
}

/// A type, whether it is an `Option`, and the kind of values that it takes.
fn kind_of(ty: &Type) -> Option<(&Type, bool, Kind)> {
    let inner = option(ty);
    let kind = Kind::of(inner.unwrap_or(ty))?;
    Some((ty, inner.is_some(), kind))
}

/// The last name of the path that a type is, and its one argument.
fn named(ty: &Type) -> Option<(&Ident, Option<&Type>)> {
    match &plain(ty).kind {
        TypeKind::Named { name, argument } => Some((name, argument.as_deref())),
        _ => None,
    }
}

/// The type without references.
fn plain(ty: &Type) -> &Type {
    match &ty.kind {
        TypeKind::Reference(inner) => plain(inner),
        _ => ty,
    }
}

impl Kind {
    fn of(ty: &Type) -> Option<Self> {
        if let TypeKind::List { item, .. } = &plain(ty).kind {
            return Some(Kind::List(Box::new(Kind::of(item)?)));
        }
        let (name, argument) = named(ty)?;
        Some(match (&name.to_string()[..], argument) {
            ("Vec", Some(item)) => Kind::List(Box::new(Kind::of(item)?)),
            (_, Some(_)) | ("Option", None) => return None,
            ("bool", None) => Kind::Bool,
            ("str" | "String", None) => Kind::Text,
            (
                "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "isize" | "usize",
                None,
            ) => Kind::Integer,
            ("f32" | "f64", None) => Kind::Number,
            ("Components", None) => Kind::Components,
            ("Action", None) => Kind::Action,
            ("ScreenId", None) => Kind::Screen,
            (name, None) if name.starts_with(char::is_uppercase) => Kind::Object(name.to_owned()),
            _ => return None,
        })
    }

    /// The place and the reason if the form of an argument shows that the parameter cannot take it.
    pub(super) fn refuses(&self, argument: &Expr) -> Option<(Span, String)> {
        let fits = match argument.bare() {
            Expr::Paren(paren) => return self.refuses(&paren.inner),
            Expr::Literal(literal) => match (literal, self) {
                // A string may hold a binding to a value of any type.
                (Literal::Text { value, .. }, _) if is_expression(value) => {
                    !matches!(self, Kind::Components | Kind::Action | Kind::Screen)
                }
                (Literal::Text { .. }, kind) => matches!(kind, Kind::Text | Kind::Screen),
                (Literal::Flag { .. }, kind) => matches!(kind, Kind::Bool),
                (Literal::Number(number), Kind::Integer) => number.is_integer,
                (Literal::Number(_), kind) => matches!(kind, Kind::Number),
                (Literal::Other(_), _) => true,
            },
            Expr::Unary(unary) if matches!(unary.operator, UnaryOperator::Negate(_)) => {
                matches!(self, Kind::Integer | Kind::Number)
            }
            Expr::Array(array) => match self {
                Kind::List(kind) => return array.items.iter().find_map(|item| kind.refuses(item)),
                kind => matches!(kind, Kind::Components),
            },
            Expr::Struct(literal) => {
                let name = literal.name().map(ToString::to_string);
                match (self, name) {
                    (Kind::Action, Some(name)) => is_action(&name),
                    (Kind::Object(wanted), Some(name)) => *wanted == name,
                    _ => false,
                }
            }
            Expr::Call(call) => match call.function.as_ident() {
                Some(name) if is_action(&name.to_string()) => matches!(self, Kind::Action),
                _ => !matches!(self, Kind::Components | Kind::Action | Kind::Screen),
            },
            path @ Expr::Path(_) => match (path.as_ident(), self) {
                (Some(name), kind) if is_action(&name.to_string()) => matches!(kind, Kind::Action),
                (name, Kind::Screen) => name.is_some(),
                (_, kind) => !matches!(kind, Kind::Components | Kind::Action),
            },
            Expr::Field(_) | Expr::Index(_) | Expr::Unary(_) | Expr::Binary(_) => {
                !matches!(self, Kind::Components | Kind::Action | Kind::Screen)
            }
            Expr::Text(_) => matches!(self, Kind::Text),
            // The reader of the flow judges all other expressions.
            _ => true,
        };
        (!fits).then(|| (argument.span(), format!("write {}", self.example())))
    }

    fn example(&self) -> String {
        match self {
            Kind::Text => "a string in double quotes".to_owned(),
            Kind::Bool => "`true` or `false`".to_owned(),
            Kind::Integer => "a whole number".to_owned(),
            Kind::Number => "a number".to_owned(),
            Kind::List(_) => "`[ … ]`".to_owned(),
            Kind::Object(name) => format!("`{name} {{ … }}`"),
            Kind::Components => "components in `[ … ]`".to_owned(),
            Kind::Action => "one, for example `complete { … }`".to_owned(),
            Kind::Screen => "`SCREEN`".to_owned(),
        }
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Kind::Text => f.write_str("text"),
            Kind::Bool => f.write_str("a `bool`"),
            Kind::Integer => f.write_str("a whole number"),
            Kind::Number => f.write_str("a number"),
            Kind::List(_) => f.write_str("a list"),
            Kind::Object(name) => write!(f, "a `{name}`"),
            Kind::Components => f.write_str("a list of components"),
            Kind::Action => f.write_str("an action"),
            Kind::Screen => f.write_str("the id of a screen"),
        }
    }
}

pub(super) fn is_expression(text: &str) -> bool {
    text.contains("${") || text.starts_with('`')
}
