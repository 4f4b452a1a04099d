//! A `for` over a constant list gives the same flow as what it stands for, written out.

use flow_dsl::{Item, component};
use serde_json::Value;

/// A place to meet.
#[derive(Clone, Copy)]
pub(crate) struct Room {
    id: &'static str,
    name: &'static str,
    seats: u32,
    open: bool,
}

pub(crate) const ROOMS: &[Room] = &[
    Room {
        id: "attic",
        name: "The \"attic\"",
        seats: 4,
        open: true,
    },
    Room {
        id: "hall",
        name: "The hall",
        seats: 200,
        open: false,
    },
];
pub(crate) const HOURS: &[&str] = &["10:00", "11:00", "16:30"];
pub(crate) const CLOSED: &[&str] = &["2027-12-24", "2027-12-25"];
pub(crate) const DOORS: &[(&str, &str)] = &[("aGVsbG8=", "A door"), ("d29ybGQ=", "A gate")];
pub(crate) const SIZES: &[Item] = &[Item::new("s", "Small"), Item::new("l", "Large")];

/// A component of one's own is used for each item.
#[component]
pub(crate) fn Line(text: &str) {
    TextCaption { text }
}

/// Components of a flow stand in one of one's own.
#[component]
pub(crate) fn Section(heading: &str, rows: Components) {
    [TextSubheading { text: heading }, rows]
}

macro_rules! flow {
    ($name:ident, $($children:tt)*) => {
        mod $name {
            #[allow(unused_imports)]
            use super::{CLOSED, DOORS, HOURS, Line, ROOMS, SIZES, Section};

            flow_dsl::flow!(Flow {
                name: "loops",
                version: "7.3",
                screens: [
                    Screen {
                        id: "START",
                        title: "Start",
                        children: [$($children)*],
                    },
                    Screen {
                        id: "NEXT",
                        title: "Next",
                        data: Data { room: "attic" },
                        children: [
                            TextBody { text: data.room },
                            Footer { label: "Done", on_click_action: complete { room: data.room } },
                        ],
                    },
                ],
            });
        }
    };
}

flow!(
    items_in_loops,
    Dropdown {
        name: "hour",
        label: "Hour",
        data_source: [
            Item {
                id: "any",
                title: "Whenever"
            },
            for hour in HOURS {
                Item {
                    id: hour,
                    title: hour,
                }
            },
            for date in SIZES {
                Item {
                    id: date.id,
                    title: date.title,
                    enabled: true,
                }
            },
        ],
    },
    #[allow(unread_input)]
    DatePicker {
        name: "day",
        label: "Day",
        unavailable_dates: [
            for day in CLOSED {
                day
            },
            "2028-01-01"
        ],
    },
    ImageCarousel {
        images: [for door in DOORS {
            CarouselImage {
                src: door.0,
                alt_text: door.1,
            }
        }],
    },
    Footer {
        label: "On",
        on_click_action: navigate(NEXT { room: form.hour }),
    },
);
flow!(
    items_written,
    Dropdown {
        name: "hour",
        label: "Hour",
        data_source: [
            Item {
                id: "any",
                title: "Whenever"
            },
            Item {
                id: "10:00",
                title: "10:00"
            },
            Item {
                id: "11:00",
                title: "11:00"
            },
            Item {
                id: "16:30",
                title: "16:30"
            },
            Item {
                id: "s",
                title: "Small",
                enabled: true
            },
            Item {
                id: "l",
                title: "Large",
                enabled: true
            },
        ],
    },
    #[allow(unread_input)]
    DatePicker {
        name: "day",
        label: "Day",
        unavailable_dates: ["2027-12-24", "2027-12-25", "2028-01-01"],
    },
    ImageCarousel {
        images: [
            CarouselImage {
                src: "aGVsbG8=",
                alt_text: "A door"
            },
            CarouselImage {
                src: "d29ybGQ=",
                alt_text: "A gate"
            },
        ],
    },
    Footer {
        label: "On",
        on_click_action: navigate(NEXT { room: form.hour }),
    },
);

flow!(
    actions_in_loops,
    NavigationList {
        name: "rooms",
        list_items: [for room in ROOMS {
            ListItem {
                id: room.id,
                main_content: MainContent { title: room.name },
                enabled: room.open,
                on_click_action: navigate(NEXT { room: room.id }),
            }
        },],
    },
);
flow!(
    actions_written,
    NavigationList {
        name: "rooms",
        list_items: [
            ListItem {
                id: "attic",
                main_content: MainContent {
                    title: "The \"attic\""
                },
                enabled: true,
                on_click_action: navigate(NEXT { room: "attic" }),
            },
            ListItem {
                id: "hall",
                main_content: MainContent { title: "The hall" },
                enabled: false,
                on_click_action: navigate(NEXT { room: "hall" }),
            },
        ],
    },
);

