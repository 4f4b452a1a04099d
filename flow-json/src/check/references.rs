//! References: is there such a field, such an input, such a screen?

use super::model::{Model, Reference, Screen, Use, Written};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::code;
use crate::expr::Source;
#[cfg(feature = "samples")]
use crate::rule::sample::{document, screen};
use crate::rule::{Rule, samples};
use crate::table::nearest;
use crate::tree::{Node, Object};
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[Check {
    run: references,
    rules: &[
        &PAYLOAD_INPUT,
        &PAYLOAD_FIELD,
        &PAYLOAD_FORM,
        &PAYLOAD_EXPRESSION,
        &UNKNOWN_FIELD,
        &STEP_INTO_LIST,
        &UNKNOWN_PART,
        &GLOBAL_TO_OWN_SCREEN,
        &GLOBAL_TO_UNKNOWN_SCREEN,
        &GLOBAL_TO_UNKNOWN_NAME,
        &GLOBAL_TOO_EARLY,
        &UNKNOWN_INPUT,
    ],
}];

/// An action sends an input that is not there.
pub(super) const PAYLOAD_INPUT: Rule = Rule {
    id: "A1",
    name: "unknown-input-in-payload",
    code: "INVALID_ON_CLICK_ACTION_PAYLOAD",
    why: "`${form.name}` is the value of an input of the same screen",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "TextInput", "name": "city", "label": "City"}, {"type": "EmbeddedLink", "text": "Map", "on-click-action": {"name": "open_url", "url": "${form.city}"}}"#),
        fail: Children(V7_3, r#"{"type": "TextInput", "name": "city", "label": "City"}, {"type": "EmbeddedLink", "text": "Map", "on-click-action": {"name": "open_url", "url": "${form.ctiy}"}}"#),
    },
    ..Rule::ERROR
};

/// An action sends a field that is not there.
pub(super) const PAYLOAD_FIELD: Rule = Rule {
    id: "A2",
    name: "unknown-field-in-payload",
    code: "INVALID_ON_CLICK_ACTION_PAYLOAD",
    why: "`${data.field}` is a field that the screen's data model declares",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"city": {"type": "string", "__example__": "Rome"}}"#, r#"{"type": "EmbeddedLink", "text": "Map", "on-click-action": {"name": "open_url", "url": "${data.city}"}}"#),
        fail: Screen(V7_3, r#""data": {"city": {"type": "string", "__example__": "Rome"}}"#, r#"{"type": "EmbeddedLink", "text": "Map", "on-click-action": {"name": "open_url", "url": "${data.town}"}}"#),
    },
    ..Rule::ERROR
};

/// An action sends a form.
pub(super) const PAYLOAD_FORM: Rule = Rule {
    id: "A3",
    name: "form-in-payload",
    code: "INVALID_ON_CLICK_ACTION_PAYLOAD",
    why: "a `Form` has no value; its inputs have",
    samples: samples! {
        pass: Children(V7_3, concat!(
            r#"{"type": "Form", "name": "address", "children": [{"type": "TextInput", "name": "city", "label": "City"}, "#,
            r#"{"type": "EmbeddedLink", "text": "Map", "on-click-action": {"name": "open_url", "url": "${form.city}"}}]}"#,
        )),
        fail: Children(V7_3, concat!(
            r#"{"type": "Form", "name": "address", "children": [{"type": "TextInput", "name": "city", "label": "City"}, "#,
            r#"{"type": "EmbeddedLink", "text": "Map", "on-click-action": {"name": "open_url", "url": "${form.address}"}}]}"#,
        )),
    },
    ..Rule::ERROR
};

/// An expression in a payload refers to a name that is not there.
pub(super) const PAYLOAD_EXPRESSION: Rule = Rule {
    id: "A22",
    name: "unknown-name-in-payload-expression",
    code: "INVALID_ACTION_PAYLOAD_PROPERTY",
    since: Version::V6_0,
    // Of those that `complete` and `data_exchange` send.
    lenient: Some(Version::V6_0..Version::V7_2),
    why: "an expression is computed from inputs and fields that exist; before 7.2 Meta does not look into those that `complete` and `data_exchange` send",
    samples: samples! {
        pass: Screens(V7_3, concat!(
            r#"[{"id": "START", "title": "Start", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [{"type": "TextInput", "name": "city", "label": "City"}, "#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {"trip": "`'To ' ${form.city}`"}}}]}}]"#,
        )),
        fail: Screens(V7_3, concat!(
            r#"[{"id": "START", "title": "Start", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [{"type": "TextInput", "name": "city", "label": "City"}, "#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {"trip": "`'To ' ${form.town}`"}}}]}}]"#,
        )),
    },
    ..Rule::ERROR
};

