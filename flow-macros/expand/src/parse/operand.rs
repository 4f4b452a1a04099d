//! Operands: literals, names, brackets, and the calls, fields and indexes behind them.

use flow_json::table;
use proc_macro2::{Delimiter, Group, Ident, Punct, TokenTree};

use super::attribute::attributes;
use super::choice::{block, is_braces};
use super::expression::{ASSIGNED, Parser, RANGE, is_hung_on, is_joint, is_range};
use super::list::items;
use super::structure::{is_record, structure};
use super::text::text;
use super::{is_punct, parse};
use crate::syntax::{
    Array, Call, Expr, Field, Index, Literal, Macro, Member, MethodCall, Paren, Path, is_keyword,
    is_name, starts_with_colons,
};

impl Parser<'_, '_> {
    /// An operand with all that is hung on to it.
    pub(super) fn postfix(&mut self) -> Expr {
        let from = self.at;
        self.operand = from;
        let mut expr = self.operand();
        if self.is_statement
            && from == 0
            && let [next, ..] = self.rest()
            && !is_punct(next, '.')
            && self.ends_statement(&expr)
        {
            let message =
                "a new statement begins here; put all that stands before it in parentheses";
            return self.slip(next.span(), message);
        }
        loop {
            expr = match self.rest() {
                [dot, second, ..] if is_range(dot, second) => return expr,
                [question, ..] if is_punct(question, '?') => {
                    let message = "`?` has no meaning here; leave it out";
                    return self.slip(question.span(), message);
                }
                [TokenTree::Punct(dot), ..] if dot.as_char() == '.' => {
                    self.skip(1);
                    self.member(expr, dot, from)
                }
                [TokenTree::Group(group), ..] if group.delimiter() == Delimiter::Parenthesis => {
                    self.skip(1);
                    // These take braces, which is said later; what stands here is written anew then.
                    let is_payload = expr.as_ident().is_some_and(takes_payload);
                    Expr::Call(Call {
                        function: Box::new(expr),
                        parens: group.delim_span(),
                        arguments: if is_payload {
                            Vec::new()
                        } else {
                            items(group, self.errors)
                        },
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

    /// Whether Rust takes a statement that begins with an operand for complete behind it.
    fn ends_statement(&self, operand: &Expr) -> bool {
        match operand {
            Expr::Block(_) | Expr::For(_) | Expr::If(_) | Expr::Match(_) => true,
            Expr::Macro(call) => is_braces(&call.group),
            Expr::Rust(_) => match &self.trees[0] {
                TokenTree::Ident(word) => ["const", "unsafe", "async"]
                    .iter()
                    .any(|known| word == known),
                label => is_punct(label, '\''),
            },
            _ => false,
        }
    }

    /// A field or the call of a method, behind its dot. The operand began at `from`.
    fn member(&mut self, base: Expr, dot: &Punct, from: usize) -> Expr {
        let (member, rest) = match self.rest() {
            [TokenTree::Ident(name), rest @ ..] => (Member::Name(name.clone()), rest),
            [TokenTree::Literal(index), rest @ ..] if is_index(index) => {
                (Member::Index(index.clone()), rest)
            }
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
            _ if starts_with_colons(rest) => self.with_arguments(from),
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
            [less, ..] if is_punct(less, '<') => {
                let from = self.at;
                self.skip(generic_arguments(self.rest()).unwrap_or(self.rest().len()));
                self.with_arguments(from)
            }
            [bar, ..] if is_punct(bar, '|') => self.closure(),
            [tick, ..] if is_punct(tick, '\'') => self.rust_block(),
            [dot, second, ..] if is_range(dot, second) => {
                self.slip(dot.span(), RANGE)
            }
            [equals, rest @ ..]
                if is_punct(equals, '=')
                    && !matches!(rest, [second, ..] if is_punct(second, '=')) =>
            {
                self.slip(equals.span(), ASSIGNED)
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
                    let from = self.at;
                    self.skip(1);
                    return self.rust(from);
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
            Delimiter::Brace if is_list(&inner) => {
                self.skip(1);
                let message = "a list stands in brackets; write `[ … ]`";
                self.errors.push(group.span_open(), message);
                Expr::Array(Array {
                    brackets: group.delim_span(),
                    items: items(group, self.errors),
                })
            }
            Delimiter::Brace => {
                self.skip(1);
                Expr::Block(block(group, self.errors))
            }
        }
    }

    /// A block that only the compiler understands, or a closure.
    fn rust_block(&mut self) -> Expr {
        let from = self.at;
        let braces = self
            .rest()
            .iter()
            .position(|tree| matches!(tree, TokenTree::Group(group) if is_braces(group)));
        match braces {
            Some(at) if !self.rest()[..at].iter().any(|tree| is_punct(tree, '|')) => {
                self.skip(at + 1);
                self.rust(from)
            }
            _ => self.closure(),
        }
    }

    /// A closure. Its body ends where all ends, or behind a range.
    fn closure(&mut self) -> Expr {
        let range = self
            .rest()
            .windows(2)
            .find(|pair| is_range(&pair[0], &pair[1]));
        match range {
            Some(range) => self.slip(range[0].span(), RANGE),
            None => self.rest_is_rust(),
        }
    }

    /// An operand that begins with a name.
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
            "for" => {
                self.skip(1);
                self.each(name)
            }
            "true" | "false" => {
                self.skip(1);
                Expr::Literal(Literal::Flag {
                    value: text == "true",
                    span: name.span(),
                })
            }
            "const" | "unsafe" | "move" | "async" => self.rust_block(),
            "crate" | "self" | "super" | "Self" if starts_with_colons(rest) => self.path(),
            word if is_keyword(word) => {
                let message = statement(word).map_or_else(|| own_word(word), str::to_owned);
                self.slip(name.span(), message)
            }
            _ => self.path(),
        }
    }

    /// A path, or an operand that begins with one.
    fn path(&mut self) -> Expr {
        let Some((path, length)) = Path::parse(self.rest()) else {
            return self.breaks_off();
        };
        match &self.rest()[length..] {
            rest if starts_with_colons(rest) => {
                let from = self.at;
                self.skip(length);
                self.with_arguments(from)
            }
            [TokenTree::Punct(bang), TokenTree::Group(group), ..] if bang.as_char() == '!' => {
                self.skip(length + 2);
                if let Some(word) = path.get_ident()
                    && word == "text"
                {
                    return text(word, bang, group, self.errors);
                }
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

    /// An operand behind attributes.
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

    /// An operand with arguments in `<>`, for the compiler to judge, which alone knows types well enough.
    fn with_arguments(&mut self, from: usize) -> Expr {
        let mut is_path = true;
        loop {
            let length = match self.rest() {
                rest if starts_with_colons(rest) => match &rest[2..] {
                    [TokenTree::Ident(word), ..] if !is_name(word) => {
                        let message = "a name is missing; write it behind the `::`";
                        return self.slip(word.span(), message);
                    }
                    [TokenTree::Ident(_), ..] => 3,
                    behind @ [less, ..] if is_punct(less, '<') => {
                        2 + generic_arguments(behind).unwrap_or(behind.len())
                    }
                    _ => rest.len(),
                },
                // A struct.
                [TokenTree::Group(group), ..] if is_path && is_braces(group) => 1,
                [dot, TokenTree::Ident(_) | TokenTree::Literal(_), ..] if is_punct(dot, '.') => 2,
                [next, ..] if is_hung_on(next) && !is_punct(next, '.') => 1,
                _ => return self.rust(from),
            };
            is_path &= length > 2;
            self.skip(length);
        }
    }
}

/// Whether it is an action that is written with its payload in braces.
fn takes_payload(name: &Ident) -> bool {
    let shape = table::action(&name.to_string()).map(|action| &action.shape);
    shape.is_some_and(|shape| {
        shape.property("payload").is_some() && shape.property("next").is_none()
    })
}

/// How many tokens the arguments take that begin with this `<`. `None` if there is no `>` to it.
pub(crate) fn generic_arguments(trees: &[TokenTree]) -> Option<usize> {
    let mut depth = 0;
    let mut is_arrow = false;
    for (at, tree) in trees.iter().enumerate() {
        if is_punct(tree, '<') {
            depth += 1;
        } else if is_punct(tree, '>') && !is_arrow {
            depth -= 1;
            if depth == 0 {
                return Some(at + 1);
            }
        }
        is_arrow = is_joint(tree, '-') || is_joint(tree, '=');
    }
    None
}

/// Whether a literal is the index of a part of a tuple, or two: for `a.0.1` there are two tokens behind
/// the name.
fn is_index(literal: &proc_macro2::Literal) -> bool {
    let text = literal.to_string();
    let is_number =
        |digits: &str| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    text.split('.').all(is_number)
}

/// The message about a keyword where a name is expected.
pub(super) fn own_word(word: &str) -> String {
    if flow_json::keyword::is_never_a_name(word) {
        format!("`{word}` is a word of Rust's own; write a name")
    } else {
        format!("`{word}` is a word of Rust's own; write `r#{word}`")
    }
}

/// The message about a word that begins a statement of Rust, where a value is expected.
pub(super) fn statement(word: &str) -> Option<&'static str> {
    match word {
        "while" | "loop" => Some(
            "a flow has no such loops; write `for item in LIST { … }` with a list that is a constant",
        ),
        "let" => Some(
            "a flow has no variables; write the value in its place, or a `const` before the flow",
        ),
        _ => None,
    }
}

/// Whether braces hold several structs.
fn is_list(inner: &[TokenTree]) -> bool {
    match inner {
        [TokenTree::Ident(name), TokenTree::Group(group), next, ..] => {
            let goes_on = match next {
                TokenTree::Ident(word) => !is_keyword(&word.to_string()),
                next => is_punct(next, ','),
            };
            is_braces(group) && goes_on && !is_keyword(&name.to_string())
        }
        _ => false,
    }
}
