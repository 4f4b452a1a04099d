//! Data and inputs that nothing reads.

use super::model::{Action, Component, Content, Model, Screen};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::structure::is_comment;
use super::wording::{and, code, member};
use crate::diagnostic::Style;
use crate::expr::Source;
use crate::rule::{Origin, Rule, samples};
use crate::tree::{Entry, Node, Value};
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[Check {
    run: unread,
    rules: &[&UNREAD_FIELD, &UNREAD_INPUT, &COMPLETE_WITHOUT_PAYLOAD],
}];

/// A field of a data model that nothing reads.
pub(super) const UNREAD_FIELD: Rule = Rule {
    id: "W22",
    name: "unread-field",
    code: "UNREAD_FIELD",
    why: "whoever opens the screen must hand over each field of its data, also those that nothing shows or sends",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"city": {"type": "string", "__example__": "Rome"}}"#, r#"{"type": "TextBody", "text": "${data.city}"}"#),
        fail: Screen(V7_3, r#""data": {"city": {"type": "string", "__example__": "Rome"}}"#, r#"{"type": "TextBody", "text": "Rome"}"#),
    },
    ..Rule::WARNING
};

/// An input that nothing reads.
pub(super) const UNREAD_INPUT: Rule = Rule {
    id: "W27",
    name: "unread-input",
    code: "UNREAD_INPUT",
    why: "what is entered stays on the phone, unless a payload sends it",
    samples: samples! {
        pass: Screens(V7_3, concat!(
            r#"[{"id": "START", "title": "Start", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [{"type": "TextInput", "name": "city", "label": "City"}, "#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {"city": "${form.city}"}}}]}}]"#,
        )),
        fail: Screens(V7_3, concat!(
            r#"[{"id": "START", "title": "Start", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [{"type": "TextInput", "name": "city", "label": "City"}, "#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
        )),
    },
    ..Rule::WARNING
};

/// A flow that ends without sending what was entered.
pub(super) const COMPLETE_WITHOUT_PAYLOAD: Rule = Rule {
    id: "W28",
    name: "complete-without-payload",
    code: "COMPLETE_WITHOUT_PAYLOAD",
    source: Origin::Published,
    why: "a `complete` without `payload` sends nothing but the token of the flow; all that was entered is lost",
    samples: samples! {
        pass: Screens(V7_3, concat!(
            r#"[{"id": "START", "title": "Start", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [{"type": "TextInput", "name": "city", "label": "City"}, "#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {"city": "${form.city}"}}}]}}]"#,
        )),
        fail: Screens(V7_3, concat!(
            r#"[{"id": "START", "title": "Start", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [{"type": "TextInput", "name": "city", "label": "City"}, "#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete"}}]}}]"#,
        )),
    },
    ..Rule::WARNING
};

/// A field of the endpoint's last answer. Clients read it, screens need not.
const LAST_ANSWER: &str = "extension_message_response";

/// More names than these are not listed in a message.
const FEW: usize = 5;

/// The names of a screen that are read, by their ranks in the screen's indices of names.
struct Read {
    fields: Vec<bool>,
    inputs: Vec<bool>,
    /// Whether a name on the screen may be another than it seems: a misspelled one may mean any.
    is_doubtful: bool,
}

impl Read {
    fn nothing_of(screen: &Screen<'_>) -> Self {
        Self {
            fields: vec![false; screen.data.names.len()],
            inputs: vec![false; screen.inputs.len()],
            is_doubtful: !screen.components_known || !screen.data.known,
        }
    }

    fn note(&mut self, screen: &Screen<'_>, source: Source, name: &str) {
        let (names, read) = match source {
            Source::Data => (&screen.data.names, &mut self.fields),
            Source::Form => (&screen.inputs, &mut self.inputs),
        };
        match names.slot(name) {
            Some((rank, _)) => read[rank] = true,
            None => self.is_doubtful = true,
        }
    }

    fn has(&self, screen: &Screen<'_>, source: Source, name: &str) -> bool {
        let (names, read) = match source {
            Source::Data => (&screen.data.names, &self.fields),
            Source::Form => (&screen.inputs, &self.inputs),
        };
        names.slot(name).is_some_and(|(rank, _)| read[rank])
    }
}