/// A component shows a field that is not there.
pub(super) const UNKNOWN_FIELD: Rule = Rule {
    id: "D1",
    name: "unknown-field",
    code: "INVALID_SCREEN_DYNAMIC_DATA",
    why: "`${data.field}` is a field that the screen's data model declares",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"city": {"type": "string", "__example__": "Rome"}}"#, r#"{"type": "TextBody", "text": "${data.city}"}"#),
        fail: Screen(V7_3, r#""data": {"city": {"type": "string", "__example__": "Rome"}}"#, r#"{"type": "TextBody", "text": "${data.ctiy}"}"#),
    },
    ..Rule::ERROR
};

/// A binding steps into a list.
pub(super) const STEP_INTO_LIST: Rule = Rule {
    id: "D4",
    name: "step-into-list",
    code: "INVALID_SCREEN_DYNAMIC_DATA",
    why: "a binding may step into objects, but never into lists",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"place": {"type": "object", "properties": {"city": {"type": "string"}}, "__example__": {"city": "Rome"}}}"#, r#"{"type": "TextBody", "text": "${data.place.city}"}"#),
        fail: Screen(V7_3, r#""data": {"places": {"type": "array", "items": {"type": "object", "properties": {"city": {"type": "string"}}}, "__example__": [{"city": "Rome"}]}}"#, r#"{"type": "TextBody", "text": "${data.places.city}"}"#),
    },
    ..Rule::ERROR
};

/// A binding steps to a part that is not declared.
pub(super) const UNKNOWN_PART: Rule = Rule {
    id: "D5",
    name: "unknown-part-of-field",
    code: "INVALID_SCREEN_DYNAMIC_DATA",
    why: "each step of a binding must be declared",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"place": {"type": "object", "properties": {"city": {"type": "string"}}, "__example__": {"city": "Rome"}}}"#, r#"{"type": "TextBody", "text": "${data.place.city}"}"#),
        fail: Screen(V7_3, r#""data": {"place": {"type": "object", "properties": {"city": {"type": "string"}}, "__example__": {"city": "Rome"}}}"#, r#"{"type": "TextBody", "text": "${data.place.town}"}"#),
    },
    ..Rule::ERROR
};

/// A component refers to its own screen as if it were another.
pub(super) const GLOBAL_TO_OWN_SCREEN: Rule = Rule {
    id: "D7",
    name: "global-reference-to-own-screen",
    code: "INVALID_SCREEN_DYNAMIC_DATA",
    client_code: Some("INVALID_SCREEN_DATA"),
    since: Version::V4_0,
    why: "`${screen.…}` is for what other screens hold",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"city": {"type": "string", "__example__": "Rome"}}"#, r#"{"type": "TextBody", "text": "${data.city}"}"#),
        fail: Screen(V7_3, r#""data": {"city": {"type": "string", "__example__": "Rome"}}"#, r#"{"type": "TextBody", "text": "${screen.START.data.city}"}"#),
    },
    ..Rule::ERROR
};

/// A component refers to a screen that is not there.
pub(super) const GLOBAL_TO_UNKNOWN_SCREEN: Rule = Rule {
    id: "D8",
    name: "global-reference-to-unknown-screen",
    code: "INVALID_SCREEN_DYNAMIC_DATA",
    client_code: Some("INVALID_SCREEN_DATA"),
    since: Version::V4_0,
    why: "`${screen.ID.…}` is for a screen of the same flow",
    samples: samples! {
        pass: Generated(|| global("${screen.FIRST.form.city}")),
        fail: Generated(|| global("${screen.FRIST.form.city}")),
    },
    ..Rule::ERROR
};

/// A component refers to a name that the other screen does not have.
pub(super) const GLOBAL_TO_UNKNOWN_NAME: Rule = Rule {
    id: "D9",
    name: "global-reference-to-unknown-name",
    code: "INVALID_SCREEN_DATA",
    since: Version::V4_0,
    why: "`${screen.ID.…}` is a field or an input that the screen has",
    samples: samples! {
        pass: Generated(|| global("${screen.FIRST.form.city}")),
        fail: Generated(|| global("${screen.FIRST.form.town}")),
    },
    ..Rule::ERROR
};

