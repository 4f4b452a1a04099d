//! Struct literals.

use flow_json::keyword::is_never_a_name;
use proc_macro2::{Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};

use super::attribute::attributes;
use super::list::{Part, split};
use super::operand::own_word;
use super::{is_punct, parse};
use crate::errors::Errors;
use crate::syntax::{Expr, FieldValue, Path, Struct, is_keyword, starts_with_colons};

/// `Name { field: value, … }`
pub(super) fn structure(path: Path, group: &Group, errors: &mut Errors) -> Expr {
    Expr::Struct(Struct {
        attributes: Vec::new(),
        path,
        braces: group.delim_span(),
        fields: fields(group.stream(), errors),
    })
}

/// `field: value, …`
pub(crate) fn fields(tokens: TokenStream, errors: &mut Errors) -> Vec<FieldValue> {
    let trees: Vec<_> = tokens.into_iter().collect();
    let parts = split(&trees, Part::Field, errors);
    let fields = parts
        .into_iter()
        .filter_map(|part| field(part.whole()?, errors));
    fields.collect()
}

/// Whether braces hold fields.
pub(super) fn is_record(inner: &[TokenTree]) -> bool {
    matches!(
        inner,
        [TokenTree::Ident(_) | TokenTree::Literal(_), TokenTree::Punct(colon), ..]
            if colon.as_char() == ':' && colon.spacing() == Spacing::Alone
    )
}

fn field(trees: &[TokenTree], errors: &mut Errors) -> Option<FieldValue> {
    let (attributes, length) = attributes(trees, errors);
    let trees = &trees[length..];
    let (name, rest) = match trees {
        [TokenTree::Ident(name), rest @ ..] => (name, rest),
        [dot, second, ..] if is_punct(dot, '.') && is_punct(second, '.') => {
            let message = "`..` has no meaning here; write every field out";
            errors.push(dot.span(), message);
            return None;
        }
        [TokenTree::Literal(key), colon, ..] if is_punct(colon, ':') => {
            let message = "a key is a name; for one that is no Rust identifier write \
                           `#[rename = \"2nd\"] second: …`";
            errors.push(key.span(), message);
            return None;
        }
        _ => {
            let span = trees.first().map_or_else(Span::call_site, TokenTree::span);
            errors.push(span, "expected a field; write `name: value`");
            return None;
        }
    };
    let text = name.to_string();
    let (mut name, rest) = match hyphenated(name, rest) {
        Some((whole, rest)) => {
            let hyphens = whole.to_string().replace('_', "-");
            let message = format!("no name in Rust has a hyphen; write `{whole}` for `{hyphens}`");
            errors.push(name.span(), message);
            (whole, rest)
        }
        None => (name.clone(), rest),
    };
    if is_keyword(&text) && name == text {
        errors.push(name.span(), own_word(&text));
        if is_never_a_name(&text) {
            return None;
        }
        name = Ident::new_raw(&text, name.span());
    }
    let (colon, value) = match rest {
        [] => (None, Expr::name(name.clone())),
        [TokenTree::Punct(colon), value @ ..]
            if colon.as_char() == ':' && !starts_with_colons(rest) =>
        {
            let value = if value.is_empty() {
                let message = format!("`{name}` has no value; write one behind the `:`");
                errors.push(colon.span(), message);
                Expr::wrong(name.clone())
            } else {
                parse(value, errors)
            };
            (Some(colon.clone()), value)
        }
        [equals, value @ ..]
            if is_punct(equals, '=') && value.first().is_some_and(|next| !is_punct(next, '=')) =>
        {
            errors.push(equals.span(), "a value stands behind a colon; write `:`");
            let mut colon = Punct::new(':', Spacing::Alone);
            colon.set_span(equals.span());
            (Some(colon), parse(value, errors))
        }
        [wrong, ..] => {
            errors.push(wrong.span(), "expected `:` and a value");
            return None;
        }
    };
    Some(FieldValue {
        attributes,
        name,
        colon,
        value,
    })
}

/// The name that was written with hyphens, as Flow JSON writes it, and the tokens behind it.
fn hyphenated<'t>(first: &Ident, mut rest: &'t [TokenTree]) -> Option<(Ident, &'t [TokenTree])> {
    if !rest.first().is_some_and(|next| is_punct(next, '-')) {
        return None;
    }
    let mut whole = first.to_string();
    while let [hyphen, TokenTree::Ident(word), behind @ ..] = rest
        && is_punct(hyphen, '-')
    {
        whole.push('_');
        whole.push_str(&word.to_string());
        rest = behind;
    }
    let is_field = matches!(rest, [colon, ..] if is_punct(colon, ':'));
    (is_field && whole.contains('_') && first != &whole)
        .then(|| (Ident::new(&whole, first.span()), rest))
}
