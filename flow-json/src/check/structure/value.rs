//! Values: is it of the right type, or an expression where one may stand?

use super::meant::meant;
use super::{Owner, Spot, Subject, Walker};
use crate::check::sink::Found;
use crate::check::wording::{code, expected, found, or};
use crate::rule::{Origin, Rule, samples};
use crate::table::{Choice, DATA_API_VERSIONS, Dynamic, Format, LAYOUT, Property, Type, nearest};
use crate::tree::{Node, Value};
use crate::version::Version;

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &WRONG_TYPE,
    &NEITHER_TYPE_NOR_BINDING,
    &NEITHER_FORM,
    &INVALID_CHOICE,
    &NUMBER_TOO_SMALL,
    &NUMBER_TOO_LARGE,
    &UNKNOWN_DATA_API_VERSION,
    &NO_SUPPORTED_DATA_API_VERSION,
];

/// A value of another JSON type.
pub(in crate::check) const WRONG_TYPE: Rule = Rule {
    id: "S5",
    name: "wrong-type",
    code: "INVALID_PROPERTY_TYPE",
    why: "each property takes values of one type, or of a few",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "TextBody", "text": "Hello", "markdown": true}"#),
        fail: Children(V7_3, r#"{"type": "TextBody", "text": "Hello", "markdown": 1}"#),
    },
    ..Rule::ERROR
};

/// A text in a dynamic property that is neither of its type nor an expression.
pub(in crate::check) const NEITHER_TYPE_NOR_BINDING: Rule = Rule {
    id: "S12",
    name: "neither-type-nor-binding",
    code: "PATTERN_MISMATCH",
    client_code: Some("INVALID_PROPERTY_TYPE"),
    why: "a property that is no text takes text only if that is an expression",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "TextInput", "name": "city", "label": "City", "max-chars": 100}"#),
        fail: Children(V7_3, r#"{"type": "TextInput", "name": "city", "label": "City", "max-chars": "Hundred"}"#),
    },
    ..Rule::ERROR
};

/// A value that is of none of several types.
pub(in crate::check) const NEITHER_FORM: Rule = Rule {
    id: "S26",
    name: "none-of-several-types",
    code: "ONE_OF_SCHEMA_VALIDATION_FAILED",
    client_code: Some("KEYWORD_ONE_OF"),
    why: "some properties may be written in several ways, some of them since a later version",
    source: Origin::Client,
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "TextBody", "text": ["Hello", "world"]}"#),
        fail: Children(V7_3, r#"{"type": "TextBody", "text": 5}"#),
    },
    ..Rule::ERROR
};

/// Not one of the allowed values.
pub(in crate::check) const INVALID_CHOICE: Rule = Rule {
    id: "S17",
    name: "invalid-choice",
    code: "INVALID_ENUM_VALUE",
    why: "some properties take one of a few words",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "TextInput", "name": "mail", "label": "E-mail", "input-type": "email"}"#),
        fail: Children(V7_3, r#"{"type": "TextInput", "name": "mail", "label": "E-mail", "input-type": "e-mail"}"#),
    },
    ..Rule::ERROR
};

/// A number below its minimum.
pub(in crate::check) const NUMBER_TOO_SMALL: Rule = Rule {
    id: "S23",
    name: "number-too-small",
    code: "MINIMUM_VALUE_REQUIRED",
    why: "some numbers have a smallest value",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "PhotoPicker", "name": "photo", "label": "Photo", "min-uploaded-photos": 0}"#),
        fail: Children(V7_3, r#"{"type": "PhotoPicker", "name": "photo", "label": "Photo", "min-uploaded-photos": -1}"#),
    },
    ..Rule::ERROR
};

/// A number above its maximum.
pub(in crate::check) const NUMBER_TOO_LARGE: Rule = Rule {
    id: "S24",
    name: "number-too-large",
    code: "MAXIMUM_VALUE_REQUIRED",
    why: "some numbers have a largest value",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "PhotoPicker", "name": "photo", "label": "Photo", "max-uploaded-photos": 30}"#),
        fail: Children(V7_3, r#"{"type": "PhotoPicker", "name": "photo", "label": "Photo", "max-uploaded-photos": 40}"#),
    },
    ..Rule::ERROR
};