/// A reference to another screen before there were any.
pub(super) const GLOBAL_TOO_EARLY: Rule = Rule {
    id: "D21",
    name: "global-reference-before-4.0",
    code: "PATTERN_MISMATCH",
    client_code: Some("INVALID_SCREEN_DYNAMIC_DATA"),
    until: Some(Version::V4_0),
    why: "before 4.0 a screen knows its own fields and inputs only",
    samples: samples! {
        pass: Generated(|| early("${data.city}")),
        fail: Generated(|| early("${screen.FIRST.form.city}")),
    },
    ..Rule::ERROR
};

/// A component shows an input that is not there.
pub(super) const UNKNOWN_INPUT: Rule = Rule {
    id: "D19",
    name: "unknown-input",
    code: "INVALID_SCREEN_DYNAMIC_DATA",
    why: "`${form.name}` is the value of an input of the same screen",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "TextInput", "name": "city", "label": "City"}, {"type": "TextBody", "text": "${form.city}"}"#),
        fail: Children(V7_3, r#"{"type": "TextInput", "name": "city", "label": "City"}, {"type": "TextBody", "text": "${form.town}"}"#),
    },
    ..Rule::ERROR
};

pub(super) fn references(model: &Model<'_>, sink: &mut Sink) {
    for screen in &model.screens {
        for reference in screen.references() {
            let before = sink.len();
            check(model, screen, &reference, sink);
            if !screen.sends_at_the_end(reference.expression) {
                sink.enforce_from(before);
            }
        }
    }
}

fn check(model: &Model<'_>, own: &Screen<'_>, reference: &Reference<'_, '_>, sink: &mut Sink) {
    let (screen, source) = reference.source();
    if screen.is_some() && GLOBAL_TOO_EARLY.holds_in(model.version) {
        let message = format!(
            "names of other screens need version 4.0, but this flow has {}",
            model.version
        );
        sink.report(&GLOBAL_TOO_EARLY, reference.screen_spot(), message)
            .needs("names of other screens", Version::V4_0)
            .help("hand the value on in the payload of `navigate`, or set `version` to \"5.1\"");
        return;
    }
    let (screen, global) = match screen {
        None => (own, false),
        Some(id) if own.id == Some(id) => {
            // In a payload this is a way to be exact.
            if reference.expression.site.usage == Use::Property {
                let message = format!("{} is this screen itself", code(id));
                sink.report(&GLOBAL_TO_OWN_SCREEN, reference.screen_spot(), message)
                    .help(match source {
                        Source::Data => "begin with `data`",
                        Source::Form => "begin with `form`",
                    });
                return;
            }
            (own, false)
        }
        Some(id) => match model.screen(id) {
            Some(screen) => (screen, true),
            None if !model.ids_known => return,
            None => {
                let rule = rule(reference, &GLOBAL_TO_UNKNOWN_SCREEN, &PAYLOAD_FIELD);
                let message = format!("there is no screen {}", code(id));
                let found = sink.report(rule, reference.screen_spot(), message);
                // A screen without that name would be the next mistake.
                let lacks = |other: &str| {
                    let other = model.screen(other).expect("it is the id of a screen");
                    let is_own = std::ptr::eq(other, own);
                    let name = reference.name(0).unwrap_or_default();
                    let names = match source {
                        Source::Data => &other.data.names,
                        Source::Form => &other.inputs,
                    };
                    is_own && reference.expression.site.usage == Use::Property
                        || names.find(name).is_none()
                };
                let is_own = own.id.is_some_and(|own| nearest(id, [own]).is_some());
                let help = match model.ids.suggest_but(id, lacks) {
                    Some(help) => help,
                    None if is_own => {
                        format!("begin with `{}`, for what this screen has", source.as_str())
                    }
                    None => "write the id of a screen".to_owned(),
                };
                found.help(help);
                return;
            }
        },
    };
    match source {
        Source::Form => input(model, screen, global, reference, sink),
        Source::Data => field(model, screen, global, reference, sink),
    }
}