pub(super) fn unread(model: &Model<'_>, sink: &mut Sink) {
    let has_names =
        |screen: &Screen<'_>| !screen.data.fields.is_empty() || screen.inputs().next().is_some();
    if !model.ids_known || !model.screens.iter().any(has_names) {
        return;
    }
    // A reported mistake may have been a reference to anything.
    if has_unknown(model.node) {
        return;
    }
    let Some(read) = names_read(model) else {
        return;
    };
    let certain = || {
        let screens = model.screens.iter().zip(&read);
        screens.filter(|(_, read)| !read.is_doubtful)
    };
    for (screen, read) in certain() {
        let unread = |field: &&Entry| {
            // The list of a JSON Schema, and no field.
            let schema = field.key == "required" && field.value.as_array().is_some();
            // What is no declaration is another mistake.
            let comment = is_comment(&field.key) && field.value.as_object().is_none();
            let known = schema || comment || field.key == LAST_ANSWER;
            !known && !read.has(screen, Source::Data, &field.key)
        };
        unread_fields(
            model,
            screen,
            screen.data.fields.iter().filter(unread),
            sink,
        );
    }
    let lost: Vec<_> = certain()
        .filter(|(screen, _)| screen.inputs_known)
        .flat_map(|(screen, read)| {
            let inputs = screen.components.iter().enumerate();
            let inputs = inputs.filter(|(_, one)| one.table.input.is_some());
            inputs.filter_map(move |(component, input)| {
                let node = model.property(input, "name")?;
                let name = node.as_str()?;
                // One that does something when it is chosen may be for that alone.
                let acts = |action: &Action<'_>| action.component == component;
                let is_lost =
                    !read.has(screen, Source::Form, name) && !screen.actions.iter().any(acts);
                is_lost.then_some(Lost {
                    screen,
                    input,
                    node,
                    name,
                })
            })
        })
        .collect();
    if !lost.is_empty() && !completes_without_payload(model, &lost, sink) {
        for lost in lost {
            let message = format!(
                "nothing reads the `{}` {}, so what is entered is lost",
                lost.input.name(),
                code(lost.name)
            );
            let help = match sent_by(model, &lost) {
                Some((member, action)) => {
                    format!("add {member} to the payload of `{action}`, or leave the input out")
                }
                None => "send it with `complete` or `data_exchange`, or leave it out".to_owned(),
            };
            sink.report(&UNREAD_INPUT, Spot::value(lost.node), message)
                .help(help);
        }
    }
}

/// The names that are read of each screen. `None` if a name may be one of any screen.
fn names_read(model: &Model<'_>) -> Option<Vec<Read>> {
    let mut read: Vec<_> = model.screens.iter().map(Read::nothing_of).collect();
    for (own, screen) in model.screens.iter().enumerate() {
        for entry in &screen.object.entries {
            texts(&entry.value, &mut |text| {
                for (id, source, name) in names(text) {
                    if let Some(index) = id.map_or(Some(own), |id| model.ids.find(id)) {
                        read[index].note(&model.screens[index], source, name);
                    }
                }
            });
        }
        for expression in screen.expressions() {
            read[own].is_doubtful |= matches!(expression.content, Content::Malformed(_));
            // The field of a screen that is not there may be any screen's.
            let unknown = |id: &str| model.ids.find(id).is_none();
            if expression
                .references()
                .any(|one| one.source().0.is_some_and(unknown))
            {
                return None;
            }
        }
    }
    Some(read)
}

