//! Days: dates that are none, and ranges.

use std::fmt;

use super::model::{Component, Model, written_text};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::code;
use crate::rule::{Origin, Rule, samples};
use crate::tree::Node;
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[Check {
    run: dates,
    rules: &[
        &NO_DATE,
        &NO_INITIAL_DATE,
        &DATES_REVERSED,
        &DATE_OUT_OF_RANGE,
        &RANGE_REVERSED,
    ],
}];

/// A text that is no day.
pub(super) const NO_DATE: Rule = Rule {
    id: "C7",
    name: "no-date",
    code: "INVALID_DATE_RANGE",
    source: Origin::Client,
    since: Version::V5_0,
    why: "dates are written `YYYY-MM-DD`, and are days of the calendar",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "DatePicker", "name": "day", "label": "Day", "min-date": "2028-02-29"}"#),
        fail: Children(V7_3, r#"{"type": "DatePicker", "name": "day", "label": "Day", "min-date": "2026-02-29"}"#),
    },
    ..Rule::ERROR
};

/// An initial day that is none.
pub(super) const NO_INITIAL_DATE: Rule = Rule {
    id: "C8",
    name: "no-initial-date",
    code: "INVALID_DATE_SINGLE_INIT_VALUE_FORMAT",
    client_code: Some("INVALID_DATE_RANGE"),
    source: Origin::Client,
    since: Version::V6_1,
    why: "the day that a `CalendarPicker` shows at first is a day of the calendar",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "CalendarPicker", "name": "day", "label": "Day", "init-value": "2026-01-31"}"#),
        fail: Children(V7_3, r#"{"type": "CalendarPicker", "name": "day", "label": "Day", "init-value": "31.1.2026"}"#),
    },
    ..Rule::ERROR
};

/// A first day behind the last one.
pub(super) const DATES_REVERSED: Rule = Rule {
    id: "C7b",
    name: "dates-reversed",
    code: "INVALID_DATE_RANGE",
    source: Origin::Client,
    since: Version::V5_0,
    why: "no day is on or after one day and on or before an earlier one",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "DatePicker", "name": "day", "label": "Day", "min-date": "2026-01-01", "max-date": "2026-12-31"}"#),
        fail: Children(V7_3, r#"{"type": "DatePicker", "name": "day", "label": "Day", "min-date": "2026-12-31", "max-date": "2026-01-01"}"#),
    },
    ..Rule::ERROR
};

/// A day outside the days to choose from.
pub(super) const DATE_OUT_OF_RANGE: Rule = Rule {
    id: "C7c",
    name: "date-out-of-range",
    code: "INVALID_DATE_RANGE",
    source: Origin::Client,
    since: Version::V5_0,
    why: "what is chosen at first, or cannot be chosen, is one of the days to choose from",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "DatePicker", "name": "day", "label": "Day", "min-date": "2026-01-01", "unavailable-dates": ["2026-01-06"]}"#),
        fail: Children(V7_3, r#"{"type": "DatePicker", "name": "day", "label": "Day", "min-date": "2026-01-01", "unavailable-dates": ["2025-01-06"]}"#),
    },
    ..Rule::ERROR
};

/// A range that ends before it begins.
pub(super) const RANGE_REVERSED: Rule = Rule {
    id: "C7d",
    name: "range-reversed",
    code: "INVALID_DATE_RANGE",
    source: Origin::Client,
    since: Version::V6_1,
    why: "a range of days ends on the day that it begins, or later",
    samples: samples! {
        pass: Children(V7_3, concat!(
            r#"{"type": "CalendarPicker", "name": "stay", "mode": "range", "label": {"start-date": "From", "end-date": "To"}, "#,
            r#""init-value": {"start-date": "2026-05-01", "end-date": "2026-05-08"}}"#,
        )),
        fail: Children(V7_3, concat!(
            r#"{"type": "CalendarPicker", "name": "stay", "mode": "range", "label": {"start-date": "From", "end-date": "To"}, "#,
            r#""init-value": {"start-date": "2026-05-08", "end-date": "2026-05-01"}}"#,
        )),
    },
    ..Rule::ERROR
};

/// A day and the value that says it.
type Dated<'t> = (Day, &'t Node);