/// The rule that a reference breaks, by the purpose of the reference.
fn rule(
    reference: &Reference<'_, '_>,
    property: &'static Rule,
    payload: &'static Rule,
) -> &'static Rule {
    match reference.expression.site.usage {
        Use::Property => property,
        Use::Payload if reference.expression.written == Written::Expression => &PAYLOAD_EXPRESSION,
        Use::Payload => payload,
    }
}

/// The screen, in words.
fn named(screen: &Screen<'_>, global: bool) -> String {
    match screen.id {
        Some(id) if global => format!("the screen {}", code(id)),
        _ => "the screen".to_owned(),
    }
}

fn input(
    model: &Model<'_>,
    screen: &Screen<'_>,
    global: bool,
    reference: &Reference<'_, '_>,
    sink: &mut Sink,
) {
    let Some(name) = reference.name(0) else {
        return;
    };
    if screen.inputs.find(name).is_some() || !screen.inputs_known {
        return;
    }
    let form = screen.forms.find(name);
    let form = form.map(|index| &screen.components[index]);
    let (property, payload) = match (global, form) {
        (true, _) => (&GLOBAL_TO_UNKNOWN_NAME, &PAYLOAD_FIELD),
        (false, Some(_)) => (&UNKNOWN_INPUT, &PAYLOAD_FORM),
        (false, None) => (&UNKNOWN_INPUT, &PAYLOAD_INPUT),
    };
    if reports_operator(
        model,
        name,
        reference,
        rule(reference, property, payload),
        sink,
    ) {
        return;
    }
    let message = match form {
        Some(_) => format!("{} is a `Form`, which has no value", code(name)),
        None => format!("{} has no input {}", named(screen, global), code(name)),
    };
    let rule = rule(reference, property, payload);
    let found = sink.report(rule, reference.spot(0), message);
    let is_field = screen.data.names.find(name).is_some();
    // Such a name is another mistake in an expression between back-ticks.
    let cannot_stand = |name: &str| {
        reference.expression.written == Written::Expression
            && !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    match screen.inputs.suggest_but(name, cannot_stand) {
        _ if is_field => {
            found.help("it is a field of `data`: write `data` instead of `form`");
        }
        Some(help) => {
            found.help(help);
        }
        None => {
            let mut others = model.screens.iter();
            let other = others.find(|other| other.inputs.find(name).is_some());
            let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            if let Some(id) = other.and_then(|other| other.id)
                && !global
                && is_plain
                && model.version >= Version::V4_0
            {
                let name = format!("screen.{id}.form.{name}");
                found.help(format!(
                    "write {} for that of the screen {}",
                    code(&name),
                    code(id)
                ));
            }
        }
    }
    if let Some(form) = form {
        found.related(Spot::value(form.type_node), "the `Form` of that name");
    }
}

fn field(
    model: &Model<'_>,
    screen: &Screen<'_>,
    global: bool,
    reference: &Reference<'_, '_>,
    sink: &mut Sink,
) {
    let Some(name) = reference.name(0) else {
        return;
    };
    let Some(index) = screen.data.names.find(name) else {
        if !screen.data.known {
            return;
        }
        let property = if global {
            &GLOBAL_TO_UNKNOWN_NAME
        } else {
            &UNKNOWN_FIELD
        };
        let rule = rule(reference, property, &PAYLOAD_FIELD);
        if reports_operator(model, name, reference, rule, sink) {
            return;
        }
        let screen_words = named(screen, global);
        let message = if screen.data.fields.is_empty() {
            format!("{screen_words} has no `data`, so no field {}", code(name))
        } else {
            format!("the `data` of {screen_words} has no field {}", code(name))
        };
        let is_input = screen.inputs.find(name).is_some();
        let help = match screen.data.names.suggest(name) {
            _ if is_input => "it is an input: write `form` instead of `data`".to_owned(),
            Some(help) => format!("{help}, or declare it in `data`"),
            None => "declare it in `data`".to_owned(),
        };
        sink.report(rule, reference.spot(0), message).help(help);
        return;
    };
    parts(&screen.data.fields[index].value, reference, sink);
}

/// Reports a name that is an operation. Whether it is one.
fn reports_operator(
    model: &Model<'_>,
    name: &str,
    reference: &Reference<'_, '_>,
    rule: &'static Rule,
    sink: &mut Sink,
) -> bool {
    const OPERATORS: [&str; 11] = [
        "==", "!=", "<", ">", "&&", "||", "?", " + ", " - ", " * ", " / ",
    ];
    let starts = OPERATORS.iter().filter_map(|operator| name.find(operator));
    let Some(start) = starts.min() else {
        return false;
    };
    let (path, rest) = (name[..start].trim_end(), name[start..].trim_end());
    let source = reference.source().1.as_str();
    let message = format!("{} is an expression, and a binding is one name", code(name));
    let found = sink.report(rule, reference.spot(0), message);
    let written = format!("${{{source}.{path}}} {rest}");
    if reference.expression.written == Written::Condition {
        found.help(format!("write {}", code(&written)));
    } else if model.version >= Version::V6_0 {
        found.help(format!(
            "write the expression between back-ticks, with the binding inside it: \"`{written}`\""
        ));
    } else {
        found.help("compute it where the data comes from; expressions need version 6.0");
    }
    true
}

/// Follows a path into a declaration.
fn parts(field: &Node, reference: &Reference<'_, '_>, sink: &mut Sink) {
    let mut declaration = field.as_object();
    let mut index = 1;
    while let (Some(name), Some(object)) = (reference.name(index), declaration) {
        let whole = reference
            .name(index - 1)
            .expect("before each name of a path is another");
        let ty = object.get("type").and_then(Node::as_str);
        let message = match ty {
            Some("object") => {
                // Without `properties` nothing is known of the parts.
                let Some(properties) = object.get("properties").and_then(Node::as_object) else {
                    return;
                };
                if let Some(part) = properties.get(name) {
                    declaration = part.as_object();
                    index += 1;
                    continue;
                }
                let message = format!("{} has no part {}", code(whole), code(name));
                let rule = rule(reference, &UNKNOWN_PART, &PAYLOAD_FIELD);
                let found = sink.report(rule, reference.spot(index), message);
                found.help(match nearest_part(properties, name) {
                    Some(meant) => format!("write `{meant}`"),
                    None => format!("declare it among the `properties` of {}", code(whole)),
                });
                return;
            }
            Some("array") => {
                let rule = rule(reference, &STEP_INTO_LIST, &PAYLOAD_FIELD);
                let message = format!("{} is a list, which no binding can step into", code(whole));
                sink.report(rule, reference.spot(index), message)
                    .help("declare what is wanted as a field of its own, and bind that");
                return;
            }
            Some(ty @ ("string" | "number" | "integer" | "boolean")) => {
                format!("{} is a {ty} and has no parts", code(whole))
            }
            _ => return,
        };
        let rule = rule(reference, &UNKNOWN_PART, &PAYLOAD_FIELD);
        sink.report(rule, reference.spot(index), message)
            .help("leave it out");
        return;
    }
}

fn nearest_part<'t>(properties: &'t Object, name: &str) -> Option<&'t str> {
    let known = properties.entries.iter().map(|entry| entry.key.as_ref());
    nearest(name, known)
}

