//! Numbers that become text on their way over several screens.

use std::collections::HashMap;

use super::model::{Model, Screen, binding};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::code;
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
        pass: Generated(|| relayed("${screen.FIRST.form.age}")),
        fail: Generated(|| relayed("${data.age}")),
    },
    ..Rule::WARNING
};

/// A number that was entered: the screen and the input.
type Origins<'t> = HashMap<(usize, &'t str), (&'t str, &'t str)>;

pub(super) fn relayed_numbers(model: &Model<'_>, sink: &mut Sink) {
    if model.ids.duplicates().next().is_some() {
        return;
    }
    let mut entered = Origins::new();
    each_number(model, |screen, target, entry| {
        let binding = binding(&entry.value)?;
        if binding.source == Source::Form && binding.screen.is_none() {
            let input = screen.input(&binding.path.first()?.text)?;
            let name = model.property(input, "name")?.as_str()?;
            let is_number = model.scope.input(screen.position, name) == Some(&Type::Number);
            let origin = (screen.id?, name);
            entered.extend(is_number.then_some(((target.position, &*entry.key), origin)));
        }
        Some(())
    });
    if entered.is_empty() {
        return;
    }
    each_number(model, |screen, _, entry| {
        let binding = binding(&entry.value)?;
        if binding.source == Source::Data && binding.screen.is_none() && binding.path.len() == 1 {
            let key = (screen.position, &*binding.path[0].text);
            let (id, input) = entered.get(&key)?;
            let message = format!(
                "{} was entered as a number and arrives here as text, which the next screen does not take",
                code(key.1)
            );
            let path = format!("screen.{id}.form.{input}");
            let path = match model.style {
                crate::Style::Json => format!("\"${{{path}}}\""),
                crate::Style::Rust => code(&path),
            };
            sink.report(&RELAYED_NUMBER, Spot::value(&entry.value), message)
                .help(format!("read it where it was entered: write {path}"));
        }
        Some(())
    });
}

/// Calls for each value that a `navigate` hands to a field for numbers, with the screens on both sides.
fn each_number<'m, 't>(
    model: &'m Model<'t>,
    mut call: impl FnMut(&'m Screen<'t>, &'m Screen<'t>, &'t Entry) -> Option<()>,
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
                if matches!(ty, Some(Type::Number | Type::Integer)) {
                    call(screen, target, entry);
                }
            }
        }
    }
}

/// Three screens; a number goes from the first to the second, and to the third as that text.
#[cfg(feature = "samples")]
fn relayed(text: &str) -> String {
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
