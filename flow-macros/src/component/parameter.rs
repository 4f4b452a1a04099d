//! The parameters of a component.

use proc_macro2::Span;
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, FnArg, GenericArgument, Ident, Lit, Pat, PathArguments, Type, UnOp};

use crate::errors::Errors;
use crate::read::{bare, is_action, single_ident};

/// One parameter.
pub(super) struct Parameter {
    pub(super) name: Ident,
    pub(super) ty: Type,
    pub(super) kind: Kind,
    /// Whether it may be left out, and with it the properties that it is given to.
    pub(super) optional: bool,
    /// What holds if it is left out.
    pub(super) default: Option<Expr>,
    /// Its documentation, and the default as its author wrote it.
    pub(super) docs: Vec<Attribute>,
    pub(super) default_text: String,
}

/// What a parameter takes.
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
    /// Reads a parameter of the function; reports what is wrong with it.
    pub(super) fn read(argument: &FnArg, errors: &mut Errors) -> Option<Self> {
        let FnArg::Typed(argument) = argument else {
            let message = "a component has no `self`; write `name: type`";
            errors.push(argument.span(), message);
            return None;
        };
        let name = match &*argument.pat {
            Pat::Ident(pattern) if pattern.by_ref.is_none() && pattern.subpat.is_none() => {
                if let Some(token) = &pattern.mutability {
                    errors.push(token.span, "a parameter of a component does not change");
                }
                pattern.ident.clone()
            }
            other => {
                errors.push(other.span(), "a parameter is one name; write `name: type`");
                return None;
            }
        };
        let text = name.to_string();
        if RESERVED.contains(&&text[..]) || is_action(&text) {
            let message = format!("`{text}` means something else in a flow; choose another name");
            errors.push(name.span(), message);
        }
        let (optional, ty) = match option(&argument.ty) {
            Some(inner) => (true, inner),
            None => (false, &*argument.ty),
        };
        let Some(kind) = Kind::of(ty) else {
            let message = "no type for a parameter; write `bool`, `&str`, `i64`, `f64`, `Vec<…>`, `Components`, \
                           `Action`, `ScreenId` or the name of a struct, or one of these in `Option<…>`";
            errors.push(ty.span(), message);
            return None;
        };
        let (mut default, mut docs) = (None, Vec::new());
        for attribute in &argument.attrs {
            match &attribute.meta {
                syn::Meta::NameValue(meta) if meta.path.is_ident("default") => {
                    if optional {
                        let message =
                            "an `Option` is left out if it is not given: it has no other default";
                        errors.push(meta.path.span(), message);
                    }
                    if let Some((span, message)) = kind.refuses(&meta.value) {
                        errors.push(span, format!("`{text}` is {kind}; {message}"));
                    }
                    default = Some(meta.value.clone());
                }
                syn::Meta::NameValue(meta) if meta.path.is_ident("doc") => {
                    docs.push(attribute.clone());
                }
                meta => {
                    let message = "the only attribute here is `#[default = …]`, which says what \
                                   holds if the parameter is not given";
                    errors.push(meta.path().span(), message);
                }
            }
        }
        let ty = (*argument.ty).clone();
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

/// As [`Parameter::read`] reads it, without the documentation.
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
    let (name, argument) = segment(ty)?;
    if name == "Option" { argument } else { None }
}

/// The last name of the path that a type is, and its one argument.
fn segment(ty: &Type) -> Option<(&Ident, Option<&Type>)> {
    let Type::Path(path) = plain(ty) else {
        return None;
    };
    let segment = path.path.segments.last()?;
    match &segment.arguments {
        PathArguments::None => Some((&segment.ident, None)),
        PathArguments::AngleBracketed(arguments) => match arguments.args.first() {
            Some(GenericArgument::Type(ty)) if arguments.args.len() == 1 => {
                Some((&segment.ident, Some(ty)))
            }
            _ => None,
        },
        PathArguments::Parenthesized(_) => None,
    }
}

/// The type without references and parentheses.
fn plain(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => plain(&group.elem),
        Type::Paren(paren) => plain(&paren.elem),
        Type::Reference(reference) => plain(&reference.elem),
        ty => ty,
    }
}

impl Kind {
    fn of(ty: &Type) -> Option<Self> {
        if let Type::Slice(slice) = plain(ty) {
            return Some(Kind::List(Box::new(Kind::of(&slice.elem)?)));
        }
        let (name, argument) = segment(ty)?;
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

    /// Why an argument cannot be one, as far as that can be seen from how it is written.
    pub(super) fn refuses(&self, argument: &Expr) -> Option<(Span, String)> {
        let fits = match bare(argument) {
            Expr::Paren(inner) => return self.refuses(&inner.expr),
            Expr::Lit(literal) => match (&literal.lit, self) {
                // A string may hold a binding, whatever that is worth.
                (Lit::Str(text), _) if is_expression(&text.value()) => {
                    !matches!(self, Kind::Components | Kind::Action | Kind::Screen)
                }
                (Lit::Str(_), kind) => matches!(kind, Kind::Text | Kind::Screen),
                (Lit::Bool(_), kind) => matches!(kind, Kind::Bool),
                (Lit::Int(_), kind) => matches!(kind, Kind::Integer | Kind::Number),
                (Lit::Float(_), kind) => matches!(kind, Kind::Number),
                _ => true,
            },
            Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => {
                matches!(self, Kind::Integer | Kind::Number)
            }
            Expr::Array(array) => match self {
                Kind::List(kind) => return array.elems.iter().find_map(|item| kind.refuses(item)),
                kind => matches!(kind, Kind::Components),
            },
            Expr::Struct(literal) => {
                let name = literal.path.get_ident().map(ToString::to_string);
                match (self, name) {
                    (Kind::Action, Some(name)) => is_action(&name),
                    (Kind::Object(wanted), Some(name)) => *wanted == name,
                    _ => false,
                }
            }
            Expr::Call(call) => match single_ident(&call.func) {
                Some(name) if is_action(&name.to_string()) => matches!(self, Kind::Action),
                _ => !matches!(self, Kind::Components | Kind::Action | Kind::Screen),
            },
            path @ Expr::Path(_) => match (single_ident(path), self) {
                (Some(name), kind) if is_action(&name.to_string()) => matches!(kind, Kind::Action),
                (name, Kind::Screen) => name.is_some(),
                (_, kind) => !matches!(kind, Kind::Components | Kind::Action),
            },
            Expr::Field(_) | Expr::Index(_) | Expr::Unary(_) | Expr::Binary(_) => {
                !matches!(self, Kind::Components | Kind::Action | Kind::Screen)
            }
            // What else there may be is for the reader to judge.
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

fn is_expression(text: &str) -> bool {
    text.contains("${") || text.starts_with('`')
}
