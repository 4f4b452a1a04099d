//! What a use gives to the parameters.

use flow_json::table;
use proc_macro2::Span;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Expr, ExprStruct, Member};

use super::constants::{Home, relocate};
use super::definition::Definition;
use super::parameter::Parameter;
use super::splice::{plain, wrong};
use crate::errors::Errors;

/// The arguments of a use, in the order of the parameters. None is what is left out.
pub(super) fn bind(
    definition: &Definition,
    literal: ExprStruct,
    home: &Home,
    place: &impl Fn(Span) -> Span,
    errors: &mut Errors,
) -> Vec<Option<Expr>> {
    let component = &definition.name;
    if let Some(dots) = literal.dot2_token {
        errors.push(
            dots.span(),
            "`..` has no meaning here; write every argument out",
        );
    }
    let parameters = &definition.parameters;
    let mut arguments: Vec<Option<Expr>> = parameters.iter().map(|_| None).collect();
    for field in literal.fields {
        let Member::Named(ident) = &field.member else {
            errors.push(field.member.span(), "an argument is written `name: value`");
            continue;
        };
        if let Some(attribute) = field.attrs.first() {
            errors.push(attribute.span(), "an argument has no attributes");
        }
        let name = plain(ident);
        let Some(index) = parameters
            .iter()
            .position(|parameter| plain(&parameter.name) == name)
        else {
            errors.push(ident.span(), no_parameter(definition, &name, &arguments));
            continue;
        };
        if arguments[index].is_some() {
            errors.push(ident.span(), format!("`{name}` is given twice; keep one"));
            continue;
        }
        if let Some((span, message)) = parameters[index].kind.refuses(&field.expr) {
            let kind = &parameters[index].kind;
            errors.push(
                span,
                format!("`{name}` of `{component}` is {kind}; {message}"),
            );
            arguments[index] = Some(wrong(ident.clone().into()));
            continue;
        }
        arguments[index] = Some(field.expr);
    }
    for (parameter, argument) in parameters.iter().zip(&mut arguments) {
        if argument.is_some() || parameter.optional {
            continue;
        }
        *argument = match &parameter.default {
            Some(default) => syn::parse2(relocate(default.to_token_stream(), home, place)).ok(),
            None => {
                errors.push(literal.path.span(), missing(definition, parameter));
                Some(wrong(literal.path.clone()))
            }
        };
    }
    arguments
}

fn missing(definition: &Definition, parameter: &Parameter) -> String {
    let Parameter { name, kind, .. } = parameter;
    format!(
        "`{}` needs `{name}`, {kind}; write `{name}: …`",
        definition.name
    )
}

fn no_parameter(definition: &Definition, name: &str, given: &[Option<Expr>]) -> String {
    let component = &definition.name;
    let names: Vec<String> = definition
        .parameters
        .iter()
        .map(|parameter| plain(&parameter.name))
        .collect();
    let free = names.iter().zip(given).filter(|(_, given)| given.is_none());
    if let Some(meant) = table::nearest(name, free.map(|(name, _)| name.as_str())) {
        return format!("`{component}` has no parameter `{name}`; write `{meant}`");
    }
    match &names[..] {
        [] => format!("`{component}` has no parameters; leave `{name}` out"),
        names => {
            let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
            format!(
                "`{component}` has no parameter `{name}`: it has {}",
                names.join(", ")
            )
        }
    }
}
