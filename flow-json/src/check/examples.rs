//! Examples: are they of the type that is declared beside them?

use std::collections::HashMap;

use super::model::Model;
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::types::{is_of, named};
use super::wording::{code, found};
use crate::expr::Type;
use crate::model::{Form, form};
use crate::rule::{Rule, samples};
use crate::scope::declared;
use crate::tree::{Entry, Node, Object, Value};

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[Check {
    run: examples,
    rules: &[&EXAMPLE_TYPE],
}];

/// An example of another type.
pub(super) const EXAMPLE_TYPE: Rule = Rule {
    id: "D15",
    name: "example-of-another-type",
    code: "INVALID_SCREEN_DATA",
    client_code: Some("INVALID_PROPERTY_TYPE"),
    why: "the example of a field shows a value that the field may have",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"age": {"type": "number", "__example__": 30}}"#, ""),
        fail: Screen(V7_3, r#""data": {"age": {"type": "number", "__example__": "thirty"}}"#, ""),
    },
    ..Rule::ERROR
};

pub(super) fn examples(model: &Model<'_>, sink: &mut Sink) {
    for screen in &model.screens {
        for field in screen.data.fields {
            let Some(example) = field.value.get("__example__") else {
                continue;
            };
            if let Some(declaration) = Declaration::of(&field.value) {
                let mut check = ExampleCheck { model, field, sink };
                check.value(example, &declaration, &field.key);
            }
        }
    }
}

/// A declaration, its properties by name.
enum Declaration<'t> {
    Scalar(Type),
    List(Option<Box<Declaration<'t>>>),
    Object {
        properties: HashMap<&'t str, Option<Declaration<'t>>>,
        required: Vec<&'t str>,
    },
}

impl<'t> Declaration<'t> {
    fn of(node: &'t Node) -> Option<Self> {
        let object = node.as_object()?;
        Some(match object.get("type")?.as_str()? {
            "array" => {
                let items = object.get("items").and_then(Self::of);
                Declaration::List(items.map(Box::new))
            }
            "object" => {
                let properties = entries(object, "properties");
                let properties = properties
                    .iter()
                    .map(|entry| (entry.key.as_ref(), Self::of(&entry.value)));
                let required = object.get("required").into_iter().flat_map(Node::items);
                Declaration::Object {
                    // Of two of one name the first counts.
                    properties: properties.rev().collect(),
                    required: required.filter_map(Node::as_str).collect(),
                }
            }
            _ => Declaration::Scalar(declared(node)?),
        })
    }

    /// Its type, parts aside.
    fn outer(&self) -> Type {
        match self {
            Declaration::Scalar(ty) => ty.clone(),
            Declaration::List(_) => Type::List(None),
            Declaration::Object { .. } => Type::Object(None),
        }
    }
}

fn entries<'t>(object: &'t Object, key: &str) -> &'t [Entry] {
    object
        .get(key)
        .and_then(Node::as_object)
        .map_or(&[], |object| &object.entries)
}

struct ExampleCheck<'m, 't> {
    model: &'m Model<'t>,
    field: &'t Entry,
    sink: &'m mut Sink,
}

impl<'t> ExampleCheck<'_, 't> {
    fn value(&mut self, node: &'t Node, declaration: &Declaration<'_>, name: &str) {
        let bound = matches!(node.value, Value::Expression(_)) || form(node) == Form::Binding;
        if bound {
            self.sink
                .report(
                    &EXAMPLE_TYPE,
                    Spot::value(node),
                    "an example cannot be a binding",
                )
                .help("write a value that shows what the field may hold");
            return;
        }
        let outer = declaration.outer();
        if !is_of(node, &outer) {
            let style = self.model.style;
            let message = format!(
                "{} is declared as {}, and its example is {}",
                code(name),
                named(&outer, style),
                found(node, style)
            );
            let ty = self.field.value.get("type");
            let found = self.sink.report(&EXAMPLE_TYPE, Spot::value(node), message);
            found.help("change the example, or the declaration");
            if let Some(ty) = ty {
                found.related(Spot::value(ty), "the declaration");
            }
            return;
        }
        match (declaration, &node.value) {
            (Declaration::List(Some(of)), Value::Array(items)) => {
                for item in items {
                    self.value(item, of, name);
                }
            }
            (
                Declaration::Object {
                    properties,
                    required,
                },
                Value::Object(object),
            ) => {
                for entry in &object.entries {
                    // Examples may show more than is declared.
                    if let Some(Some(declaration)) = properties.get(entry.key.as_ref()) {
                        self.value(&entry.value, declaration, &entry.key);
                    }
                }
                self.required(node, object, required, name);
            }
            _ => {}
        }
    }

    /// Looks for the first property that must be there and is not.
    fn required(&mut self, node: &Node, object: &Object, required: &[&str], name: &str) {
        if required.is_empty() {
            return;
        }
        let mut keys: Vec<_> = object
            .entries
            .iter()
            .map(|entry| entry.key.as_ref())
            .collect();
        keys.sort_unstable();
        let missing = |name: &&&str| keys.binary_search(name).is_err();
        if let Some(missing) = required.iter().find(missing) {
            let message = format!("the example of {} lacks {}", code(name), code(missing));
            self.sink
                .report(&EXAMPLE_TYPE, Spot::value(node), message)
                .help("add it, or leave it out of `required`");
        }
    }
}
