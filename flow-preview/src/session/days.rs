//! What is open over the screen, and choosing days in it.

use flow_sim::{Date, Kind, Value, View};

use super::{MORE_OPTIONS, Session};
use crate::touch::{self, Month, Overlay, Touch};

impl Session {
    pub(super) fn open_overlay(&mut self, at: String) {
        let Some(view) = self.view() else { return };
        let Some(component) = touch::find(&view, &at).filter(|one| one.enabled) else {
            return;
        };
        let (first, last) = days(component.value.as_ref());
        let day = first.unwrap_or(self.settings.today);
        let mut month = Month::of(day);
        if matches!(component.kind, Kind::DatePicker | Kind::CalendarPicker)
            && first.is_none()
            && let Some(nearest) = self.nearest_day(&view, &at, day)
        {
            month = Month::of(nearest);
        }
        let chosen = component.choices.iter().position(|choice| choice.selected);
        self.overlay = Some(Overlay {
            at,
            options: chosen.unwrap_or(0) + MORE_OPTIONS,
            month,
            first,
            last,
        });
    }

    /// The first day from a given one that can be chosen, or else the last one before it.
    fn nearest_day(&self, view: &View, at: &str, from: Date) -> Option<Date> {
        let later = (0..400).map(|days| from.after(days));
        let earlier = (1..400).map(|weeks| from.after(-7 * weeks));
        let mut days = later.chain(earlier);
        days.find(|day| self.takes(view, at, *day, None))
    }

    /// Whether days can be chosen: the phone is asked.
    pub(crate) fn takes(&self, view: &View, at: &str, first: Date, last: Option<Date>) -> bool {
        let Some(simulator) = self.simulator() else {
            return false;
        };
        let range = touch::find(view, at).is_some_and(is_range);
        let touch = day_touch(at, range, first, last);
        let event = touch.event(view);
        event.is_some_and(|event| simulator.step(&self.state, &event).is_ok())
    }

    pub(super) fn day(&mut self, day: &str) {
        let Some(view) = self.view() else { return };
        let (Some(day), Some(overlay)) = (Date::parse(day), &self.overlay) else {
            return;
        };
        let range = touch::find(&view, &overlay.at).is_some_and(is_range);
        let (first, last) = match (overlay.first, overlay.last) {
            (Some(first), None) if range && day >= first => (first, Some(day)),
            _ => (day, None),
        };
        if !self.takes(&view, &overlay.at, first, last) {
            self.refusal = Some("these days cannot be chosen".to_owned());
            return;
        }
        if let Some(overlay) = &mut self.overlay {
            overlay.first = Some(first);
            overlay.last = last;
        }
    }

    pub(super) fn take_days(&mut self) {
        let Some(view) = self.view() else { return };
        let Some(overlay) = self.overlay.take() else {
            return;
        };
        let Some(first) = overlay.first else { return };
        let range = touch::find(&view, &overlay.at).is_some_and(is_range);
        self.touch(day_touch(&overlay.at, range, first, overlay.last));
    }
}

fn day_touch(at: &str, range: bool, first: Date, last: Option<Date>) -> Touch {
    let at = at.to_owned();
    if range {
        Touch::Range {
            at,
            first: first.to_string(),
            last: last.map(|day| day.to_string()),
        }
    } else {
        Touch::Fill {
            at,
            value: first.to_string(),
        }
    }
}

/// Whether a calendar takes two days.
pub(crate) fn is_range(component: &flow_sim::Component) -> bool {
    component.property("mode").and_then(Value::as_str) == Some("range")
}

/// The days that the value of an input holds.
pub(crate) fn days(value: Option<&Value>) -> (Option<Date>, Option<Date>) {
    let day = |value: &Value| {
        let text = value.to_text();
        Date::parse(&text).or_else(|| Date::parse_milliseconds(&text))
    };
    match value {
        Some(range @ Value::Object(_)) => (
            range.get("start-date").and_then(day),
            range.get("end-date").and_then(day),
        ),
        Some(value) => (day(value), None),
        None => (None, None),
    }
}