pub(super) fn dates(model: &Model<'_>, sink: &mut Sink) {
    for picker in model.components() {
        if picker.table.shape.property("min-date").is_some() {
            Days { model, sink }.picker(picker);
        }
    }
}

struct Days<'m, 't> {
    model: &'m Model<'t>,
    sink: &'m mut Sink,
}

impl<'t> Days<'_, 't> {
    fn picker(&mut self, picker: &Component<'t>) {
        let value = |name| self.model.property(picker, name);
        let [first, last] = ["min-date", "max-date"].map(value);
        let (unavailable, initial) = (value("unavailable-dates"), value("init-value"));
        let first = self.day(first, "min-date", &NO_DATE);
        let last = self.day(last, "max-date", &NO_DATE);
        let reversed = self.reversed(&DATES_REVERSED, (first, "min-date"), (last, "max-date"));
        let mut days = Vec::new();
        for item in unavailable.into_iter().flat_map(Node::items) {
            days.extend(self.day(Some(item), "unavailable-dates", &NO_DATE));
        }
        match initial.and_then(Node::as_object) {
            Some(range) => {
                let names = ["start-date", "end-date"];
                let [start, end] = names.map(|name| self.model.get(range, name));
                let start = self.day(start, names[0], &NO_DATE);
                let end = self.day(end, names[1], &NO_DATE);
                self.reversed(&RANGE_REVERSED, (start, names[0]), (end, names[1]));
                days.extend([start, end].into_iter().flatten());
            }
            None => {
                let rule = match picker.name() {
                    "CalendarPicker" => &NO_INITIAL_DATE,
                    _ => &NO_DATE,
                };
                days.extend(self.day(initial, "init-value", rule));
            }
        }
        for day in days.into_iter().filter(|_| !reversed) {
            self.within(day, first, last);
        }
    }

    /// The day that a value names. Nothing is said of expressions.
    fn day(
        &mut self,
        node: Option<&'t Node>,
        name: &str,
        rule: &'static Rule,
    ) -> Option<Dated<'t>> {
        let node = node?;
        let text = written_text(node)?;
        match Day::read(text) {
            Ok(day) => Some((day, node)),
            Err(help) => {
                let name = self.model.style.property(name);
                let message = format!("{} in `{name}` is no date", code(text));
                self.sink
                    .report(rule, Spot::value(node), message)
                    .help(help);
                None
            }
        }
    }

    /// Reports a range that ends before it begins.
    fn reversed(
        &mut self,
        rule: &'static Rule,
        (first, first_name): (Option<Dated<'t>>, &str),
        (last, last_name): (Option<Dated<'t>>, &str),
    ) -> bool {
        let (Some(first), Some(last)) = (first, last) else {
            return false;
        };
        let reversed = first.0 > last.0;
        if reversed {
            let [first_name, last_name] =
                [first_name, last_name].map(|name| self.model.style.property(name));
            let message = format!(
                "`{first_name}` is {}, but `{last_name}` is {}",
                first.0, last.0
            );
            self.sink
                .report(rule, Spot::value(first.1), message)
                .help(format!("write {} or an earlier day", last.0))
                .related(Spot::value(last.1), "the last day");
        }
        reversed
    }

    /// Reports a day outside the days to choose from.
    fn within(
        &mut self,
        (day, node): Dated<'t>,
        first: Option<Dated<'t>>,
        last: Option<Dated<'t>>,
    ) {
        let first = first.filter(|first| day < first.0);
        let last = last.filter(|last| day > last.0);
        let (bound, name, side, help) = match (first, last) {
            (Some(first), _) => (first, "min-date", "before", "later"),
            (_, Some(last)) => (last, "max-date", "after", "earlier"),
            _ => return,
        };
        let name = self.model.style.property(name);
        let message = format!("{day} is {side} `{name}`");
        self.sink
            .report(&DATE_OUT_OF_RANGE, Spot::value(node), message)
            .help(format!("write {} or a {help} day", bound.0))
            .related(Spot::value(bound.1), format!("`{name}`"));
    }
}

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Day {
    year: u32,
    month: u32,
    day: u32,
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Day {
    /// Reads `YYYY-MM-DD`.
    ///
    /// # Errors
    ///
    /// The help: how to write it instead.
    fn read(text: &str) -> Result<Self, String> {
        let Some(day) = Self::of_digits(text) else {
            let meant = text.parse().ok().and_then(Self::of_milliseconds);
            return Err(match meant {
                // The form of dates before 5.0.
                Some(meant) => format!("write `{meant}`: since 5.0 dates are `YYYY-MM-DD`"),
                None => "write it as `YYYY-MM-DD`, for example `2026-01-31`".to_owned(),
            });
        };
        match day.days_in_month() {
            None => Err("write a month from `01` to `12`".to_owned()),
            Some(days) if day.day == 0 || day.day > days => Err(format!(
                "write a day from `{}` to `{}`",
                Self { day: 1, ..day },
                Self { day: days, ..day }
            )),
            Some(_) => Ok(day),
        }
    }

    /// The three numbers, whether or not there is such a day.
    fn of_digits(text: &str) -> Option<Self> {
        let number = |digits: &str, length| {
            let sound = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse().ok().filter(|_| sound)
        };
        let (year, rest) = text.split_once('-')?;
        let (month, day) = rest.split_once('-')?;
        Some(Self {
            year: number(year, 4)?,
            month: number(month, 2)?,
            day: number(day, 2)?,
        })
    }

    fn days_in_month(self) -> Option<u32> {
        let leap = self.year.is_multiple_of(4)
            && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        match self.month {
            2 if leap => Some(29),
            2 => Some(28),
            4 | 6 | 9 | 11 => Some(30),
            1..=12 => Some(31),
            _ => None,
        }
    }

    /// The day of so many milliseconds since 1970, if that may have been meant: after 1973.
    fn of_milliseconds(milliseconds: u64) -> Option<Self> {
        const A_DAY: u64 = 24 * 60 * 60 * 1000;
        const PLAUSIBLE: std::ops::Range<u64> = 100_000_000_000..10_000_000_000_000;
        if !PLAUSIBLE.contains(&milliseconds) {
            return None;
        }
        let mut left = u32::try_from(milliseconds / A_DAY).ok()?;
        let mut month = Self {
            year: 1970,
            month: 1,
            day: 1,
        };
        loop {
            let days = month.days_in_month()?;
            if left < days {
                return Some(Self {
                    day: left + 1,
                    ..month
                });
            }
            left -= days;
            month.month += 1;
            if month.month > 12 {
                (month.year, month.month) = (month.year + 1, 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        for text in ["2024-02-29", "2000-02-29", "2026-12-31", "1900-01-01"] {
            assert_eq!(
                Day::read(text).map(|day| day.to_string()),
                Ok(text.to_owned())
            );
        }
        for (text, help) in [
            (
                "1900-02-29",
                "write a day from `1900-02-01` to `1900-02-28`",
            ),
            (
                "2025-04-31",
                "write a day from `2025-04-01` to `2025-04-30`",
            ),
            (
                "2025-04-00",
                "write a day from `2025-04-01` to `2025-04-30`",
            ),
            ("2025-13-01", "write a month from `01` to `12`"),
            ("2025-00-01", "write a month from `01` to `12`"),
            (
                "2025-1-31",
                "write it as `YYYY-MM-DD`, for example `2026-01-31`",
            ),
            (
                "31/01/2025",
                "write it as `YYYY-MM-DD`, for example `2026-01-31`",
            ),
            (
                "+025-01-31",
                "write it as `YYYY-MM-DD`, for example `2026-01-31`",
            ),
            (
                "2025-01-31T00:00",
                "write it as `YYYY-MM-DD`, for example `2026-01-31`",
            ),
            (
                "1693569600000",
                "write `2023-09-01`: since 5.0 dates are `YYYY-MM-DD`",
            ),
            (
                "1709164800000",
                "write `2024-02-29`: since 5.0 dates are `YYYY-MM-DD`",
            ),
            (
                "20250131",
                "write it as `YYYY-MM-DD`, for example `2026-01-31`",
            ),
            (
                "99999999999999999999",
                "write it as `YYYY-MM-DD`, for example `2026-01-31`",
            ),
        ] {
            assert_eq!(Day::read(text), Err(help.to_owned()), "{text}");
        }
    }
}
