//! Expressions: operators and what stands between them.

use proc_macro2::{Delimiter, Group, Ident, Punct, Span, TokenTree};

use super::attribute::attributes;
use super::choice::block;
use super::list::items;
use super::structure::{is_record, structure};
use super::{is_punct, parse};
use crate::errors::Errors;
use crate::syntax::{
    Array, Binary, BinaryOperator, CAST, COMPARISON, Call, Cast, Expr, Field, Index, Literal,
    Macro, Member, MethodCall, Paren, Path, Type, Unary, UnaryOperator, is_keyword,
    starts_with_colons,
};

pub(super) struct Parser<'t, 'e> {
    trees: &'t [TokenTree],
    at: usize,
    /// Where the last operand begins.
    operand: usize,
    pub(super) errors: &'e mut Errors,
}

impl<'t, 'e> Parser<'t, 'e> {
    pub(super) fn new(trees: &'t [TokenTree], errors: &'e mut Errors) -> Self {
        Self {
            trees,
            at: 0,
            operand: 0,
            errors,
        }
    }

    /// What is not parsed yet.
    pub(super) fn rest(&self) -> &'t [TokenTree] {
        &self.trees[self.at..]
    }

    /// Goes on behind that many tokens.
    pub(super) fn skip(&mut self, count: usize) {
        self.at += count;
    }

    /// Reports a slip behind which nothing can be told apart. The operand before it is wrong too.
    pub(super) fn slip(&mut self, span: Span, message: impl Into<String>) -> Expr {
        self.errors.push(span, message);
        let wrong = self.trees[self.operand..].iter().cloned().collect();
        self.at = self.trees.len();
        Expr::Wrong(wrong)
    }

    /// Reports that the tokens end too early.
    pub(super) fn breaks_off(&mut self) -> Expr {
        let last = self
            .trees
            .last()
            .map_or_else(Span::call_site, TokenTree::span);
        self.slip(last, "the value breaks off here; write the rest of it")
    }

    /// What is left, for the compiler to judge.
    fn rust(&mut self) -> Expr {
        let rust = self.rest().iter().cloned().collect();
        self.at = self.trees.len();
        Expr::Rust(rust)
    }

    pub(super) fn expression(&mut self) -> Expr {
        self.binary(0)
    }

    /// Operands, joined by operators that bind as tightly as `least` at least.
    fn binary(&mut self, least: u8) -> Expr {
        let mut left = self.unary();
        loop {
            if let [TokenTree::Ident(word), ..] = self.rest()
                && least <= CAST
                && word == "as"
            {
                self.skip(1);
                let Some((ty, length)) = Type::parse(self.rest()) else {
                    let message = "a type is missing; write one behind `as`, for example `[Slot]`";
                    return self.slip(word.span(), message);
                };
                self.skip(length);
                left = Expr::Cast(Box::new(Cast {
                    value: left,
                    as_token: word.clone(),
                    ty,
                }));
                continue;
            }
            let Some(operator) = BinaryOperator::parse(self.rest()) else {
                return left;
            };
            if operator.precedence < least {
                return left;
            }
            self.skip(operator.length());
            let precedence = operator.precedence;
            let right = self.binary(precedence + 1);
            left = Expr::Binary(Box::new(Binary {
                left,
                operator,
                right,
            }));
            if precedence == COMPARISON
                && let Some(next) = BinaryOperator::parse(self.rest())
                && next.precedence == COMPARISON
            {
                let message = "comparisons cannot be chained; write two and `&&` between them";
                return self.slip(next.span(), message);
            }
        }
    }

    fn unary(&mut self) -> Expr {
        let [TokenTree::Punct(punct), rest @ ..] = self.rest() else {
            return self.postfix();
        };
        let Some(operator) = UnaryOperator::new(punct) else {
            return self.postfix();
        };
        if let UnaryOperator::Reference(_) = operator
            && let [TokenTree::Ident(word), ..] = rest
            && word == "mut"
        {
            return self.rust();
        }
        self.skip(1);
        let operand = self.unary();
        Expr::Unary(Box::new(Unary { operator, operand }))
    }

    /// An operand with all that is hung on to it.
    fn postfix(&mut self) -> Expr {
        let from = self.at;
        self.operand = from;
        let mut expr = self.operand();
        loop {
            expr = match self.rest() {
                [TokenTree::Punct(dot), ..] if dot.as_char() == '.' => {
                    self.skip(1);
                    self.member(expr, dot, from)
                }
                [TokenTree::Group(group), ..] if group.delimiter() == Delimiter::Parenthesis => {
                    self.skip(1);
                    Expr::Call(Call {
                        function: Box::new(expr),
                        parens: group.delim_span(),
                        arguments: items(group, self.errors),
                    })
                }
                [TokenTree::Group(group), ..] if group.delimiter() == Delimiter::Bracket => {
                    self.skip(1);
                    let inner: Vec<_> = group.stream().into_iter().collect();
                    if inner.is_empty() {
                        let message = "a name is missing; write it in the brackets, for example \
                                       `form[\"first-name\"]`";
                        return self.slip(group.span(), message);
                    }
                    Expr::Index(Box::new(Index {
                        base: expr,
                        brackets: group.delim_span(),
                        index: parse(&inner, self.errors),
                    }))
                }
                _ => return expr,
            };
        }
    }

    /// What follows a dot. `from` is where the operand began.
    fn member(&mut self, base: Expr, dot: &Punct, from: usize) -> Expr {
        let (member, rest) = match self.rest() {
            [TokenTree::Ident(name), rest @ ..] => (Member::Name(name.clone()), rest),
            [TokenTree::Literal(index), rest @ ..] => (Member::Index(index.clone()), rest),
            _ => return self.slip(dot.span(), "a name is missing; write it behind the `.`"),
        };
        self.skip(1);
        let Member::Name(name) = &member else {
            let dot = dot.clone();
            return Expr::Field(Box::new(Field { base, dot, member }));
        };
        let text = name.to_string();
        if is_keyword(&text) {
            return self.slip(name.span(), own_word(&text));
        }
        match rest {
            // Only the compiler knows types well enough.
            _ if starts_with_colons(rest) => {
                self.at = from;
                self.rust()
            }
            [TokenTree::Group(group), ..] if group.delimiter() == Delimiter::Parenthesis => {
                self.skip(1);
                Expr::MethodCall(Box::new(MethodCall {
                    receiver: base,
                    dot: dot.clone(),
                    method: name.clone(),
                    parens: group.delim_span(),
                    arguments: items(group, self.errors),
                }))
            }
            _ => {
                let dot = dot.clone();
                Expr::Field(Box::new(Field { base, dot, member }))
            }
        }
    }

    fn operand(&mut self) -> Expr {
        match self.rest() {
            [TokenTree::Literal(literal), ..] => {
                self.skip(1);
                Expr::Literal(Literal::new(literal.clone()))
            }
            [TokenTree::Group(group), ..] => self.group(group),
            [TokenTree::Ident(name), rest @ ..] => self.named(name, rest),
            [TokenTree::Punct(hash), TokenTree::Group(group), ..]
                if hash.as_char() == '#' && group.delimiter() == Delimiter::Bracket =>
            {
                self.attributed()
            }
            rest if starts_with_colons(rest) => self.path(),
            // A closure, a type, a label.
            [TokenTree::Punct(first), ..] if matches!(first.as_char(), '|' | '<' | '\'') => {
                self.rust()
            }
            [] => self.breaks_off(),
            [wrong, ..] => self.slip(
                wrong.span(),
                "expected a value; write a literal, a list, a struct, or a binding such as `form.name`",
            ),
        }
    }

    fn group(&mut self, group: &Group) -> Expr {
        let inner: Vec<_> = group.stream().into_iter().collect();
        match group.delimiter() {
            Delimiter::Bracket => {
                self.skip(1);
                Expr::Array(Array {
                    brackets: group.delim_span(),
                    items: items(group, self.errors),
                })
            }
            Delimiter::Parenthesis => {
                // A tuple is for the compiler.
                if inner.is_empty() || inner.iter().any(|tree| is_punct(tree, ',')) {
                    return self.rust();
                }
                self.skip(1);
                Expr::Paren(Box::new(Paren {
                    parens: group.delim_span(),
                    inner: parse(&inner, self.errors),
                }))
            }
            Delimiter::None => {
                self.skip(1);
                // `$name { … }`
                if let [TokenTree::Group(braces), ..] = self.rest()
                    && braces.delimiter() == Delimiter::Brace
                    && let Some(path) = Path::parse_all(group.stream())
                {
                    self.skip(1);
                    return structure(path, braces, self.errors);
                }
                if inner.is_empty() {
                    return self.breaks_off();
                }
                Expr::Group(Box::new(crate::syntax::Group {
                    span: group.span(),
                    origin: None,
                    inner: parse(&inner, self.errors),
                }))
            }
            Delimiter::Brace if is_record(&inner) => {
                let message = "a record begins with its name; write it before the `{`, for example \
                               `Item { id: \"s\", title: \"Small\" }`";
                self.slip(group.span_open(), message)
            }
            Delimiter::Brace => {
                self.skip(1);
                Expr::Block(block(group, self.errors))
            }
        }
    }

    /// What begins with a name.
    fn named(&mut self, name: &Ident, rest: &[TokenTree]) -> Expr {
        let text = name.to_string();
        match &text[..] {
            "if" => {
                self.skip(1);
                self.choice(name)
            }
            "match" => {
                self.skip(1);
                self.cases(name)
            }
            "true" | "false" => {
                self.skip(1);
                Expr::Literal(Literal::Flag {
                    value: text == "true",
                    span: name.span(),
                })
            }
            "const" | "unsafe" | "move" | "async" => self.rust(),
            "crate" | "self" | "super" | "Self" if starts_with_colons(rest) => self.path(),
            word if is_keyword(word) => self.slip(name.span(), own_word(word)),
            _ => self.path(),
        }
    }

    /// A path, or what begins with one.
    fn path(&mut self) -> Expr {
        let Some((path, length)) = Path::parse(self.rest()) else {
            return self.breaks_off();
        };
        match &self.rest()[length..] {
            // Only the compiler knows types well enough.
            rest if starts_with_colons(rest) => self.rust(),
            [TokenTree::Punct(bang), TokenTree::Group(group), ..] if bang.as_char() == '!' => {
                self.skip(length + 2);
                Expr::Macro(Macro {
                    attributes: Vec::new(),
                    path,
                    bang: bang.clone(),
                    group: group.clone(),
                })
            }
            [TokenTree::Group(braces), ..] if braces.delimiter() == Delimiter::Brace => {
                self.skip(length + 1);
                structure(path, braces, self.errors)
            }
            _ => {
                self.skip(length);
                Expr::Path(path)
            }
        }
    }

    /// What attributes stand before.
    fn attributed(&mut self) -> Expr {
        let (found, length) = attributes(self.rest(), self.errors);
        self.skip(length);
        let mut expr = self.operand();
        if let Expr::Wrong(_) = expr {
            return expr;
        }
        match (expr.attributes_mut(), found.first()) {
            (Some(place), _) => *place = found,
            (None, Some(attribute)) => {
                let message = "an attribute stands before a field, a component or an object";
                self.errors.push(attribute.span(), message);
            }
            (None, None) => {}
        }
        expr
    }
}

/// What to say of a word of Rust's where a name is expected.
pub(super) fn own_word(word: &str) -> String {
    if flow_json::keyword::is_never_a_name(word) {
        format!("`{word}` is a word of Rust's own; write a name")
    } else {
        format!("`{word}` is a word of Rust's own; write `r#{word}`")
    }
}
