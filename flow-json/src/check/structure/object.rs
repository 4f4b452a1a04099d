//! Keys: unknown ones, missing ones, ones of another version.

use super::{Owner, Repair, Spot, Subject, Walker, address};
use crate::check::wording::{and, code};
use crate::rule::{Origin, Rule, samples};
use crate::table::{COMPONENTS, Dynamic, OUTSIDE_FORMS, Property, Shape, Type, action, nearest};
use crate::tree::{Entry, Node, Object, Value};
use crate::version::Version;

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &UNKNOWN_PROPERTY,
    &REMOVED_PROPERTY,
    &MISSING_PROPERTY,
    &MISSING_END_OF_RANGE,
    &UNKNOWN_END_OF_RANGE,
    &RESERVED_META,
    &BODY_OF_A_CALL,
];

/// A key that the object does not have.
pub(in crate::check) const UNKNOWN_PROPERTY: Rule = Rule {
    id: "S1",
    name: "unknown-property",
    code: "INVALID_PROPERTY_KEY",
    why: "each object of Flow JSON has a fixed set of keys, some since a later version; others are refused",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "TextInput", "name": "city", "label": "City"}"#),
        fail: Children(V7_3, r#"{"type": "TextInput", "name": "city", "lable": "City"}"#),
    },
    ..Rule::ERROR
};

/// What Meta's API is given to make a flow.
pub(in crate::check) const BODY_OF_A_CALL: Rule = Rule {
    id: "S32",
    name: "body-of-a-call",
    code: "INVALID_FLOW_JSON",
    why: "the body of a call that makes a flow has the flow as text in `flow_json`, and is none itself",
    samples: samples! {
        pass: Top(V7_3, ""),
        fail: Flow(concat!(
            r#"{"name": "hello", "categories": ["OTHER"], "flow_json": "{\"version\": \"7.3\", \"screens\": [{\"id\": \"START\", \"title\": \"Start\", \"terminal\": true, "#,
            r#"\"layout\": {\"type\": \"SingleColumnLayout\", \"children\": [{\"type\": \"Footer\", \"label\": \"Done\", \"on-click-action\": {\"name\": \"complete\", \"payload\": {}}}]}}]}"}"#,
        )),
    },
    ..Rule::ERROR
};

/// A key that older versions had.
pub(in crate::check) const REMOVED_PROPERTY: Rule = Rule {
    id: "S2",
    name: "removed-property",
    code: "INVALID_PROPERTY_KEY",
    since: Version::V3_0,
    why: "since 3.0 the endpoint's address is set where the flow is uploaded, not in the JSON",
    samples: samples! {
        pass: Top(V7_3, ""),
        fail: Top(V7_3, r#""data_channel_uri": "https://example.com""#),
    },
    ..Rule::ERROR
};

/// A key that must be there.
pub(in crate::check) const MISSING_PROPERTY: Rule = Rule {
    id: "S10",
    name: "missing-property",
    code: "MISSING_REQUIRED_TYPE_PROPERTY",
    client_code: Some("MISSING_REQUIRED_PROPERTY"),
    why: "some properties have no default",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "TextInput", "name": "city", "label": "City"}"#),
        fail: Children(V7_3, r#"{"type": "TextInput", "name": "city"}"#),
    },
    ..Rule::ERROR
};

/// A range of days that lacks an end.
pub(in crate::check) const MISSING_END_OF_RANGE: Rule = Rule {
    id: "C11",
    name: "missing-end-of-range",
    code: "MISSING_CALENDAR_PICKER_RANGE_MODE_PROP",
    client_code: Some("MISSING_REQUIRED_PROPERTY"),
    source: Origin::Client,
    since: Version::V6_1,
    why: "what is said of a range of days is said of its first day, a label of its last day too",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "CalendarPicker", "name": "stay", "mode": "range", "label": {"start-date": "From", "end-date": "To"}}"#),
        fail: Children(V7_3, r#"{"type": "CalendarPicker", "name": "stay", "mode": "range", "label": {"start-date": "From"}}"#),
    },
    ..Rule::ERROR
};

/// A range of days with more than two ends.
pub(in crate::check) const UNKNOWN_END_OF_RANGE: Rule = Rule {
    id: "C12",
    name: "unknown-end-of-range",
    code: "UNEXPECTED_CALENDAR_PICKER_RANGE_MODE_PROP",
    client_code: Some("INVALID_PROPERTY_KEY"),
    source: Origin::Client,
    since: Version::V6_1,
    why: "a range of days has a first day and a last day",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "CalendarPicker", "name": "stay", "mode": "range", "label": {"start-date": "From", "end-date": "To"}}"#),
        fail: Children(V7_3, r#"{"type": "CalendarPicker", "name": "stay", "mode": "range", "label": {"start-date": "From", "end-date": "To", "title": "Stay"}}"#),
    },
    ..Rule::ERROR
};

