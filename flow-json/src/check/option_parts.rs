//! The parts that options and other objects are declared with, where the options are bound.

use std::collections::HashSet;

use super::model::{Expression, Model, Screen, Written};
use super::rules::Check;
use super::sink::{Sink, Spot, address};
use super::wording::{and, code};
use crate::expr::Source;
#[cfg(feature = "samples")]
use crate::rule::sample::{document, screen};
use crate::rule::{Origin, Rule, samples};
use crate::table::{Shape, Type};
use crate::tree::{Entry, Node};
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[Check {
    run: option_parts,
    rules: &[&UNKNOWN_OPTION_PART],
}];

/// A declared part of an option that its component does not know.
pub(super) const UNKNOWN_OPTION_PART: Rule = Rule {
    id: "W30",
    name: "unknown-option-part",
    code: "UNKNOWN_OPTION_PART",
    source: Origin::Published,
    why: "Meta's Builder complains of each part of an option that the component does not know, and no phone shows it",
    samples: samples! {
        pass: Generated(|| options(r#""id": {"type": "string"}, "title": {"type": "string"}, "description": {"type": "string"}"#)),
        fail: Generated(|| options(r#""id": {"type": "string"}, "title": {"type": "string"}, "subtitle": {"type": "string"}"#)),
    },
    ..Rule::WARNING
};

pub(super) fn option_parts(model: &Model<'_>, sink: &mut Sink) {
    // A list may be bound more than once.
    let mut told = HashSet::new();
    for screen in &model.screens {
        for expression in screen.expressions() {
            let Some((property, ty)) = expression.site.need else {
                continue;
            };
            let Some(declaration) = declaration(model, screen, expression) else {
                continue;
            };
            let Some((shape, parts)) = objects(ty, declaration) else {
                continue;
            };
            // That a part is missing is another mistake, and tells of the one that stands for it.
            let missing = |property: &&crate::table::Property| {
                property
                    .required
                    .is_some_and(|since| since <= model.version)
                    && !parts.iter().any(|part| part.key == property.name)
            };
            if shape.properties.iter().any(|property| missing(&property)) {
                continue;
            }
            for part in unknown(shape, parts, model.version) {
                if !told.insert(address(&part.value)) {
                    continue;
                }
                let component = expression.site.component;
                let component = component.map(|index| screen.components[index].name());
                let owner = match component {
                    Some(name) => format!("`{name}`"),
                    None => format!("`{}`", model.style.property(property.name)),
                };
                let message = format!("the options of {owner} have no part {}", code(&part.key));
                let free = shape.properties.iter().filter(|property| {
                    let is_declared = parts.iter().any(|part| part.key == property.name);
                    property.since <= model.version && !is_declared && is_text(&property.ty)
                });
                let free: Vec<_> = free.map(|property| code(property.name)).collect();
                let found = sink.report(&UNKNOWN_OPTION_PART, Spot::key(part), message);
                found.help(match free.len() {
                    0 => "leave it out, also in the values".to_owned(),
                    _ => format!(
                        "leave it out, also in the values; it may have {}",
                        and(free)
                    ),
                });
            }
        }
    }
}

fn is_text(ty: &Type) -> bool {
    matches!(ty, Type::String(_))
}

/// The declaration of the value that an expression binds.
pub(super) fn declaration<'t>(
    model: &Model<'t>,
    own: &Screen<'t>,
    expression: &Expression<'t>,
) -> Option<&'t Node> {
    if expression.written != Written::Alone {
        return None;
    }
    let reference = expression.references().next()?;
    let screen = match reference.source() {
        (None, Source::Data) => own,
        (Some(id), Source::Data) => model.screen(id)?,
        (_, Source::Form) => return None,
    };
    let mut node = screen.data.declaration(reference.name(0)?)?;
    let mut index = 1;
    while let Some(name) = reference.name(index) {
        node = node.get("properties")?.get(name)?;
        index += 1;
    }
    Some(node)
}

/// The shape of the objects that a property takes, with the parts that are declared for them.
pub(super) fn objects<'t>(
    ty: &'static Type,
    node: &'t Node,
) -> Option<(&'static Shape, &'t [Entry])> {
    match ty {
        Type::Array { of, .. } => objects(of, node.get("items")?),
        Type::Object(shape) => Some((shape, &node.get("properties")?.as_object()?.entries)),
        _ => None,
    }
}

/// The declared parts that objects of a shape do not have.
pub(super) fn unknown<'t>(
    shape: &'static Shape,
    parts: &'t [Entry],
    version: Version,
) -> impl Iterator<Item = &'t Entry> {
    parts.iter().filter(move |part| {
        let property = shape.property(&part.key);
        property.is_none_or(|property| property.since > version)
    })
}

/// A list of options from the screen's data.
#[cfg(feature = "samples")]
fn options(properties: &str) -> String {
    let data = format!(
        r#""data": {{"cities": {{"type": "array", "items": {{"type": "object", "properties": {{{properties}}}}}, "__example__": []}}}}"#
    );
    let list = r#"{"type": "RadioButtonsGroup", "name": "city", "label": "City", "data-source": "${data.cities}"}"#;
    document(Version::V7_3, "", &screen(&data, list))
}
