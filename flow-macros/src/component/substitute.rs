//! Arguments in the place of parameters.

use std::collections::HashMap;

use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::{BinOp, Block, Expr, ExprGroup, ExprStruct, Lit, LitBool, LitStr, Stmt, UnOp, token};

use super::definition::Definition;
use super::splice::{bare_mut, plain, wrong};
use crate::errors::Errors;
use crate::read::{bare, single_ident, string_literal};

/// Replaces the parameters in the body of a definition.
pub(super) fn substitute(
    body: &mut Expr,
    definition: &Definition,
    arguments: &[Option<Expr>],
    errors: &mut Errors,
) {
    let names = definition
        .parameters
        .iter()
        .map(|parameter| plain(&parameter.name));
    let arguments = names.zip(arguments.iter().map(Option::as_ref)).collect();
    Substitution { arguments, errors }.expr(body);
}

struct Substitution<'a, 'e> {
    /// What a name stands for in the definition. None is an argument that is left out.
    arguments: HashMap<String, Option<&'a Expr>>,
    errors: &'e mut Errors,
}

impl Substitution<'_, '_> {
    fn expr(&mut self, target: &mut Expr) {
        let target = bare_mut(target);
        if let Some(name) = single_ident(target) {
            if let Some(argument) = self.arguments.get(&plain(name)) {
                *target = match argument {
                    Some(argument) => group((*argument).clone(), name.span()),
                    None => {
                        let message = format!(
                            "`{name}` may be left out, so it must be the whole value of a property; write \
                         `property: {name}`"
                        );
                        self.errors.push(name.span(), message);
                        wrong(name.clone().into())
                    }
                };
            }
            return;
        }
        match target {
            Expr::Array(list) => {
                // A list that is left out is left out of the list that it stands in.
                let items = std::mem::take(&mut list.elems);
                list.elems = items
                    .into_iter()
                    .filter(|item| !self.is_left_out(item))
                    .collect();
                list.elems.iter_mut().for_each(|item| self.expr(item));
            }
            Expr::Struct(literal) => self.structure(literal),
            Expr::If(choice) => {
                self.expr(&mut choice.cond);
                self.block(&mut choice.then_branch);
                if let Some((_, branch)) = &mut choice.else_branch {
                    self.expr(branch);
                }
            }
            Expr::Match(choice) => {
                self.expr(&mut choice.expr);
                for arm in &mut choice.arms {
                    self.expr(&mut arm.body);
                }
            }
            Expr::Block(inner) => self.block(&mut inner.block),
            Expr::Call(call) => {
                for argument in &mut call.args {
                    self.expr(argument);
                    // `navigate(screen { … })`
                    if let Expr::Struct(literal) = bare_mut(argument)
                        && let Some(name) = literal.path.get_ident()
                        && let Some(Some(screen)) = self.arguments.get(&plain(name))
                        && let Some(screen) = screen_id(screen)
                    {
                        literal.path = screen.into();
                    }
                }
            }
            Expr::Field(field) => self.expr(&mut field.base),
            Expr::Index(index) => {
                self.expr(&mut index.expr);
                self.expr(&mut index.index);
            }
            Expr::Paren(inner) => self.expr(&mut inner.expr),
            Expr::Cast(cast) => self.expr(&mut cast.expr),
            Expr::Unary(unary) => {
                self.expr(&mut unary.expr);
                *target = fold(target.clone());
            }
            Expr::Binary(binary) => {
                self.expr(&mut binary.left);
                self.expr(&mut binary.right);
                *target = fold(target.clone());
            }
            _ => {}
        }
    }

    fn structure(&mut self, literal: &mut ExprStruct) {
        // A property whose value is left out is left out.
        let fields = std::mem::take(&mut literal.fields);
        let mut fields: syn::punctuated::Punctuated<_, _> = fields
            .into_iter()
            .filter(|field| !self.is_left_out(&field.expr))
            .collect();
        for field in &mut fields {
            // `label` alone is `label: label`, if it is a parameter.
            if let (None, Some(name)) = (field.colon_token, single_ident(&field.expr))
                && self.arguments.contains_key(&plain(name))
            {
                field.colon_token = Some(syn::Token![:](name.span()));
            }
            self.expr(&mut field.expr);
        }
        literal.fields = fields;
    }

    fn block(&mut self, target: &mut Block) {
        for statement in &mut target.stmts {
            if let Stmt::Expr(inner, _) = statement {
                self.expr(inner);
            }
        }
    }

    fn is_left_out(&self, value: &Expr) -> bool {
        single_ident(value)
            .is_some_and(|name| matches!(self.arguments.get(&plain(name)), Some(None)))
    }
}

