//! `json!( … )`: JSON as it is, for a value that the language has no form for.

use std::borrow::Cow;

use flow_json::tree::{Node, Object, Value};
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};

use super::Reader;
use crate::syntax::{Literal, Macro};

type Tokens = std::iter::Peekable<proc_macro2::token_stream::IntoIter>;

impl Reader<'_> {
    pub(super) fn json(&mut self, call: &Macro) -> Node {
        // An `If` may stand in it.
        self.has_branches = true;
        self.json_tokens(call.group.stream(), call.path.span())
    }

    /// The one JSON value that the tokens are.
    pub(super) fn json_tokens(&mut self, tokens: TokenStream, span: Span) -> Node {
        let mut tokens = tokens.into_iter().peekable();
        let value = self.json_value(&mut tokens, span);
        if let Some(token) = tokens.next()
            && !matches!(value.value, Value::Unknown)
        {
            self.errors.push(
                token.span(),
                "expected one value of JSON; remove what follows it",
            );
        }
        value
    }

    fn json_value(&mut self, tokens: &mut Tokens, end: Span) -> Node {
        let Some(token) = tokens.next() else {
            self.errors.push(end, "expected a value of JSON");
            return self.unknown(end);
        };
        let span = token.span();
        let value = match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                return self.json_tokens(group.stream(), span);
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                let tokens = &mut group.stream().into_iter().peekable();
                let mut items = Vec::new();
                while tokens.peek().is_some() {
                    let item = self.json_value(tokens, group.span_close());
                    self.json_comma(tokens, &item, "]");
                    items.push(item);
                }
                let span = if items.is_empty() {
                    group.span()
                } else {
                    group.span_open()
                };
                return Node::new(self.at(span), Value::Array(items));
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let members = self.json_members(&group);
                let span = if members.entries.is_empty() {
                    group.span()
                } else {
                    group.span_open()
                };
                return Node::new(self.at(span), Value::Object(members));
            }
            TokenTree::Ident(ident) if ident == "true" => Value::Bool(true),
            TokenTree::Ident(ident) if ident == "false" => Value::Bool(false),
            TokenTree::Ident(ident) if ident == "null" => Value::Null,
            TokenTree::Punct(punct) if punct.as_char() == '-' => match tokens.next() {
                Some(TokenTree::Literal(literal)) => match Literal::new(literal) {
                    Literal::Number(number) => match self.number(&number) {
                        Some(digits) => Value::Number(Cow::Owned(format!("-{digits}"))),
                        None => Value::Unknown,
                    },
                    _ => self.no_json(span),
                },
                _ => self.no_json(span),
            },
            TokenTree::Literal(literal) => match Literal::new(literal) {
                Literal::Text { value, .. } => Value::String(Cow::Owned(value)),
                Literal::Number(number) => match self.number(&number) {
                    Some(digits) => Value::Number(Cow::Owned(digits)),
                    None => Value::Unknown,
                },
                _ => self.no_json(span),
            },
            _ => self.no_json(span),
        };
        Node::new(self.at(span), value)
    }

    fn json_members(&mut self, group: &proc_macro2::Group) -> Object {
        let tokens = &mut group.stream().into_iter().peekable();
        let mut members = Object::default();
        while let Some(token) = tokens.next() {
            let span = token.span();
            let key = match token {
                TokenTree::Literal(literal) => match Literal::new(literal) {
                    Literal::Text { value, .. } => Some(value),
                    _ => None,
                },
                _ => None,
            };
            let Some(key) = key else {
                self.errors.push(
                    span,
                    "expected a key of JSON: write a string in double quotes",
                );
                break;
            };
            match tokens.next() {
                Some(TokenTree::Punct(punct)) if punct.as_char() == ':' => {}
                _ => {
                    self.errors
                        .push(span, "a key of JSON is followed by `:` and a value");
                    break;
                }
            }
            let value = self.json_value(tokens, group.span_close());
            self.json_comma(tokens, &value, "}");
            if members.entry(&key).is_some() {
                self.errors
                    .push(span, format!("`{key}` is written twice; keep one"));
            } else {
                members.push(key, self.at(span), value);
            }
        }
        members
    }

    /// Takes the comma behind a value, or skips to the next one.
    fn json_comma(&mut self, tokens: &mut Tokens, value: &Node, close: &str) {
        let mut wrong = None;
        for token in tokens.by_ref() {
            if matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',') {
                break;
            }
            wrong.get_or_insert(token.span());
        }
        if let Some(span) = wrong
            && !matches!(value.value, Value::Unknown)
        {
            self.errors.push(
                span,
                format!("expected `,` or `{close}` behind a value of JSON"),
            );
        }
    }

    fn no_json(&mut self, span: Span) -> Value {
        let message = "this is no value of JSON: only literals, `[ … ]` and `{ \"key\": … }` stand in \
                       `json!`";
        self.errors.push(span, message);
        Value::Unknown
    }
}
