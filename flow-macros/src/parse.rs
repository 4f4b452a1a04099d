//! Tokens to `syn::Expr`, such that a slip in one part hides nothing in the others.
//!
//! A body without slips is parsed in one go. Otherwise the parts are parsed one by one, down to the
//! smallest that does not parse; that one is reported and becomes [`Expr::Verbatim`], which the
//! reader takes for something already reported.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{Arm, Attribute, Block, Expr, FieldValue, Member, Pat, Stmt, Token, token};

use crate::errors::Errors;

/// Parses the body of a macro. A comma behind it is none too many: rustfmt puts one there.
pub(crate) fn parse_body(tokens: TokenStream, errors: &mut Errors) -> Expr {
    let mut trees: Vec<_> = tokens.into_iter().collect();
    if trees.len() > 1 && trees.last().is_some_and(|last| is_punct(last, ',')) {
        trees.pop();
    }
    parse(trees.into_iter().collect(), errors)
}

/// Parses an expression; reports what does not parse.
pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Expr {
    match syn::parse2(tokens.clone()) {
        Ok(expr) => expr,
        Err(error) => {
            let trees: Vec<_> = tokens.clone().into_iter().collect();
            let before = errors.0.len();
            let expr = recover(&trees, errors);
            if errors.0.len() == before {
                report(&error, &trees, errors);
            }
            expr.unwrap_or(Expr::Verbatim(tokens))
        }
    }
}

/// Reports what `syn` says, in words that tell what to write.
fn report(error: &syn::Error, trees: &[TokenTree], errors: &mut Errors) {
    let text = error.to_string();
    match trees.last() {
        // Errors at the end have no token to point at but the last.
        Some(dot) if is_punct(dot, '.') => {
            errors.push(dot.span(), "a name is missing; write it behind the `.`");
        }
        Some(last) if text.starts_with("unexpected end of input") => {
            errors.push(
                last.span(),
                "the value breaks off here; write the rest of it",
            );
        }
        None => errors.push(error.span(), "expected a flow; write `Flow { … }`"),
        _ if text == "unexpected token" => {
            errors.push(
                error.span(),
                "this does not belong here; is there a `,` missing before it?",
            );
        }
        _ => errors.push(error.span(), text),
    }
}

/// Takes an expression apart by the outermost brackets that it ends with.
fn recover(trees: &[TokenTree], errors: &mut Errors) -> Option<Expr> {
    match trees {
        [TokenTree::Punct(hash), TokenTree::Group(_), rest @ ..] if hash.as_char() == '#' => {
            let mut expr = recover(rest, errors)?;
            let attributes = outer_attributes(&trees[..2], errors);
            if let Expr::Struct(syn::ExprStruct { attrs, .. })
            | Expr::If(syn::ExprIf { attrs, .. })
            | Expr::Match(syn::ExprMatch { attrs, .. }) = &mut expr
            {
                attrs.splice(..0, attributes);
            }
            Some(expr)
        }
        [TokenTree::Group(group)] => match group.delimiter() {
            Delimiter::Bracket => Some(array(group, errors)),
            Delimiter::None => {
                let trees: Vec<_> = group.stream().into_iter().collect();
                recover(&trees, errors)
            }
            _ => None,
        },
        [TokenTree::Ident(name), rest @ ..] if name == "if" => choice(name, rest, errors),
        [TokenTree::Ident(name), value @ .., TokenTree::Group(group)]
            if name == "match" && group.delimiter() == Delimiter::Brace =>
        {
            cases(name, value, group, errors)
        }
        [TokenTree::Ident(name), TokenTree::Group(group)] => match group.delimiter() {
            Delimiter::Brace => Some(structure(name, group, errors)),
            Delimiter::Parenthesis => Some(call(name, group, errors)),
            _ => None,
        },
        _ => None,
    }
}

/// `Name { field: value, … }`
fn structure(name: &Ident, group: &Group, errors: &mut Errors) -> Expr {
    let trees: Vec<_> = group.stream().into_iter().collect();
    let mut fields = Punctuated::new();
    for part in split(&trees, starts_field, errors) {
        if let Some(field) = field(part, errors) {
            fields.push(field);
        }
    }
    Expr::Struct(syn::ExprStruct {
        attrs: Vec::new(),
        qself: None,
        path: name.clone().into(),
        brace_token: token::Brace {
            span: group.delim_span(),
        },
        fields,
        dot2_token: None,
        rest: None,
    })
}

