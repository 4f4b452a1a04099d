//! The check of a definition by itself, before a flow uses it.

use std::borrow::Cow;

use flow_json::tree::{Node, Value};
use flow_json::{Diagnostic, Severity, State, Style, Version};
use proc_macro2::{Ident, Punct, Spacing, Span, TokenStream};
use quote::quote;

use super::constants::types;
use super::definition::Definition;
use super::splice::instantiate;
use crate::emit;
use crate::errors::Errors;
use crate::read;
use crate::syntax::{Array, Expr, FieldValue, Literal, Struct, delimiters};

/// The mistakes that a definition has with any arguments, as errors of the compiler.
///
/// It is read and checked as the only known part of a screen: parameters, data and all other
/// properties are unknown values, about which no rule reports anything.
///
/// Reading it finds the types of its constants too.
pub(super) fn check(definition: &mut Definition) -> TokenStream {
    let mut errors = Errors::default();
    let unknown = Expr::wrong(definition.name.clone());
    let known =
        |parameter: &super::parameter::Parameter| (!parameter.optional).then(|| unknown.clone());
    let arguments: Vec<Option<Expr>> = definition.parameters.iter().map(known).collect();
    let mut children = instantiate(definition, &arguments, &mut errors);
    children.push(unknown.clone());
    let screen = structure(
        "Screen",
        [
            ("id", text("COMPONENT")),
            ("title", text("Component")),
            ("terminal", unknown.clone()),
            ("data", unknown.clone()),
            ("children", list(children)),
        ],
    );
    let screens = list(vec![screen, unknown.clone()]);
    let fields = [
        ("name", text("component")),
        ("version", text("")),
        ("data_api_version", unknown.clone()),
        ("screens", screens),
        ("routing_model", unknown),
    ];
    let mut flow = read::read_alone(&structure("Flow", fields), &mut errors);
    types(&mut definition.constants, &flow.constants);
    let mistakes = emit::errors(&errors.0);
    let found = emit::found(&always(&mut flow.tree), &flow.spans);
    quote!(#mistakes #found)
}

/// The errors in the children of the first screen that every version has. The version of the flow is
/// not known where a component is defined, so an error of some versions only is none here.
fn always(tree: &mut Node) -> Vec<Diagnostic> {
    let mut found: Option<Vec<Diagnostic>> = None;
    for (version, state) in Version::ALL.iter().rev() {
        if *state == State::Frozen {
            continue;
        }
        set_version(tree, *version);
        let mut now = flow_json::check(tree, Style::Rust);
        now.retain(|diagnostic| {
            diagnostic.severity == Severity::Error
                && diagnostic
                    .place
                    .pointer
                    .starts_with("/screens/0/layout/children/")
        });
        let same =
            |a: &Diagnostic, b: &Diagnostic| a.rule == b.rule && a.place.pointer == b.place.pointer;
        let kept = match found {
            None => now,
            Some(mut before) => {
                before.retain(|before| now.iter().any(|now| same(before, now)));
                before
            }
        };
        if kept.is_empty() {
            return kept;
        }
        found = Some(kept);
    }
    found.expect("Flow JSON has a version that is not frozen")
}

fn set_version(tree: &mut Node, version: Version) {
    if let Value::Object(flow) = &mut tree.value {
        for entry in &mut flow.entries {
            if entry.key == "version" {
                entry.value.value = Value::String(Cow::Owned(version.to_string()));
            }
        }
    }
}

fn structure<const N: usize>(name: &str, fields: [(&str, Expr); N]) -> Expr {
    let ident = |name: &str| Ident::new(name, Span::call_site());
    let field = |(name, value): (&str, Expr)| FieldValue {
        attributes: Vec::new(),
        name: ident(name),
        colon: Some(Punct::new(':', Spacing::Alone)),
        value,
    };
    Expr::Struct(Struct {
        attributes: Vec::new(),
        path: ident(name).into(),
        braces: delimiters(Span::call_site()),
        fields: fields.into_iter().map(field).collect(),
    })
}

fn list(items: Vec<Expr>) -> Expr {
    Expr::Array(Array::new(items, Span::call_site()))
}

fn text(text: &str) -> Expr {
    Expr::Literal(Literal::text(text, Span::call_site()))
}
