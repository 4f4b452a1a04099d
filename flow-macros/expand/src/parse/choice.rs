//! `if`, `match` and `for`.

use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenTree};

use super::expression::{BREAKS_OFF, Parser, is_joint, is_range};
use super::list::{first_comma, items, nothing_before};
use super::operand::own_word;
use super::{is_punct, parse, parse_statement};
use crate::errors::Errors;
use crate::syntax::{Arm, Array, Block, Expr, For, If, Literal, Match, Pattern, is_keyword};

/// The place of a mistake, and its message.
type Slip = (Span, &'static str);

impl<'t> Parser<'t, '_> {
    /// `if condition { … } else …`, behind its first word.
    pub(super) fn choice(&mut self, if_token: &Ident) -> Expr {
        let (before, group) = match self.through_braces() {
            Ok(found) => found,
            Err((span, message)) => return self.slip(span, message),
        };
        let condition = match before {
            [] => {
                let message = "a condition is missing; write it behind `if`";
                self.errors.push(if_token.span(), message);
                Expr::wrong(if_token.clone())
            }
            [TokenTree::Ident(word), ..] if word == "let" => {
                let message = "`if let` has no counterpart in Flow JSON: write a condition";
                self.errors.push(word.span(), message);
                Expr::wrong(word.clone())
            }
            condition => parse(condition, self.errors),
        };
        let then = block(group, self.errors);
        let otherwise = match self.rest() {
            [TokenTree::Ident(word), rest @ ..] if word == "else" => {
                self.skip(1);
                match rest {
                    [TokenTree::Group(group), ..] if is_braces(group) => {
                        self.skip(1);
                        Some((word.clone(), Expr::Block(block(group, self.errors))))
                    }
                    [TokenTree::Ident(next), ..] if next == "if" => {
                        self.skip(1);
                        Some((word.clone(), self.choice(next)))
                    }
                    [] => return self.breaks_off(),
                    [wrong, ..] => {
                        let message =
                            "expected components in braces, or another `if`, behind `else`";
                        return self.slip(wrong.span(), message);
                    }
                }
            }
            [] => None,
            [TokenTree::Ident(word), ..] if is_else_if(word) => {
                let message = format!("there is no `{word}`; write `else if`");
                self.errors.push(word.span(), message);
                self.skip(self.rest().len());
                Some((word.clone(), Expr::wrong(word.clone())))
            }
            [wrong, ..] => {
                let message = "expected `else` or `,` behind the components of an `if`";
                self.errors.push(wrong.span(), message);
                self.skip(self.rest().len());
                None
            }
        };
        Expr::If(Box::new(If {
            attributes: Vec::new(),
            if_token: if_token.clone(),
            condition,
            then,
            otherwise,
        }))
    }

    /// The condition before the next braces, and those. Goes on behind them. `Err` if they visibly belong to
    /// the condition: for Rust it ends at its first braces.
    fn through_braces(&mut self) -> Result<(&'t [TokenTree], &'t Group), Slip> {
        let rest = self.rest();
        let found = rest.iter().enumerate().find_map(|(at, tree)| match tree {
            TokenTree::Group(group) if is_braces(group) => Some((at, group)),
            _ => None,
        });
        let Some((at, group)) = found else {
            return Err((self.end(), BREAKS_OFF));
        };
        let before = &rest[..at];
        let keyword = before.iter().find(|tree| {
            matches!(tree, TokenTree::Ident(word) if ["if", "match", "for", "unsafe", "const", "return", "break"].iter().any(|known| word == known))
        });
        if let Some(keyword) = keyword {
            return Err((keyword.span(), IN_PARENTHESES));
        }
        let is_operand = match &rest[at + 1..] {
            [TokenTree::Ident(word), ..] => word == "as",
            rest => !rest.is_empty(),
        };
        if is_operand
            && matches!(
                before.last(),
                None | Some(TokenTree::Ident(_) | TokenTree::Punct(_))
            )
        {
            return Err((group.span_open(), IN_PARENTHESES));
        }
        self.skip(at + 1);
        Ok((before, group))
    }

    /// `for name in list { … }`, behind its first word.
    pub(super) fn each(&mut self, for_token: &Ident) -> Expr {
        let (name, in_token) = match self.rest() {
            [TokenTree::Ident(name), TokenTree::Ident(word), ..] if word == "in" => (name, word),
            [] => return self.breaks_off(),
            [wrong, ..] => return self.slip(wrong.span(), ONE_NAME),
        };
        if is_keyword(&name.to_string()) {
            return self.slip(name.span(), own_word(&name.to_string()));
        }
        self.skip(2);
        let (list, group) = match self.through_braces() {
            Ok(found) => found,
            Err((span, message)) => return self.slip(span, message),
        };
        let list = if list.is_empty() {
            let message = "a list is missing; write the name of a constant behind `in`";
            self.errors.push(in_token.span(), message);
            Expr::wrong(in_token.clone())
        } else if let Some(range) = list.windows(2).find(|pair| is_range(&pair[0], &pair[1])) {
            let message =
                "a `for` goes over a constant list, not a range; write the name of a `const`";
            self.errors.push(range[0].span(), message);
            Expr::wrong(in_token.clone())
        } else {
            parse(list, self.errors)
        };
        Expr::For(Box::new(For {
            attributes: Vec::new(),
            for_token: for_token.clone(),
            name: name.clone(),
            in_token: in_token.clone(),
            list,
            body: block(group, self.errors),
        }))
    }

    /// `match value { "a" => [ … ], … }`, behind its first word.
    pub(super) fn cases(&mut self, match_token: &Ident) -> Expr {
        let (before, group) = match self.through_braces() {
            Ok(found) => found,
            Err((span, message)) => return self.slip(span, message),
        };
        let value = if before.is_empty() {
            let message = "a value is missing; write it behind `match`";
            self.errors.push(match_token.span(), message);
            Expr::wrong(match_token.clone())
        } else {
            parse(before, self.errors)
        };
        let trees: Vec<_> = group.stream().into_iter().collect();
        Expr::Match(Box::new(Match {
            attributes: Vec::new(),
            match_token: match_token.clone(),
            value,
            braces: group.delim_span(),
            arms: arms(&trees, self.errors),
        }))
    }
}

