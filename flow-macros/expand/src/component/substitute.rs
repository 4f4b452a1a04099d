//! Replaces the parameters of a definition by arguments, and computes the operations on them.

use std::collections::HashMap;

use flow_json::expr::Operator;
use proc_macro2::{Ident, Punct, Spacing, Span};

use super::definition::Definition;
use super::parameter::is_expression;
use crate::errors::Errors;
use crate::syntax::{Block, Expr, Group, Literal, Struct, UnaryOperator, unraw};

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
        .map(|parameter| unraw(&parameter.name));
    let arguments = names.zip(arguments.iter().map(Option::as_ref)).collect();
    Substitution {
        arguments,
        is_there: false,
        errors,
    }
    .expr(body);
}

/// Replaces a name in an expression by another one, at the same place.
pub(crate) fn rename(body: &mut Expr, name: &Ident, with: &Expr, errors: &mut Errors) {
    let arguments = HashMap::from([(unraw(name), Some(with))]);
    Substitution {
        arguments,
        is_there: true,
        errors,
    }
    .expr(body);
}

struct Substitution<'a, 'e> {
    /// The arguments by the names of their parameters. `None` is an argument that is left out.
    arguments: HashMap<String, Option<&'a Expr>>,
    /// Whether arguments get the places of the names that they replace.
    is_there: bool,
    errors: &'e mut Errors,
}

