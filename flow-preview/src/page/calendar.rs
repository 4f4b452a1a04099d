//! Days: one month to page through, or many to scroll through.

use flow_sim::{Date, View};
use maud::{Markup, html};

use crate::session::Session;
use crate::touch::{Month, Overlay};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// From Sunday on, as calendars on phones mostly have it.
const WEEKDAYS: [(&str, &str); 7] = [
    ("Sun", "S"),
    ("Mon", "M"),
    ("Tue", "T"),
    ("Wed", "W"),
    ("Thu", "T"),
    ("Fri", "F"),
    ("Sat", "S"),
];

/// `31 January 2027`
pub(super) fn in_words(day: Date) -> String {
    let month = Month::of(day);
    let (year, _, number) = day.year_month_day();
    format!("{number} {} {year}", name(month))
}

fn name(month: Month) -> &'static str {
    let number = usize::try_from(month.number()).expect("it is from 1 to 12");
    MONTHS[number - 1]
}

/// `January 2027`
pub(super) fn title(month: Month) -> String {
    format!("{} {}", name(month), month.year())
}

/// The days of a month, those that the phone does not take greyed.
pub(super) fn month(
    session: &Session,
    view: &View,
    overlay: &Overlay,
    month: Month,
    range: bool,
) -> Markup {
    let days: Vec<Date> = month.days().collect();
    let first = days.first().map_or("Sun", |day| day.weekday());
    let before = WEEKDAYS
        .iter()
        .position(|(name, _)| *name == first)
        .unwrap_or(0);
    let picked = |day: Date| Some(day) == overlay.first || Some(day) == overlay.last;
    let between = |day: Date| {
        let (Some(first), Some(last)) = (overlay.first, overlay.last) else {
            return false;
        };
        first < day && day < last
    };
    // The second touch ends a range.
    let taken = |day: Date| match overlay.first {
        Some(first) if range && overlay.last.is_none() && day >= first => {
            session.takes(view, &overlay.at, first, Some(day))
        }
        _ => session.takes(view, &overlay.at, day, None),
    };
    html! {
        div.days role="group" aria-label=(title(month)) {
            @for (name, letter) in WEEKDAYS { span.weekday aria-label=(name) { (letter) } }
            @for _ in 0..before { span {} }
            @for day in days {
                @let selected = picked(day);
                button.day.between[between(day)].first[overlay.last.is_some() && Some(day) == overlay.first].last[overlay.last.is_some() && Some(day) == overlay.last].today[day == session.settings.today]
                    data-day=(day) aria-pressed=(selected) aria-label=(in_words(day)) disabled[!selected && !taken(day)] {
                    span { (day.year_month_day().2) }
                }
            }
        }
    }
}