/// A key that only Meta's own flows may have.
pub(in crate::check) const RESERVED_META: Rule = Rule {
    id: "S30",
    name: "reserved-meta",
    code: "INVALID_FLOW_JSON",
    source: Origin::Client,
    since: Version::V5_1,
    why: "`meta` is reserved to Meta's own flows",
    samples: samples! {
        pass: Top(V7_3, ""),
        fail: Top(V7_3, r#""meta": {"lead_gen_ai": true}"#),
    },
    ..Rule::ERROR
};

impl<'t> Walker<'t, '_> {
    /// The object that a value must be.
    pub(super) fn object_of(&mut self, node: &'t Node, subject: Subject<'_>) -> Option<&'t Object> {
        match &node.value {
            Value::Object(object) => Some(object),
            Value::Constant(_) | Value::Unknown => None,
            _ => {
                let ty = Type::Map(&Type::Payload);
                self.wrong_type(node, subject, &ty, Dynamic::No);
                None
            }
        }
    }

    /// Checks the keys of an object and all that is below them.
    pub(super) fn object(&mut self, owner: Owner<'t>) {
        let object = owner.object;
        let mut meant: Vec<(&'static str, &'t Node)> = Vec::new();
        let absent = absent(object, owner.shape);
        for entry in &object.entries {
            match owner.shape.property(&entry.key) {
                Some(property) if self.has(property, &owner) => {
                    self.value(&entry.value, property, owner);
                }
                Some(property) => self.not_here(entry, property, owner),
                None if entry.key == "type" && has_type(owner.subject) => {}
                None if self.of_another_action(entry, owner) => {}
                None => {
                    if let Some((name, value)) = self.unknown(&absent, entry, owner)
                        && !meant.iter().any(|(other, _)| *other == name)
                    {
                        meant.push((name, value));
                    }
                }
            }
        }
        for (property, value) in &meant {
            self.repairs.push(Repair {
                object: address(object),
                property,
                value,
            });
        }
        for property in absent {
            let required = property.required.is_some_and(|since| self.version >= since);
            // A missing version has a code of its own.
            if required
                && property.name != "version"
                && !meant.iter().any(|(name, _)| *name == property.name)
            {
                self.missing(property.name, owner);
            }
        }
    }

    /// Reports a missing property.
    pub(super) fn missing(&mut self, property: &str, owner: Owner<'t>) {
        let name = self.style.property(property);
        let message = format!("{} lacks `{name}`", self.subject_name(owner.subject));
        let rule = match owner.shape.name {
            "DateRange" => &MISSING_END_OF_RANGE,
            _ => &MISSING_PROPERTY,
        };
        self.sink
            .report(rule, Spot::value(owner.anchor), message)
            .help(format!("add `{name}`"));
    }

    /// Whether the owner has that property in this version and place.
    fn has(&self, property: &Property, owner: &Owner<'t>) -> bool {
        let until = property.until.filter(|_| self.version_known);
        self.version >= property.since
            && until.is_none_or(|until| self.version < until)
            && !(owner.in_form && OUTSIDE_FORMS.iter().any(|(name, _)| *name == property.name))
    }

    /// A property that the owner has in another version or another place.
    fn not_here(&mut self, entry: &Entry, property: &Property, owner: Owner<'t>) {
        let name = self.property_name(property.name);
        let spot = Spot::key(entry);
        if self.version < property.since {
            let what = format!("{name} of {}", self.subject_name(owner.subject));
            let message = format!(
                "{what} needs version {}, but this flow has {}",
                property.since, self.version
            );
            self.sink
                .report(&UNKNOWN_PROPERTY, spot, message)
                .needs(what, property.since)
                .help(format!(
                    "set `version` to \"{}\", or leave {name} out",
                    property.since.max(Version::V5_1)
                ));
        } else if let Some(until) = property.until.filter(|until| self.version >= *until) {
            let message = format!("{name} is gone since version {until}");
            self.sink
                .report(&REMOVED_PROPERTY, spot, message)
                .help("leave it out, and set the endpoint's address where the flow is uploaded");
        } else if let Some((_, plural)) =
            OUTSIDE_FORMS.iter().find(|(own, _)| *own == property.name)
        {
            let message = format!("an input inside a `Form` has no {name}");
            let help = format!(
                "write it in {} of the `Form`, under the input's name",
                self.property_name(plural)
            );
            self.sink
                .report(&UNKNOWN_PROPERTY, spot, message)
                .help(help);
        }
    }

    /// A key that the owner never has. Gives the property that was meant, if there is one.
    fn unknown(
        &mut self,
        absent: &[&'static Property],
        entry: &'t Entry,
        owner: Owner<'t>,
    ) -> Option<(&'static str, &'t Node)> {
        if matches!(owner.subject, Subject::Flow) && entry.key == "meta" && self.reserves_meta() {
            self.sink
                .report(
                    &RESERVED_META,
                    Spot::key(entry),
                    "`meta` is reserved to Meta",
                )
                .help("leave it out");
            return None;
        }
        if is_comment(&entry.key) {
            self.comments.push((entry, owner.subject));
            return None;
        }
        let free = absent
            .iter()
            .filter(|property| self.has(property, &owner))
            .map(|property| property.name);
        let meant = nearest(&entry.key, free.clone()).or_else(|| {
            let mut meant = SYNONYMS.iter().filter(|(word, _)| *word == entry.key);
            meant.find_map(|(_, meant)| free.clone().find(|name| name == meant))
        });
        let message = format!(
            "{} has no property {}",
            self.subject_name(owner.subject),
            code(&self.author_key(&entry.key, owner.subject))
        );
        let help = if meant == Some("layout") && entry.key == "children" {
            let layout = r#"{"type": "SingleColumnLayout", "children": […]}"#;
            Some(format!("write \"layout\": {layout}, and put them there"))
        } else if let Some(meant) = meant {
            Some(format!("write {}", self.property_name(meant)))
        } else if matches!(owner.subject, Subject::Named(_)) {
            self.owners_of(&entry.key)
        } else {
            None
        };
        let help = help.or_else(|| {
            let known: Vec<_> = free.map(|name| self.property_name(name)).collect();
            match known.len() {
                0 => Some("leave it out".to_owned()),
                1..=6 => Some(format!("leave it out; it may have {}", and(known))),
                _ => None,
            }
        });
        let rule = match owner.shape.name {
            "DateRange" => &UNKNOWN_END_OF_RANGE,
            _ => &UNKNOWN_PROPERTY,
        };
        let found = self.sink.report(rule, Spot::key(entry), message);
        if let Some(help) = help {
            found.help(help);
        }
        meant.map(|name| (name, &entry.value))
    }

    /// Reports the keys that are comments: together, since whoever leaves out one looks at all.
    pub(super) fn comments(&mut self) {
        let Some((first, subject)) = self.comments.first().copied() else {
            return;
        };
        let key = code(&self.author_key(&first.key, subject));
        let others = self.comments.len() - 1;
        let message = match others {
            0 => format!("{} has no property {key}", self.subject_name(subject)),
            1 => format!("{key} and another key are comments"),
            _ => format!("{key} and {others} other keys are comments"),
        };
        let what = if others == 0 { "it" } else { "them" };
        let found = self
            .sink
            .report(&UNKNOWN_PROPERTY, Spot::key(first), message);
        found.help(format!(
            "leave {what} out; there are no comments in Flow JSON"
        ));
        if let Some((next, _)) = self.comments.get(1) {
            found.related(Spot::key(next), "the next one");
        }
    }

    /// Whether `meta` is known in this version, as a key of Meta's own flows only.
    fn reserves_meta(&self) -> bool {
        RESERVED_META.holds_in(self.version)
    }

    /// A key as the author wrote it: a component's unknown field loses its `_` on the way.
    fn author_key(&self, key: &str, subject: Subject<'_>) -> String {
        match subject {
            Subject::Flow | Subject::Screen => key.to_owned(),
            _ => self.style.property(key),
        }
    }

    /// The components that have a property of that name.
    fn owners_of(&self, key: &str) -> Option<String> {
        let owners: Vec<_> = COMPONENTS
            .iter()
            .filter(|component| component.shape.property(key).is_some())
            .map(|component| format!("`{}`", component.shape.name))
            .collect();
        match owners.len() {
            0 => None,
            1..=4 => Some(format!("leave it out; it is a property of {}", and(owners))),
            more => Some(format!(
                "leave it out; it is a property of {} and {} others",
                owners[..3].join(", "),
                more - 3
            )),
        }
    }
}