fn field(trees: &[TokenTree], errors: &mut Errors) -> Option<FieldValue> {
    let attributes = trees
        .iter()
        .take_while(|tree| !matches!(tree, TokenTree::Ident(_)))
        .count();
    let (attributes, trees) = trees.split_at(attributes);
    let [TokenTree::Ident(name), TokenTree::Punct(colon), value @ ..] = trees else {
        let span = trees.first().map_or_else(Span::call_site, TokenTree::span);
        errors.push(span, "expected a field; write `name: value`");
        return None;
    };
    if colon.as_char() != ':' {
        errors.push(colon.span(), "expected `:` and a value");
        return None;
    }
    let value: TokenStream = value.iter().cloned().collect();
    let expr = if value.is_empty() {
        errors.push(
            colon.span(),
            format!("`{name}` has no value; write one behind the `:`"),
        );
        Expr::Verbatim(name.clone().into_token_stream())
    } else {
        parse(value, errors)
    };
    Some(FieldValue {
        attrs: outer_attributes(attributes, errors),
        member: Member::Named(name.clone()),
        colon_token: Some(Token![:](colon.span())),
        expr,
    })
}

fn outer_attributes(trees: &[TokenTree], errors: &mut Errors) -> Vec<Attribute> {
    use syn::parse::Parser;

    let tokens: TokenStream = trees.iter().cloned().collect();
    match Attribute::parse_outer.parse2(tokens) {
        Ok(attributes) => attributes,
        Err(error) => {
            errors.push(error.span(), error.to_string());
            Vec::new()
        }
    }
}

/// `[a, b]`
fn array(group: &Group, errors: &mut Errors) -> Expr {
    Expr::Array(syn::ExprArray {
        attrs: Vec::new(),
        bracket_token: token::Bracket {
            span: group.delim_span(),
        },
        elems: list(group, errors),
    })
}

/// `name(a, b)`
fn call(name: &Ident, group: &Group, errors: &mut Errors) -> Expr {
    Expr::Call(syn::ExprCall {
        attrs: Vec::new(),
        func: Box::new(path(name)),
        paren_token: token::Paren {
            span: group.delim_span(),
        },
        args: list(group, errors),
    })
}

fn path(name: &Ident) -> Expr {
    Expr::Path(syn::ExprPath {
        attrs: Vec::new(),
        qself: None,
        path: name.clone().into(),
    })
}

fn list(group: &Group, errors: &mut Errors) -> Punctuated<Expr, Token![,]> {
    let trees: Vec<_> = group.stream().into_iter().collect();
    let mut items = Punctuated::new();
    for part in split(&trees, starts_item, errors) {
        items.push(parse(part.iter().cloned().collect(), errors));
    }
    items
}

/// `if condition { … } else …`
fn choice(name: &Ident, trees: &[TokenTree], errors: &mut Errors) -> Option<Expr> {
    let then = trees.iter().position(|tree| braces(tree).is_some())?;
    let group = braces(&trees[then])?;
    let cond = parse(trees[..then].iter().cloned().collect(), errors);
    let then_branch = block(group, errors);
    let else_branch = match &trees[then + 1..] {
        [] => None,
        [TokenTree::Ident(name), TokenTree::Group(group)] if name == "else" => {
            let block = Expr::Block(syn::ExprBlock {
                attrs: Vec::new(),
                label: None,
                block: block(group, errors),
            });
            Some((Token![else](name.span()), Box::new(block)))
        }
        [TokenTree::Ident(name), rest @ ..] if name == "else" && !rest.is_empty() => {
            let inner = parse(rest.iter().cloned().collect(), errors);
            Some((Token![else](name.span()), Box::new(inner)))
        }
        [wrong, ..] => {
            errors.push(
                wrong.span(),
                "expected `else` or `,` behind the components of an `if`",
            );
            None
        }
    };
    Some(Expr::If(syn::ExprIf {
        attrs: Vec::new(),
        if_token: Token![if](name.span()),
        cond: Box::new(cond),
        then_branch,
        else_branch,
    }))
}

