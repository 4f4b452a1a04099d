//! Forms and the inputs in them.

use super::model::Model;
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::code;
use crate::rule::{Rule, samples};
use crate::table::Input;
use crate::tree::Node;
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[
    Check {
        run: outside_form,
        rules: &[&OUTSIDE_FORM],
    },
    Check {
        run: picker_init_values,
        rules: &[&PICKER_INIT_VALUE],
    },
];

/// An input outside the form of its screen.
pub(super) const OUTSIDE_FORM: Rule = Rule {
    id: "F1",
    name: "outside-form",
    code: "COMPONENTS_OUTSIDE_FORM",
    since: Version::V4_0,
    why: "a screen with a `Form` has all its inputs in it",
    samples: samples! {
        pass: Children(V7_3, concat!(
            r#"{"type": "Form", "name": "form", "children": [{"type": "TextInput", "name": "city", "label": "City"}, "#,
            r#"{"type": "TextInput", "name": "street", "label": "Street"}]}"#,
        )),
        fail: Children(V7_3, concat!(
            r#"{"type": "Form", "name": "form", "children": [{"type": "TextInput", "name": "city", "label": "City"}]}, "#,
            r#"{"type": "TextInput", "name": "street", "label": "Street"}"#,
        )),
    },
    ..Rule::ERROR
};

pub(super) fn outside_form(model: &Model<'_>, sink: &mut Sink) {
    for screen in &model.screens {
        let Some(form) = screen.components.iter().find(|one| one.name() == "Form") else {
            continue;
        };
        for component in &screen.components {
            // A `NavigationList` is told to stand alone, by another rule.
            let input = component.table.input.is_some() && component.name() != "NavigationList";
            // Of a component that the version does not have, another rule speaks too.
            let exists = model.version >= component.table.shape.since;
            if input && exists && !screen.is_in_form(component) {
                let message = format!("`{}` stands outside the screen's `Form`", component.name());
                sink.report(&OUTSIDE_FORM, Spot::value(component.type_node), message)
                    .help("put it into the `Form`, or do without the `Form`")
                    .related(Spot::value(form.type_node), "the screen's `Form`");
            }
        }
    }
}

/// A picker that is given files.
pub(super) const PICKER_INIT_VALUE: Rule = Rule {
    id: "F2",
    name: "picker-init-value",
    code: "NATIVE_COMPONENT_IN_FORM_INIT_VALUES",
    since: Version::V4_0,
    why: "files come from the user's device only",
    samples: samples! {
        pass: Children(V7_3, concat!(
            r#"{"type": "Form", "name": "form", "init-values": {"city": "Rome"}, "children": ["#,
            r#"{"type": "TextInput", "name": "city", "label": "City"}, {"type": "PhotoPicker", "name": "photo", "label": "Photo"}]}"#,
        )),
        fail: Children(V7_3, concat!(
            r#"{"type": "Form", "name": "form", "init-values": {"photo": "Rome"}, "children": ["#,
            r#"{"type": "TextInput", "name": "city", "label": "City"}, {"type": "PhotoPicker", "name": "photo", "label": "Photo"}]}"#,
        )),
    },
    ..Rule::ERROR
};

pub(super) fn picker_init_values(model: &Model<'_>, sink: &mut Sink) {
    for screen in &model.screens {
        for form in screen.components.iter().filter(|one| one.name() == "Form") {
            let values = model
                .get(form.object, "init-values")
                .and_then(Node::as_object);
            for entry in values.map_or(&[][..], |values| &values.entries) {
                let Some(index) = screen.inputs.find(&entry.key) else {
                    continue;
                };
                let input = &screen.components[index];
                if input.table.input == Some(Input::Files) {
                    let message = format!(
                        "the `{}` {} can have no value at first",
                        input.name(),
                        code(&entry.key)
                    );
                    sink.report(&PICKER_INIT_VALUE, Spot::key(entry), message)
                        .help("leave it out");
                }
            }
        }
    }
}
