//! The data model of a screen: its declarations. Its examples are checked elsewhere.

use super::object::is_comment;
use super::value::Slot;
use super::{Spot, Subject, Walker};
use crate::check::wording::{code, found, or};
use crate::diagnostic::Style;
use crate::rule::{Rule, samples};
use crate::table::{DATA_TYPES, Dynamic, Type, nearest};
use crate::tree::{Node, Object, Value};

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &EXAMPLE_TOO_DEEP,
    &DATA_WITHOUT_TYPE,
    &DATA_TYPE,
    &DATA_ARRAY_WITHOUT_ITEMS,
    &DATA_ARRAY_ITEMS,
];

/// An example below the top of a field.
pub(in crate::check) const EXAMPLE_TOO_DEEP: Rule = Rule {
    id: "D10",
    name: "example-too-deep",
    code: "INVALID_SCREEN_DATA",
    why: "the example of a field stands once, beside its type, and shows the field as a whole",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"user": {"type": "object", "properties": {"name": {"type": "string"}}, "__example__": {"name": "Ann"}}}"#, ""),
        fail: Screen(V7_3, r#""data": {"user": {"type": "object", "properties": {"name": {"type": "string", "__example__": "Ann"}}, "__example__": {"name": "Ann"}}}"#, ""),
    },
    ..Rule::ERROR
};

/// A declaration without a type.
pub(in crate::check) const DATA_WITHOUT_TYPE: Rule = Rule {
    id: "D11",
    name: "data-without-type",
    code: "INVALID_SCREEN_DATA",
    why: "each field of a screen's data says its type",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"name": {"type": "string", "__example__": "Ann"}}"#, ""),
        fail: Screen(V7_3, r#""data": {"name": {"__example__": "Ann"}}"#, ""),
    },
    ..Rule::ERROR
};

/// A declaration with a type that does not exist.
pub(in crate::check) const DATA_TYPE: Rule = Rule {
    id: "D12",
    name: "data-type",
    code: "INVALID_SCREEN_DATA",
    why: "there are the types `string`, `number`, `boolean`, `object`, `array` and `integer`",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"name": {"type": "string", "__example__": "Ann"}}"#, ""),
        fail: Screen(V7_3, r#""data": {"name": {"type": ["string"], "__example__": "Ann"}}"#, ""),
    },
    ..Rule::ERROR
};

/// A list without a declaration of its items.
pub(in crate::check) const DATA_ARRAY_WITHOUT_ITEMS: Rule = Rule {
    id: "D13",
    name: "data-array-without-items",
    code: "INVALID_SCREEN_DATA",
    why: "a list says of what its items are",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"tags": {"type": "array", "items": {"type": "string"}, "__example__": ["a"]}}"#, ""),
        fail: Screen(V7_3, r#""data": {"tags": {"type": "array", "__example__": ["a"]}}"#, ""),
    },
    ..Rule::ERROR
};

/// Items of a list that are declared in another way.
pub(in crate::check) const DATA_ARRAY_ITEMS: Rule = Rule {
    id: "D14",
    name: "data-array-items",
    code: "INVALID_SCREEN_DATA",
    why: "what the items of a list are is a declaration, or a truth value",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"tags": {"type": "array", "items": {"type": "string"}, "__example__": ["a"]}}"#, ""),
        fail: Screen(V7_3, r#""data": {"tags": {"type": "array", "items": "string", "__example__": ["a"]}}"#, ""),
    },
    ..Rule::ERROR
};

const EXAMPLE: &str = "__example__";