fn block(group: &Group, errors: &mut Errors) -> Block {
    let stmts = if group.stream().is_empty() {
        Vec::new()
    } else {
        vec![Stmt::Expr(parse(group.stream(), errors), None)]
    };
    Block {
        brace_token: token::Brace {
            span: group.delim_span(),
        },
        stmts,
    }
}

/// `match value { "a" => [ … ], … }`
fn cases(name: &Ident, value: &[TokenTree], group: &Group, errors: &mut Errors) -> Option<Expr> {
    let value = parse(value.iter().cloned().collect(), errors);
    let trees: Vec<_> = group.stream().into_iter().collect();
    let mut arms = Vec::new();
    for part in split(&trees, |_| false, errors) {
        let Some(arrow) = part.windows(2).position(is_fat_arrow) else {
            errors.push(
                part[0].span(),
                "expected a case; write `\"value\" => [ … ]`",
            );
            continue;
        };
        let pattern: TokenStream = part[..arrow].iter().cloned().collect();
        let pat = match syn::parse::Parser::parse2(Pat::parse_multi, pattern) {
            Ok(pat) => pat,
            Err(error) => {
                errors.push(
                    error.span(),
                    "a case is a string; write `\"value\" => [ … ]`",
                );
                continue;
            }
        };
        let body = parse(part[arrow + 2..].iter().cloned().collect(), errors);
        let span = part[arrow].span();
        arms.push(Arm {
            attrs: Vec::new(),
            pat,
            fat_arrow_token: Token![=>]([span, part[arrow + 1].span()]),
            body: Box::new(body),
            comma: None,
        });
    }
    Some(Expr::Match(syn::ExprMatch {
        attrs: Vec::new(),
        match_token: Token![match](name.span()),
        expr: Box::new(value),
        brace_token: token::Brace {
            span: group.delim_span(),
        },
        arms,
    }))
}

fn braces(tree: &TokenTree) -> Option<&Group> {
    match tree {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
        _ => None,
    }
}

fn is_punct(tree: &TokenTree, character: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == character)
}

fn is_fat_arrow(trees: &[TokenTree]) -> bool {
    is_punct(&trees[0], '=') && is_punct(&trees[1], '>')
}

/// The parts between commas. Where a comma is missing but the next part has visibly begun, that is
/// reported and the parts are told apart all the same.
fn split<'t>(
    trees: &'t [TokenTree],
    starts: fn(&[TokenTree]) -> bool,
    errors: &mut Errors,
) -> Vec<&'t [TokenTree]> {
    let mut parts = Vec::new();
    let mut start = 0;
    for at in 0..trees.len() {
        if is_punct(&trees[at], ',') {
            if at > start {
                parts.push(&trees[start..at]);
            }
            start = at + 1;
        } else if at > start && starts(&trees[at - 1..]) && !is_attribute(&trees[start..at]) {
            errors.push(trees[at].span(), "expected `,` before this");
            parts.push(&trees[start..at]);
            start = at;
        }
    }
    if start < trees.len() {
        parts.push(&trees[start..]);
    }
    parts
}

/// Whether an attribute ends here, which what follows belongs to.
fn is_attribute(trees: &[TokenTree]) -> bool {
    matches!(trees, [.., hash, TokenTree::Group(_)] if is_punct(hash, '#'))
}

/// Whether a field begins at the second of these tokens: `name: …`, not `a::b`, and not behind
/// what cannot end a value.
fn starts_field(trees: &[TokenTree]) -> bool {
    match trees {
        [
            before,
            TokenTree::Ident(_),
            TokenTree::Punct(colon),
            after,
            ..,
        ] => {
            colon.as_char() == ':'
                && colon.spacing() == proc_macro2::Spacing::Alone
                && !is_punct(after, ':')
                && !matches!(before, TokenTree::Punct(_))
        }
        _ => false,
    }
}

/// Whether an item begins at the second of these tokens: a name right behind closing braces.
fn starts_item(trees: &[TokenTree]) -> bool {
    match trees {
        [TokenTree::Group(group), TokenTree::Ident(name), ..] => {
            group.delimiter() == Delimiter::Brace && name != "else" && name != "as"
        }
        _ => false,
    }
}
