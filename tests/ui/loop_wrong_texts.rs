#![deny(deprecated)]

const ROOMS: &[(&str, &str, &str)] = &[
    ("a", "A", "#12345"),
    ("", "A title that is longer than clients show", "#123456"),
    ("c", " ", "#123456"),
];
const DAYS: &[&str] = &["2027-02-28", "2027-02-29"];
const TEXTS: &[&str] = &["Fine", "${data.a}"];

flow_dsl::flow!(Flow {
    name: "loops",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            #[allow(unread_input)]
            Dropdown {
                name: "room",
                label: "Room",
                data_source: [for room in ROOMS { Item { id: room.0, title: room.1, color: room.2 } }],
            },
            #[allow(unread_input)]
            DatePicker {
                name: "day",
                label: "Day",
                unavailable_dates: [for day in DAYS { day }],
            },
            for text in TEXTS {
                TextBody { text }
            },
            Footer { label: "Done", on_click_action: complete {} },
        ],
    }],
});

fn main() {}
