//! Types, and whether one fits another.

use std::collections::HashMap;

use super::model::{Expression, Model, Screen};
use super::sink::{Spot, address};
use super::wording::{and, code};
use crate::diagnostic::Style;
use crate::expr::{Source, Type};
use crate::table;
use crate::tree::{Node, Value};
use crate::version::Version;

/// The name of a type, with its article.
pub(super) fn named(ty: &Type, style: Style) -> &'static str {
    match (ty, style) {
        (Type::Text, Style::Json) => "a string",
        (Type::Text, Style::Rust) => "text",
        (Type::Number, _) => "a number",
        (Type::Integer, _) => "a whole number",
        (Type::Boolean, _) => "a truth value",
        (Type::List(_), Style::Json) => "an array",
        (Type::List(_), Style::Rust) => "a list",
        (Type::Object(_), Style::Json) => "an object",
        (Type::Object(_), Style::Rust) => "a struct",
    }
}

/// Whether a literal is of a type, its parts aside. Other values may be of any type.
pub(super) fn is_of(node: &Node, ty: &Type) -> bool {
    match &node.value {
        Value::Null => false,
        Value::Bool(_) => *ty == Type::Boolean,
        Value::Number(number) => match ty {
            Type::Number => true,
            Type::Integer => number
                .parse::<f64>()
                .is_ok_and(|value| value.fract() == 0.0),
            _ => false,
        },
        Value::String(_) => *ty == Type::Text,
        Value::Array(_) => matches!(ty, Type::List(_)),
        Value::Object(_) => matches!(ty, Type::Object(_)),
        _ => true,
    }
}

/// The difference between the type of a property and that of a bound value.
pub(super) enum Unfit {
    /// A part of it has another type.
    Type {
        /// The part, in words; none for the whole.
        part: Option<String>,
        /// The type in the table.
        needed: &'static table::Type,
        found: Type,
    },
    /// A part of it lacks properties that it must have.
    Missing { part: String, names: String },
}

/// Why a value of a type does not fit the table's type, if it does not.
pub(super) fn unfit(
    needed: &'static table::Type,
    found: &Type,
    version: Version,
    part: &dyn Fn() -> Option<String>,
    whole: &str,
) -> Option<Unfit> {
    let part_name = || part().unwrap_or_else(|| whole.to_owned());
    let fits = match (needed, found) {
        // The cases of a `Switch` are compared with the text of the value.
        (table::Type::String(table::Format::Binding), found) => found.is_scalar(),
        (table::Type::String(_) | table::Type::Choice(_), Type::Text) => true,
        (table::Type::Boolean, Type::Boolean) => true,
        (table::Type::Integer { .. } | table::Type::Number, Type::Number | Type::Integer) => true,
        (table::Type::Array { of, .. }, Type::List(items)) => {
            let items = items.as_deref()?;
            let part = || Some(format!("each item of {}", part_name()));
            return unfit(of, items, version, &part, whole);
        }
        (table::Type::Object(shape), Type::Object(found)) => {
            let required = |property: &&table::Property| {
                property.since <= version
                    && property.required.is_some_and(|since| since <= version)
                    && found
                        .as_ref()
                        .is_none_or(|found| !found.contains_key(property.name))
            };
            let missing: Vec<_> = shape.properties.iter().filter(required).collect();
            if !missing.is_empty() {
                let names = missing.iter().map(|property| code(property.name));
                let (part, names) = (part_name(), and(names));
                return Some(Unfit::Missing { part, names });
            }
            return shape.properties.iter().find_map(|property| {
                let found = found.as_ref()?.get(property.name)?.as_ref()?;
                let part = || Some(format!("{} of {}", code(property.name), part_name()));
                unfit(&property.ty, found, version, &part, whole)
            });
        }
        (table::Type::Map(_), Type::Object(_)) => true,
        (table::Type::OneOf(types), found) => {
            let known = types.iter().filter(|(_, since)| *since <= version);
            let mut closest = None;
            for (ty, _) in known {
                let unfit = unfit(ty, found, version, part, whole)?;
                // One that is right but for its parts tells more.
                let whole =
                    matches!(&unfit, Unfit::Type { needed, .. } if std::ptr::eq(*needed, ty));
                if !whole {
                    closest = Some(unfit);
                }
            }
            if closest.is_some() {
                return closest;
            }
            false
        }
        (
            table::Type::Action { .. }
            | table::Type::Payload
            | table::Type::Components
            | table::Type::Cases
            | table::Type::DataModel
            | table::Type::RoutingModel,
            _,
        ) => true,
        _ => false,
    };
    (!fits).then(|| Unfit::Type {
        part: part(),
        needed,
        found: found.clone(),
    })
}

/// Tells a value that is bound from one that is declared elsewhere.
///
/// Types are compared once, however often the same two meet.
pub(super) struct Differences {
    style: Style,
    known: HashMap<(usize, usize), Option<String>>,
}

impl Differences {
    pub(super) fn new(style: Style) -> Self {
        let known = HashMap::new();
        Self { style, known }
    }