/// Reports the fields of a screen that nothing reads: together, since whoever leaves out one looks at all.
fn unread_fields<'t>(
    model: &Model<'t>,
    screen: &Screen<'t>,
    fields: impl Iterator<Item = &'t Entry>,
    sink: &mut Sink,
) {
    let mut others = Vec::new();
    for field in fields {
        let Some(property) = property_meant(field) else {
            others.push(field);
            continue;
        };
        let message = format!("nothing reads {} of the screen's data", code(&field.key));
        let json = format!("\"${{data.{}}}\"", field.key);
        let bound = match model.style {
            Style::Json => member(model.style, property, &json),
            Style::Rust => format!("`{}: data.{}`", model.style.property(property), field.key),
        };
        let owner = if property.ends_with('s') {
            "the `Form`"
        } else {
            "the input"
        };
        sink.report(&UNREAD_FIELD, Spot::key(field), message)
            .help(format!("bind it: write {bound} on {owner}; or leave it out, also where the screen is given its data"));
    }
    let help = "leave it out, also where the screen is given its data";
    match &others[..] {
        [] => {}
        [field] => {
            let message = format!("nothing reads {} of the screen's data", code(&field.key));
            sink.report(&UNREAD_FIELD, Spot::key(field), message)
                .help(help);
        }
        several => {
            let names = listed(several.iter().map(|field| code(&field.key)));
            let message = format!("nothing reads {names} of the screen's data");
            let data = screen.object.entry("data");
            let spot = Spot::key(data.unwrap_or(several[0]));
            sink.report(&UNREAD_FIELD, spot, message)
                .help("leave them out, also where the screen is given its data");
        }
    }
}

/// The property that a field of such a name is made for.
fn property_meant(field: &Entry) -> Option<&'static str> {
    let ty = field.value.get("type").and_then(Node::as_str);
    let properties: &[&str] = match ty {
        Some("object") => &["error-messages", "init-values"],
        Some("string") => &["error-message"],
        _ => return None,
    };
    let name = field.key.replace('_', "-");
    properties
        .iter()
        .copied()
        .find(|property| *property == name)
}

/// Some names, and how many more there are.
fn listed(names: impl ExactSizeIterator<Item = String>) -> String {
    let more = names.len().saturating_sub(FEW);
    let names = names.take(FEW);
    match more {
        0 => and(names),
        more => and(names.chain([format!("{more} more")])),
    }
}

/// An input that nothing reads.
struct Lost<'m, 't> {
    screen: &'m Screen<'t>,
    input: &'m Component<'t>,
    /// The value of its `name`.
    node: &'t Node,
    name: &'t str,
}

impl Lost<'_, '_> {
    fn is_picker(&self) -> bool {
        matches!(self.input.name(), "PhotoPicker" | "DocumentPicker")
    }

    /// The way to its value from a screen. `None` before other screens could be named.
    fn path(&self, model: &Model<'_>, from: &Screen<'_>) -> Option<String> {
        match self.screen.id {
            _ if std::ptr::eq(self.screen, from) => Some(format!("form.{}", self.name)),
            Some(id) if model.version >= Version::V4_0 => {
                Some(format!("screen.{id}.form.{}", self.name))
            }
            _ => None,
        }
    }
}

/// Where an input can be sent: the member of the payload, and the action. Nearest is an action of the
/// same screen.
fn sent_by(model: &Model<'_>, lost: &Lost<'_, '_>) -> Option<(String, &'static str)> {
    // The files of a picker have rules of their own.
    if lost.is_picker() {
        return None;
    }
    let free = |action: &&Action<'_>| {
        let sends = matches!(action.name, "complete" | "data_exchange");
        sends
            && action
                .payload()
                .is_some_and(|payload| payload.get(lost.name).is_none())
    };
    let own = std::iter::once(lost.screen);
    for screen in own.chain(model.screens.iter()) {
        if let Some(action) = screen.actions.iter().find(free) {
            let path = lost.path(model, screen)?;
            let member = match model.style {
                Style::Json => format!("\"{}\": \"${{{path}}}\"", lost.name),
                Style::Rust => format!("`{}: {path}`", lost.name),
            };
            return Some((member, action.name));
        }
    }
    None
}