/// The id of a screen that an argument is.
fn screen_id(argument: &Expr) -> Option<Ident> {
    if let Some(name) = single_ident(argument) {
        return Some(name.clone());
    }
    let text = string_literal(argument)?;
    let mut id = syn::parse_str::<Ident>(&text).ok()?;
    id.set_span(argument.span());
    Some(id)
}

/// An argument, held together, and told from what stands in the definition.
fn group(expr: Expr, span: Span) -> Expr {
    Expr::Group(ExprGroup {
        attrs: Vec::new(),
        group_token: token::Group { span },
        expr: Box::new(expr),
    })
}

/// Computes what arguments have made computable: `"Your " + noun`, `!required`, `kind == "work"`.
/// Flow JSON could compute it too, but only where it takes expressions.
pub(super) fn fold(whole: Expr) -> Expr {
    let folded = match &whole {
        Expr::Unary(unary) => match (&unary.op, argument(&unary.expr)) {
            (UnOp::Not(_), Some(Lit::Bool(flag))) => Some(boolean(!flag.value, flag.span())),
            _ => None,
        },
        Expr::Binary(binary) => {
            let (left, right) = (argument(&binary.left), argument(&binary.right));
            match (&binary.op, literal(&binary.left), literal(&binary.right)) {
                // A text of which a part is not known, as when a definition is checked by itself.
                (BinOp::Add(_), ..) if is_wrong(&binary.left) || is_wrong(&binary.right) => {
                    let text = |expr| is_wrong(expr) || matches!(literal(expr), Some(Lit::Str(_)));
                    let unknown = if is_wrong(&binary.left) {
                        &binary.left
                    } else {
                        &binary.right
                    };
                    (text(&binary.left) && text(&binary.right)).then(|| (**unknown).clone())
                }
                // What both sides are must come from an argument on one side at least.
                _ if left.is_none() && right.is_none() => None,
                (BinOp::Add(_), Some(Lit::Str(a)), Some(Lit::Str(b))) => {
                    let text = LitStr::new(&(a.value() + &b.value()), a.span());
                    Some(lit(Lit::Str(text)))
                }
                (BinOp::Eq(_), Some(a), Some(b)) => {
                    equal(a, b).map(|equal| boolean(equal, a.span()))
                }
                (BinOp::Ne(_), Some(a), Some(b)) => {
                    equal(a, b).map(|equal| boolean(!equal, a.span()))
                }
                // `true && x` and `false || x` are `x`; the other two are the flag itself.
                (op @ (BinOp::And(_) | BinOp::Or(_)), Some(Lit::Bool(flag)), _) => {
                    let keeps = flag.value == matches!(op, BinOp::And(_));
                    Some(
                        if keeps { &binary.right } else { &binary.left }
                            .as_ref()
                            .clone(),
                    )
                }
                (op @ (BinOp::And(_) | BinOp::Or(_)), _, Some(Lit::Bool(flag))) => {
                    let keeps = flag.value == matches!(op, BinOp::And(_));
                    Some(
                        if keeps { &binary.left } else { &binary.right }
                            .as_ref()
                            .clone(),
                    )
                }
                _ => None,
            }
        }
        Expr::Paren(inner) => argument(&inner.expr).map(|literal| lit(literal.clone())),
        _ => None,
    };
    match folded {
        Some(folded) => {
            let span = folded.span();
            group(folded, span)
        }
        None => whole,
    }
}

fn is_wrong(expr: &Expr) -> bool {
    matches!(bare(expr), Expr::Verbatim(_))
}

fn equal(a: &Lit, b: &Lit) -> Option<bool> {
    match (a, b) {
        (Lit::Str(a), Lit::Str(b)) => Some(a.value() == b.value()),
        (Lit::Bool(a), Lit::Bool(b)) => Some(a.value == b.value),
        (Lit::Int(a), Lit::Int(b)) => Some(a.base10_digits() == b.base10_digits()),
        _ => None,
    }
}

fn boolean(value: bool, span: Span) -> Expr {
    lit(Lit::Bool(LitBool::new(value, span)))
}

fn lit(lit: Lit) -> Expr {
    Expr::Lit(syn::ExprLit {
        attrs: Vec::new(),
        lit,
    })
}

/// The literal that an expression is. One that holds a binding is none.
fn literal(expr: &Expr) -> Option<&Lit> {
    match bare(expr) {
        Expr::Paren(inner) => literal(&inner.expr),
        Expr::Lit(inner) => match &inner.lit {
            Lit::Str(text) if text.value().contains("${") || text.value().starts_with('`') => None,
            lit => Some(lit),
        },
        _ => None,
    }
}

/// The literal that an expression is, if it came with an argument.
fn argument(expr: &Expr) -> Option<&Lit> {
    match expr {
        Expr::Group(_) => literal(expr),
        Expr::Paren(inner) => argument(&inner.expr),
        _ => None,
    }
}