/// Words for a property that other formats use, or other components, where no spelling is near.
const SYNONYMS: &[(&str, &str)] = &[
    ("alt", "alt-text"),
    ("children", "layout"),
    ("choices", "data-source"),
    ("default", "init-value"),
    ("hint", "helper-text"),
    ("id", "name"),
    ("items", "data-source"),
    ("label", "title"),
    ("name", "title"),
    ("screen", "name"),
    ("text", "label"),
    ("text", "title"),
    ("title", "label"),
    ("url", "src"),
    ("value", "id"),
    ("value", "init-value"),
    ("max-length", "max-chars"),
    ("min-length", "min-chars"),
    ("options", "data-source"),
    ("placeholder", "helper-text"),
];

/// Whether a key can only be a comment of the author's. No name of Flow JSON's begins like it.
pub(in crate::check) fn is_comment(key: &str) -> bool {
    key.starts_with(['_', '/', '#', '$']) || matches!(key, "comment" | "comments")
}

/// The properties of a shape that an object does not have.
fn absent(object: &Object, shape: &'static Shape) -> Vec<&'static Property> {
    let mut present = vec![false; shape.properties.len()];
    for entry in &object.entries {
        // A loop: in macros, which are built without optimisation, an iterator costs calls.
        let key: &str = &entry.key;
        let mut index = 0;
        while let Some(property) = shape.properties.get(index) {
            if property.name.len() == key.len() && property.name == key {
                present[index] = true;
                break;
            }
            index += 1;
        }
    }
    let properties = shape.properties.iter().zip(present);
    properties
        .filter(|(_, present)| !present)
        .map(|(property, _)| property)
        .collect()
}

/// Whether a thing of that name has a `type`, which is no row of the table: components have one.
fn has_type(subject: Subject<'_>) -> bool {
    matches!(subject, Subject::Named(name) if action(name).is_none())
}
