//! Values bound to a property, which have the type that the property needs.

use super::model::{Expression, Model, Screen, Written};
use super::operands::{is_checked, is_condition};
use super::option_parts;
use super::rules::Check;
use super::sink::Sink;
use super::types::{Unfit, declaration, is_input, named, unfit};
use super::wording::{code, expected};
use crate::expr::Type;
#[cfg(feature = "samples")]
use crate::rule::sample::{document, screen};
use crate::rule::{Origin, Rule, samples};
use crate::table::{self, Dynamic};
use crate::tree::Entry;
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[Check {
    run: types_at_bindings,
    rules: &[
        &WRONG_BOUND_TYPE,
        &MISSING_PARTS,
        &NONE_OF_BOUND_TYPES,
        &WRONG_RESULT,
        &WRONG_INPUT_TYPE,
    ],
}];

/// A binding of another type than the property's.
pub(super) const WRONG_BOUND_TYPE: Rule = Rule {
    id: "D2",
    name: "bound-value-of-wrong-type",
    code: "INVALID_SCREEN_DYNAMIC_DATA",
    why: "a field that is bound to a property is declared as what the property needs",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"title": {"type": "string", "__example__": "Welcome"}}"#, r#"{"type": "TextHeading", "text": "${data.title}"}"#),
        fail: Screen(V7_3, r#""data": {"title": {"type": "number", "__example__": 1}}"#, r#"{"type": "TextHeading", "text": "${data.title}"}"#),
    },
    ..Rule::ERROR
};

