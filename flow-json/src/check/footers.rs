//! The payload of a `Footer` before forms became optional.

use super::model::{Model, binding};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::code;
use crate::expr::Source;
use crate::rule::{Rule, samples};
use crate::tree::Node;
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[Check {
    run: footers_outside_forms,
    rules: &[&FOOTER_OUTSIDE_FORM],
}];

/// A `Footer` outside the form that sends its inputs.
pub(super) const FOOTER_OUTSIDE_FORM: Rule = Rule {
    id: "A23",
    name: "footer-outside-form",
    code: "INVALID_FOOTER_PAYLOAD_OUTSIDE_FORM",
    until: Some(Version::V4_0),
    why: "before 4.0 only what stands in a `Form` knows the values of its inputs",
    samples: samples! {
        pass: Screens(V3_1, concat!(
            r#"[{"id": "START", "title": "Start", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Form", "name": "form", "children": [{"type": "TextInput", "name": "city", "label": "City"}, "#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {"city": "${form.city}"}}}]}]}}]"#,
        )),
        fail: Screens(V3_1, concat!(
            r#"[{"id": "START", "title": "Start", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Form", "name": "form", "children": [{"type": "TextInput", "name": "city", "label": "City"}]}, "#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {"city": "${form.city}"}}}]}}]"#,
        )),
    },
    ..Rule::ERROR
};

pub(super) fn footers_outside_forms(model: &Model<'_>, sink: &mut Sink) {
    for screen in &model.screens {
        for action in &screen.actions {
            let footer = &screen.components[action.component];
            if footer.name() != "Footer" || screen.is_in_form(footer) {
                continue;
            }
            let payload = model
                .get(action.object, "payload")
                .and_then(Node::as_object);
            let values = payload.map_or(&[][..], |payload| &payload.entries);
            // The mistake is the place of the `Footer`, and one report of it is enough.
            let sent = values.iter().find_map(|entry| {
                let binding = binding(&entry.value)?;
                let own = binding.source == Source::Form && binding.screen.is_none();
                let input = screen.inputs.find(&binding.path.first()?.text)?;
                (own && screen.is_in_form(&screen.components[input])).then_some(entry)
            });
            if let Some(entry) = sent {
                let message = format!(
                    "the `Footer` stands outside the `Form` whose input {} sends",
                    code(&entry.key)
                );
                sink.report(&FOOTER_OUTSIDE_FORM, Spot::value(&entry.value), message)
                    .help("move the `Footer` into the `Form`")
                    .related(Spot::value(footer.type_node), "the `Footer`");
            }
        }
    }
}
