//! Actions: which may stand where, and their keys.

use super::value::Slot;
use super::{Owner, Spot, Subject, Walker};
use crate::check::wording::{code, or};
use crate::diagnostic::Style;
use crate::rule::{Origin, Rule, samples};
use crate::table::{ACTIONS, ActionUse, action, nearest};
use crate::tree::{Entry, Node, Value};

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &UNKNOWN_ACTION,
    &ACTION_NOT_ALLOWED,
    &ACTION_PROPERTY,
    &NO_PAYLOAD,
];

/// An action that does not exist.
pub(in crate::check) const UNKNOWN_ACTION: Rule = Rule {
    id: "S4c",
    name: "unknown-action",
    code: "INVALID_PROPERTY_VALUE",
    client_code: Some("INVALID_ENUM_VALUE"),
    why: "there are the actions `navigate`, `complete`, `data_exchange`, `open_url` and `update_data`",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "EmbeddedLink", "text": "Terms", "on-click-action": {"name": "open_url", "url": "https://example.com"}}"#),
        fail: Children(V7_3, r#"{"type": "EmbeddedLink", "text": "Terms", "on-click-action": {"name": "openurl", "url": "https://example.com"}}"#),
    },
    ..Rule::ERROR
};

/// An action that may not stand there, or not yet.
pub(in crate::check) const ACTION_NOT_ALLOWED: Rule = Rule {
    id: "S17b",
    name: "action-not-allowed",
    code: "INVALID_ENUM_VALUE",
    client_code: Some("INVALID_PROPERTY_VALUE"),
    why: "each place of an action takes some of the five actions, some since a later version",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "EmbeddedLink", "text": "Terms", "on-click-action": {"name": "open_url", "url": "https://example.com"}}"#),
        fail: Children(V7_3, r#"{"type": "EmbeddedLink", "text": "Terms", "on-click-action": {"name": "complete", "payload": {}}}"#),
    },
    ..Rule::ERROR
};

/// A key that belongs to another action.
pub(in crate::check) const ACTION_PROPERTY: Rule = Rule {
    id: "S22",
    name: "property-of-another-action",
    code: "NOT_KEYWORD_SCHEMA_VALIDATION_FAILED",
    client_code: Some("INVALID_PROPERTY_KEY"),
    source: Origin::Client,
    why: "`next` belongs to `navigate`, `url` to `open_url`, and `open_url` has no `payload`",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "EmbeddedLink", "text": "Terms", "on-click-action": {"name": "open_url", "url": "https://example.com"}}"#),
        fail: Children(V7_3, r#"{"type": "EmbeddedLink", "text": "Terms", "on-click-action": {"name": "open_url", "url": "https://example.com", "payload": {}}}"#),
    },
    ..Rule::ERROR
};