/// Two screens; the second shows something of the first.
#[cfg(feature = "samples")]
fn global(text: &str) -> String {
    let first = r#"{"id": "FIRST", "title": "First", "layout": {"type": "SingleColumnLayout", "children": [{"type": "TextInput", "name": "city", "label": "City"}, {"type": "Footer", "label": "Go on", "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "START"}, "payload": {}}}]}}"#;
    let children = format!(r#"{{"type": "TextBody", "text": "{text}"}}"#);
    let last = screen("", &children);
    document(Version::V7_3, "", &format!("[{first}, {}", &last[1..]))
}

/// Two screens of an old version; the second shows something of the first.
#[cfg(feature = "samples")]
fn early(text: &str) -> String {
    let first = r#"{"id": "FIRST", "title": "First", "layout": {"type": "SingleColumnLayout", "children": [{"type": "Form", "name": "form", "children": [{"type": "TextInput", "name": "city", "label": "City"}, {"type": "Footer", "label": "Go on", "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "START"}, "payload": {"city": "${form.city}"}}}]}]}}"#;
    let data = r#""data": {"city": {"type": "string", "__example__": "Rome"}}"#;
    let children = format!(r#"{{"type": "TextBody", "text": "{text}"}}"#);
    let last = screen(data, &children);
    document(Version::V3_1, "", &format!("[{first}, {}", &last[1..]))
}
