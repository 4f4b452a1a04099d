//! An expression by its parts.

use flow_json::keyword::{is_never_a_name, needs_raw};
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{Arm, Attribute, Block, Expr, FieldValue, Member, Pat, Stmt, Token, token};

use super::parse;
use super::split::{braces, is_fat_arrow, split, starts_field, starts_item};
use crate::errors::Errors;

/// Takes an expression apart by the outermost brackets that it ends with. What has none is a name, a
/// path of fields or a literal, or nothing that is known here.
pub(super) fn parts(trees: &[TokenTree], errors: &mut Errors) -> Option<Expr> {
    match trees {
        [TokenTree::Literal(literal)] => Some(Expr::Lit(syn::ExprLit {
            attrs: Vec::new(),
            lit: syn::Lit::new(literal.clone()),
        })),
        [TokenTree::Punct(hash), TokenTree::Group(_), rest @ ..] if hash.as_char() == '#' => {
            let mut expr = parts(rest, errors)?;
            let (Expr::Struct(syn::ExprStruct { attrs, .. })
            | Expr::If(syn::ExprIf { attrs, .. })
            | Expr::Match(syn::ExprMatch { attrs, .. })) = &mut expr
            else {
                return None;
            };
            attrs.splice(..0, outer_attributes(&trees[..2], errors));
            Some(expr)
        }
        [TokenTree::Group(group)] => match group.delimiter() {
            Delimiter::Bracket => Some(array(group, errors)),
            Delimiter::None => {
                let trees: Vec<_> = group.stream().into_iter().collect();
                parts(&trees, errors)
            }
            Delimiter::Brace if is_record(group) => {
                errors.push(
                    group.span_open(),
                    "a record begins with its name; write it before the `{`, for example \
                     `Item { id: \"s\", title: \"Small\" }`",
                );
                None
            }
            _ => None,
        },
        [TokenTree::Ident(name), rest @ ..] => named(name, rest, errors),
        _ => None,
    }
}

/// What begins with a name.
fn named(name: &Ident, rest: &[TokenTree], errors: &mut Errors) -> Option<Expr> {
    let text = name.to_string();
    match (text.as_str(), rest) {
        ("if", rest) => choice(name, rest, errors),
        ("match", [value @ .., last]) => cases(name, value, braces(last)?, errors),
        ("true" | "false", []) => Some(Expr::Lit(syn::ExprLit {
            attrs: Vec::new(),
            lit: syn::Lit::Bool(syn::LitBool::new(text == "true", name.span())),
        })),
        (keyword, _) if is_keyword(keyword) => None,
        (_, []) => Some(path(name)),
        (_, [TokenTree::Group(group)]) => match group.delimiter() {
            Delimiter::Brace => Some(structure(name, group, errors)),
            Delimiter::Parenthesis => Some(call(name, group, errors)),
            _ => None,
        },
        (_, rest) => fields(name, rest),
    }
}

/// Whether Rust keeps the word for itself, so that only `syn` can tell what it means here.
fn is_keyword(word: &str) -> bool {
    needs_raw(word) || is_never_a_name(word)
}

/// Whether the group holds fields.
fn is_record(group: &Group) -> bool {
    let mut trees = group.stream().into_iter();
    matches!(
        (trees.next(), trees.next()),
        (Some(TokenTree::Ident(_) | TokenTree::Literal(_)), Some(TokenTree::Punct(colon)))
            if colon.as_char() == ':'
    )
}

/// `name.field.field`
fn fields(name: &Ident, rest: &[TokenTree]) -> Option<Expr> {
    let mut expr = path(name);
    for pair in rest.chunks(2) {
        let [TokenTree::Punct(dot), TokenTree::Ident(member)] = pair else {
            return None;
        };
        if dot.as_char() != '.' || is_keyword(&member.to_string()) {
            return None;
        }
        expr = Expr::Field(syn::ExprField {
            attrs: Vec::new(),
            base: Box::new(expr),
            dot_token: Token![.](dot.span()),
            member: Member::Named(member.clone()),
        });
    }
    Some(expr)
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
    if let [TokenTree::Ident(name)] = trees
        && !is_keyword(&name.to_string())
    {
        return Some(FieldValue {
            attrs: outer_attributes(attributes, errors),
            member: Member::Named(name.clone()),
            colon_token: None,
            expr: path(name),
        });
    }
    let [TokenTree::Ident(name), TokenTree::Punct(colon), value @ ..] = trees else {
        let span = trees.first().map_or_else(Span::call_site, TokenTree::span);
        errors.push(span, "expected a field; write `name: value`");
        return None;
    };
    if colon.as_char() != ':' {
        errors.push(colon.span(), "expected `:` and a value");
        return None;
    }
    if is_keyword(&name.to_string()) {
        errors.push(
            name.span(),
            format!("`{name}` is a word of Rust's own; write `r#{name}`"),
        );
    }
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

    if trees.is_empty() {
        return Vec::new();
    }
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
        items.push(parse(part, errors));
    }
    items
}

/// `if condition { … } else …`
fn choice(name: &Ident, trees: &[TokenTree], errors: &mut Errors) -> Option<Expr> {
    let then = trees.iter().position(|tree| braces(tree).is_some())?;
    let group = braces(&trees[then])?;
    let cond = parse(&trees[..then], errors);
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
            let inner = parse(rest, errors);
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
    let trees: Vec<_> = group.stream().into_iter().collect();
    let stmts = if trees.is_empty() {
        Vec::new()
    } else {
        vec![Stmt::Expr(parse(&trees, errors), None)]
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
    let value = parse(value, errors);
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
        let body = parse(&part[arrow + 2..], errors);
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
