//! The changes that newer versions ask for, one function for each change of the language.
//!
//! An edit follows from the flow alone. A note tells of a change that no checker can find. Mistakes that
//! the checker finds are not repeated.

mod dates;
mod form_values;

use flow_json::model::{Flow, Known, each_known_object};
use flow_json::table::{Format, Shape, Type};
use flow_json::tree::{Node, Object, Value};
use flow_json::{Layout, Version, write};

use super::edit::{Edit, add, remove, set};

/// A change that a person must think of.
pub(super) struct Note {
    /// The JSON pointer of its value in the new flow. Empty for the whole flow.
    pub(super) pointer: String,
    pub(super) message: String,
    pub(super) help: String,
}

/// All edits of a flow, and all notes on it.
pub(super) struct Changes<'t> {
    text: &'t str,
    from: Version,
    to: Version,
    pub(super) edits: Vec<Edit>,
    pub(super) notes: Vec<Note>,
}

impl<'t> Changes<'t> {
    pub(super) fn of(text: &'t str, flow: &'t Node, from: Version, to: Version) -> Self {
        let mut changes = Self {
            text,
            from,
            to,
            edits: Vec::new(),
            notes: Vec::new(),
        };
        let Some(object) = flow.as_object() else {
            return changes;
        };
        changes.version(object);
        if changes.crosses(Version::V3_0) {
            changes.endpoint(object);
        }
        let model = Flow::without_expressions(flow);
        for screen in &model.screens {
            if changes.crosses(Version::V5_0) {
                changes.dates(&model, screen);
            }
            if changes.crosses(Version::V6_0) {
                changes.layout(screen.object);
            }
            if changes.crosses(Version::V7_0) {
                changes.form_values(screen);
            }
        }
        if changes.crosses(Version::V6_0) {
            changes.blank_texts(flow);
        }
        let on_draw = |version| (Version::V6_0..Version::V7_0).contains(&version);
        if on_draw(from) != on_draw(to) {
            changes.select_on_draw(&model, on_draw(to));
        }
        // An addition comes before a removal at the same place.
        changes
            .edits
            .sort_by_key(|edit| (edit.range.start, edit.range.end));
        // Two dates may lead to one value.
        changes
            .edits
            .dedup_by(|one, other| one.range == other.range);
        changes
    }

    /// Whether the upgrade crosses that version: it is newer than the old one, and no newer than the new.
    fn crosses(&self, version: Version) -> bool {
        self.from < version && self.to >= version
    }

    fn note(&mut self, pointer: &str, message: String, help: &str) {
        let (pointer, help) = (pointer.to_owned(), help.to_owned());
        self.notes.push(Note {
            pointer,
            message,
            help,
        });
    }

    fn version(&mut self, flow: &Object) {
        if let (Some(version), true) = (flow.get("version"), self.from != self.to) {
            let to = self.to.to_string();
            let why = format!("`version` is \"{to}\", and was \"{}\"", self.from);
            self.edits.push(set(version, &to, why));
        }
    }

    /// 3.0: the endpoint's address is no part of the flow any more.
    fn endpoint(&mut self, flow: &Object) {
        let uri = flow
            .entries
            .iter()
            .position(|entry| entry.key == "data_channel_uri");
        let Some(index) = uri else { return };
        let why = |_: &[_]| "`data_channel_uri` is left out: gone since 3.0".to_owned();
        self.edits.extend(remove(flow, &[index], why));
        let address = write(&flow.entries[index].value, Layout::Minified);
        self.note(
            "",
            format!("`data_channel_uri` was {address}, and is gone since 3.0"),
            "give this address to the flow itself: `endpoint_uri` in the API, or in the Builder",
        );
        if flow.get("data_api_version").is_none() {
            let why =
                "`data_api_version` is \"3.0\": it marks a flow with an endpoint now".to_owned();
            // Not behind the removed member: there the two edits would meet.
            let others = Object {
                entries: flow
                    .entries
                    .iter()
                    .filter(|entry| entry.key != "data_channel_uri")
                    .cloned()
                    .collect(),
            };
            let added = add(self.text, &others, "data_api_version", "\"3.0\"", why);
            self.edits.extend(added);
            self.note(
                "/data_api_version",
                "the endpoint is called with version 3.0 of the Data API".to_owned(),
                "see that the endpoint knows it",
            );
        }
    }

    /// 6.0: every screen has a layout.
    fn layout(&mut self, screen: &Object) {
        if screen.get("layout").is_none() {
            let why = "`layout` is there, and empty: since 6.0 each screen has one".to_owned();
            let layout = r#"{ "type": "SingleColumnLayout", "children": [] }"#;
            self.edits
                .extend(add(self.text, screen, "layout", layout, why));
        }
    }

    /// 6.0: no text is blank. A blank text that is optional is left out.
    fn blank_texts(&mut self, flow: &Node) {
        let to = self.to;
        let mut edits = Vec::new();
        each_known_object(&mut flow.clone(), &mut |known, object| {
            let Known::Shape(shape) = known else { return };
            let blank = |index: &usize| is_blank_option(shape, object, *index, to);
            let blank: Vec<usize> = (0..object.entries.len()).filter(blank).collect();
            edits.extend(remove(object, &blank, |gone| {
                let names: Vec<_> = gone
                    .iter()
                    .map(|entry| format!("`{}`", entry.key))
                    .collect();
                let are = if names.len() == 1 { "is" } else { "are" };
                let names = names.join(", ");
                format!("{names} {are} left out: since 6.0 no text is blank")
            }));
        });
        self.edits.append(&mut edits);
    }

    /// From 6.0 to before 7.0, actions of selection run also when the screen is drawn.
    fn select_on_draw(&mut self, flow: &Flow<'_>, now: bool) {
        let (change, help) = if now {
            (
                "runs also when the screen is drawn, from 6.0 to before 7.0",
                "make sure that the screen works with it, or upgrade to 7.0",
            )
        } else {
            (
                "no longer runs when the screen is drawn, as it did before 7.0",
                "if the screen relied on it, give it the data when it is opened",
            )
        };
        for screen in &flow.screens {
            for component in &screen.components {
                if component.object.get("on-select-action").is_some() {
                    let name = component.object.get("name").and_then(Node::as_str);
                    let name = name.unwrap_or(component.type_name());
                    let pointer = component.pointer(screen) + "/on-select-action";
                    self.note(&pointer, format!("the action of `{name}` {change}"), help);
                }
            }
        }
    }
}

/// Whether a member is a blank text that need not be there.
fn is_blank_option(shape: &Shape, object: &Object, index: usize, to: Version) -> bool {
    let entry = &object.entries[index];
    let property = shape.property(&entry.key);
    let is_option = property.is_some_and(|property| {
        matches!(property.ty, Type::String(Format::Text | Format::NotBlank))
            && property.required.is_none_or(|since| to < since)
    });
    let is_blank = matches!(&entry.value.value, Value::String(text) if text.trim().is_empty());
    is_option && is_blank
}
