//! Lists of components: structs, `if` and `match`.

use std::borrow::Cow;

use flow_json::table;
use flow_json::tree::{Node, Object, Value};
use proc_macro2::Span;

use super::Reader;
use super::value::{Expected, constant, is_action};
use crate::syntax::{Block, Expr, If, Match, Pattern, Struct};

impl Reader<'_> {
    /// `children`, `then`, `else`.
    pub(super) fn components(&mut self, expr: &Expr) -> Node {
        match expr.bare() {
            Expr::Array(array) => {
                let mut items = Vec::with_capacity(array.items.len());
                for item in &array.items {
                    match item.bare() {
                        Expr::For(each) => {
                            self.levels_of(item);
                            self.each(each, &mut items, &mut |this, part| this.component(part));
                        }
                        _ => items.push(self.component(item)),
                    }
                }
                Node::new(self.at(array.place()), Value::Array(items))
            }
            Expr::Macro(call) => self.macro_call(call),
            Expr::Block(block) => self.block(block),
            Expr::For(each) => self.misplaced_loop(each),
            Expr::Wrong(_) => self.unknown(expr.span()),
            other => {
                self.errors
                    .push(other.span(), "expected a list of components; write `[ … ]`");
                self.unknown(other.span())
            }
        }
    }

    fn component(&mut self, expr: &Expr) -> Node {
        self.levels_of(expr);
        match expr.bare() {
            Expr::Struct(literal) => self.component_struct(literal),
            Expr::If(choice) => self.if_component(choice),
            Expr::Match(choice) => self.switch_component(choice),
            Expr::Macro(call) => self.macro_call(call),
            Expr::For(each) => self.misplaced_loop(each),
            Expr::Wrong(_) => self.unknown(expr.span()),
            other => {
                let message = "expected a component; write `TextBody { … }`, `if … { [ … ] }` or \
                               `match … { … }`";
                self.errors.push(other.span(), message);
                self.unknown(other.span())
            }
        }
    }

    fn component_struct(&mut self, literal: &Struct) -> Node {
        let Some(name) = literal.name() else {
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
        if component.is_some_and(|component| self.refuse_in_loop(component, span)) {
            return self.unknown(span);
        }
        self.has_branches |= text == "If";
        let mut members = Object::default();
        let place = self.at(span);
        constant(&mut members, "type", place, text);
        let shape = component.map(|component| &component.shape);
        for field in self.fields_of(shape, &literal.fields) {
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
    fn if_component(&mut self, choice: &If) -> Node {
        let place = self.at(choice.if_token.span());
        let mut members = Object::default();
        constant(&mut members, "type", place, "If");
        self.has_branches = true;
        let condition = self.value(&choice.condition, Expected::Free);
        members.push("condition", condition.loc, condition);
        let then = self.block(&choice.then);
        members.push("then", then.loc, then);
        if let Some((token, branch)) = &choice.otherwise {
            let branch = match branch {
                Expr::Block(block) => self.block(block),
                other => {
                    let inner = self.component(other);
                    Node::new(inner.loc, Value::Array(vec![inner]))
                }
            };
            members.push("else", self.at(token.span()), branch);
        }
        Node::new(place, Value::Object(members))
    }

    /// The braces of a branch, which hold a list of components.
    fn block(&mut self, block: &Block) -> Node {
        let span = match &block.body {
            Some(body) if !matches!(**body, Expr::Rust(_)) => return self.components(body),
            Some(statements) => statements.span(),
            None => block.braces.join(),
        };
        self.errors
            .push(span, "expected a list of components; write `{ [ … ] }`");
        self.unknown(span)
    }

    /// `match value { "key" => [ … ] }`
    fn switch_component(&mut self, choice: &Match) -> Node {
        let span = choice.match_token.span();
        let value = self.value(&choice.value, Expected::Free);
        let mut cases = Object::default();
        for arm in &choice.arms {
            if let Some(guard) = arm.guard {
                let message = "a case has no guard; write an `if` among its components";
                self.errors.push(guard, message);
            }
            let keys = self.case_keys(&arm.patterns);
            let components = self.components(&arm.body);
            for (key, span) in keys {
                if cases.entry(key).is_some() {
                    self.errors
                        .push(span, format!("the case `{key}` is written twice; keep one"));
                } else {
                    cases.push(key.to_owned(), self.at(span), components.clone());
                }
            }
        }
        let mut members = Object::default();
        constant(&mut members, "type", self.at(span), "Switch");
        members.push("value", value.loc, value);
        let braces = if cases.entries.is_empty() {
            choice.braces.join()
        } else {
            choice.braces.open()
        };
        members.push("cases", self.at(braces), self.object_at(braces, cases));
        self.object_at(span, members)
    }

    /// The keys of a case, with their places.
    fn case_keys<'p>(&mut self, patterns: &'p [Pattern]) -> Vec<(&'p str, Span)> {
        let mut keys = Vec::new();
        for pattern in patterns {
            match pattern {
                Pattern::Key { text, span } => keys.push((&text[..], *span)),
                Pattern::Wild(span) => {
                    let message =
                        "a `Switch` has no case for the rest; write one case for each value";
                    self.errors.push(*span, message);
                }
                Pattern::Other(span) => {
                    let message = "a case is a string; write `\"value\" => [ … ]`";
                    self.errors.push(*span, message);
                }
            }
        }
        keys
    }

    /// `cases` of a `Switch` that is written as a struct.
    pub(super) fn cases(&mut self, expr: &Expr) -> Node {
        let Expr::Struct(literal) = expr.bare() else {
            return self.value(expr, Expected::Free);
        };
        let mut cases = Object::default();
        for field in self.fields(&literal.fields) {
            let components = self.components(field.value);
            cases.push(field.key(), self.at(field.span), components);
        }
        self.object_at(literal.path.span(), cases)
    }

    /// `routing_model: RoutingModel { FIRST: [SECOND] }`
    pub(super) fn routing_model(&mut self, expr: &Expr) -> Node {
        let Expr::Struct(literal) = expr.bare() else {
            return self.value(expr, Expected::Free);
        };
        let mut model = Object::default();
        for field in self.fields(&literal.fields) {
            let Expr::Array(targets) = field.value.bare() else {
                let value = self.value(field.value, Expected::Free);
                model.push(field.key(), self.at(field.span), value);
                continue;
            };
            let span = targets.brackets.open();
            let ids = self.screen_ids(targets).into_iter();
            let targets = ids.map(|(id, span)| self.string(span, id)).collect();
            let targets = Node::new(self.at(span), Value::Array(targets));
            model.push(field.key(), self.at(field.span), targets);
        }
        self.object_at(literal.path.span(), model)
    }
}
