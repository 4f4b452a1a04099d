//! Rust constants in definitions.
//!
//! Where a component is used, the names that its author can say mean nothing. So each constant
//! becomes an item of the module that stands beside the component under the same name, and the
//! definition refers to it as `__flow_constant_0`. Where the definition is put into a flow, that
//! becomes a path: the one by which the component is used, and the item's name.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use super::definition::Definition;
use super::parameter::Kind;
use crate::errors::Errors;
use crate::read::{Constant, Scalar, is_constant, is_for_compiler};
use crate::syntax::{Block, Expr, Path, unraw};

const PREFIX: &str = "__flow_constant_";

/// The type that a constant is declared with.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Type {
    Text,
    Flag,
    /// A number, or whatever may stand where any value may.
    Any,
}

impl Type {
    pub(super) fn of(name: &Ident) -> Self {
        match &name.to_string()[..] {
            "Text" => Type::Text,
            "Flag" => Type::Flag,
            _ => Type::Any,
        }
    }
}

impl ToTokens for Type {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Type::Text => quote!(Text),
            Type::Flag => quote!(Flag),
            Type::Any => quote!(Any),
        });
    }
}

/// Takes the constants out of a definition.
///
/// The types are known as far as the parameters say them: see [`types`].
pub(super) fn extract(definition: &mut Definition, errors: &mut Errors) -> Vec<Expr> {
    let names = definition
        .parameters
        .iter()
        .map(|parameter| unraw(&parameter.name))
        .collect();
    let mut extraction = Extraction {
        names,
        found: Vec::new(),
        errors,
    };
    for parameter in &mut definition.parameters {
        let ty = match parameter.kind {
            Kind::Text => Type::Text,
            Kind::Bool => Type::Flag,
            // The name of a screen or of an action is no constant.
            Kind::Screen | Kind::Action => continue,
            _ => Type::Any,
        };
        if let Some(default) = &mut parameter.default {
            extraction.value(default);
        }
        definition.constants.resize(extraction.found.len(), ty);
    }
    if let Some(body) = &mut definition.body {
        extraction.value(body);
    }
    definition
        .constants
        .resize(extraction.found.len(), Type::Any);
    extraction.found
}

struct Extraction<'e> {
    /// The names of the parameters.
    names: Vec<String>,
    found: Vec<Expr>,
    errors: &'e mut Errors,
}

impl Extraction<'_> {
    fn value(&mut self, target: &mut Expr) {
        let target = target.bare_mut();
        if let Expr::Path(path) = &*target
            && let Some(name) = path.get_ident()
            && self.names.contains(&unraw(name))
        {
            return;
        }
        let operation = matches!(target, Expr::Paren(_) | Expr::Unary(_) | Expr::Binary(_));
        if is_constant(target) {
            match self.parameter_in(target.to_token_stream()) {
                None => return self.constant(target),
                // Its operands may be constants.
                Some(_) if operation => {}
                Some((name, span)) => {
                    let message = format!(
                        "`{name}` is not known when constants are evaluated; write an expression \
                         without it, or make a parameter of its result"
                    );
                    return self.errors.push(span, message);
                }
            }
        }
        match target {
            Expr::Array(list) => list.items.iter_mut().for_each(|item| self.value(item)),
            Expr::Struct(literal) => {
                for field in literal
                    .fields
                    .iter_mut()
                    .filter(|field| field.colon.is_some())
                {
                    self.value(&mut field.value);
                }
            }
            Expr::If(choice) => {
                self.value(&mut choice.condition);
                self.block(&mut choice.then);
                match choice
                    .otherwise
                    .as_mut()
                    .map(|(_, branch)| branch.bare_mut())
                {
                    Some(Expr::Block(block)) => self.block(block),
                    Some(other) => self.value(other),
                    None => {}
                }
            }
            Expr::Match(choice) => {
                self.value(&mut choice.value);
                choice
                    .arms
                    .iter_mut()
                    .for_each(|arm| self.value(&mut arm.body));
            }
            // A name alone is the id of a screen.
            Expr::Call(call) => {
                for argument in &mut call.arguments {
                    if !matches!(argument.bare_mut(), Expr::Path(_)) {
                        self.value(argument);
                    }
                }
            }
            Expr::Paren(paren) => self.value(&mut paren.inner),
            Expr::Unary(unary) => self.value(&mut unary.operand),
            Expr::Binary(binary) => {
                self.value(&mut binary.left);
                self.value(&mut binary.right);
            }
            _ => {}
        }
    }

    fn block(&mut self, block: &mut Block) {
        if let Some(body) = &mut block.body {
            self.value(body);
        }
    }

    fn constant(&mut self, target: &mut Expr) {
        let name = Ident::new(&format!("{PREFIX}{}", self.found.len()), target.span());
        if is_for_compiler(target, self.errors) {
            self.found.push(std::mem::replace(target, Expr::name(name)));
        } else {
            *target = Expr::wrong(name);
        }
    }

    /// A parameter that stands in a constant. Names behind `.` and `::` are others.
    fn parameter_in(&self, tokens: TokenStream) -> Option<(String, Span)> {
        let mut before = None;
        for tree in tokens {
            match &tree {
                TokenTree::Ident(name) if !matches!(before, Some('.' | ':')) => {
                    let text = unraw(name);
                    if self.names.contains(&text) {
                        return Some((text, name.span()));
                    }
                }
                TokenTree::Group(group) => {
                    if let Some(found) = self.parameter_in(group.stream()) {
                        return Some(found);
                    }
                }
                _ => {}
            }
            before = match tree {
                TokenTree::Punct(punct) => Some(punct.as_char()),
                _ => None,
            };
        }
        None
    }
}

