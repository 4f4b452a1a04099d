//! Properties of one component that need or exclude each other.

use super::model::{Component, Model};
use super::rules::Check;
use super::sink::{Sink, Spot};
use crate::rule::{Origin, Rule, samples};
use crate::tree::{Node, Value};
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[
    Check {
        run: captions,
        rules: &[&LONE_CAPTION, &THREE_CAPTIONS],
    },
    Check {
        run: patterns,
        rules: &[&PATTERN_INPUT_TYPE, &PATTERN_WITHOUT_HELP],
    },
    Check {
        run: bounds,
        rules: &[&MIN_ABOVE_MAX],
    },
];

/// One caption of a pair.
pub(super) const LONE_CAPTION: Rule = Rule {
    id: "S18",
    name: "lone-caption",
    code: "INVALID_DEPENDENCIES",
    why: "the left and the right caption of a `Footer` come as a pair",
    samples: samples! {
        pass: Screens(V7_3, concat!(
            r#"[{"id": "START", "title": "Start", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Done", "left-caption": "A", "right-caption": "B", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
        )),
        fail: Screens(V7_3, concat!(
            r#"[{"id": "START", "title": "Start", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Done", "left-caption": "A", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
        )),
    },
    ..Rule::ERROR
};

/// A caption in the middle beside the others.
pub(super) const THREE_CAPTIONS: Rule = Rule {
    id: "S20",
    name: "center-caption-with-others",
    code: "NOT_KEYWORD_SCHEMA_VALIDATION_FAILED",
    why: "a `Footer` has one caption in the middle, or one on each side",
    samples: samples! {
        pass: Screens(V7_3, concat!(
            r#"[{"id": "START", "title": "Start", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Done", "center-caption": "A", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
        )),
        fail: Screens(V7_3, concat!(
            r#"[{"id": "START", "title": "Start", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Done", "left-caption": "A", "right-caption": "B", "center-caption": "C", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
        )),
    },
    ..Rule::ERROR
};

pub(super) fn captions(model: &Model<'_>, sink: &mut Sink) {
    for component in all(model, "Footer") {
        let caption = |name| component.object.entry(name);
        let sides = [caption("left-caption"), caption("right-caption")];
        let name = |name: &str| model.style.property(name);
        if let (Some(center), [Some(side), _] | [_, Some(side)]) =
            (caption("center-caption"), sides)
        {
            let message = format!(
                "`{}` excludes `{}` and `{}`",
                name("center-caption"),
                name("left-caption"),
                name("right-caption")
            );
            sink.report(&THREE_CAPTIONS, Spot::key(center), message)
                .help("leave it out, or the other two")
                .related(Spot::key(side), "this one");
            continue;
        }
        let lone = match sides {
            [Some(left), None] => Some((left, "left-caption", "right-caption")),
            [None, Some(right)] => Some((right, "right-caption", "left-caption")),
            _ => None,
        };
        if let Some((entry, own, other)) = lone {
            // The other one may be there, misspelled.
            if model.get(component.object, other).is_some() {
                continue;
            }
            let message = format!("`{}` needs `{}`", name(own), name(other));
            sink.report(&LONE_CAPTION, Spot::key(entry), message)
                .help(format!(
                    "add `{}`, or write `{}` instead",
                    name(other),
                    name("center-caption")
                ));
        }
    }
}

/// A pattern for an input that takes none.
pub(super) const PATTERN_INPUT_TYPE: Rule = Rule {
    id: "S19",
    name: "pattern-input-type",
    code: "INVALID_DEPENDENCIES",
    client_code: Some("ONE_OF_SCHEMA_VALIDATION_FAILED"),
    source: Origin::Client,
    since: Version::V6_2,
    why: "e-mail addresses and phone numbers are checked in a way of their own",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "TextInput", "name": "code", "label": "Code", "pattern": "[0-9]+", "input-type": "number", "helper-text": "Digits"}"#),
        fail: Children(V7_3, r#"{"type": "TextInput", "name": "code", "label": "Code", "pattern": "[0-9]+", "input-type": "email", "helper-text": "Digits"}"#),
    },
    ..Rule::ERROR
};

