//! Lists of components: structs, `if` and `match`.

use std::borrow::Cow;

use flow_json::table;
use flow_json::tree::{Node, Object, Value};
use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Block, Expr, ExprIf, ExprMatch, ExprStruct, Lit, Pat, Stmt};

use super::value::{Expected, constant, is_action};
use super::{Reader, bare, struct_name};

impl Reader<'_> {
    /// `children`, `then`, `else`.
    pub(super) fn components(&mut self, expr: &Expr) -> Node {
        match bare(expr) {
            Expr::Array(array) => {
                let items: Vec<_> = array
                    .elems
                    .iter()
                    .map(|item| self.component(item))
                    .collect();
                let span = if items.is_empty() {
                    array.bracket_token.span.join()
                } else {
                    array.bracket_token.span.open()
                };
                Node::new(self.at(span), Value::Array(items))
            }
            Expr::Macro(call) => self.macro_call(call),
            // rustfmt puts braces around the list of a case that does not fit behind the arrow.
            Expr::Block(block) if block.label.is_none() => self.block(&block.block),
            Expr::Verbatim(_) => self.unknown(expr.span()),
            other => {
                self.errors
                    .push(other.span(), "expected a list of components; write `[ … ]`");
                self.unknown(other.span())
            }
        }
    }

    fn component(&mut self, expr: &Expr) -> Node {
        self.levels_of(expr);
        match bare(expr) {
            Expr::Struct(literal) => self.component_struct(literal),
            Expr::If(choice) => self.if_component(choice),
            Expr::Match(choice) => self.switch_component(choice),
            Expr::Macro(call) => self.macro_call(call),
            Expr::Verbatim(_) => self.unknown(expr.span()),
            other => {
                let message = "expected a component; write `TextBody { … }`, `if … { [ … ] }` or \
                               `match … { … }`";
                self.errors.push(other.span(), message);
                self.unknown(other.span())
            }
        }
    }

    fn component_struct(&mut self, literal: &ExprStruct) -> Node {
        let Some(name) = struct_name(literal) else {
            let span = literal.path.span();
            self.errors
                .push(span, "names here are Flow JSON's own; write one word");
            return self.unknown(span);
        };
        let (text, span) = (name.to_string(), name.span());
        if is_action(&text) {
            let message =
                format!("`{text}` is an action; write it as the `on_click_action` of a component");
            self.errors.push(span, message);
            return self.unknown(span);
        }
        let component = table::component(&text);
        let mut members = Object::default();
        let place = self.at(span);
        constant(&mut members, "type", place, text);
        for field in self.fields(literal) {
            let (key, value) = match component {
                Some(component) => self.member(&component.shape, &field),
                None => (field.key(), self.value(field.value, Expected::Free)),
            };
            // A misspelled property is reported with its hyphen back in place.
            let known = component.is_some_and(|c| c.shape.property(&key).is_some());
            let key = if known || field.rename.is_some() {
                key
            } else {
                Cow::Owned(key.replace('_', "-"))
            };
            members.push(key, self.at(field.span), value);
        }
        Node::new(place, Value::Object(members))
    }

    /// `if condition { [ … ] } else { [ … ] }`
    fn if_component(&mut self, choice: &ExprIf) -> Node {
        let place = self.at(choice.if_token.span);
        let mut members = Object::default();
        constant(&mut members, "type", place, "If");
        let condition = match &*choice.cond {
            Expr::Let(binding) => {
                let message = "`if let` has no counterpart in Flow JSON: write a condition";
                self.errors.push(binding.let_token.span, message);
                self.unknown(binding.let_token.span)
            }
            condition => self.value(condition, Expected::Free),
        };
        members.push("condition", condition.loc, condition);
        let then = self.block(&choice.then_branch);
        members.push("then", then.loc, then);
        if let Some((token, branch)) = &choice.else_branch {
            let branch = match &**branch {
                Expr::Block(block) => self.block(&block.block),
                other => {
                    let inner = self.component(other);
                    Node::new(inner.loc, Value::Array(vec![inner]))
                }
            };
            members.push("else", self.at(token.span), branch);
        }
        Node::new(place, Value::Object(members))
    }

    /// The braces of a branch, which hold a list of components.
    fn block(&mut self, block: &Block) -> Node {
        match &block.stmts[..] {
            [Stmt::Expr(expr, None)] => self.components(expr),
            _ => {
                let span = match block.stmts.first() {
                    Some(first) => first.span(),
                    None => block.brace_token.span.join(),
                };
                self.errors
                    .push(span, "expected a list of components; write `{ [ … ] }`");
                self.unknown(span)
            }
        }
    }

    /// `match value { "key" => [ … ] }`
    fn switch_component(&mut self, choice: &ExprMatch) -> Node {
        let span = choice.match_token.span;
        let value = self.value(&choice.expr, Expected::Free);
        let mut cases = Object::default();
        for arm in &choice.arms {
            if let Pat::Guard(guard) = &arm.pat {
                self.errors.push(
                    guard.if_token.span,
                    "a case has no guard; write an `if` among its components",
                );
            }
            let mut keys = Vec::new();
            self.case_keys(&arm.pat, &mut keys);
            let components = self.components(&arm.body);
            for (key, span) in keys {
                if cases.entry(&key).is_some() {
                    self.errors
                        .push(span, format!("the case `{key}` is written twice; keep one"));
                } else {
                    cases.push(key, self.at(span), components.clone());
                }
            }
        }
        let mut members = Object::default();
        constant(&mut members, "type", self.at(span), "Switch");
        members.push("value", value.loc, value);
        let braces = if cases.entries.is_empty() {
            choice.brace_token.span.join()
        } else {
            choice.brace_token.span.open()
        };
        members.push("cases", self.at(braces), self.object_at(braces, cases));
        self.object_at(span, members)
    }

    fn case_keys(&mut self, pattern: &Pat, keys: &mut Vec<(String, Span)>) {
        match pattern {
            Pat::Lit(literal) => match &literal.lit {
                Lit::Str(text) => keys.push((text.value(), text.span())),
                other => self.no_case(other.span()),
            },
            Pat::Or(patterns) => {
                for pattern in &patterns.cases {
                    self.case_keys(pattern, keys);
                }
            }
            Pat::Paren(inner) => self.case_keys(&inner.pat, keys),
            Pat::Guard(guard) => self.case_keys(&guard.pat, keys),
            Pat::Wild(wild) => {
                let message = "a `Switch` has no case for the rest; write one case for each value";
                self.errors.push(wild.underscore_token.span, message);
            }
            other => self.no_case(other.span()),
        }
    }

    fn no_case(&mut self, span: Span) {
        self.errors
            .push(span, "a case is a string; write `\"value\" => [ … ]`");
    }

    /// `cases` of a `Switch` that is written as a struct.
    pub(super) fn cases(&mut self, expr: &Expr) -> Node {
        let Expr::Struct(literal) = bare(expr) else {
            return self.value(expr, Expected::Free);
        };
        let mut cases = Object::default();
        for field in self.fields(literal) {
            let components = self.components(field.value);
            cases.push(field.key(), self.at(field.span), components);
        }
        self.object_at(literal.path.span(), cases)
    }

    /// `routing_model: RoutingModel { FIRST: [SECOND] }`
    pub(super) fn routing_model(&mut self, expr: &Expr) -> Node {
        let Expr::Struct(literal) = bare(expr) else {
            return self.value(expr, Expected::Free);
        };
        let mut model = Object::default();
        for field in self.fields(literal) {
            let Expr::Array(targets) = bare(field.value) else {
                let value = self.value(field.value, Expected::Free);
                model.push(field.key(), self.at(field.span), value);
                continue;
            };
            let span = targets.bracket_token.span.open();
            let ids = self.screen_ids(targets).into_iter();
            let targets = ids.map(|(id, span)| self.string(span, id)).collect();
            let targets = Node::new(self.at(span), Value::Array(targets));
            model.push(field.key(), self.at(field.span), targets);
        }
        self.object_at(literal.path.span(), model)
    }
}
