//! Operators and bindings: Rust's expressions as Flow JSON's.

use std::borrow::Cow;
use std::cell::LazyCell;

use flow_json::expr::{
    Binding, Expression, Hole, Kind, Name, Notation, Operator, Source, Term, resolve_joins,
};
use flow_json::scope::Scope;
use flow_json::table;
use flow_json::tree::{Node, Value};
use proc_macro2::{Ident, Span};

use super::Reader;
use super::constant::{Constant, Scalar, is_constant, plain};
use crate::syntax::{Expr, Literal, Member, UnaryOperator, unraw};

impl Reader<'_> {
    /// A binding, or an expression with operators.
    pub(super) fn expression(&mut self, expr: &Expr) -> Node {
        let Some(term) = self.term(expr) else {
            return self.unknown(expr.span());
        };
        self.node_of(term)
    }

    /// The value that a term is.
    pub(super) fn node_of(&mut self, term: Term) -> Node {
        let loc = term.loc;
        let value = match term.kind {
            Kind::Text(text) => Value::String(text),
            Kind::Number(number) => Value::Number(number),
            Kind::Bool(value) => Value::Bool(value),
            Kind::Binding(ref binding) => {
                let text = binding.to_string();
                Value::Expression(Box::new(Expression {
                    term,
                    text,
                    holes: Vec::new(),
                }))
            }
            // Whether `+` adds or joins depends on the types of its operands, which are known when the
            // whole flow has been read. An empty text marks the expression for `write_expressions`.
            _ => {
                self.joins = true;
                Value::Expression(Box::new(Expression {
                    term,
                    text: String::new(),
                    holes: Vec::new(),
                }))
            }
        };
        Node::new(loc, value)
    }

    pub(super) fn term(&mut self, expr: &Expr) -> Option<Term> {
        let expr = expr.bare();
        let loc = self.at(expr.span());
        if is_constant(expr) {
            if self.is_bare_name(expr) {
                return None;
            }
            let constant = Constant {
                value: expr.clone(),
                scalar: Scalar::Any,
                limits: vec![plain("a constant")],
                advice: None,
                list: None,
                text: None,
                each: None,
            };
            let kind = Kind::Constant(self.add_constant(constant)?);
            return Some(Term { loc, kind });
        }
        let kind = match expr {
            Expr::Paren(paren) => return self.term(&paren.inner),
            Expr::Text(text) => return self.text_term(text),
            Expr::Literal(literal) => match literal {
                Literal::Text { value, .. } => Kind::Text(Cow::Owned(value.clone())),
                Literal::Flag { value, .. } => Kind::Bool(*value),
                Literal::Number(number) => Kind::Number(Cow::Owned(self.number(number)?)),
                Literal::Other(_) => {
                    self.no_literal(expr.span());
                    return None;
                }
            },
            Expr::Field(_) | Expr::Index(_) => Kind::Binding(self.binding(expr)?),
            Expr::Unary(unary) => {
                let inner = self.term(&unary.operand);
                match unary.operator {
                    UnaryOperator::Not(_) => Kind::Not(Box::new(inner?)),
                    UnaryOperator::Negate(_) => Kind::Negate(Box::new(inner?)),
                    UnaryOperator::Dereference(_) | UnaryOperator::Reference(..) => {
                        self.errors.push(
                            expr.span(),
                            "Flow JSON has no references; leave the `*` out",
                        );
                        return None;
                    }
                }
            }
            Expr::Binary(binary) => {
                if let Some((hyphenated, span)) = hyphenated(expr) {
                    self.errors.push(
                        span,
                        format!("a name with a hyphen is written `{hyphenated}`"),
                    );
                    return None;
                }
                // Both sides are read before a mistake in one of them ends this, so both are reported.
                let (left, right) = (self.term(&binary.left), self.term(&binary.right));
                let Some(operator) = binary.operator.meaning else {
                    let message = "Flow JSON has no such operator; it has `|| && == != < <= > >= + - * / %` \
                                   and `!`";
                    self.errors.push(binary.operator.span(), message);
                    return None;
                };
                Kind::Binary(operator, Box::new(left?), Box::new(right?))
            }
            Expr::MethodCall(call) => {
                let message = format!(
                    "`{}` cannot be called; Flow JSON has no functions",
                    call.method
                );
                self.errors.push(call.method.span(), message);
                return None;
            }
            Expr::Wrong(_) => return None,
            Expr::Macro(call) => {
                self.macro_call(call);
                return None;
            }
            _ => {
                self.not_a_value(expr.span());
                return None;
            }
        };
        Some(Term { loc, kind })
    }

    /// `form.x`, `data.a.b`, `screen.ID.form.x`, `form["first-name"]`
    fn binding(&mut self, expr: &Expr) -> Option<Binding> {
        let mut path = Vec::new();
        let root = self.chain(expr, &mut path)?;
        let loc = self.at(root.span());
        let text = root.to_string();
        if text != "screen" {
            let Some(source) = source(&text) else {
                let message = match &path[..] {
                    [part, name, ..] if self::source(&part.text).is_some() => {
                        let binding = format!("{text}.{}.{}", part.text, name.text);
                        format!("a value of another screen is written `screen.{binding}`")
                    }
                    _ => {
                        let known = ["form", "data", "screen"];
                        let meant = table::nearest(&text, known).unwrap_or("form");
                        format!("no `{text}` here; write `{meant}.` and a name")
                    }
                };
                self.errors.push(root.span(), message);
                return None;
            };
            return Some(Binding {
                loc,
                screen: None,
                source,
                path,
            });
        }
        let mut names = path.into_iter();
        let (screen, kind) = (names.next()?, names.next());
        let Some((kind, source)) = kind
            .and_then(|kind| Some((source(&kind.text)?, kind)))
            .map(|(s, k)| (k, s))
        else {
            let message = format!(
                "a value of another screen is written `screen.{}.form.name` or `screen.{}.data.name`",
                screen.text, screen.text
            );
            self.errors.push(self.spans.get(screen.loc), message);
            return None;
        };
        let path: Vec<_> = names.collect();
        if path.is_empty() {
            let message = format!(
                "`{}` alone is no value; write `{}.` and a name",
                kind.text, kind.text
            );
            self.errors.push(self.spans.get(kind.loc), message);
            return None;
        }
        Some(Binding {
            loc,
            screen: Some(screen),
            source,
            path,
        })
    }

    /// The first name of a chain of fields. The others are added to `path`.
    fn chain<'e>(&mut self, expr: &'e Expr, path: &mut Vec<Name>) -> Option<&'e Ident> {
        match expr.bare() {
            Expr::Field(field) => {
                let root = self.chain(&field.base, path)?;
                match &field.member {
                    Member::Name(ident) => {
                        let text = Cow::Owned(unraw(ident));
                        path.push(Name {
                            loc: self.at(ident.span()),
                            text,
                        });
                        Some(root)
                    }
                    Member::Index(index) => {
                        let message = "a binding steps into structs, not into lists; write a name";
                        self.errors.push(index.span(), message);
                        None
                    }
                }
            }
            Expr::Index(index) => {
                let root = self.chain(&index.base, path)?;
                let Some(text) = index.index.as_text() else {
                    if matches!(index.index.bare(), Expr::Wrong(_)) {
                        return None;
                    }
                    let message =
                        "a binding steps into structs, not into lists; write a name in quotes";
                    self.errors.push(index.index.span(), message);
                    return None;
                };
                path.push(Name {
                    loc: self.at(index.index.span()),
                    text: Cow::Owned(text.to_owned()),
                });
                Some(root)
            }
            other => match other.as_ident() {
                Some(ident) => Some(ident),
                None => {
                    self.not_a_value(other.span());
                    None
                }
            },
        }
    }

    /// Decides for each `+` whether it adds or joins, and writes the expressions that wait for it.
    ///
    /// [`visit`] and [`Reader::replace`] go through the tree in the same order, so the written
    /// expressions are taken one after the other.
    pub(super) fn write_expressions(&mut self, tree: &mut Node) {
        if !self.joins {
            return;
        }
        let mut written = Vec::new();
        {
            // Making a scope takes time, and many flows have no `+`.
            let scope = LazyCell::new(|| Scope::new(tree));
            visit(tree, &mut |screen, condition, expression: &Expression| {
                let mut term = expression.term.clone();
                resolve_joins(&mut term, &|binding| scope.type_of(screen, binding));
                let text = if condition {
                    term.to_text_with_holes(Notation::Condition)
                        .or_else(|_| term.to_text_with_holes(Notation::Backtick))
                } else {
                    term.to_text_with_holes(Notation::Backtick)
                };
                written.push((term, text));
            });
        }
        let mut written = written.into_iter();
        self.replace(tree, &mut written);
    }

    fn replace(
        &mut self,
        node: &mut Node,
        written: &mut impl Iterator<
            Item = (
                Term,
                Result<(String, Vec<Hole>), flow_json::expr::NotExpressible>,
            ),
        >,
    ) {
        match &mut node.value {
            Value::Array(items) => {
                for item in items {
                    self.replace(item, written);
                }
            }
            Value::Object(object) => {
                for entry in &mut object.entries {
                    self.replace(&mut entry.value, written);
                }
            }
            Value::Expression(expression) if expression.text.is_empty() => match written.next() {
                Some((term, Ok((text, holes)))) => **expression = Expression { term, text, holes },
                Some((_, Err(error))) => {
                    let message = format!(
                        "{} cannot stand inside another expression; have the data hold the result",
                        error.part
                    );
                    self.errors.push(self.spans.get(error.loc), message);
                    node.value = Value::Unknown;
                }
                None => {}
            },
            _ => {}
        }
    }
}

