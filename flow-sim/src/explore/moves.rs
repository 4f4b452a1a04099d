//! The moves of a person on a screen.

use super::influence::{Influence, Source};
use crate::date::Date;
use crate::event::Event;
use crate::file::File;
use crate::pattern::Pattern;
use crate::program::{self, Kind, Trigger};
use crate::scope::Scope;
use crate::state::State;
use crate::step::Simulator;
use crate::value::{Text, Value};
use crate::view::{Component, View, check_date};

/// How much a person fills before a tap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Filling {
    /// The required inputs.
    Required,
    /// All inputs.
    All,
}

/// The most options of one input that are tried one by one.
const MAX_CHOICES: usize = 12;

/// The moves that a person can make: each a list of events.
pub(super) fn moves(
    simulator: &Simulator<'_>,
    influence: &Influence,
    state: &State,
    view: &View,
    filling: Filling,
) -> Vec<Vec<Event>> {
    let mut all = Vec::new();
    let Some(scope) = Scope::of(simulator.program, simulator.settings, state) else {
        return all;
    };
    let screen = &simulator.program.screens[scope.screen];
    let inputs = || {
        view.shown()
            .filter(|one| one.enabled && one.value.is_some())
    };
    for drawn in inputs() {
        let component = &screen.components[drawn.index];
        let decides = component
            .input
            .is_some_and(|input| influence.has_input(scope.screen, input));
        if decides {
            all.extend(
                values(drawn, component, &scope, influence)
                    .into_iter()
                    .map(|event| vec![event]),
            );
        }
    }
    for drawn in view.shown() {
        let component = &screen.components[drawn.index];
        match drawn.kind {
            Kind::Footer => {
                let mut events: Vec<Event> = inputs()
                    .filter(|one| {
                        let component = &screen.components[one.index];
                        let decides = component
                            .input
                            .is_some_and(|input| influence.has_input(scope.screen, input));
                        let wanted = one.required() || filling == Filling::All && !decides;
                        // A value that is refused is typed anew.
                        (one.value.as_ref().is_some_and(is_blank) && wanted)
                            || one.problem.is_some()
                    })
                    .flat_map(|one| first_value(one, &screen.components[one.index], &scope))
                    .collect();
                events.push(Event::Tap {
                    component: drawn.index,
                });
                all.push(events);
            }
            Kind::NavigationList => {
                let items = drawn.choices.iter().filter(|item| item.enabled);
                all.extend(items.take(MAX_CHOICES).map(|item| {
                    vec![Event::TapItem {
                        component: drawn.index,
                        item: item.id.clone(),
                    }]
                }));
            }
            _ if component.action(Trigger::Click).is_some() && drawn.enabled => {
                all.push(vec![Event::Tap {
                    component: drawn.index,
                }]);
            }
            _ => {}
        }
    }
    // From the first screen it only closes the flow.
    if view.can_go_back {
        all.push(vec![Event::Back]);
    }
    all
}

fn is_blank(value: &Value) -> bool {
    value.is_empty() || *value == Value::Bool(false)
}