impl<'t> Walker<'t, '_> {
    /// Checks the declarations of a screen's data.
    pub(super) fn data_model(&mut self, node: &'t Node, slot: Slot<'t>) {
        let Value::Object(fields) = &node.value else {
            self.mismatch(node, slot);
            return;
        };
        for field in &fields.entries {
            // A list of required fields, as JSON Schema has it, is let pass.
            if field.key == "required" && matches!(field.value.value, Value::Array(_)) {
                continue;
            }
            let subject = Subject::Key(&field.key);
            if is_comment(&field.key) && field.value.as_object().is_none() {
                self.comments.push((field, Subject::Property("data")));
                continue;
            }
            let Some(declaration) = self.declaration(&field.value, subject) else {
                continue;
            };
            // Without a type either it is no declaration at all, which has been said.
            let is_declaration =
                declaration.get("type").is_some() || declaration.get("const").is_some();
            if is_declaration && declaration.get(EXAMPLE).is_none() {
                let near = |key: &str| nearest(key, [EXAMPLE]).is_some();
                let meant = declaration.entries.iter().find(|entry| near(&entry.key));
                let spot = match meant {
                    Some(entry) => Spot::key(entry),
                    None => Spot::key(field),
                };
                let message = format!("{} lacks `{EXAMPLE}`", code(&field.key));
                let help = match meant {
                    Some(_) => format!("write `{EXAMPLE}`"),
                    None => format!("add \"{EXAMPLE}\": {}", example(&field.value, 0)),
                };
                self.sink
                    .report(&super::object::MISSING_PROPERTY, spot, message)
                    .help(help);
            }
        }
    }

    /// Checks one declaration. Gives it back if it is an object.
    fn declaration(&mut self, node: &'t Node, subject: Subject<'t>) -> Option<&'t Object> {
        let object = match &node.value {
            Value::Object(object) => object,
            Value::Constant(_) | Value::Unknown => return None,
            _ => {
                let ty = Type::Map(&Type::Payload);
                let meant = super::meant::declaration(node).filter(|_| self.style == Style::Json);
                let found = self.wrong_type(node, subject, &ty, Dynamic::No);
                if let Some(meant) = meant {
                    found.help(format!("write {}", code(&meant)));
                }
                return None;
            }
        };
        let ty = match object.get("type") {
            Some(ty) => ty,
            // The name of an option's action has a value, and no type.
            None if object.get("const").is_some() => return Some(object),
            None => {
                let message = format!("{} lacks `type`", self.subject_name(subject));
                self.sink
                    .report(&DATA_WITHOUT_TYPE, Spot::value(node), message)
                    .help("write its type, for example \"type\": \"string\"");
                return Some(object);
            }
        };
        match &ty.value {
            Value::String(name) => match name.as_ref() {
                "array" => self.items(node, object, subject),
                "object" => self.properties(object),
                name if DATA_TYPES.contains(&name) => {}
                name => {
                    let message = format!("there is no type {}", code(name));
                    let help = match nearest(name, DATA_TYPES) {
                        Some(meant) => format!("write `{meant}`"),
                        None => format!("write {}", types()),
                    };
                    self.sink
                        .report(&DATA_TYPE, Spot::value(ty), message)
                        .help(help);
                }
            },
            Value::Constant(_) | Value::Unknown => {}
            _ => {
                let message = format!(
                    "`type` must be the name of a type, not {}",
                    found(ty, self.style)
                );
                self.sink
                    .report(&DATA_TYPE, Spot::value(ty), message)
                    .help(format!("write {}", types()));
            }
        }
        Some(object)
    }

    /// A declaration below the top of a field.
    fn nested(&mut self, node: &'t Node, subject: Subject<'t>) {
        let example = self
            .declaration(node, subject)
            .and_then(|declaration| declaration.entry(EXAMPLE));
        if let Some(example) = example {
            let message = format!("`{EXAMPLE}` may only stand beside the type of a whole field");
            self.sink
                .report(&EXAMPLE_TOO_DEEP, Spot::key(example), message)
                .help("show this part in the field's own example");
        }
    }

    fn properties(&mut self, object: &'t Object) {
        let Some(properties) = object.get("properties") else {
            return;
        };
        if let Some(properties) = self.object_of(properties, Subject::Property("properties")) {
            for property in &properties.entries {
                self.nested(&property.value, Subject::Key(&property.key));
            }
        }
    }

    fn items(&mut self, node: &'t Node, object: &'t Object, subject: Subject<'t>) {
        let Some(items) = object.get("items") else {
            let message = format!("{} lacks `items`", self.subject_name(subject));
            self.sink
                .report(&DATA_ARRAY_WITHOUT_ITEMS, Spot::value(node), message)
                .help("say what its items are, for example \"items\": {\"type\": \"string\"}");
            return;
        };
        match &items.value {
            Value::Object(_) => self.nested(items, Subject::Property("items")),
            Value::Bool(_) | Value::Constant(_) | Value::Unknown => {}
            _ => {
                let message = format!(
                    "`items` must be a declaration, not {}",
                    found(items, self.style)
                );
                self.sink
                    .report(&DATA_ARRAY_ITEMS, Spot::value(items), message)
                    .help("write for example {\"type\": \"string\"}");
            }
        }
    }
}

/// A value that a declaration would take, as JSON.
fn example(declaration: &Node, depth: usize) -> String {
    /// What stands deeper is left out, so that the example stays short.
    const DEEPEST: usize = 2;
    let ty = declaration.get("type").and_then(Node::as_str);
    let below = |node: &Node| example(node, depth + 1);
    match ty {
        Some("number" | "integer") => "1".to_owned(),
        Some("boolean") => "true".to_owned(),
        Some("array") => match declaration.get("items").filter(|_| depth < DEEPEST) {
            Some(items) if items.as_object().is_some() => format!("[{}]", below(items)),
            _ => "[]".to_owned(),
        },
        Some("object") => {
            let properties = declaration.get("properties").and_then(Node::as_object);
            let properties = properties.filter(|_| depth < DEEPEST).into_iter();
            let members = properties.flat_map(|properties| &properties.entries);
            let members: Vec<_> = members
                .map(|entry| format!("{:?}: {}", entry.key, below(&entry.value)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
        _ => "\"text\"".to_owned(),
    }
}

fn types() -> String {
    or(DATA_TYPES.iter().map(|name| format!("`{name}`")))
}