/// Visits the expressions that are not written yet, in the order of [`Reader::replace`], with the index
/// of the screen and whether the expression is the condition of an `If`.
fn visit(flow: &Node, found: &mut impl FnMut(usize, bool, &Expression)) {
    let Some(flow) = flow.as_object() else { return };
    for entry in &flow.entries {
        match (&entry.key[..], entry.value.as_array()) {
            ("screens", Some(screens)) => {
                for (index, screen) in screens.iter().enumerate() {
                    visit_value(screen, index, false, found);
                }
            }
            _ => visit_value(&entry.value, 0, false, found),
        }
    }
}

fn visit_value(
    node: &Node,
    screen: usize,
    condition: bool,
    found: &mut impl FnMut(usize, bool, &Expression),
) {
    match &node.value {
        Value::Array(items) => {
            for item in items {
                visit_value(item, screen, false, found);
            }
        }
        Value::Object(object) => {
            let is_if = object.get("type").and_then(Node::as_str) == Some("If");
            for entry in &object.entries {
                visit_value(
                    &entry.value,
                    screen,
                    is_if && entry.key == "condition",
                    found,
                );
            }
        }
        Value::Expression(expression) if expression.text.is_empty() => {
            found(screen, condition, expression);
        }
        _ => {}
    }
}

fn source(name: &str) -> Option<Source> {
    match name {
        "form" => Some(Source::Form),
        "data" => Some(Source::Data),
        _ => None,
    }
}

/// `form.first-name`, which Rust reads as a subtraction: the code that the author meant, and the place
/// of `first`.
fn hyphenated(expr: &Expr) -> Option<(String, Span)> {
    let Expr::Binary(binary) = expr.bare() else {
        return None;
    };
    if binary.operator.meaning != Some(Operator::Subtract) {
        return None;
    }
    let last = binary.right.as_ident()?;
    let (left, span) = match binary.left.bare() {
        Expr::Field(field) => match (field.base.as_ident(), &field.member) {
            (Some(base), Member::Name(first)) => (format!("{base}[\"{first}"), first.span()),
            _ => return None,
        },
        other => {
            let (text, span) = hyphenated(other)?;
            (text.strip_suffix("\"]")?.to_owned(), span)
        }
    };
    Some((format!("{left}-{last}\"]"), span))
}
