//! Rust constants in definitions.
//!
//! A constant such as `texts::HEADING` is in scope where a component is defined, but not where it is
//! used. So each constant becomes an item of the module beside the component, which has the name of
//! the component. The definition refers to it by number, and a use replaces the number by a path.
//!
//! # Mangled names
//!
//! ```text
//! #[component]
//! fn Badge(text: &str) {
//!     [TextCaption { text: text, font_weight: styles::WEIGHT }]
//! }
//!
//! #[component]
//! fn Card(title: &str) {
//!     [TextHeading { text: texts::HEADING }, Badge { text: title }]
//! }
//! ```
//!
//! | Where | `styles::WEIGHT` of `Badge` | `texts::HEADING` of `Card` |
//! |---|---|---|
//! | in the tokens of the definition | `__flow_constant_0` | `__flow_constant_0` |
//! | as an item of `mod Badge` | `__C0` | |
//! | as an item of `mod Card` | `__u0_C0`, equal to `Badge::__C0` | `__C0` |
//! | in a flow that writes `ui::Card { … }` | `ui::Card::__u0_C0` | `ui::Card::__C0` |
//!
//! `C0` is the first constant of a definition. `u0_` is the first component that a definition uses, in
//! the order of [`Definition::uses`], and there is one such step for each level: `__u2_u0_C1` is
//! constant 1 of the first component that the third component uses. A flow can name only `ui::Card`,
//! since `Badge` need not be in its scope. So `mod Card` repeats the constants of all components that
//! it uses, down to the last level.
//!
//! # Invariant
//!
//! Constant `n` is at index `n` of the values that [`extract`](super::extract::extract) returns and of
//! the types in [`Definition::constants`], and its name is `__flow_constant_n`. Constants in default
//! arguments come first, in the order of the parameters, and those of the body follow.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use super::definition::Definition;
use crate::emit;
use crate::read::{Constant, Scalar};
use crate::syntax::{Expr, Path};

/// The start of the name of a constant in the tokens of a definition.
pub(super) const PREFIX: &str = "__flow_constant_";

/// The type that a constant is declared with.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Type {
    Text,
    Flag,
    /// A list of options.
    Items,
    /// A number, or a constant in a place that takes values of several types.
    Any,
}

impl Type {
    pub(super) fn of(name: &Ident) -> Self {
        match &name.to_string()[..] {
            "Text" => Type::Text,
            "Flag" => Type::Flag,
            "Items" => Type::Items,
            _ => Type::Any,
        }
    }
}

impl ToTokens for Type {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Type::Text => quote!(Text),
            Type::Flag => quote!(Flag),
            Type::Items => quote!(Items),
            Type::Any => quote!(Any),
        });
    }
}

/// The module that holds the constants of a definition, and their prefix in it.
#[derive(Clone)]
pub(super) struct Home {
    /// The outermost component, by its name in the scope of the flow.
    path: Path,
    /// The steps from that component to the definition, such as `u2_u0_`.
    prefix: String,
}

impl Home {
    /// For a component that a flow uses by that path.
    pub(super) fn at(path: Path) -> Self {
        Self {
            path,
            prefix: String::new(),
        }
    }

    /// For a definition that is checked where it is written. Its paths are read, never compiled.
    pub(super) fn own() -> Self {
        Self::at(format_ident!("__flow_own").into())
    }

    /// For a component that the definition uses, by its index in [`Definition::uses`].
    pub(super) fn of_use(&self, index: usize) -> Self {
        Self {
            path: self.path.clone(),
            prefix: format!("{}u{index}_", self.prefix),
        }
    }
}