    /// The difference in words, if there is one.
    pub(super) fn between(&mut self, bound: &Type, declared: &Type) -> Option<&str> {
        let style = self.style;
        let difference = self
            .known
            .entry((address(bound), address(declared)))
            .or_insert_with(|| difference(bound, declared, style, &|| None));
        difference.as_deref()
    }
}

fn difference(
    bound: &Type,
    declared: &Type,
    style: Style,
    part: &dyn Fn() -> Option<String>,
) -> Option<String> {
    match (bound, declared) {
        // Of items that are not declared nothing is known.
        (Type::List(bound), Type::List(declared)) => {
            let part = || {
                Some(match part() {
                    Some(whole) => format!("each item of {whole}"),
                    None => "each item".to_owned(),
                })
            };
            difference(bound.as_deref()?, declared.as_deref()?, style, &part)
        }
        (Type::Object(None), Type::Object(None)) => None,
        (Type::Object(bound), Type::Object(declared)) => {
            let empty = Default::default();
            let (bound, declared) = (
                bound.as_ref().unwrap_or(&empty),
                declared.as_ref().unwrap_or(&empty),
            );
            let whole = || part().unwrap_or_else(|| "this".to_owned());
            for (name, declared) in declared {
                let Some(bound) = bound.get(name) else {
                    let meant = bound.keys().find(|key| key.replace('-', "_") == *name);
                    return Some(match meant {
                        Some(key) => {
                            format!("{} has {}, not {}", whole(), code(key), code(name))
                        }
                        None => format!("{} has no {}", whole(), code(name)),
                    });
                };
                let part = || {
                    Some(match part() {
                        Some(part) => format!("{} of {part}", code(name)),
                        None => code(name),
                    })
                };
                let (Some(bound), Some(declared)) = (bound, declared) else {
                    continue;
                };
                let found = difference(bound, declared, style, &part);
                if found.is_some() {
                    return found;
                }
            }
            let more = bound.keys().find(|name| !declared.contains_key(*name))?;
            Some(format!(
                "{} has {}, which is not declared",
                whole(),
                code(more)
            ))
        }
        _ if bound == declared => None,
        _ => {
            let (bound, declared) = (named(bound, style), named(declared, style));
            Some(match part() {
                Some(part) => format!("{part} is {bound} instead of {declared}"),
                None => format!("this is {bound} instead of {declared}"),
            })
        }
    }
}

/// How a field is declared to take a value of that type, in `flow!` by an example.
pub(super) fn written(ty: &Type, style: Style) -> Option<String> {
    match style {
        Style::Json => json(ty),
        Style::Rust => match ty {
            Type::Object(Some(properties)) => {
                let keys = properties.keys().map(|key| {
                    let name = key.replace('-', "_");
                    if name == *key {
                        format!("{name}: …")
                    } else {
                        format!("#[rename = \"{key}\"] {name}: …")
                    }
                });
                Some(format!(
                    "Example {{ {} }}",
                    keys.collect::<Vec<_>>().join(", ")
                ))
            }
            _ => rust(ty).map(|ty| format!("… as {ty}")),
        },
    }
}

fn rust(ty: &Type) -> Option<String> {
    Some(match ty {
        Type::Text => "String".to_owned(),
        Type::Number => "f64".to_owned(),
        Type::Integer => "i64".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::List(of) => format!("Vec<{}>", rust(of.as_deref()?)?),
        Type::Object(_) => return None,
    })
}

fn json(ty: &Type) -> Option<String> {
    Some(match ty {
        Type::Text => r#"{"type": "string"}"#.to_owned(),
        Type::Number => r#"{"type": "number"}"#.to_owned(),
        Type::Integer => r#"{"type": "integer"}"#.to_owned(),
        Type::Boolean => r#"{"type": "boolean"}"#.to_owned(),
        Type::List(of) => format!(r#"{{"type": "array", "items": {}}}"#, json(of.as_deref()?)?),
        Type::Object(properties) => {
            let properties = properties.as_ref()?.iter();
            let properties =
                properties.map(|(key, ty)| Some(format!("\"{key}\": {}", json(ty.as_ref()?)?)));
            let properties = properties.collect::<Option<Vec<_>>>()?.join(", ");
            format!(r#"{{"type": "object", "properties": {{{properties}}}}}"#)
        }
    })
}

/// The declaration of the name that an expression is, and a label for it.
pub(super) fn declaration<'t>(
    model: &Model<'t>,
    screen: &Screen<'t>,
    expression: &Expression<'t>,
) -> Option<(Spot, String)> {
    let reference = expression.references().next()?;
    let (other, source) = reference.source();
    let name = reference.name(0)?;
    let screen = match other {
        Some(id) => model.screen(id)?,
        None => screen,
    };
    match source {
        Source::Data => {
            let field = &screen.data.fields[screen.data.names.find(name)?];
            Some((Spot::key(field), format!("{} is declared here", code(name))))
        }
        Source::Form => {
            let input = &screen.components[screen.inputs.find(name)?];
            Some((
                Spot::value(input.type_node),
                format!("the input {}", code(name)),
            ))
        }
    }
}

/// Whether an expression is, or begins with, the value of an input.
pub(super) fn is_input(expression: &Expression<'_>) -> bool {
    let first = expression.references().next();
    first.is_some_and(|reference| reference.source().1 == Source::Form)
}