/// A version of the protocol with the endpoint that does not exist.
pub(in crate::check) const UNKNOWN_DATA_API_VERSION: Rule = Rule {
    id: "V7",
    name: "unknown-data-api-version",
    code: "INVALID_DATA_API_VERSION",
    source: Origin::Client,
    why: "the protocol with the endpoint has versions of its own; 4.0 needs Flow JSON 7.3",
    samples: samples! {
        pass: Top(V7_3, r#""data_api_version": "4.0", "routing_model": {"START": []}"#),
        fail: Top(V7_3, r#""data_api_version": "5.0", "routing_model": {"START": []}"#),
    },
    ..Rule::ERROR
};

/// A version of the protocol with the endpoint that does not go with the flow's.
pub(in crate::check) const NO_SUPPORTED_DATA_API_VERSION: Rule = Rule {
    id: "V6",
    name: "data-api-version-too-new",
    code: "NO_SUPPORTED_DATA_API_VERSION",
    client_code: Some("INVALID_DATA_API_VERSION"),
    until: Some(Version::V7_3),
    why: "version 4.0 of the protocol with the endpoint needs Flow JSON 7.3",
    samples: samples! {
        pass: Top(V7_2, r#""data_api_version": "3.0", "routing_model": {"START": []}"#),
        fail: Top(V7_2, r#""data_api_version": "4.0", "routing_model": {"START": []}"#),
    },
    ..Rule::ERROR
};

/// The context that the checks of one value need.
#[derive(Clone, Copy)]
pub(super) struct Slot<'t> {
    pub(super) subject: Subject<'t>,
    pub(super) ty: &'static Type,
    pub(super) dynamic: Dynamic,
    /// The property that it is, or is in.
    pub(super) property: &'static Property,
}

impl<'t> Walker<'t, '_> {
    /// Checks the value of a property.
    pub(super) fn value(&mut self, node: &'t Node, property: &'static Property, owner: Owner<'t>) {
        let slot = Slot {
            subject: Subject::Property(property.name),
            ty: &property.ty,
            dynamic: property.dynamic,
            property,
        };
        self.slot(node, slot, owner);
    }

    /// Checks a value.
    pub(super) fn slot(&mut self, node: &'t Node, slot: Slot<'t>, owner: Owner<'t>) {
        if node.is_opaque() || self.is_expression(node, slot) {
            return;
        }
        match slot.ty {
            // The version has been looked at before all else.
            Type::String(Format::Version) => {}
            Type::String(format) => self.string(node, *format, slot, owner),
            Type::Boolean => {
                if node.as_bool().is_none() {
                    self.mismatch(node, slot);
                }
            }
            Type::Integer { min, max } => self.number(node, true, *min, *max, slot),
            Type::Number => self.number(node, false, None, None, slot),
            Type::Choice(choices) => self.choice(node, choices, slot),
            Type::Array { .. } | Type::Components => self.array(node, slot, owner),
            Type::Object(shape) => {
                let Value::Object(object) = &node.value else {
                    self.mismatch(node, slot);
                    return;
                };
                let (subject, anchor) = match slot.subject {
                    _ if shape.name == LAYOUT.name => (
                        Subject::Named(shape.name),
                        object.get("type").unwrap_or(node),
                    ),
                    Subject::ItemOf("screens") => {
                        (Subject::Screen, object.get("id").unwrap_or(node))
                    }
                    subject => (subject, node),
                };
                let owner = Owner {
                    shape,
                    subject,
                    anchor,
                    object,
                    in_form: owner.in_form,
                };
                self.object(owner);
            }
            Type::OneOf(types) => self.one_of(node, types, slot, owner),
            Type::Action {
                uses,
                payload_required,
            } => self.action(node, uses, *payload_required, slot),
            Type::Map(of) => self.map(node, of, slot, owner),
            Type::Cases => self.cases(node, slot, owner),
            Type::RoutingModel => self.routing_model(node, slot),
            Type::DataModel => self.data_model(node, slot),
            Type::Payload => self.payload(node),
        }
    }

    /// Reports a value of the wrong type.
    pub(super) fn mismatch(&mut self, node: &Node, slot: Slot<'_>) {
        self.wrong_type(node, slot.subject, slot.ty, slot.dynamic);
    }

    /// Reports a value of the wrong type.
    pub(super) fn wrong_type(
        &mut self,
        node: &Node,
        subject: Subject<'_>,
        ty: &Type,
        dynamic: Dynamic,
    ) -> &mut Found {
        let rule = match (ty, dynamic) {
            (Type::OneOf(_), _) => &NEITHER_FORM,
            (_, Dynamic::No) => &WRONG_TYPE,
            _ if node.as_str().is_some() => &NEITHER_TYPE_NOR_BINDING,
            _ => &WRONG_TYPE,
        };
        let message = format!(
            "{} must be {}, not {}",
            self.subject_name(subject),
            expected(ty, dynamic, self.version, self.style),
            found(node, self.style)
        );
        let found = self.sink.report(rule, Spot::value(node), message);
        if let Some(meant) = meant(ty, node, self.style) {
            found.help(format!("write {}", code(&meant)));
        } else if takes_text(ty) {
            // A name or an id must be that of something.
            let is_name = matches!(subject, Subject::Property("name" | "id"));
            let any = takes_any_text(ty) && !is_name;
            if let (Value::Number(number), true) = (&node.value, any) {
                found.help(format!("write \"{number}\""));
            }
        } else if let Some(text) = node.as_str() {
            let literal = match ty {
                Type::Boolean => matches!(text, "true" | "false"),
                Type::Integer { .. } | Type::Number => text.parse::<f64>().is_ok(),
                _ => false,
            };
            if literal {
                found.help(format!("write {} without quotes", code(text)));
            }
        }
        found
    }

    fn number(
        &mut self,
        node: &Node,
        whole: bool,
        min: Option<i64>,
        max: Option<i64>,
        slot: Slot<'_>,
    ) {
        let number = match &node.value {
            Value::Number(number) => number.parse::<f64>().ok(),
            _ => None,
        };
        let Some(number) = number.filter(|number| !whole || number.fract() == 0.0) else {
            self.mismatch(node, slot);
            return;
        };
        // The bounds are small numbers.
        let bound = |bound: i64| bound as f64;
        if let Some(min) = min.filter(|min| number < bound(*min)) {
            let message = format!("{} is at least {min}", self.subject_name(slot.subject));
            self.sink
                .report(&NUMBER_TOO_SMALL, Spot::value(node), message)
                .help(format!("write {min} or more"));
        } else if let Some(max) = max.filter(|max| number > bound(*max)) {
            let message = format!("{} is at most {max}", self.subject_name(slot.subject));
            self.sink
                .report(&NUMBER_TOO_LARGE, Spot::value(node), message)
                .help(format!("write {max} or less"));
        }
    }

    fn choice(&mut self, node: &Node, choices: &'static [Choice], slot: Slot<'_>) {
        let Some(text) = node.as_str() else {
            self.mismatch(node, slot);
            return;
        };
        let known = choices
            .iter()
            .filter(|choice| self.version >= choice.since)
            .map(|choice| choice.value);
        if known.clone().any(|value| value == text) {
            return;
        }
        let subject = self.subject_name(slot.subject);
        let later = choices.iter().find(|choice| choice.value == text);
        let message = match later {
            Some(choice) => format!(
                "{} for {subject} needs version {}, but this flow has {}",
                code(text),
                choice.since,
                self.version
            ),
            None => format!("{subject} cannot be {}", code(text)),
        };
        let values = |choices: &'static [Choice]| choices.iter().map(|choice| choice.value);
        let is_data_api_version = values(choices).eq(values(DATA_API_VERSIONS));
        let rule = match later {
            _ if !is_data_api_version => &INVALID_CHOICE,
            Some(_) => &NO_SUPPORTED_DATA_API_VERSION,
            None => &UNKNOWN_DATA_API_VERSION,
        };
        let is_date = slot.property.name == "input-type" && text.starts_with("date");
        let help = match nearest(text, known.clone()) {
            _ if is_date => Some("use a `DatePicker` instead".to_owned()),
            Some(meant) => Some(format!("write `{meant}`")),
            None if known.clone().count() <= 8 => Some(format!(
                "write {}",
                or(known.map(|value| format!("`{value}`")))
            )),
            None => None,
        };
        let found = self.sink.report(rule, Spot::value(node), message);
        if let Some(choice) = later.filter(|_| !is_data_api_version) {
            found.needs(format!("{} for {subject}", code(text)), choice.since);
        }
        if let Some(help) = help {
            found.help(help);
        }
    }

    fn one_of(
        &mut self,
        node: &'t Node,
        types: &'static [(Type, Version)],
        slot: Slot<'t>,
        owner: Owner<'t>,
    ) {
        match types.iter().find(|(ty, _)| fits(ty, node)) {
            Some((ty, since)) if self.version >= *since => {
                self.slot(node, Slot { ty, ..slot }, owner);
            }
            Some((_, since)) => {
                let message = format!(
                    "{} can be {} since version {since}, but this flow has {}",
                    self.subject_name(slot.subject),
                    found(node, self.style),
                    self.version
                );
                let what = expected(slot.ty, slot.dynamic, self.version, self.style);
                self.sink
                    .report(&NEITHER_FORM, Spot::value(node), message)
                    .help(format!("write {what}"));
            }
            None => self.mismatch(node, slot),
        }
    }
}

/// Whether a text that is no expression may be of that type.
pub(super) fn takes_text(ty: &Type) -> bool {
    match ty {
        Type::String(_) | Type::Choice(_) => true,
        Type::OneOf(types) => types.iter().any(|(ty, _)| takes_text(ty)),
        _ => false,
    }
}

/// Whether any words may stand there, so also those of a number.
fn takes_any_text(ty: &Type) -> bool {
    match ty {
        Type::String(format) => matches!(format, Format::Text | Format::NotBlank),
        Type::OneOf(types) => types.iter().any(|(ty, _)| takes_any_text(ty)),
        _ => false,
    }
}

/// Whether a value is of the JSON type that a type wants.
fn fits(ty: &Type, node: &Node) -> bool {
    matches!(
        (&node.value, ty),
        (
            Value::String(_) | Value::Expression(_),
            Type::String(_) | Type::Choice(_)
        ) | (Value::Bool(_), Type::Boolean)
            | (Value::Number(_), Type::Integer { .. } | Type::Number)
            | (Value::Array(_), Type::Array { .. } | Type::Components)
            | (Value::Object(_), Type::Object(_) | Type::Map(_))
    )
}