/// An action without `payload` where the sources disagree on whether it must be there.
pub(in crate::check) const NO_PAYLOAD: Rule = Rule {
    id: "W6",
    name: "no-payload",
    code: "NO_PAYLOAD",
    why: "an empty `payload` is written `{}`, so that every reader of the flow finds one",
    disputed: Some(
        "Meta's documentation lets `payload` be left out, and one of its schemas does not",
    ),
    samples: samples! {
        pass: Generated(|| leading(r#", "payload": {}"#)),
        fail: Generated(|| leading("")),
    },
    ..Rule::WARNING
};

impl<'t> Walker<'t, '_> {
    /// Checks an action.
    pub(super) fn action(
        &mut self,
        node: &'t Node,
        uses: &'static [ActionUse],
        payload_required: bool,
        slot: Slot<'t>,
    ) {
        let object = match &node.value {
            Value::Object(object) => object,
            _ => {
                self.mismatch(node, slot);
                return;
            }
        };
        let Some(name) = object.get("name") else {
            let message = format!("{} lacks `name`", self.subject_name(slot.subject));
            let help = format!("say which action it is: {}", self.allowed(uses));
            self.sink
                .report(&super::object::MISSING_PROPERTY, Spot::value(node), message)
                .help(help);
            return;
        };
        let text = match &name.value {
            Value::String(text) => text,
            Value::Constant(_) | Value::Unknown => return,
            _ => {
                let message = format!(
                    "`name` must be the name of an action, not {}",
                    crate::check::wording::found(name, self.style)
                );
                let help = format!("write {}", self.allowed(uses));
                self.sink
                    .report(&super::value::WRONG_TYPE, Spot::value(name), message)
                    .help(help);
                return;
            }
        };
        let known = action(text);
        let here = uses.iter().find(|here| here.action == text);
        if here.is_none_or(|here| self.version < here.since) {
            let message = match (known, here) {
                (None, _) => format!("there is no action {}", code(text)),
                (Some(_), None) => {
                    format!("{} cannot be `{text}`", self.subject_name(slot.subject))
                }
                (Some(_), Some(here)) => format!(
                    "`{text}` in {} needs version {}, but this flow has {}",
                    self.subject_name(slot.subject),
                    here.since,
                    self.version
                ),
            };
            let (rule, help) = match nearest(text, uses.iter().map(|here| here.action)) {
                Some(meant) if known.is_none() => (&UNKNOWN_ACTION, format!("write `{meant}`")),
                _ if known.is_none() => (&UNKNOWN_ACTION, format!("write {}", self.allowed(uses))),
                _ => (&ACTION_NOT_ALLOWED, self.instead(uses)),
            };
            let subject = self.subject_name(slot.subject);
            let found = self.sink.report(rule, Spot::value(name), message);
            found.help(help);
            if let (Some(_), Some(here)) = (known, here) {
                found.needs(format!("`{text}` in {subject}"), here.since);
            }
        }
        // An action in the wrong place is checked all the same.
        let Some(action) = known else {
            return;
        };
        let owner = Owner {
            shape: &action.shape,
            subject: Subject::Named(action.shape.name),
            anchor: name,
            object,
            in_form: false,
        };
        self.object(owner);
        let has_payload = action.shape.property("payload");
        if let Some(property) = has_payload.filter(|_| object.get("payload").is_none()) {
            if property.required.is_some() || self.is_repaired(object, "payload") {
                // Said already.
            } else if payload_required {
                self.missing("payload", owner);
            } else if text != "complete" {
                // What a `complete` without one loses is said elsewhere.
                let message = format!("`{text}` without `payload` may be refused");
                let empty = crate::check::wording::member(self.style, "payload", "{}");
                self.sink
                    .report(&NO_PAYLOAD, Spot::value(name), message)
                    .help(format!("add {empty}"));
            }
        }
    }

    /// A key that the owner does not have but another action does.
    pub(super) fn of_another_action(&mut self, entry: &Entry, owner: Owner<'t>) -> bool {
        let other = |name: &str| name != owner.shape.name;
        let is_action = action(owner.shape.name).is_some();
        let owners: Vec<_> = ACTIONS
            .iter()
            .filter(|action| other(action.shape.name))
            .filter(|action| action.shape.property(&entry.key).is_some())
            .map(|action| format!("`{}`", action.shape.name))
            .collect();
        if !is_action || owners.is_empty() {
            return false;
        }
        let message = format!("`{}` has no `{}`", owner.shape.name, entry.key);
        self.sink
            .report(&ACTION_PROPERTY, Spot::key(entry), message)
            .help(format!("leave it out; it belongs to {}", or(owners)));
        true
    }

    fn allowed(&self, uses: &[ActionUse]) -> String {
        let uses = uses.iter().filter(|here| self.version >= here.since);
        or(uses.map(|here| format!("`{}`", here.action)))
    }

    /// What to write in the place of an action: the allowed ones, with the members they need.
    fn instead(&self, uses: &[ActionUse]) -> String {
        let uses = uses.iter().filter(|here| self.version >= here.since);
        // To ask an endpoint is no way out for a flow that has none.
        let uses = uses.filter(|here| here.action != "data_exchange" || self.has_endpoint);
        let written = uses.map(|here| match (here.action, self.style) {
            ("navigate", Style::Json) => "`navigate` with `next`".to_owned(),
            ("open_url", Style::Json) => "`open_url` with `url` in place of `payload`".to_owned(),
            (action, _) => format!("`{action}`"),
        });
        format!("write {}", or(written))
    }
}

/// Two screens; the first leads to the second.
#[cfg(feature = "samples")]
fn leading(payload: &str) -> String {
    use crate::rule::sample::{document, step};

    let first = step("FIRST", "LAST").replacen(r#", "payload": {}"#, payload, 1);
    let screens = format!("[{first}, {}]", step("LAST", ""));
    document(crate::Version::V7_3, "", &screens)
}
