//! Numbers that become text on their way over several screens.

use std::collections::{HashMap, VecDeque};

use super::model::{Model, Screen, binding};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::code;
use crate::diagnostic::Style;
use crate::expr::{Source, Type};
#[cfg(feature = "samples")]
use crate::rule::sample::document;
use crate::rule::{Origin, Rule, samples};
use crate::tree::{Entry, Node};
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[Check {
    run: relayed_numbers,
    rules: &[&RELAYED_NUMBER],
}];

/// A number that was entered is handed on by the screen that was handed it.
pub(super) const RELAYED_NUMBER: Rule = Rule {
    id: "W29",
    name: "relayed-number",
    code: "RELAYED_NUMBER",
    source: Origin::Published,
    since: Version::V4_0,
    why: "the number that a `TextInput` hands to the next screen arrives there as text; handed on from there to a field for numbers, it keeps the screen after it from opening",
    samples: samples! {
        pass: Generated(|| relaying("${screen.FIRST.form.age}")),
        fail: Generated(|| relaying("${data.age}")),
    },
    ..Rule::WARNING
};

/// A field of a screen, by its screen and its index there.
type Field = (usize, usize);

pub(super) fn relayed_numbers(model: &Model<'_>, sink: &mut Sink) {
    if model.ids.duplicates().next().is_some() {
        return;
    }
    // Each field that was handed a number, with the screen and the input where it was entered.
    let mut entered = HashMap::new();
    // What each field is handed on to, and the value that does so.
    let mut relays: HashMap<Field, Vec<_>> = HashMap::new();
    let mut open = VecDeque::new();
    each_number(model, |own, to, entry| {
        let binding = binding(&entry.value)?;
        let from = match &binding.screen {
            Some(id) => model.screen(&id.text)?,
            None => own,
        };
        let first = &binding.path.first()?.text;
        match binding.source {
            Source::Form => {
                let name = model.property(from.input(first)?, "name")?.as_str()?;
                let is_number = model.scope.input(from.position, name) == Some(&Type::Number);
                if is_number {
                    entered.entry(to).or_insert((from.id?, name));
                    open.push_back(to);
                }
            }
            Source::Data if binding.path.len() == 1 => {
                let index = from.data.names.find(first)?;
                let name = &from.data.fields[index].key;
                let relays = relays.entry((from.position, index)).or_default();
                relays.push((to, name, &entry.value));
            }
            Source::Data => {}
        }
        Some(())
    });
    while let Some(field) = open.pop_front() {
        let origin = entered[&field];
        // What it is handed on to is text as well.
        for (to, name, value) in relays.remove(&field).into_iter().flatten() {
            relayed(model, origin, name, value, sink);
            entered.entry(to).or_insert_with(|| {
                open.push_back(to);
                origin
            });
        }
    }
}

fn relayed(
    model: &Model<'_>,
    (id, input): (&str, &str),
    name: &str,
    value: &Node,
    sink: &mut Sink,
) {
    let message = format!(
        "{} was entered as a number and arrives here as text, which the next screen does not take",
        code(name)
    );
    let path = format!("screen.{id}.form.{input}");
    let path = match model.style {
        Style::Json => format!("\"${{{path}}}\""),
        Style::Rust => code(&path),
    };
    sink.report(&RELAYED_NUMBER, Spot::value(value), message)
        .help(format!("read it where it was entered: write {path}"));
}

/// Calls for each value that a `navigate` hands to a field for numbers, with its screen and the field.
fn each_number<'m, 't>(
    model: &'m Model<'t>,
    mut call: impl FnMut(&'m Screen<'t>, Field, &'t Entry) -> Option<()>,
) {
    for screen in &model.screens {
        for (action, target) in screen.navigations() {
            let Some(target) = target.as_str().and_then(|id| model.screen(id)) else {
                continue;
            };
            let payload = model.get(action.object, "payload");
            let payload = payload.and_then(Node::as_object);
            for entry in payload.map_or(&[][..], |payload| &payload.entries) {
                let ty = model.scope.field(target.position, &entry.key);
                let field = target.data.names.find(&entry.key);
                if let (Some(Type::Number | Type::Integer), Some(field)) = (ty, field) {
                    call(screen, (target.position, field), entry);
                }
            }
        }
    }
}

/// Three screens; a number goes from the first to the second, and to the third as that text.
#[cfg(feature = "samples")]
fn relaying(text: &str) -> String {
    let age = r#""data": {"age": {"type": "number", "__example__": 30}}, "#;
    let shown = r#"{"type": "TextBody", "text": "`'You are ' ${data.age}`"}"#;
    let entered = r#"{"type": "TextInput", "name": "age", "label": "Age", "input-type": "number"}"#;
    let screen = |id, more, first, next, text| {
        format!(
            r#"{{"id": "{id}", "title": "Age", {more}"layout": {{"type": "SingleColumnLayout", "children": [{first}, {{"type": "Footer", "label": "Go", "on-click-action": {{"name": "navigate", "next": {{"type": "screen", "name": "{next}"}}, "payload": {{"age": "{text}"}}}}}}]}}}}"#
        )
    };
    let first = screen("FIRST", "", entered, "SECOND", "${form.age}");
    let second = screen("SECOND", age, shown, "LAST", text);
    let last = crate::rule::sample::screen(age.trim_end_matches(", "), shown);
    let last = last[1..].replacen("START", "LAST", 1);
    document(Version::V7_3, "", &format!("[{first}, {second}, {last}"))
}
