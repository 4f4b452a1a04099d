//! Actions: `navigate(SCREEN { … })`, `complete { … }` and the others.

use flow_json::table;
use flow_json::tree::{Node, Object, Value};
use proc_macro2::{Ident, Span};

use super::Reader;
use super::value::{Expected, constant};
use crate::syntax::{Call, Expr, Struct};

impl Reader<'_> {
    /// `complete`
    pub(super) fn action_without_payload(&mut self, name: &Ident) -> Node {
        if let Some(message) = missing_argument(name) {
            self.errors.push(name.span(), message);
            return self.unknown(name.span());
        }
        let payload = self.object_at(name.span(), Object::default());
        self.action(name, payload)
    }

    /// `complete { key: value }`
    pub(super) fn action_with_payload(&mut self, name: &Ident, literal: &Struct) -> Node {
        if let Some(message) = missing_argument(name) {
            self.errors.push(name.span(), message);
            return self.unknown(name.span());
        }
        let payload = self.payload(name.span(), literal);
        self.action(name, payload)
    }

    /// `navigate(SCREEN { … })`, `open_url("…")`
    pub(super) fn call(&mut self, call: &Call) -> Node {
        let Some(name) = call.function.as_ident() else {
            return self.not_a_value(call.function.span());
        };
        let text = name.to_string();
        let argument = match (&text[..], call.arguments.first(), call.arguments.len()) {
            ("navigate" | "open_url", Some(argument), 1) => argument,
            ("navigate", ..) => {
                let message = "`navigate` takes one screen; write `navigate(SCREEN)` or \
                               `navigate(SCREEN { key: value })`";
                self.errors.push(name.span(), message);
                return self.unknown(name.span());
            }
            ("open_url", ..) => {
                self.errors.push(
                    name.span(),
                    "`open_url` takes one address; write `open_url(\"https://…\")`",
                );
                return self.unknown(name.span());
            }
            ("json", ..) => {
                let message = "`json` is a macro; write `json!( … )`";
                self.errors.push(name.span(), message);
                return self.unknown(name.span());
            }
            _ => {
                let message = match table::nearest(
                    &text,
                    table::ACTIONS.iter().map(|a| a.shape.name),
                ) {
                    Some(known) if known == text => {
                        format!(
                            "`{text}` takes its payload in braces; write `{text} {{ key: value }}`"
                        )
                    }
                    Some("navigate") => "no such action; write `navigate(SCREEN)`".to_owned(),
                    Some("open_url") => {
                        "no such action; write `open_url(\"https://…\")`".to_owned()
                    }
                    Some(known) => format!("no such action; write `{known} {{ … }}`"),
                    None => format!("`{text}` cannot be called; Flow JSON has no functions"),
                };
                self.errors.push(name.span(), message);
                return self.unknown(name.span());
            }
        };
        if text == "open_url" {
            let mut members = Object::default();
            constant(&mut members, "name", self.at(name.span()), "open_url");
            let url = self.value(argument, Expected::Free);
            members.push("url", url.loc, url);
            return self.object_at(name.span(), members);
        }
        self.navigate(name, argument)
    }

    fn navigate(&mut self, name: &Ident, argument: &Expr) -> Node {
        let (screen, span, payload) = match argument.bare() {
            Expr::Struct(literal) => match literal.name() {
                Some(screen) => {
                    let payload = self.payload(screen.span(), literal);
                    (screen.to_string(), screen.span(), payload)
                }
                None => return self.not_a_screen(literal.path.span()),
            },
            Expr::Wrong(_) => return self.unknown(name.span()),
            other => match (other.as_ident(), other.as_text()) {
                (Some(screen), _) => {
                    let payload = self.object_at(screen.span(), Object::default());
                    (screen.to_string(), screen.span(), payload)
                }
                (None, Some(screen)) => {
                    let payload = self.object_at(other.span(), Object::default());
                    (screen.to_owned(), other.span(), payload)
                }
                _ => return self.not_a_screen(other.span()),
            },
        };
        let (place, at_screen) = (self.at(name.span()), self.at(span));
        let mut next = Object::default();
        constant(&mut next, "type", at_screen, "screen");
        constant(&mut next, "name", at_screen, screen);
        let mut members = Object::default();
        constant(&mut members, "name", place, "navigate");
        members.push("next", at_screen, Node::new(at_screen, Value::Object(next)));
        members.push("payload", at_screen, payload);
        Node::new(place, Value::Object(members))
    }

    fn not_a_screen(&mut self, span: Span) -> Node {
        self.errors.push(
            span,
            "expected the id of a screen; write `navigate(SCREEN)`",
        );
        self.unknown(span)
    }

    /// The fields of a struct literal as a payload.
    fn payload(&mut self, span: Span, literal: &Struct) -> Node {
        let mut members = Object::default();
        for field in self.fields(&literal.fields) {
            let value = self.value(field.value, Expected::Free);
            members.push(field.key(), self.at(field.span), value);
        }
        self.object_at(span, members)
    }

    fn action(&mut self, name: &Ident, payload: Node) -> Node {
        let place = self.at(name.span());
        let mut members = Object::default();
        constant(&mut members, "name", place, name.to_string());
        members.push("payload", place, payload);
        Node::new(place, Value::Object(members))
    }
}

/// The message for an action without the argument that it takes.
fn missing_argument(name: &Ident) -> Option<&'static str> {
    if name == "navigate" {
        Some("`navigate` takes a screen; write `navigate(SCREEN { key: value })`")
    } else if name == "open_url" {
        Some("`open_url` takes an address; write `open_url(\"https://…\")`")
    } else {
        None
    }
}
