//! `CalendarPicker`: the properties of its two modes.

use super::model::{Component, Model, written_text};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::{expected, found, member};
use crate::rule::{Origin, Rule, samples};
use crate::table::{Dynamic, Type};
use crate::tree::{Node, Value};
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[Check {
    run: modes,
    rules: &[&VALUE_OF_OTHER_MODE, &ONLY_FOR_RANGES, &MIN_DAYS_ABOVE_MAX],
}];

/// A value of the other mode.
pub(super) const VALUE_OF_OTHER_MODE: Rule = Rule {
    id: "C10",
    name: "value-of-other-mode",
    code: "INVALID_TYPE",
    source: Origin::Client,
    since: Version::V6_1,
    why: "in `range` mode a `CalendarPicker` says everything twice, for the first day and for the last; in `single` mode once",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "CalendarPicker", "name": "day", "label": "Day"}"#),
        fail: Children(V7_3, r#"{"type": "CalendarPicker", "name": "day", "label": {"start-date": "From", "end-date": "To"}}"#),
    },
    ..Rule::ERROR
};

/// A property of `range` mode in `single` mode.
pub(super) const ONLY_FOR_RANGES: Rule = Rule {
    id: "C13",
    name: "only-for-ranges",
    code: "INVALID_PROPERTY_NAME_FOR_CONDITION",
    source: Origin::Client,
    since: Version::V6_1,
    why: "a title, a description and the length belong to a range of days",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "CalendarPicker", "name": "stay", "mode": "range", "title": "Your stay", "label": {"start-date": "From", "end-date": "To"}}"#),
        fail: Children(V7_3, r#"{"type": "CalendarPicker", "name": "day", "title": "Your day", "label": "Day"}"#),
    },
    ..Rule::ERROR
};

/// A shortest range longer than the longest.
pub(super) const MIN_DAYS_ABOVE_MAX: Rule = Rule {
    id: "C9",
    name: "min-days-above-max",
    code: "INVALID_MIN_MAX_DAYS",
    source: Origin::Client,
    since: Version::V6_1,
    why: "no range has at least some days and at most fewer",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "CalendarPicker", "name": "stay", "mode": "range", "min-days": 2, "max-days": 14, "label": {"start-date": "From", "end-date": "To"}}"#),
        fail: Children(V7_3, r#"{"type": "CalendarPicker", "name": "stay", "mode": "range", "min-days": 14, "max-days": 2, "label": {"start-date": "From", "end-date": "To"}}"#),
    },
    ..Rule::ERROR
};

/// The mode: one day, or a range of days.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// One day.
    Single,
    /// A range of days.
    Range,
}

pub(super) fn modes(model: &Model<'_>, sink: &mut Sink) {
    for picker in model.components() {
        if picker.name() == "CalendarPicker" {
            days(model, picker, sink);
            if let Some(mode) = mode(model, picker) {
                values(model, picker, mode, sink);
            }
        }
    }
}

/// The mode, if it is written out.
fn mode<'t>(model: &Model<'t>, picker: &Component<'t>) -> Option<Mode> {
    let Some(node) = model.property(picker, "mode") else {
        return Some(Mode::Single);
    };
    match written_text(node)? {
        "single" => Some(Mode::Single),
        "range" => Some(Mode::Range),
        _ => None,
    }
}

fn values<'t>(model: &Model<'t>, picker: &Component<'t>, mode: Mode, sink: &mut Sink) {
    let range = member(model.style, "mode", "\"range\"");
    for property in picker.table.shape.properties {
        let name = model.style.property(property.name);
        if mode == Mode::Single && ONLY_IN_RANGES.contains(&property.name) {
            if let Some(entry) = picker.object.entry(property.name) {
                let message = format!("`{name}` belongs to the mode `range`");
                // What is written for one day is no range.
                let texts = ["label", "helper-text", "init-value"];
                let of_a_day = texts.iter().any(|name| {
                    let node = model.property(picker, name);
                    node.is_some_and(|node| node.as_str().is_some())
                });
                let help = if of_a_day {
                    "leave it out".to_owned()
                } else {
                    format!("leave it out, or add {range}")
                };
                sink.report(&ONLY_FOR_RANGES, Spot::key(entry), message)
                    .help(help);
            }
            continue;
        }
        // These properties have one value for a day, and an object of two for a range.
        let (Type::OneOf([(single, _), _]), Some(node)) =
            (&property.ty, model.property(picker, property.name))
        else {
            continue;
        };
        let message = match mode {
            Mode::Single if matches!(node.value, Value::Object(_)) => format!(
                "`{name}` must be {} in the mode `single`, not {}",
                expected(single, Dynamic::No, model.version, model.style),
                found(node, model.style)
            ),
            Mode::Range if written_text(node).is_some() || node.as_bool().is_some() => {
                let object = Type::Map(single);
                format!(
                    "`{name}` must be {} in the mode `range`, not {}",
                    expected(&object, Dynamic::No, model.version, model.style),
                    found(node, model.style)
                )
            }
            _ => continue,
        };
        let report = sink.report(&VALUE_OF_OTHER_MODE, Spot::value(node), message);
        match mode {
            Mode::Single => report.help(format!("write one for the day, or add {range}")),
            Mode::Range => {
                let ends = ["start-date", "end-date"].map(|end| model.style.property(end));
                report.help(format!("write `{}` and `{}` in it", ends[0], ends[1]))
            }
        };
        if let Some(node) = model.property(picker, "mode") {
            report.related(Spot::value(node), "the mode");
        }
    }
}

const ONLY_IN_RANGES: [&str; 4] = ["title", "description", "min-days", "max-days"];

fn days<'t>(model: &Model<'t>, picker: &Component<'t>, sink: &mut Sink) {
    let number = |name: &str| -> Option<(f64, &'t Node)> {
        let node = model.property(picker, name)?;
        match &node.value {
            Value::Number(number) => Some((number.parse().ok()?, node)),
            _ => None,
        }
    };
    if let (Some((least, min)), Some((most, max))) = (number("min-days"), number("max-days"))
        && least > most
    {
        let name = |name: &str| model.style.property(name);
        let message = format!(
            "`{}` is {least}, but `{}` is {most}",
            name("min-days"),
            name("max-days")
        );
        sink.report(&MIN_DAYS_ABOVE_MAX, Spot::value(min), message)
            .help(format!("write {most} or less"))
            .related(Spot::value(max), "the most days");
    }
}