impl Substitution<'_, '_> {
    fn expr(&mut self, target: &mut Expr) {
        let target = target.bare_mut();
        if let Some(name) = target.as_ident() {
            if let Some(argument) = self.arguments.get(&unraw(name)) {
                *target = match argument {
                    Some(Expr::Path(path)) if self.is_there => {
                        let mut path = path.clone();
                        path.set_span(name.span());
                        Expr::Path(path)
                    }
                    Some(argument) => group((*argument).clone(), name.span()),
                    None => {
                        let message = format!(
                            "`{name}` may be left out, so it must be the whole value of a property; write \
                         `property: {name}`"
                        );
                        self.errors.push(name.span(), message);
                        Expr::wrong(name.clone())
                    }
                };
            }
            return;
        }
        match target {
            Expr::Array(list) => {
                // An item that is left out leaves no gap.
                list.items.retain(|item| !self.is_left_out(item));
                list.items.iter_mut().for_each(|item| self.expr(item));
            }
            Expr::Struct(literal) => self.structure(literal),
            Expr::If(choice) => {
                self.expr(&mut choice.condition);
                self.block(&mut choice.then);
                if let Some((_, branch)) = &mut choice.otherwise {
                    self.expr(branch);
                }
            }
            Expr::Match(choice) => {
                self.expr(&mut choice.value);
                for arm in &mut choice.arms {
                    self.expr(&mut arm.body);
                }
            }
            Expr::Block(block) => self.block(block),
            Expr::For(each) => {
                self.expr(&mut each.list);
                self.block(&mut each.body);
            }
            Expr::MethodCall(call) => {
                self.expr(&mut call.receiver);
                call.arguments.iter_mut().for_each(|one| self.expr(one));
            }
            Expr::Call(call) => {
                for argument in &mut call.arguments {
                    self.expr(argument);
                    // `navigate(screen { … })`
                    if let Expr::Struct(literal) = argument.bare_mut()
                        && let Some(name) = literal.name()
                        && let Some(Some(screen)) = self.arguments.get(&unraw(name))
                        && let Some(screen) = screen_id(screen)
                    {
                        literal.path = screen.into();
                    }
                }
            }
            Expr::Field(field) => self.expr(&mut field.base),
            Expr::Index(index) => {
                self.expr(&mut index.base);
                self.expr(&mut index.index);
            }
            Expr::Text(text) => {
                self.expr(&mut text.key);
                for placeholder in &mut text.placeholders {
                    self.expr(&mut placeholder.value);
                }
            }
            Expr::Paren(paren) => self.expr(&mut paren.inner),
            Expr::Cast(cast) => self.expr(&mut cast.value),
            Expr::Unary(unary) => {
                self.expr(&mut unary.operand);
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

    fn structure(&mut self, literal: &mut Struct) {
        // Without a value there is no property.
        literal
            .fields
            .retain(|field| !self.is_left_out(&field.value));
        for field in &mut literal.fields {
            // `label` without a value is short for `label: label`, if there is such a parameter.
            if let (None, Some(name)) = (&field.colon, field.value.as_ident())
                && self.arguments.contains_key(&unraw(name))
            {
                field.colon = Some(Punct::new(':', Spacing::Alone));
            }
            self.expr(&mut field.value);
        }
    }

    fn block(&mut self, target: &mut Block) {
        if let Some(body) = &mut target.body {
            self.expr(body);
        }
    }

    fn is_left_out(&self, value: &Expr) -> bool {
        value
            .as_ident()
            .is_some_and(|name| matches!(self.arguments.get(&unraw(name)), Some(None)))
    }
}

/// The id of a screen from an argument, which is a name or a text.
fn screen_id(argument: &Expr) -> Option<Ident> {
    if let Some(name) = argument.as_ident() {
        return Some(name.clone());
    }
    let text = argument.as_text()?;
    let mut id = syn::parse_str::<Ident>(text).ok()?;
    id.set_span(argument.span());
    Some(id)
}

/// Puts an argument into an invisible group, which [`fold`] knows it by.
fn group(expr: Expr, span: Span) -> Expr {
    Expr::Group(Box::new(Group {
        span,
        origin: None,
        inner: expr,
    }))
}

/// Computes an operation on arguments: `"Your " + noun`, `!required`, `kind == "work"`. Flow JSON has
/// these operations too, but only few of its properties take expressions.
///
/// An operation on literals of the definition stays as it is, since the author wrote it that way. So at
/// least one operand must come from an argument.
pub(super) fn fold(whole: Expr) -> Expr {
    let folded = match &whole {
        Expr::Unary(unary) => match (&unary.operator, argument(&unary.operand)) {
            (UnaryOperator::Not(_), Some(Literal::Flag { value, span })) => {
                Some(flag(!value, *span))
            }
            _ => None,
        },
        Expr::Binary(binary) => {
            let (left, right) = (argument(&binary.left), argument(&binary.right));
            match (
                binary.operator.meaning,
                literal(&binary.left),
                literal(&binary.right),
            ) {
                // One part of the text is not known when a definition is checked by itself. Then the
                // whole text is not known.
                (Some(Operator::Add), ..) if is_wrong(&binary.left) || is_wrong(&binary.right) => {
                    let text = |expr| {
                        is_wrong(expr) || matches!(literal(expr), Some(Literal::Text { .. }))
                    };
                    let unknown = if is_wrong(&binary.left) {
                        &binary.left
                    } else {
                        &binary.right
                    };
                    (text(&binary.left) && text(&binary.right)).then(|| unknown.clone())
                }
                // No operand comes from an argument.
                _ if left.is_none() && right.is_none() => None,
                (
                    Some(Operator::Add),
                    Some(Literal::Text { token, value: a }),
                    Some(Literal::Text { value: b, .. }),
                ) => {
                    let text = Literal::text(&format!("{a}{b}"), token.span());
                    Some(Expr::Literal(text))
                }
                (Some(Operator::Equal), Some(a), Some(b)) => {
                    equal(a, b).map(|equal| flag(equal, a.span()))
                }
                (Some(Operator::NotEqual), Some(a), Some(b)) => {
                    equal(a, b).map(|equal| flag(!equal, a.span()))
                }
                // `true && x` and `false || x` are `x`; the other two are the flag itself.
                (
                    Some(operator @ (Operator::And | Operator::Or)),
                    Some(Literal::Flag { value, .. }),
                    _,
                ) => {
                    let keeps = *value == (operator == Operator::And);
                    Some(if keeps { &binary.right } else { &binary.left }.clone())
                }
                (
                    Some(operator @ (Operator::And | Operator::Or)),
                    _,
                    Some(Literal::Flag { value, .. }),
                ) => {
                    let keeps = *value == (operator == Operator::And);
                    Some(if keeps { &binary.left } else { &binary.right }.clone())
                }
                _ => None,
            }
        }
        Expr::Paren(paren) => argument(&paren.inner).cloned().map(Expr::Literal),
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
    matches!(expr.bare(), Expr::Wrong(_))
}

fn equal(a: &Literal, b: &Literal) -> Option<bool> {
    match (a, b) {
        (Literal::Text { value: a, .. }, Literal::Text { value: b, .. }) => Some(a == b),
        (Literal::Flag { value: a, .. }, Literal::Flag { value: b, .. }) => Some(a == b),
        (Literal::Number(a), Literal::Number(b)) if a.is_integer && b.is_integer => {
            Some(a.digits == b.digits)
        }
        _ => None,
    }
}

fn flag(value: bool, span: Span) -> Expr {
    Expr::Literal(Literal::Flag { value, span })
}

/// The literal that an expression is. A text with a binding in it does not count.
fn literal(expr: &Expr) -> Option<&Literal> {
    match expr.bare() {
        Expr::Paren(paren) => literal(&paren.inner),
        Expr::Literal(Literal::Text { value, .. }) if is_expression(value) => None,
        Expr::Literal(literal) => Some(literal),
        _ => None,
    }
}

/// The literal that an expression is, if it comes from an argument.
fn argument(expr: &Expr) -> Option<&Literal> {
    match expr {
        Expr::Group(_) => literal(expr),
        Expr::Paren(paren) => argument(&paren.inner),
        _ => None,
    }
}