/// `{ expression }`
pub(crate) fn block(group: &Group, errors: &mut Errors) -> Block {
    let trees: Vec<_> = group.stream().into_iter().collect();
    let statements = trees.iter().any(|tree| is_punct(tree, ';'));
    let body = if trees.is_empty() {
        None
    } else if statements {
        Some(Expr::Rust(group.stream()))
    } else if let Some(comma) = first_comma(&trees) {
        let message = match &trees[comma + 1..] {
            [] => "nothing is behind this `,`; leave it out",
            _ => "several stand in brackets; write `[ … ]` inside of the braces",
        };
        errors.push(trees[comma].span(), message);
        Some(Expr::Array(Array {
            brackets: group.delim_span(),
            items: items(group, errors),
        }))
    } else {
        Some(parse_statement(&trees, errors))
    };
    Block {
        braces: group.delim_span(),
        body: body.map(Box::new),
    }
}

/// Whether a word is the `else if` of another language.
pub(super) fn is_else_if(word: &Ident) -> bool {
    ["elif", "elsif", "elseif"]
        .iter()
        .any(|known| word == known)
}

const ONE_NAME: &str = "a `for` has one name here; write `for item in LIST { … }`, and `item.0` or `item.id` \
     for a part of the item";

const IN_PARENTHESES: &str =
    "braces in a condition stand in parentheses, as in `if (A { … }) == b { … }`";

pub(super) fn is_braces(group: &Group) -> bool {
    group.delimiter() == Delimiter::Brace
}