/// A bound list with items that lack a part which the component shows.
pub(super) const MISSING_PARTS: Rule = Rule {
    id: "D3",
    name: "bound-value-without-parts",
    code: "INVALID_SCREEN_DYNAMIC_DATA",
    why: "the options of a list have an `id` and a `title`, and where they are bound their declaration says so",
    samples: samples! {
        pass: Generated(|| options(r#""id": {"type": "string"}, "title": {"type": "string"}"#)),
        fail: Generated(|| options(r#""id": {"type": "string"}, "name": {"type": "string"}"#)),
    },
    ..Rule::ERROR
};

/// A binding that is of none of the types that the property takes.
pub(super) const NONE_OF_BOUND_TYPES: Rule = Rule {
    id: "D6",
    name: "bound-value-of-none-of-the-types",
    code: "INVALID_SCREEN_DYNAMIC_DATA",
    why: "where a property takes values of several types, what is bound to it is of one of them",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"error": {"type": "string", "__example__": "Too dark"}}"#, r#"{"type": "PhotoPicker", "name": "photo", "label": "Photo", "error-message": "${data.error}"}"#),
        fail: Screen(V7_3, r#""data": {"error": {"type": "boolean", "__example__": true}}"#, r#"{"type": "PhotoPicker", "name": "photo", "label": "Photo", "error-message": "${data.error}"}"#),
    },
    ..Rule::ERROR
};

/// An expression with a result of another type than the property's.
pub(super) const WRONG_RESULT: Rule = Rule {
    id: "D16c",
    name: "result-of-wrong-type",
    code: "INVALID_PROPERTY_VALUE",
    source: Origin::Client,
    since: Version::V6_0,
    why: "the result of an expression is what the property needs",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "TextInput", "name": "city", "label": "City"}, {"type": "TextBody", "text": "Far!", "visible": "`${form.city} == 'Rome'`"}"#),
        fail: Children(V7_3, r#"{"type": "TextInput", "name": "city", "label": "City"}, {"type": "TextBody", "text": "Far!", "visible": "`${form.city} 'Rome'`"}"#),
    },
    ..Rule::ERROR
};

/// An input of another type than the property's.
pub(super) const WRONG_INPUT_TYPE: Rule = Rule {
    id: "W18",
    name: "input-of-wrong-type",
    code: "INPUT_OF_WRONG_TYPE",
    why: "Meta says of fields what they must be where they are bound, but not of inputs; clients may not show what is meant",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "OptIn", "name": "agree", "label": "I agree"}, {"type": "TextBody", "text": "Fine!", "visible": "${form.agree}"}"#),
        fail: Children(V7_3, r#"{"type": "TextInput", "name": "city", "label": "City"}, {"type": "TextBody", "text": "Fine!", "visible": "${form.city}"}"#),
    },
    ..Rule::WARNING
};

pub(super) fn types_at_bindings(model: &Model<'_>, sink: &mut Sink) {
    for screen in &model.screens {
        for expression in screen.expressions() {
            if is_checked(model, screen, expression) && !is_condition(expression) {
                type_at_binding(model, screen, expression, sink);
            }
        }
    }
}

fn type_at_binding<'t>(
    model: &Model<'t>,
    screen: &Screen<'t>,
    expression: &Expression<'t>,
    sink: &mut Sink,
) {
    let Some((property, ty)) = expression.site.need else {
        return;
    };
    let names = model.names(screen, expression.site.usage);
    let Ok(Some(found)) = expression.type_of(&names) else {
        return;
    };
    // The first value of a `TextInput` for numbers may be a number.
    if property.name == "init-value" && matches!(found, Type::Number | Type::Integer) {
        let component = expression
            .site
            .component
            .map(|index| &screen.components[index]);
        let input = component.and_then(|input| model.get(input.object, "name")?.as_str());
        let input = input.and_then(|name| model.scope.input(screen.position, name));
        if input == Some(&Type::Number) {
            return;
        }
    }
    let whole = format!("`{}`", model.style.property(property.name));
    let Some(unfit) = unfit(ty, found, model.version, &|| None, &whole) else {
        return;
    };
    let computed = expression.written == Written::Expression;
    let what = |needed: &table::Type| expected(needed, Dynamic::No, model.version, model.style);
    let (rule, message, help) = match unfit {
        Unfit::Missing { part, names } => {
            let message = format!("{part} must have {names}, which the declaration lacks");
            let rule = if is_input(expression) {
                &WRONG_INPUT_TYPE
            } else {
                &MISSING_PARTS
            };
            let instead = declared_instead(model, screen, expression, ty);
            let help = match instead {
                Some(part) => format!(
                    "call {} so, in the declaration and in the values",
                    code(&part.key)
                ),
                None => format!("declare {names}"),
            };
            (rule, message, help)
        }
        Unfit::Type {
            part: None, found, ..
        } => {
            let found = named(&found, model.style);
            let rule = match ty {
                _ if computed => &WRONG_RESULT,
                _ if is_input(expression) => &WRONG_INPUT_TYPE,
                table::Type::OneOf(_) => &NONE_OF_BOUND_TYPES,
                _ => &WRONG_BOUND_TYPE,
            };
            let message = format!("{whole} must be {}, and this is {found}", what(ty));
            let help = match ty {
                table::Type::Boolean if model.version >= Version::V6_0 => {
                    "compare it with something".to_owned()
                }
                ty => format!("bind a field or an input that is {}", what(ty)),
            };
            (rule, message, help)
        }
        Unfit::Type {
            part: Some(part),
            needed,
            found,
        } => {
            let found = named(&found, model.style);
            let needed = what(needed);
            let message = format!("{part} must be {needed}, and is declared as {found}");
            let rule = if is_input(expression) {
                &WRONG_INPUT_TYPE
            } else {
                &WRONG_BOUND_TYPE
            };
            (rule, message, format!("declare it as {needed}"))
        }
    };
    let reported = sink.report(rule, expression.spot(), message);
    reported.help(help);
    if !computed && let Some((spot, what)) = declaration(model, screen, expression) {
        reported.related(spot, what);
    }
}

/// The one declared part that the objects of a property do not have, if they lack one only.
fn declared_instead<'t>(
    model: &Model<'t>,
    screen: &Screen<'t>,
    expression: &Expression<'t>,
    ty: &'static table::Type,
) -> Option<&'t Entry> {
    let declaration = option_parts::declaration(model, screen, expression)?;
    let (shape, parts) = option_parts::objects(ty, declaration)?;
    let lacks = |property: &&table::Property| {
        let needed = property
            .required
            .is_some_and(|since| since <= model.version);
        needed && !parts.iter().any(|part| part.key == property.name)
    };
    let mut unknown = option_parts::unknown(shape, parts, model.version);
    let only = unknown.next().filter(|_| unknown.next().is_none());
    only.filter(|_| shape.properties.iter().filter(lacks).count() == 1)
}

/// A list of options from the screen's data.
#[cfg(feature = "samples")]
fn options(properties: &str) -> String {
    let data = format!(
        r#""data": {{"cities": {{"type": "array", "items": {{"type": "object", "properties": {{{properties}}}}}, "__example__": []}}}}"#
    );
    let children =
        r#"{"type": "Dropdown", "name": "city", "label": "City", "data-source": "${data.cities}"}"#;
    document(Version::V7_3, "", &screen(&data, children))
}
