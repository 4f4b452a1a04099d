//! Inputs that take days.

use super::{
    Component, ENABLED, ERROR_MESSAGE, HELPER_TEXT, INPUT_PLACES, Input, NAME, REQUIRED, VISIBLE,
    anywhere, label,
};
use crate::table::action::SELECT_EXCHANGE;
use crate::table::property::{
    Advised, Dynamic, Format, Property, RANGE_DATES, RANGE_FLAGS, RANGE_OPTIONAL_TEXTS,
    RANGE_TEXTS, Shape, Type, choice, integer, string, text, value,
};
use crate::version::Version;

const MIN_DATE: Property =
    string("min-date", Format::Date, "The first day to choose from.").dynamic();
const MAX_DATE: Property =
    string("max-date", Format::Date, "The last day to choose from.").dynamic();
const UNAVAILABLE_DATES: Property = Property::new(
    "unavailable-dates",
    Type::Array {
        of: &Type::String(Format::Date),
        min: 0,
        max: None,
        advised: Advised::ANY,
    },
    "Days that cannot be chosen.",
)
.dynamic();

pub(super) const DATE_PICKER: Component = Component {
    shape: Shape {
        name: "DatePicker",
        doc: "One day.",
        since: Version::V2_1,
        properties: &[
            NAME,
            label(40),
            MIN_DATE,
            MAX_DATE,
            UNAVAILABLE_DATES,
            REQUIRED,
            ENABLED,
            VISIBLE,
            HELPER_TEXT,
            SELECT_EXCHANGE,
            string(
                "init-value",
                Format::Date,
                "The day chosen at first. Only outside a `Form`.",
            )
            .dynamic()
            .since(Version::V4_0),
            ERROR_MESSAGE.max_chars(80),
        ],
    },
    places: INPUT_PLACES,
    max_per_screen: None,
    input: Some(Input::Text),
    example: r#"Screen {
    id: "VISIT",
    title: "Your visit",
    children: [
        DatePicker {
            name: "day",
            label: "Day",
            min_date: "2027-01-01",
            unavailable_dates: ["2027-01-06"],
        },
        Footer {
            label: "Book",
            on_click_action: complete { day: form.day },
        },
    ],
},"#,
};

/// In `single` mode the first type, in `range` mode the second.
const fn by_mode(mut property: Property, types: &'static [(Type, Version)]) -> Property {
    property.ty = Type::OneOf(types);
    property
}

pub(super) const CALENDAR_PICKER: Component = Component {
    shape: Shape {
        name: "CalendarPicker",
        doc: "One day, or a range of days, in a whole calendar.",
        since: Version::V6_1,
        properties: &[
            NAME,
            choice(
                "mode",
                &[value("single"), value("range")],
                "One day, or a range of days.",
            )
            .dynamic_as(Dynamic::Disputed)
            .default("\"single\""),
            text("title", "A title. Only in `range` mode.")
                .dynamic()
                .max_chars(80),
            text("description", "A longer text. Only in `range` mode.")
                .dynamic()
                .max_chars(300),
            by_mode(
                label(40),
                &[
                    (Type::String(Format::NotBlank), Version::V6_1),
                    (Type::Object(&RANGE_TEXTS), Version::V6_1),
                ],
            ),
            by_mode(
                HELPER_TEXT,
                &[
                    (Type::String(Format::Text), Version::V6_1),
                    (Type::Object(&RANGE_OPTIONAL_TEXTS), Version::V6_1),
                ],
            ),
            by_mode(
                REQUIRED,
                &[
                    (Type::Boolean, Version::V6_1),
                    (Type::Object(&RANGE_FLAGS), Version::V6_1),
                ],
            ),
            MIN_DATE,
            MAX_DATE,
            UNAVAILABLE_DATES,
            Property::new(
                "include-days",
                Type::Array {
                    of: &Type::Choice(&[
                        value("Mon"),
                        value("Tue"),
                        value("Wed"),
                        value("Thu"),
                        value("Fri"),
                        value("Sat"),
                        value("Sun"),
                    ]),
                    min: 1,
                    max: None,
                    advised: Advised::ANY,
                },
                "The days of the week that can be chosen.",
            )
            .dynamic_as(Dynamic::Disputed),
            integer(
                "min-days",
                None,
                None,
                "The shortest range. Only in `range` mode.",
            )
            .dynamic(),
            integer(
                "max-days",
                None,
                None,
                "The longest range. Only in `range` mode.",
            )
            .dynamic(),
            ENABLED,
            VISIBLE,
            SELECT_EXCHANGE,
            by_mode(
                text(
                    "init-value",
                    "What is chosen at first. Only outside a `Form`.",
                )
                .dynamic(),
                &[
                    (Type::String(Format::Date), Version::V6_1),
                    (Type::Object(&RANGE_DATES), Version::V6_1),
                ],
            ),
            by_mode(
                ERROR_MESSAGE.max_chars(80),
                &[
                    (Type::String(Format::Text), Version::V6_1),
                    (Type::Object(&RANGE_OPTIONAL_TEXTS), Version::V6_1),
                ],
            ),
        ],
    },
    places: anywhere(Version::V6_1),
    max_per_screen: None,
    input: Some(Input::Calendar),
    example: r#"Screen {
    id: "STAY",
    title: "Your stay",
    children: [
        CalendarPicker {
            name: "stay",
            mode: "range",
            label: DateRange { start_date: "Arrival", end_date: "Departure" },
            required: DateRange { start_date: true, end_date: true },
            min_date: "2027-01-01",
            max_days: 14,
        },
        Footer {
            label: "Book",
            on_click_action: complete { stay: form.stay },
        },
    ],
},"#,
};