fn arms(mut trees: &[TokenTree], errors: &mut Errors) -> Vec<Arm> {
    let mut arms = Vec::new();
    while let [first, rest @ ..] = trees {
        if is_punct(first, ',') {
            nothing_before(first, errors);
            trees = rest;
            continue;
        }
        let bar = usize::from(is_punct(first, '|'));
        let end = first_comma(&trees[bar..]).map_or(trees.len(), |comma| bar + comma);
        let arrow = trees[..end].windows(2).position(is_fat_arrow);
        let Some(arrow) = arrow.or_else(|| other_arrow(&trees[..end], errors)) else {
            let message = "expected a case; write `\"value\" => [ … ]`";
            errors.push(first.span(), message);
            trees = trees.get(end + 1..).unwrap_or_default();
            continue;
        };
        let body = arrow + 2;
        // Behind braces there need not be a comma.
        let end = match trees.get(body) {
            Some(TokenTree::Group(group))
                if is_braces(group)
                    && !matches!(trees.get(body + 1), Some(next) if is_punct(next, '.') || is_punct(next, '?')) =>
            {
                body + 1
            }
            _ => end,
        };
        if let Some(arm) = arm(
            &trees[..arrow],
            &trees[arrow..body],
            &trees[body..end],
            errors,
        ) {
            arms.push(arm);
        }
        trees = match &trees[end..] {
            [comma, rest @ ..] if is_punct(comma, ',') => rest,
            rest => rest,
        };
    }
    arms
}

/// The place of a `->` behind the value of a case, which is reported.
fn other_arrow(trees: &[TokenTree], errors: &mut Errors) -> Option<usize> {
    let mut pairs = trees.windows(2);
    let arrow = pairs.position(|pair| is_joint(&pair[0], '-') && is_punct(&pair[1], '>'))?;
    errors.push(trees[arrow].span(), "write `=>` for this arrow");
    Some(arrow)
}

fn is_fat_arrow(trees: &[TokenTree]) -> bool {
    matches!(
        trees,
        [TokenTree::Punct(equals), greater]
            if equals.as_char() == '=' && equals.spacing() == Spacing::Joint && is_punct(greater, '>')
    )
}

fn arm(
    head: &[TokenTree],
    arrow: &[TokenTree],
    body: &[TokenTree],
    errors: &mut Errors,
) -> Option<Arm> {
    let [TokenTree::Punct(equals), TokenTree::Punct(greater)] = arrow else {
        return None;
    };
    let guard = head
        .iter()
        .position(|tree| matches!(tree, TokenTree::Ident(word) if word == "if"));
    let mut patterns = Vec::new();
    let alternative = &head[..guard.unwrap_or(head.len())];
    alternatives(alternative, equals.span(), &mut patterns);
    if body.is_empty() {
        let message = "the case has no components; write `[ … ]` behind the `=>`";
        errors.push(equals.span(), message);
        return None;
    }
    // rustfmt puts braces around a list that does not fit behind the arrow.
    let body = match parse_statement(body, errors) {
        Expr::Block(block) => block.into_body(),
        body => body,
    };
    Some(Arm {
        patterns,
        guard: guard.map(|at| head[at].span()),
        head: head.iter().cloned().collect(),
        arrow: [equals.clone(), greater.clone()],
        body,
    })
}

/// The patterns between the `|`, of which one may stand before the first. Where one is missing, that is
/// wrong at the `end`.
fn alternatives(trees: &[TokenTree], end: Span, patterns: &mut Vec<Pattern>) {
    let trees = match trees {
        [bar, trees @ ..] if is_punct(bar, '|') => trees,
        trees => trees,
    };
    for part in trees.split(|tree| is_punct(tree, '|')) {
        match part {
            [] => patterns.push(Pattern::Other(end)),
            [TokenTree::Group(group)]
                if matches!(group.delimiter(), Delimiter::Parenthesis | Delimiter::None) =>
            {
                let inner: Vec<_> = group.stream().into_iter().collect();
                alternatives(&inner, group.span(), patterns);
            }
            [TokenTree::Literal(literal)] => match Literal::new(literal.clone()) {
                Literal::Text { token, value } => patterns.push(Pattern::Key {
                    text: value,
                    span: token.span(),
                }),
                other => patterns.push(Pattern::Other(other.span())),
            },
            [TokenTree::Ident(word)] if word == "_" => patterns.push(Pattern::Wild(word.span())),
            [wrong, ..] => patterns.push(Pattern::Other(wrong.span())),
        }
    }
}