/// A pattern that nobody explains.
pub(super) const PATTERN_WITHOUT_HELP: Rule = Rule {
    id: "E3",
    name: "pattern-without-helper-text",
    code: "MISSING_REQUIRED_PROPERTY",
    source: Origin::Client,
    since: Version::V6_2,
    why: "`helper-text` tells the user what the pattern wants",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "TextInput", "name": "code", "label": "Code", "pattern": "[0-9]+", "helper-text": "Digits"}"#),
        fail: Children(V7_3, r#"{"type": "TextInput", "name": "code", "label": "Code", "pattern": "[0-9]+"}"#),
    },
    ..Rule::ERROR
};

pub(super) fn patterns(model: &Model<'_>, sink: &mut Sink) {
    for component in all(model, "TextInput") {
        let Some(pattern) = component.object.entry("pattern") else {
            continue;
        };
        let input_type = model.get(component.object, "input-type");
        if let Some(node) = input_type
            && let Some(text @ ("email" | "phone")) = node.as_str()
        {
            let message = format!("`pattern` does not go with the input type `{text}`");
            sink.report(&PATTERN_INPUT_TYPE, Spot::key(pattern), message)
                .help("leave it out, or use the input type `text`, `number`, `password` or `passcode`")
                .related(Spot::value(node), "the input type");
        }
        if model.get(component.object, "helper-text").is_none() {
            let name = model.style.property("helper-text");
            sink.report(
                &PATTERN_WITHOUT_HELP,
                Spot::key(pattern),
                format!("`pattern` needs `{name}`"),
            )
            .help(format!("add `{name}` that says what to write"));
        }
    }
}

/// A smallest number above the largest.
pub(super) const MIN_ABOVE_MAX: Rule = Rule {
    id: "C4",
    name: "min-above-max",
    code: "MIN_VALUE_GREATER_THAN_MAX",
    why: "nothing can be at least one number and at most a smaller one",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "TextInput", "name": "code", "label": "Code", "min-chars": 2, "max-chars": 4}"#),
        fail: Children(V7_3, r#"{"type": "TextInput", "name": "code", "label": "Code", "min-chars": 4, "max-chars": 2}"#),
    },
    ..Rule::ERROR
};

/// The pairs of a smallest and a largest number.
const BOUNDS: [(&str, &str); 4] = [
    ("min-selected-items", "max-selected-items"),
    ("min-chars", "max-chars"),
    ("min-uploaded-photos", "max-uploaded-photos"),
    ("min-uploaded-documents", "max-uploaded-documents"),
];

pub(super) fn bounds(model: &Model<'_>, sink: &mut Sink) {
    for component in model.screens.iter().flat_map(|screen| &screen.components) {
        for (low, high) in BOUNDS {
            if component.table.shape.property(low).is_none() {
                continue;
            }
            let (Some(min), Some(max)) = (
                model.get(component.object, low),
                model.get(component.object, high),
            ) else {
                continue;
            };
            if let (Some(least), Some(most)) = (number(min), number(max))
                && least > most
            {
                let name = |name: &str| model.style.property(name);
                let message = format!("`{}` is {least}, but `{}` is {most}", name(low), name(high));
                sink.report(&MIN_ABOVE_MAX, Spot::value(min), message)
                    .help(format!("write {most} or less"))
                    .related(Spot::value(max), "the largest number");
            }
        }
    }
}

fn number(node: &Node) -> Option<f64> {
    match &node.value {
        Value::Number(number) => number.parse().ok(),
        _ => None,
    }
}

/// All components of a name.
fn all<'m, 't>(
    model: &'m Model<'t>,
    name: &'static str,
) -> impl Iterator<Item = &'m Component<'t>> {
    let components = model.screens.iter().flat_map(|screen| &screen.components);
    components.filter(move |component| component.name() == name)
}
