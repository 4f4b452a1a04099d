//! The types of values in the payloads of `navigate` and `update_data`.

use super::model::{Action, Expression, Index, Model, Screen, Use, Written};
use super::operands::is_checked;
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::types::{Differences, is_input, is_of, named, written};
use super::wording::{and, code, found};
use crate::expr::{Source, Type};
#[cfg(feature = "samples")]
use crate::rule::sample::{document, screen};
use crate::rule::{Origin, Rule, samples};
use crate::tree::{Entry, Node, Value};
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[
    Check {
        run: navigate_types,
        rules: &[&WRONG_LITERAL, &WRONG_BOUND, &NUMBER_AS_TEXT],
    },
    Check {
        run: updates,
        rules: &[
            &UPDATE_OF_UNKNOWN_FIELD,
            &UPDATE_WITHOUT_DATA,
            &UPDATE_TYPE,
            &UPDATE_TO_ITSELF,
        ],
    },
];

/// A literal of another type than the target declares.
pub(super) const WRONG_LITERAL: Rule = Rule {
    id: "A17",
    name: "literal-of-wrong-type",
    code: "INVALID_NAVIGATE_ACTION_PAYLOAD",
    client_code: Some("INVALID_NAVIGATE_ACTION_STATIC_DATA"),
    why: "what a screen is given is as its data model declares it, in all its parts",
    samples: samples! {
        pass: Generated(|| navigation_with(r#"{"name": "Ann"}"#)),
        fail: Generated(|| navigation_with(r#"{"name": 5}"#)),
    },
    ..Rule::ERROR
};

/// A bound value of another type than the target declares.
pub(super) const WRONG_BOUND: Rule = Rule {
    id: "A18",
    name: "bound-payload-of-wrong-type",
    code: "INVALID_NAVIGATE_ACTION_PAYLOAD",
    why: "what a screen is given is as its data model declares it, in all its parts",
    samples: samples! {
        pass: Generated(|| navigation_with(r#"{"name": "Ann", "age": "${form.age}"}"#)),
        fail: Generated(|| navigation_with(r#"{"name": "Ann", "age": "${form.name}"}"#)),
    },
    ..Rule::ERROR
};

/// A number that is entered and declared as text.
pub(super) const NUMBER_AS_TEXT: Rule = Rule {
    id: "W19",
    name: "number-input-as-text",
    code: "INVALID_NAVIGATE_ACTION_PAYLOAD",
    source: Origin::Published,
    lenient: Some(Version::V2_1..Version::V7_3),
    why: "the value of a `TextInput` for numbers is a number, and the next screen declares it so",
    samples: samples! {
        pass: Generated(|| navigation_with(r#"{"name": "Ann", "age": "${form.age}"}"#)),
        fail: Generated(|| navigation_with(r#"{"name": "${form.age}"}"#)),
    },
    ..Rule::ERROR
};

pub(super) fn navigate_types(model: &Model<'_>, sink: &mut Sink) {
    if model.ids.duplicates().next().is_some() {
        return;
    }
    let mut differences = Differences::new(model.style);
    for screen in &model.screens {
        for action in screen.actions.iter().filter(|one| one.name == "navigate") {
            let next = model.get(action.object, "next").and_then(Node::as_object);
            let id = next.and_then(|next| model.get(next, "name")?.as_str());
            let target = id.and_then(|id| model.screen(id));
            // That it is the screen itself is another mistake.
            if let Some(target) = target.filter(|target| target.position != screen.position) {
                let mut payload = Payload {
                    model,
                    screen,
                    target,
                    rules: [&WRONG_LITERAL, &WRONG_BOUND],
                    differences: &mut differences,
                    sink,
                };
                payload.check(action);
            }
        }
    }
}

/// A key that the screen does not declare.
pub(super) const UPDATE_OF_UNKNOWN_FIELD: Rule = Rule {
    id: "A20",
    name: "update-of-unknown-field",
    code: "INVALID_UPDATE_DATA_ACTION_PAYLOAD",
    client_code: Some("INVALID_ACTION_PAYLOAD_PROPERTY"),
    source: Origin::Client,
    since: Version::V6_0,
    why: "`update_data` sets fields that the data model of its own screen declares",
    samples: samples! {
        pass: Generated(|| updated(NAME, r#"{"name": "Bob"}"#)),
        fail: Generated(|| updated(NAME, r#"{"nmae": "Bob"}"#)),
    },
    ..Rule::ERROR
};

/// `update_data` on a screen without data.
pub(super) const UPDATE_WITHOUT_DATA: Rule = Rule {
    id: "A20b",
    name: "update-without-data",
    code: "INVALID_UPDATE_DATA_ACTION_PAYLOAD",
    source: Origin::Client,
    since: Version::V6_0,
    why: "`update_data` sets fields that the data model of its own screen declares",
    samples: samples! {
        pass: Generated(|| updated(NAME, r#"{"name": "Bob"}"#)),
        fail: Generated(|| updated("", r#"{"name": "Bob"}"#)),
    },
    ..Rule::ERROR
};

/// A value of another type than the field's.
pub(super) const UPDATE_TYPE: Rule = Rule {
    id: "A20c",
    name: "update-of-wrong-type",
    code: "INVALID_UPDATE_DATA_ACTION_PAYLOAD",
    source: Origin::Client,
    since: Version::V6_0,
    why: "a field is set to what it is declared as",
    samples: samples! {
        pass: Generated(|| updated(NAME, r#"{"name": "Bob"}"#)),
        fail: Generated(|| updated(NAME, r#"{"name": true}"#)),
    },
    ..Rule::ERROR
};

/// A field that is set to itself.
pub(super) const UPDATE_TO_ITSELF: Rule = Rule {
    id: "A20d",
    name: "update-to-itself",
    code: "INVALID_UPDATE_DATA_ACTION_PAYLOAD",
    source: Origin::Client,
    since: Version::V6_0,
    why: "to set a field to itself changes nothing",
    samples: samples! {
        pass: Generated(|| updated(NAME, r#"{"name": "Bob"}"#)),
        fail: Generated(|| updated(NAME, r#"{"name": "${data.name}"}"#)),
    },
    ..Rule::ERROR
};

#[cfg(feature = "samples")]
const NAME: &str = r#""data": {"name": {"type": "string", "__example__": "Ann"}}"#;

pub(super) fn updates(model: &Model<'_>, sink: &mut Sink) {
    let mut differences = Differences::new(model.style);
    for screen in &model.screens {
        for action in screen
            .actions
            .iter()
            .filter(|one| one.name == "update_data")
        {
            let payload = model
                .get(action.object, "payload")
                .and_then(Node::as_object);
            for entry in payload.map_or(&[][..], |payload| &payload.entries) {
                key(screen, entry, sink);
            }
            let mut payload = Payload {
                model,
                screen,
                target: screen,
                rules: [&UPDATE_TYPE; 2],
                differences: &mut differences,
                sink,
            };
            payload.check(action);
        }
    }
}

/// Checks that a field can be set.
fn key<'t>(screen: &Screen<'t>, entry: &'t Entry, sink: &mut Sink) {
    let name = entry.key.as_ref();
    if !screen.data.known {
        return;
    }
    if screen.data.fields.is_empty() {
        let message = format!("the screen has no `data`, so no field {}", code(name));
        sink.report(&UPDATE_WITHOUT_DATA, Spot::key(entry), message)
            .help("declare it in the screen's `data`");
        return;
    }
    if screen.data.names.find(name).is_none() {
        let message = format!("the `data` of the screen has no field {}", code(name));
        let help = match screen.data.names.suggest(name) {
            Some(help) => format!("{help}, or declare it in `data`"),
            None => "declare it in `data`".to_owned(),
        };
        sink.report(&UPDATE_OF_UNKNOWN_FIELD, Spot::key(entry), message)
            .help(help);
        return;
    }
    let Some(expression) = screen.expression(&entry.value) else {
        return;
    };
    let itself = expression.written == Written::Alone
        && expression.references().any(|reference| {
            let own = match reference.source() {
                (None, source) => source == Source::Data,
                (Some(id), source) => source == Source::Data && screen.id == Some(id),
            };
            own && reference.name(0) == Some(name) && reference.name(1).is_none()
        });
    if itself {
        let message = format!("{} is set to itself", code(name));
        sink.report(&UPDATE_TO_ITSELF, expression.spot(), message)
            .help("leave it out");
    }
}

/// A payload, and the screen whose data it goes to.
struct Payload<'m, 't> {
    model: &'m Model<'t>,
    /// Where it stands.
    screen: &'m Screen<'t>,
    target: &'m Screen<'t>,
    /// The rules for literals and for bound values.
    rules: [&'static Rule; 2],
    differences: &'m mut Differences,
    sink: &'m mut Sink,
}

impl<'t> Payload<'_, 't> {
    fn check(&mut self, action: &Action<'t>) {
        let payload = self.model.get(action.object, "payload");
        let Some(payload) = payload.and_then(Node::as_object) else {
            return;
        };
        for entry in &payload.entries {
            let field = self.target.data.names.find(&entry.key);
            let ty = self.model.scope.field(self.target.position, &entry.key);
            if let (Some(field), Some(ty)) = (field, ty) {
                let field = &self.target.data.fields[field];
                self.value(&entry.value, ty, &entry.key, field);
            }
        }
    }

    /// Checks a value against the type of a field, or of a part of it.
    fn value(&mut self, node: &'t Node, ty: &Type, name: &str, field: &'t Entry) {
        if let Some(expression) = self.screen.expression(node) {
            self.bound(expression, ty, name, field);
            return;
        }
        if !is_of(node, ty) {
            let style = self.model.style;
            let message = format!(
                "{} is declared as {}, and this is {}",
                code(name),
                named(ty, style),
                found(node, style)
            );
            let found = self.sink.report(self.rules[0], Spot::value(node), message);
            found.related(Spot::key(field), "the declaration");
            if let Some(literal) = unquoted(node, ty) {
                found.help(format!("write {} without quotes", code(literal)));
            } else {
                found.help(format!("write {}", named(ty, style)));
            }
            return;
        }
        match (&node.value, ty) {
            (Value::Array(items), Type::List(Some(of))) => {
                for item in items {
                    self.value(item, of, name, field);
                }
            }
            (Value::Object(object), Type::Object(Some(properties))) => {
                let entries = object.entries.iter().enumerate();
                let given = Index::of(entries.map(|(index, entry)| (entry.key.as_ref(), index)));
                for entry in &object.entries {
                    match properties.get(entry.key.as_ref()) {
                        Some(Some(ty)) => self.value(&entry.value, ty, &entry.key, field),
                        Some(None) => {}
                        None => {
                            let message =
                                format!("{} has no part {}", code(name), code(&entry.key));
                            self.sink
                                .report(self.rules[0], Spot::key(entry), message)
                                .help("leave it out, or declare it in `properties`")
                                .related(Spot::key(field), "the declaration");
                        }
                    }
                }
                let missing: Vec<_> = properties
                    .keys()
                    .filter(|property| given.find(property).is_none())
                    .map(|property| code(property))
                    .collect();
                if !missing.is_empty() {
                    let message = format!("{} lacks {}", code(name), and(missing));
                    self.sink
                        .report(self.rules[0], Spot::value(node), message)
                        .help("add what is missing")
                        .related(Spot::key(field), "the declaration");
                }
            }
            _ => {}
        }
    }

    fn bound(&mut self, expression: &Expression<'t>, ty: &Type, name: &str, field: &'t Entry) {
        let names = self.model.names(self.screen, Use::Payload);
        if !is_checked(self.model, self.screen, expression) {
            return;
        }
        let Ok(Some(bound)) = expression.type_of(&names) else {
            return;
        };
        let computed = expression.written == Written::Expression;
        // A computed value is a number, whole or not.
        if computed && bound.fits(ty) {
            return;
        }
        let Some(difference) = self.differences.between(bound, ty) else {
            return;
        };
        let entered = *bound == Type::Number && !computed && is_input(expression);
        let rule = match ty {
            Type::Text if entered => &NUMBER_AS_TEXT,
            _ => self.rules[1],
        };
        let (name, style) = (code(name), self.model.style);
        let message = match (named(bound, style), named(ty, style)) {
            (bound, ty) if bound != ty => {
                format!("{name} is declared as {ty}, and this is {bound}")
            }
            _ => format!("{name} is declared in another way: {difference}"),
        };
        let found = self.sink.report(rule, expression.spot(), message);
        found.related(Spot::key(field), "the declaration");
        let declared = is_slip(bound, ty).then(|| written(bound, style)).flatten();
        if computed {
            found.help(format!("write {}", named(ty, style)));
        } else if let Some(declared) = declared {
            found.help(format!(
                "declare it as {}, or bind something else",
                code(&declared)
            ));
        } else {
            found.help("declare both in the same way, or bind something else");
        }
    }
}

/// Whether a declaration is only a slip: it says nothing of the parts, or has `_` for `-` in a key.
fn is_slip(bound: &Type, declared: &Type) -> bool {
    match (bound, declared) {
        (_, Type::Object(None)) => true,
        (_, Type::List(Some(of))) => **of == Type::Object(None),
        (Type::Object(Some(bound)), Type::Object(Some(declared))) => {
            let is_slip = |key: &String| {
                !declared.contains_key(key) && declared.contains_key(&key.replace('-', "_"))
            };
            bound.keys().any(is_slip)
        }
        _ => false,
    }
}

/// The literal in a text that should have been none.
fn unquoted<'t>(node: &'t Node, ty: &Type) -> Option<&'t str> {
    let text = node.as_str()?;
    let literal = match ty {
        Type::Number => text.parse::<f64>().is_ok(),
        Type::Integer => text.parse::<i64>().is_ok(),
        Type::Boolean => matches!(text, "true" | "false"),
        _ => false,
    };
    literal.then_some(text)
}

/// Two screens; the first has a text and a number to hand over.
#[cfg(feature = "samples")]
fn navigation_with(payload: &str) -> String {
    let age = if payload.contains(r#""age":"#) {
        r#", "age": {"type": "number", "__example__": 30}"#
    } else {
        ""
    };
    let data = format!(r#""data": {{"name": {{"type": "string", "__example__": "Ann"}}{age}}}"#);
    let inputs = r#"{"type": "TextInput", "name": "name", "label": "Name"}, {"type": "TextInput", "name": "age", "label": "Age", "input-type": "number"}"#;
    let first = format!(
        r#"{{"id": "FIRST", "title": "First", "layout": {{"type": "SingleColumnLayout", "children": [{inputs}, {{"type": "Footer", "label": "Go on", "on-click-action": {{"name": "navigate", "next": {{"type": "screen", "name": "START"}}, "payload": {payload}}}}}]}}}}"#
    );
    let last = screen(&data, "");
    document(Version::V7_3, "", &format!("[{first}, {}", &last[1..]))
}

/// A screen with some data, on which a choice changes it.
#[cfg(feature = "samples")]
fn updated(data: &str, payload: &str) -> String {
    let children = format!(
        r#"{{"type": "OptIn", "name": "a", "label": "A", "on-select-action": {{"name": "update_data", "payload": {payload}}}}}"#
    );
    document(Version::V7_3, "", &screen(data, &children))
}
