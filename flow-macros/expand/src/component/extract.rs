//! Takes the Rust constants out of a definition.

use proc_macro2::{Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::ToTokens;

use super::constants::{PREFIX, Type};
use super::definition::Definition;
use super::parameter::Kind;
use crate::errors::Errors;
use crate::file::local;
use crate::read::{is_constant, is_for_compiler, path_of};
use crate::syntax::{Block, Expr, Macro, unraw};

/// Takes the constants out of a definition, and leaves their names in it.
///
/// Constants in default arguments get the types of their parameters. [`types`](super::constants::types) finds the others.
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
            // The default of these is a path too, but it names a screen or an action.
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

/// Makes the path of a picture absolute: a use of the component may be in another folder.
fn absolute(call: &mut Macro) {
    let Some((path, span)) = path_of(call) else {
        return;
    };
    if let Some(local) = local(&path, span)
        && let Ok(absolute) = std::path::absolute(local)
    {
        let mut literal = Literal::string(&absolute.to_string_lossy());
        literal.set_span(span);
        let mut group = Group::new(call.group.delimiter(), literal.to_token_stream());
        group.set_span(call.group.span());
        call.group = group;
    }
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
                // `title + texts::SUFFIX` is no constant, but its second operand is one.
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
            Expr::Macro(call) if call.path.is_ident("image") => absolute(call),
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
            Expr::For(each) => {
                let span = each.for_token.span();
                let message = "a `for` stands in the flow itself, where its list is in scope; take the \
                               components from there, by a parameter `rows: Components`";
                self.errors.push(span, message);
                *target = Expr::wrong(each.for_token.clone());
            }
            // A path is the id of a screen, as in `navigate(NEXT)`.
            Expr::Call(call) => {
                for argument in &mut call.arguments {
                    if !matches!(argument.bare_mut(), Expr::Path(_)) {
                        self.value(argument);
                    }
                }
            }
            Expr::Text(text) => {
                for placeholder in &mut text.placeholders {
                    self.value(&mut placeholder.value);
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

    /// A parameter that a constant mentions. A name behind `.` or `::` is a field or a path.
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
