//! Objects with keys of the author: payloads, the cases of a `Switch`, the routing model.

use super::object::is_comment;
use super::value::Slot;
use super::{Owner, Spot, Subject, Walker};
use crate::check::wording::code;
use crate::rule::{Origin, Rule, samples};
use crate::table::{Advised, Dynamic, Format, Type};
use crate::tree::{Entry, Node, Value};
use crate::version::Version;

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[&KEY_PATTERN, &EMPTY_CASES];

/// A key that does not look as it must.
pub(in crate::check) const KEY_PATTERN: Rule = Rule {
    id: "S16",
    name: "key-pattern",
    code: "PROPERTY_NAME_MISMATCH",
    client_code: Some("PATTERN_MISMATCH"),
    source: Origin::Client,
    why: "keys of `routing_model` are ids of screens; keys of `cases` begin with a letter, then letters, digits, `-` and `_`",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"kind": {"type": "string", "__example__": "a-1"}}"#, r#"{"type": "Switch", "value": "${data.kind}", "cases": {"a-1": [{"type": "TextBody", "text": "A"}]}}"#),
        fail: Screen(V7_3, r#""data": {"kind": {"type": "string", "__example__": "1"}}"#, r#"{"type": "Switch", "value": "${data.kind}", "cases": {"1": [{"type": "TextBody", "text": "A"}]}}"#),
    },
    ..Rule::ERROR
};

/// A `Switch` without cases.
pub(in crate::check) const EMPTY_CASES: Rule = Rule {
    id: "I6",
    name: "empty-cases",
    code: "INVALID_PROPERTY_VALUE",
    client_code: Some("EMPTY_SWITCH_CASES"),
    since: Version::V4_0,
    why: "a `Switch` shows the components of one of its cases",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"kind": {"type": "string", "__example__": "a"}}"#, r#"{"type": "Switch", "value": "${data.kind}", "cases": {"a": [{"type": "TextBody", "text": "A"}]}}"#),
        fail: Screen(V7_3, r#""data": {"kind": {"type": "string", "__example__": "a"}}"#, r#"{"type": "Switch", "value": "${data.kind}", "cases": {}}"#),
    },
    ..Rule::ERROR
};

impl<'t> Walker<'t, '_> {
    /// Checks an object of values of one type.
    pub(super) fn map(
        &mut self,
        node: &'t Node,
        of: &'static Type,
        slot: Slot<'t>,
        owner: Owner<'t>,
    ) {
        let Value::Object(object) = &node.value else {
            self.mismatch(node, slot);
            return;
        };
        for entry in &object.entries {
            let slot = Slot {
                subject: Subject::Key(&entry.key),
                ty: of,
                ..slot
            };
            self.slot(&entry.value, slot, owner);
        }
    }

    /// Checks the cases of a `Switch`.
    pub(super) fn cases(&mut self, node: &'t Node, slot: Slot<'t>, owner: Owner<'t>) {
        let Value::Object(object) = &node.value else {
            self.mismatch(node, slot);
            return;
        };
        if object.entries.is_empty() {
            self.sink
                .report(&EMPTY_CASES, Spot::value(node), "`cases` is empty")
                .help("write at least one case");
        }
        for entry in &object.entries {
            self.case_key(entry);
            let slot = Slot {
                subject: Subject::Key(&entry.key),
                ty: &Type::Components,
                dynamic: Dynamic::No,
                property: slot.property,
            };
            self.slot(&entry.value, slot, owner);
        }
    }

    fn case_key(&mut self, entry: &Entry) {
        let key = &entry.key;
        let rest = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if !key.starts_with(|first: char| first.is_ascii_alphabetic()) || !key.bytes().all(rest) {
            let message = format!("{} cannot be the key of a case", code(key));
            self.sink
                .report(&KEY_PATTERN, Spot::key(entry), message)
                .help("begin with a letter, then write letters, digits, `-` and `_` only");
        }
    }

    /// Checks that the routing model is made of ids.
    pub(super) fn routing_model(&mut self, node: &'t Node, slot: Slot<'t>) {
        let Value::Object(object) = &node.value else {
            self.mismatch(node, slot);
            return;
        };
        const ID: Type = Type::String(Format::ScreenId);
        const IDS: Type = Type::Array {
            of: &ID,
            min: 0,
            max: None,
            advised: Advised::ANY,
        };
        for entry in &object.entries {
            let bad = |character: char| !character.is_ascii_alphabetic() && character != '_';
            if is_comment(&entry.key) && entry.value.as_array().is_none() {
                let subject = Subject::Property("routing_model");
                self.comments.push((entry, subject));
                continue;
            }
            // An id that a screen has is wrong there, and said there.
            if entry.key.is_empty() || (entry.key.contains(bad) && !self.is_screen(&entry.key)) {
                let message = format!("{} cannot be the id of a screen", code(&entry.key));
                self.sink
                    .report(&KEY_PATTERN, Spot::key(entry), message)
                    .help("write letters A to Z, a to z and `_` only");
            }
            match &entry.value.value {
                Value::Array(targets) => {
                    for target in targets {
                        match target.as_str() {
                            Some(text) if self.is_screen(text) => {}
                            Some(text) => {
                                let slot = Slot {
                                    subject: Subject::Key(&entry.key),
                                    ty: &ID,
                                    ..slot
                                };
                                self.screen_id(target, text, slot);
                            }
                            None if target.is_opaque() => {}
                            None => {
                                let subject = Subject::Key(&entry.key);
                                self.wrong_type(target, subject, &ID, Dynamic::No);
                            }
                        }
                    }
                }
                Value::Constant(_) | Value::Unknown => {}
                _ => {
                    self.wrong_type(&entry.value, Subject::Key(&entry.key), &IDS, Dynamic::No);
                }
            }
        }
    }
}
