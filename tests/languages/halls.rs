//! Texts with constants of Rust in them.

use flow_dsl::component;

#[derive(Clone, Copy)]
pub(crate) struct Room {
    id: &'static str,
    name: &'static str,
    seats: i32,
}

pub(crate) const ROOMS: &[Room] = &[
    Room {
        id: "attic",
        name: "The \"attic\"",
        seats: 4,
    },
    Room {
        id: "hall",
        name: "Die Höhle",
        seats: -1,
    },
];
pub(crate) const HOUSE: &str = "№ 7";

/// A line about a room.
#[component]
pub(crate) fn Line(name: &str, seats: i64) {
    TextCaption {
        text: text!("room", name = name, seats = seats),
    }
}

// It has no expressions yet, and these are none.
flow_dsl::flow!(Flow {
    name: "halls",
    languages: ["en", "ar"],
    #[allow(unused_text)]
    texts: "halls",
    version: "5.1",
    screens: [Screen {
        id: "ROOMS",
        title: text!("title", house = HOUSE),
        children: [
            for room in ROOMS {
                [
                    TextSubheading {
                        text: text!("room", name = room.name, seats = room.seats),
                    },
                    TextBody {
                        text: text!("only", seats = room.seats),
                    },
                    Line {
                        name: room.name,
                        seats: 3,
                    },
                ]
            },
            Dropdown {
                name: "room",
                label: text!("title", house = "No. 9"),
                required: true,
                data_source: [for room in ROOMS {
                    Item {
                        id: room.id,
                        title: text!("room", seats = room.seats, name = room.name),
                    }
                }],
            },
            Footer {
                label: text!("send"),
                on_click_action: complete { room: form.room },
            },
        ],
    }],
});

/// Beside a part of the flow a constant stands in an expression.
pub(crate) mod guest {
    use super::HOUSE;

    flow_dsl::flow!(Flow {
        name: "guest",
        languages: ["en", "ar"],
        #[allow(unused_text)]
        texts: "halls",
        version: "7.3",
        screens: [Screen {
            id: "GUEST",
            title: "Guest",
            data: Data { name: "Ada" },
            children: [
                TextBody {
                    text: text!("guest", name = data.name, house = HOUSE),
                },
                Footer {
                    label: text!("send"),
                    on_click_action: complete {
                        title: text!("title", house = HOUSE)
                    },
                },
            ],
        }],
    });
}