flow!(
    components_in_loops,
    TextInput {
        name: "name",
        label: "Name"
    },
    for room in ROOMS {
        [
            TextSubheading { text: room.name },
            Line {
                text: "For " + room.seats,
            },
            if form.name == room.id {
                [TextBody {
                    text: "Your name is that of the room.",
                    visible: room.open,
                }]
            },
        ]
    },
    Section {
        heading: "Hours",
        rows: [for text in HOURS {
            TextBody { text }
        }]
    },
    match form.name {
        "a" | "b" => [for hour in HOURS {
            TextCaption { text: hour }
        }],
    },
    // Each is the same.
    for _hour in HOURS {
        TextCaption { text: "An hour" }
    },
    Footer {
        label: "On",
        on_click_action: navigate(NEXT { room: form.name })
    },
);
flow!(
    components_written,
    TextInput {
        name: "name",
        label: "Name"
    },
    TextSubheading {
        text: "The \"attic\""
    },
    TextCaption { text: "For " + 4 },
    if form.name == "attic" {
        [TextBody {
            text: "Your name is that of the room.",
            visible: true,
        }]
    },
    TextSubheading { text: "The hall" },
    TextCaption { text: "For " + 200 },
    if form.name == "hall" {
        [TextBody {
            text: "Your name is that of the room.",
            visible: false,
        }]
    },
    TextSubheading { text: "Hours" },
    TextBody { text: "10:00" },
    TextBody { text: "11:00" },
    TextBody { text: "16:30" },
    match form.name {
        "a" | "b" => [
            TextCaption { text: "10:00" },
            TextCaption { text: "11:00" },
            TextCaption { text: "16:30" },
        ],
    },
    TextCaption { text: "An hour" },
    TextCaption { text: "An hour" },
    TextCaption { text: "An hour" },
    Footer {
        label: "On",
        on_click_action: navigate(NEXT { room: form.name })
    },
);

fn value(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

#[test]
fn a_loop_is_what_it_stands_for() {
    for (in_loops, written) in [
        (items_in_loops::FLOW, items_written::FLOW),
        (actions_in_loops::FLOW, actions_written::FLOW),
        (components_in_loops::FLOW, components_written::FLOW),
    ] {
        assert_eq!(value(in_loops.json()), value(written.json()));
    }
}

/// The ids are known to the compiler alone, so they are texts in the reply.
#[test]
fn replies_hold_the_ids() {
    let reply = items_in_loops::Reply::from_response_json(r#"{"room": "11:00"}"#).unwrap();
    assert_eq!(reply.room, Some("11:00".to_owned()));
    let reply = actions_in_loops::Reply::from_response_json(r#"{"room": "hall"}"#).unwrap();
    assert_eq!(reply.room, "hall");
}

/// Each item has the place of the braces, and what follows has its own.
#[test]
fn each_value_has_its_place() {
    let children = "/screens/0/layout/children";
    let line = |flow: flow_dsl::Flow, pointer: &str| {
        let place = flow.source_of(&format!("{children}/{pointer}"));
        let place = place.map(|place| {
            include_str!("loops.rs")
                .lines()
                .nth(place.line as usize - 1)
        });
        place.flatten().unwrap_or_default().trim()
    };
    let items = |pointer| line(items_in_loops::FLOW, pointer);
    assert_eq!(items("0/data-source/1/title"), "title: hour,");
    assert_eq!(items("0/data-source/3/id"), "id: hour,");
    assert!(items("0/data-source/5/enabled").contains("enabled: true"));
    assert_eq!(items("0/data-source/6"), "");
    assert_eq!(items("1/label"), "label: \"Day\",");
    assert!(items("2/images/1/alt-text").contains("alt_text: door.1"));
    assert!(items("3/on-click-action/payload/room").contains("form.hour"));
    let components = |pointer| line(components_in_loops::FLOW, pointer);
    assert_eq!(components("4/text"), "TextSubheading { text: room.name },");
    assert!(components("6/then/0/visible").contains("visible: room.open"));
    assert!(components("11/cases/b/1/text").contains("text: hour"));
    assert!(components("15/label").contains("\"On\""));
}
