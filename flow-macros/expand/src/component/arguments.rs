//! The arguments of a use.

use flow_json::table;
use proc_macro2::Span;
use quote::ToTokens;

use super::constants::{Home, relocate};
use super::definition::Definition;
use super::parameter::Parameter;
use crate::errors::Errors;
use crate::parse::parse_again;
use crate::syntax::{Expr, Struct, unraw};

/// The arguments of a use, in the order of the parameters. An optional parameter without an argument
/// has `None`.
pub(super) fn bind(
    definition: &Definition,
    literal: Struct,
    home: &Home,
    place: &impl Fn(Span) -> Span,
    errors: &mut Errors,
) -> Vec<Option<Expr>> {
    let component = &definition.name;
    let parameters = &definition.parameters;
    let mut arguments: Vec<Option<Expr>> = parameters.iter().map(|_| None).collect();
    for field in literal.fields {
        if let Some(attribute) = field.attributes.first() {
            errors.push(attribute.span(), "an argument has no attributes");
        }
        let ident = &field.name;
        let name = unraw(ident);
        let Some(index) = parameters
            .iter()
            .position(|parameter| unraw(&parameter.name) == name)
        else {
            errors.push(ident.span(), no_parameter(definition, &name, &arguments));
            continue;
        };
        if arguments[index].is_some() {
            errors.push(ident.span(), format!("`{name}` is given twice; keep one"));
            continue;
        }
        if let Some((span, message)) = parameters[index].kind.refuses(&field.value) {
            let kind = &parameters[index].kind;
            errors.push(
                span,
                format!("`{name}` of `{component}` is {kind}; {message}"),
            );
            arguments[index] = Some(Expr::wrong(ident.clone()));
            continue;
        }
        arguments[index] = Some(field.value);
    }
    for (parameter, argument) in parameters.iter().zip(&mut arguments) {
        if argument.is_some() || parameter.optional {
            continue;
        }
        *argument = match &parameter.default {
            Some(default) => parse_again(relocate(default.to_token_stream(), home, place)),
            None => {
                errors.push(literal.path.span(), missing(definition, parameter));
                Some(Expr::wrong(literal.path.clone()))
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
        .map(|parameter| unraw(&parameter.name))
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