/// Where the constants of a definition are to be found.
#[derive(Clone)]
pub(super) struct Home {
    /// The component, by its name in the scope of the macro.
    pub(super) path: Path,
    /// The way from it to the definition.
    pub(super) way: String,
}

impl Home {
    /// For a component that is used by that path.
    pub(super) fn at(path: Path) -> Self {
        Self {
            path,
            way: String::new(),
        }
    }

    /// For a definition that is checked where it stands.
    pub(super) fn own() -> Self {
        Self {
            path: format_ident!("__flow_own").into(),
            way: String::new(),
        }
    }

    /// That of a component that it uses.
    pub(super) fn of_use(&self, index: usize) -> Self {
        Self {
            path: self.path.clone(),
            way: format!("{}u{index}_", self.way),
        }
    }
}

/// The tokens of a definition with other spans, and with the constants where they are to be found.
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
                    let name = Ident::new(&item_name(&home.way, number), at);
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

fn item_name(way: &str, number: usize) -> String {
    format!("__{way}C{number}")
}

fn number(name: &str, prefix: &str) -> Option<usize> {
    name.strip_prefix(prefix)?.parse().ok()
}

/// Finds the types that constants must have by the places where they have been read.
pub(super) fn types(types: &mut [Type], read: &[Constant]) {
    for constant in read {
        let Expr::Path(path) = constant.value.bare() else {
            continue;
        };
        let Some(name) = path.last() else {
            continue;
        };
        let Some(number) = number(&name.to_string(), "__C") else {
            continue;
        };
        let ty = match constant.scalar {
            Scalar::Text => Type::Text,
            Scalar::Boolean => Type::Flag,
            Scalar::Number | Scalar::Integer | Scalar::Any => Type::Any,
        };
        if let Some(known @ Type::Any) = types.get_mut(number) {
            *known = ty;
        }
    }
}

/// The items for the constants of a definition, inside the module beside it.
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
                Type::Text | Type::Flag => value,
                Type::Any => {
                    quote_spanned!(span=> ::flow_dsl::__private::constant(#value).scalar())
                }
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
            let used = names.iter().map(|(way, number, ty)| {
                let there = Ident::new(&item_name(way, *number), Span::call_site());
                item(
                    &item_name(&format!("u{index}_{way}"), *number),
                    *ty,
                    &quote!(#path::#there),
                )
            });
            used.collect::<TokenStream>()
        });
    own.chain(used).collect()
}

/// All constants of a definition: the ways to them, their numbers and types.
fn names_of(definition: &Definition, way: &str, names: &mut Vec<(String, usize, Type)>) {
    let own = definition.constants.iter().enumerate();
    names.extend(own.map(|(number, ty)| (way.to_owned(), number, *ty)));
    for (index, (_, used)) in definition.uses.iter().enumerate() {
        if let Some(used) = used {
            names_of(used, &format!("{way}u{index}_"), names);
        }
    }
}

fn item(name: &str, ty: Type, value: &TokenStream) -> TokenStream {
    let name = Ident::new(name, Span::call_site());
    let ty = match ty {
        Type::Text => quote!(&'static ::flow_dsl::__private::str),
        Type::Flag => quote!(::flow_dsl::__private::bool),
        Type::Any => quote!(::flow_dsl::__private::Scalar),
    };
    quote!(pub const #name: #ty = #value;)
}

/// Paths from `self` and `super`, seen from the module inside.
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