/// Reports each `complete` without a payload, with the inputs that it may send. Whether there is one.
fn completes_without_payload(model: &Model<'_>, lost: &[Lost<'_, '_>], sink: &mut Sink) -> bool {
    let mut any = false;
    for screen in &model.screens {
        let completes = screen.actions.iter().filter(|one| one.name == "complete");
        for action in completes.filter(|one| model.get(one.object, "payload").is_none()) {
            any = true;
            let names = listed(lost.iter().map(|one| code(one.name)));
            let message = format!(
                "`complete` without `payload` sends nothing, so {names} {} lost",
                if lost.len() == 1 { "is" } else { "are" }
            );
            let mut keys = Vec::new();
            let sent = lost.iter().filter(|one| !one.is_picker());
            let sent = sent.filter_map(|one| {
                let path = one.path(model, screen)?;
                // Inputs of two screens may have one name.
                let key = match one.screen.id {
                    Some(id) if keys.contains(&one.name) => {
                        format!("{}_{}", id.to_ascii_lowercase(), one.name)
                    }
                    _ => one.name.to_owned(),
                };
                keys.push(one.name);
                Some(match model.style {
                    Style::Json => format!("\"{key}\": \"${{{path}}}\""),
                    Style::Rust => format!("{key}: {path}"),
                })
            });
            let sent: Vec<_> = sent.take(FEW).collect();
            let payload = sent.join(", ");
            let help = match model.style {
                _ if sent.is_empty() => "add a `payload` that sends what was entered".to_owned(),
                Style::Json => format!("add \"payload\": {{{payload}}}"),
                Style::Rust => format!("write `complete {{ {payload} }}`"),
            };
            sink.report(
                &COMPLETE_WITHOUT_PAYLOAD,
                Spot::value(action.name_node),
                message,
            )
            .help(help);
        }
    }
    any
}

/// Whether something in a value is not known.
fn has_unknown(node: &Node) -> bool {
    match &node.value {
        Value::Array(items) => items.iter().any(has_unknown),
        Value::Object(object) => object.entries.iter().any(|entry| has_unknown(&entry.value)),
        Value::Unknown => true,
        _ => false,
    }
}

/// Calls for each text in a value that may read something.
fn texts<'t>(node: &'t Node, call: &mut impl FnMut(&'t str)) {
    match &node.value {
        Value::Array(items) => {
            for item in items {
                texts(item, call);
            }
        }
        Value::Object(object) => {
            for entry in &object.entries {
                texts(&entry.value, call);
            }
        }
        _ => {
            // One character is found far sooner than either of two, and most texts hold no name.
            let may_name = |text: &&str| text.contains('$') || text.contains('{');
            if let Some(text) = node.as_str().filter(may_name) {
                call(text);
            }
        }
    }
}

/// The names that a text speaks of, each with the id of its screen if that is given. Also those of
/// texts that are not sound, as they were meant to read something.
fn names(text: &str) -> impl Iterator<Item = (Option<&str>, Source, &str)> {
    let braced = text.split('{').skip(1);
    let bare = text
        .split('$')
        .skip(1)
        .filter(|rest| !rest.starts_with('{'));
    braced.chain(bare).filter_map(|rest| {
        let rest = rest.trim_start();
        let end = rest.find(|character: char| character == '}' || character.is_whitespace());
        let mut names = rest[..end.unwrap_or(rest.len())].split('.');
        let mut next = names.next()?;
        let mut screen = None;
        if next == "screen" {
            screen = Some(names.next()?);
            next = names.next()?;
        }
        let source = match next {
            "data" => Source::Data,
            "form" => Source::Form,
            _ => return None,
        };
        Some((screen, source, names.next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::Source::{Data, Form};

    #[test]
    fn names() {
        let names = |text| super::names(text).collect::<Vec<_>>();
        assert_eq!(names("${data.a.b}"), [(None, Data, "a")]);
        assert_eq!(
            names("`'Hi' ${data.a} ${screen.X.data.b} ${form.c} ${screen.X.form.d}`"),
            [
                (None, Data, "a"),
                (Some("X"), Data, "b"),
                (None, Form, "c"),
                (Some("X"), Form, "d"),
            ]
        );
        assert_eq!(names("${data.a"), [(None, Data, "a")]);
        assert_eq!(
            names("${ data.a } {form.b} and $data.c too"),
            [(None, Data, "a"), (None, Form, "b"), (None, Data, "c")]
        );
        assert_eq!(names("data.a ${screen.X}"), []);
    }
}