/// The tokens of a definition with other spans, and with a path for the name of each constant.
pub(super) fn relocate(
    tokens: TokenStream,
    home: &Home,
    span: &impl Fn(Span) -> Span,
) -> TokenStream {
    let mut relocated = TokenStream::new();
    for mut tree in tokens {
        let at = span(tree.span());
        match tree {
            TokenTree::Group(group) => {
                let inner = relocate(group.stream(), home, span);
                let mut group = Group::new(group.delimiter(), inner);
                group.set_span(at);
                relocated.extend([TokenTree::Group(group)]);
                continue;
            }
            TokenTree::Ident(ref name) => {
                if let Some(number) = number(&name.to_string(), PREFIX) {
                    let name = Ident::new(&item_name(&home.prefix, number), at);
                    let mut path = home.path.clone();
                    path.set_span(at);
                    relocated.extend(quote_spanned!(at=> #path::#name));
                    continue;
                }
            }
            _ => {}
        }
        tree.set_span(at);
        relocated.extend([tree]);
    }
    relocated
}

fn item_name(prefix: &str, number: usize) -> String {
    format!("__{prefix}C{number}")
}

fn number(name: &str, prefix: &str) -> Option<usize> {
    name.strip_prefix(prefix)?.parse().ok()
}

/// Finds the types of constants by the places where the reader met them.
///
/// Only names without a prefix belong to this definition. A component that it uses has found the types
/// of its own constants before.
pub(super) fn types(types: &mut [Type], read: &[Constant]) {
    for constant in read {
        let Expr::Path(path) = constant.value.bare() else {
            continue;
        };
        let Some(number) = number(&path.last().to_string(), "__C") else {
            continue;
        };
        let ty = match constant.scalar {
            Scalar::Text => Type::Text,
            Scalar::Boolean => Type::Flag,
            Scalar::Items => Type::Items,
            Scalar::Number | Scalar::Integer | Scalar::Any => Type::Any,
        };
        if let Some(known @ Type::Any) = types.get_mut(number) {
            *known = ty;
        }
    }
}

/// The items of the module beside a component: its constants, and those of the components it uses.
pub(super) fn items(definition: &Definition, values: &[Expr], paths: &[Path]) -> TokenStream {
    let own = definition
        .constants
        .iter()
        .zip(values)
        .enumerate()
        .map(|(number, (ty, value))| {
            let span = value.span();
            let value = from_inside(value.to_token_stream());
            let value = match ty {
                Type::Text | Type::Flag | Type::Items => value,
                Type::Any => emit::of_unknown_type(value, span, "scalar"),
            };
            item(&item_name("", number), *ty, &value)
        });
    let used = definition
        .uses
        .iter()
        .zip(paths)
        .enumerate()
        .map(|(index, ((_, used), path))| {
            let mut names = Vec::new();
            if let Some(used) = used {
                names_of(used, "", &mut names);
            }
            let used = names.iter().map(|(prefix, number, ty)| {
                let original = Ident::new(&item_name(prefix, *number), Span::call_site());
                item(
                    &item_name(&format!("u{index}_{prefix}"), *number),
                    *ty,
                    &quote!(#path::#original),
                )
            });
            used.collect::<TokenStream>()
        });
    own.chain(used).collect()
}

/// All constants of a definition, of every level: the prefixes of their names, their numbers and types.
fn names_of(definition: &Definition, prefix: &str, names: &mut Vec<(String, usize, Type)>) {
    let own = definition.constants.iter().enumerate();
    names.extend(own.map(|(number, ty)| (prefix.to_owned(), number, *ty)));
    for (index, (_, used)) in definition.uses.iter().enumerate() {
        if let Some(used) = used {
            names_of(used, &format!("{prefix}u{index}_"), names);
        }
    }
}

fn item(name: &str, ty: Type, value: &TokenStream) -> TokenStream {
    let name = Ident::new(name, Span::call_site());
    let ty = match ty {
        Type::Text => quote!(&'static ::flow_dsl::__private::str),
        Type::Flag => quote!(::flow_dsl::__private::bool),
        Type::Items => quote!(&'static [::flow_dsl::Item]),
        Type::Any => quote!(::flow_dsl::__private::Scalar),
    };
    quote!(pub const #name: #ty = #value;)
}

/// Tokens of the module around, for a module inside it: `self::a` becomes `super::a`, and `super::a`
/// becomes `super::super::a`. Other paths are found by the `use super::*` there.
pub(super) fn from_inside(tokens: TokenStream) -> TokenStream {
    let mut seen = TokenStream::new();
    let mut trees = tokens.into_iter().peekable();
    let mut behind_colon = false;
    while let Some(tree) = trees.next() {
        let starts = !behind_colon
            && matches!(trees.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
        behind_colon = matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == ':');
        match tree {
            TokenTree::Ident(name) if starts && name == "self" => {
                seen.extend([Ident::new("super", name.span())]);
            }
            TokenTree::Ident(name) if starts && name == "super" => {
                seen.extend(quote_spanned!(name.span()=> super::#name));
            }
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), from_inside(group.stream()));
                inner.set_span(group.span());
                seen.extend([TokenTree::Group(inner)]);
            }
            tree => seen.extend([tree]),
        }
    }
    seen
}