/// All values of an input that are worth a try.
fn values(
    drawn: &Component,
    component: &program::Component,
    scope: &Scope<'_>,
    influence: &Influence,
) -> Vec<Event> {
    let index = drawn.index;
    match drawn.kind {
        Kind::OptIn => vec![Event::Tick { component: index }],
        kind if kind.chooses_one() || kind.chooses_several() => {
            let several = kind.chooses_several();
            let options = drawn.choices.iter();
            let options = options.filter(|one| one.enabled && (several || !one.selected));
            let options = options.map(|one| Event::Choose {
                component: index,
                option: one.id.clone(),
            });
            options.take(MAX_CHOICES).collect()
        }
        Kind::TextInput | Kind::TextArea => {
            let source = component
                .input
                .map(|input| Source::Input(scope.screen, input));
            let constants = source.iter().flat_map(|source| influence.constants(source));
            let mut values: Vec<Value> = constants
                .flat_map(super::influence::Constant::samples)
                .collect();
            values.extend(sample_text(drawn).map(Value::Text));
            values.push(Value::empty_text());
            values.truncate(MAX_CHOICES);
            values
                .retain(|value| drawn.value.as_ref().map(Value::to_text) != Some(value.to_text()));
            let fill = |value| Event::Fill {
                component: index,
                value,
            };
            values.into_iter().map(fill).collect()
        }
        _ if drawn.value.as_ref().is_some_and(is_blank) => {
            first_value(drawn, component, scope).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Events that fill an input with something that the phone takes.
fn first_value(drawn: &Component, component: &program::Component, scope: &Scope<'_>) -> Vec<Event> {
    let index = drawn.index;
    let fill = |value: Value| {
        vec![Event::Fill {
            component: index,
            value,
        }]
    };
    match drawn.kind {
        Kind::OptIn => vec![Event::Tick { component: index }],
        kind if kind.chooses_one() || kind.chooses_several() => {
            let least = drawn.count("min-selected-items").unwrap_or(1).max(1);
            let chosen = drawn.choices.iter().filter(|one| one.selected).count();
            let wanted = if kind.chooses_several() {
                least.saturating_sub(chosen)
            } else {
                1
            };
            let options = drawn
                .choices
                .iter()
                .filter(|one| one.enabled && !one.selected);
            let options = options.take(wanted).map(|one| Event::Choose {
                component: index,
                option: one.id.clone(),
            });
            options.collect()
        }
        Kind::TextInput | Kind::TextArea => {
            let text = match &component.pattern {
                Some(pattern) => matching_text(pattern, drawn),
                None => sample_text(drawn),
            };
            text.map(|text| fill(Value::Text(text))).unwrap_or_default()
        }
        Kind::DatePicker => first_day(drawn, scope, None)
            .map(|day| fill(day.to_string().into()))
            .unwrap_or_default(),
        Kind::CalendarPicker => {
            let Some(first) = first_day(drawn, scope, None) else {
                return Vec::new();
            };
            if !component.is("mode", "range") {
                return fill(first.to_string().into());
            }
            let least = drawn
                .count("min-days")
                .and_then(|days| i64::try_from(days).ok());
            let last = first.after(least.unwrap_or(2).max(1) - 1);
            let last = first_day(drawn, scope, Some(last)).unwrap_or(first);
            let ends = [("start-date", first), ("end-date", last)];
            fill(Value::object(
                ends.map(|(end, day)| (end, Value::from(day.to_string()))),
            ))
        }
        kind if kind.takes_files() => {
            let least = match kind {
                Kind::PhotoPicker => drawn.count("min-uploaded-photos"),
                _ => drawn.count("min-uploaded-documents"),
            };
            let types = drawn
                .property("allowed-mime-types")
                .and_then(Value::as_list);
            let allowed = types.and_then(<[Value]>::first).map(Value::to_text);
            let mut file = File::new(if kind == Kind::PhotoPicker {
                "photo.jpg"
            } else {
                "paper.pdf"
            });
            file.kilobytes = 1;
            file.mime_type = allowed.unwrap_or(file.mime_type);
            vec![Event::Attach {
                component: index,
                files: vec![file; least.unwrap_or(1).max(1)],
            }]
        }
        _ => Vec::new(),
    }
}

/// The first day that can be chosen, from one on.
fn first_day(drawn: &Component, scope: &Scope<'_>, from: Option<Date>) -> Option<Date> {
    let limit = drawn.property("min-date").map(Value::to_text);
    let limit = limit.and_then(|day| Date::parse(&day).or_else(|| Date::parse_milliseconds(&day)));
    let from = from.or(limit).unwrap_or(scope.settings.today);
    (0..DAYS)
        .map(|days| from.after(days))
        .find(|day| check_date(drawn, *day, scope).is_ok())
}

/// How many days are tried.
const DAYS: i64 = 800;

/// A text that an input takes, if one of a few does.
fn sample_text(drawn: &Component) -> Option<Text> {
    let least = drawn.count("min-chars").unwrap_or(0);
    let most = drawn.characters().map_or(usize::MAX, |(_, most)| most);
    let kind = drawn
        .property("input-type")
        .and_then(Value::as_str)
        .unwrap_or("text");
    let samples: &[&str] = match kind {
        "email" => &["a@b.cd", "ada.lovelace@example.org"],
        "number" => &["1", "18", "100"],
        "passcode" => &["123456"],
        "phone" => &["+441234567890"],
        _ => &["text"],
    };
    let pad = if matches!(kind, "number" | "passcode" | "phone") {
        "1"
    } else {
        "x"
    };
    let sample = samples.first().copied().unwrap_or("");
    let chars = sample.chars().count();
    let mut text = if kind == "email" {
        format!(
            "{}{sample}",
            "x".repeat(least.saturating_sub(chars).min(MOST_PADDING))
        )
    } else {
        format!(
            "{sample}{}",
            pad.repeat(least.saturating_sub(chars).min(MOST_PADDING))
        )
    };
    if text.chars().count() > most {
        text = text.chars().take(most).collect();
    }
    Some(text.into()).filter(|text: &Text| !text.is_empty())
}

/// A text that matches a pattern, and has as many characters as the input takes.
fn matching_text(pattern: &Pattern, drawn: &Component) -> Option<Text> {
    let sampled = pattern
        .sample()
        .map(Text::from)
        .into_iter()
        .chain(sample_text(drawn));
    let known = MIXED.iter().map(|text| Text::from(*text));
    let least = drawn.count("min-chars").unwrap_or(0);
    let most = drawn.characters().map_or(usize::MAX, |(_, most)| most);
    let fits = |text: &Text| {
        let chars = text.chars().count();
        (least..=most).contains(&chars) && pattern.matches(text) == Some(true)
    };
    sampled.chain(known).find(fits)
}

/// Texts for patterns that look ahead, as those of passwords do.
const MIXED: [&str; 5] = [
    "Secret123",
    "Secret123!",
    "secret12345",
    "Secret-12345-Secret!",
    "123456",
];

/// How many characters are added to a text that is too short.
const MOST_PADDING: usize = 5000;
