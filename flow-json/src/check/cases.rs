//! The cases of a `Switch` and the options that it chooses by.

use super::lists::items;
use super::model::{Component, Model, Screen, binding, written_text};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::{and, code};
use crate::expr::Source;
use crate::rule::{Rule, samples};
use crate::table::nearest;
use crate::tree::Node;
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[Check {
    run: cases,
    rules: &[&DEAD_CASE, &OPTION_WITHOUT_CASE],
}];

/// More options than this are not named in a message.
const FEW: usize = 5;

/// The case that clients take when no other fits.
const DEFAULT: &str = "default";

/// A case that is never shown.
pub(super) const DEAD_CASE: Rule = Rule {
    id: "W14",
    name: "dead-case",
    code: "DEAD_CASE",
    since: Version::V4_0,
    why: "a `Switch` over an input shows the case named like the id of the chosen option",
    samples: samples! {
        pass: Children(V7_3, concat!(
            r#"{"type": "Dropdown", "name": "pet", "label": "Pet", "data-source": [{"id": "cat", "title": "Cat"}]}, "#,
            r#"{"type": "Switch", "value": "${form.pet}", "cases": {"cat": [{"type": "TextBody", "text": "Purr"}]}}"#,
        )),
        fail: Children(V7_3, concat!(
            r#"{"type": "Dropdown", "name": "pet", "label": "Pet", "data-source": [{"id": "cat", "title": "Cat"}]}, "#,
            r#"{"type": "Switch", "value": "${form.pet}", "cases": {"cat": [{"type": "TextBody", "text": "Purr"}], "dog": [{"type": "TextBody", "text": "Woof"}]}}"#,
        )),
    },
    ..Rule::WARNING
};

/// An option without a case.
pub(super) const OPTION_WITHOUT_CASE: Rule = Rule {
    id: "W15",
    name: "option-without-case",
    code: "OPTION_WITHOUT_CASE",
    since: Version::V4_0,
    why: "when an option is chosen that no case is for, a `Switch` shows nothing",
    samples: samples! {
        pass: Children(V7_3, concat!(
            r#"{"type": "Dropdown", "name": "pet", "label": "Pet", "data-source": [{"id": "cat", "title": "Cat"}]}, "#,
            r#"{"type": "Switch", "value": "${form.pet}", "cases": {"cat": [{"type": "TextBody", "text": "Purr"}]}}"#,
        )),
        fail: Children(V7_3, concat!(
            r#"{"type": "Dropdown", "name": "pet", "label": "Pet", "data-source": [{"id": "cat", "title": "Cat"}, {"id": "dog", "title": "Dog"}]}, "#,
            r#"{"type": "Switch", "value": "${form.pet}", "cases": {"cat": [{"type": "TextBody", "text": "Purr"}]}}"#,
        )),
    },
    ..Rule::WARNING
};

pub(super) fn cases(model: &Model<'_>, sink: &mut Sink) {
    for screen in &model.screens {
        for switch in screen
            .components
            .iter()
            .filter(|one| one.name() == "Switch")
        {
            if let Some(options) = options(model, screen, switch) {
                compare(model, switch, &options, sink);
            }
        }
    }
}

/// The ids of the options that a `Switch` chooses by, sorted, where all are written out.
fn options<'t>(
    model: &Model<'t>,
    own: &Screen<'t>,
    switch: &Component<'t>,
) -> Option<Vec<(&'t str, &'t Node)>> {
    let binding = binding(model.property(switch, "value")?)?;
    let screen = match &binding.screen {
        Some(id) => model.screen(&id.text)?,
        None => own,
    };
    let [name] = &binding.path[..] else {
        return None;
    };
    if binding.source != Source::Form {
        return None;
    }
    let input = &screen.components[screen.inputs.find(&name.text)?];
    if !matches!(input.name(), "RadioButtonsGroup" | "Dropdown") {
        return None;
    }
    let list = model.property(input, "data-source")?.as_array()?;
    let ids = items(model, input, "data-source").map_while(|item| {
        let id = model.get(item, "id")?;
        Some((written_text(id)?, id))
    });
    let mut ids: Vec<_> = ids.collect();
    ids.sort_by_key(|(id, _)| *id);
    (ids.len() == list.len()).then_some(ids)
}

fn compare<'t>(
    model: &Model<'t>,
    switch: &Component<'t>,
    options: &[(&'t str, &'t Node)],
    sink: &mut Sink,
) {
    let cases = model.property(switch, "cases").and_then(Node::as_object);
    let (Some(cases), Some((_, first))) = (cases, options.first()) else {
        return;
    };
    let is_option = |id: &str| options.binary_search_by_key(&id, |(id, _)| *id).is_ok();
    let mut keys: Vec<_> = cases.entries.iter().map(|case| &*case.key).collect();
    keys.sort_unstable();
    let has_case = |id: &str| keys.binary_search(&id).is_ok();
    let mut dead = false;
    for case in &cases.entries {
        if is_option(&case.key) || case.key == DEFAULT {
            continue;
        }
        dead = true;
        let message = format!(
            "no option has the id {}, so this is never shown",
            code(&case.key)
        );
        let report = sink.report(&DEAD_CASE, Spot::key(case), message);
        report.related(Spot::value(first), "an option");
        let free = options.iter().map(|(id, _)| *id).filter(|id| !has_case(id));
        let meant = if options.len() > super::model::MANY {
            None
        } else {
            nearest(&case.key, free)
        };
        match meant {
            Some(meant) => report.help(format!("write {}", code(meant))),
            None => report.help("leave it out, or add the option"),
        };
    }
    // A case that is misspelled leaves an option without one.
    if dead || has_case(DEFAULT) || cases.entries.is_empty() {
        return;
    }
    let without: Vec<_> = options.iter().filter(|(id, _)| !has_case(id)).collect();
    let Some((_, node)) = without.first() else {
        return;
    };
    let message = match without.len() {
        1..=FEW => {
            let ids = and(without.iter().map(|(id, _)| code(id)));
            format!("the `Switch` has no case for {ids}, so it shows nothing")
        }
        many => format!("the `Switch` has no case for {many} options, so it shows nothing"),
    };
    sink.report(&OPTION_WITHOUT_CASE, Spot::value(switch.type_node), message)
        .help("add a case, if something should be shown")
        .related(Spot::value(node), "an option without a case");
}
