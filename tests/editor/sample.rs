pub mod booking {
    const GREETING: &str = "Hello";

    flow_dsl::flow!(Flow {
        name: "booking",
        categories: [APPOINTMENT_BOOKING],
        version: "7.3",
        data_api_version: "4.0",
        types: [Slot {
            id: String,
            title: String
        }],
        screens: [
            Screen {
                id: "DAY",
                title: "Day",
                data: Data {
                    greeting: "Good morning",
                    guest: Guest {
                        first: "Ada",
                        age: 36
                    },
                    member: true,
                    slots: [Slot { id: "1", title: "10:00" }],
                    noon: Slot { id: "3", title: "12:00" },
                },
                children: [
                    TextHeading { text: GREETING },
                    TextBody {
                        text: data.guest.first
                    },
                    TextInput {
                        name: "email",
                        label: "E-mail",
                        helper_text: "We write once",
                    },
                    DatePicker {
                        name: "day",
                        label: "Day",
                        visible: data.member,
                    },
                    if form.email != "" && data.guest.age > 17 {
                        [TextCaption {
                            text: data.greeting,
                        }]
                    } else {
                        [TextCaption { text: "b" }]
                    },
                    Footer {
                        label: "Continue",
                        on_click_action: navigate(TIME {
                            email: form.email,
                            day: form.day,
                            slots: data.slots,
                        }),
                    },
                ],
            },
            Screen {
                id: "TIME",
                title: "Time",
                data: Data {
                    email: "ada@example.com",
                    day: "2026-08-01",
                    slots: [Item { id: "2", title: "11:00" }],
                },
                children: [
                    Dropdown {
                        name: "slot",
                        label: "Time",
                        data_source: data.slots,
                    },
                    Image {
                        src: image!("door.png"),
                        alt_text: "A door",
                    },
                    Footer {
                        label: "Book",
                        on_click_action: complete {
                            slot: form.slot,
                            day: data.day,
                            first: screen.DAY.form.email,
                        },
                    },
                ],
            },
        ],
    });
}

pub mod other {
    /// An address.
    #[flow_dsl::component]
    pub fn Address(name: &str) {
        [TextInput {
            name: name,
            label: "Street",
        }]
    }
}

pub mod delivery {
    use super::other::Address;
    use crate::other;

    const TITLES: [&str; 2] = ["First", "Second"];

    flow_dsl::flow!(Flow {
        name: "delivery",
        version: "7.3",
        screens: [Screen {
            id: "ADDRESS",
            title: TITLES[0],
            data: json!({"ready": {"type": "boolean", "__example__": true}}),
            children: [
                Address { name: "home" },
                other::Address { name: "work" },
                OptIn {
                    name: "terms",
                    label: concat!("I ", "agree"),
                    required: data.ready
                },
                TextInput {
                    name: "first-name",
                    label: "Name",
                    error_message: "No"
                },
                match form.home {
                    "a" | "b" => [TextBody { text: "A" }],
                },
                If {
                    condition: "${data.ready}",
                    then: [TextBody { text: "C" }],
                    r#else: [TextBody { text: "D" }],
                },
                Footer {
                    label: "Done",
                    enabled: form.work != "" && !(form.terms == false),
                    on_click_action: complete {
                        name: form["first-name"],
                        home: form.home,
                        terms: form.terms,
                    },
                },
            ],
        }],
    });
}

pub mod visit {
    flow_dsl::flow!(Flow {
        name: "visit",
        languages: ["en", "ar"],
        texts: "texts",
        version: "7.3",
        screens: [Screen {
            id: "VISIT",
            title: text!("title"),
            data: Data { person: "Ada" },
            children: [
                TextHeading {
                    text: text!("hello", name = data.person)
                },
                Footer {
                    label: text!("close"),
                    on_click_action: complete {},
                },
            ],
        }],
    });

    pub fn names() -> [&'static str; 2] {
        [FLOWS[0].name(), FLOWS.in_language("ar").name()]
    }
}

pub mod included {
    flow_dsl::include_flow!("newsletter.json");

    pub fn email(reply: Reply) -> String {
        reply.email
    }
}

pub mod rooms {
    use flow_dsl::Item;

    flow_dsl::choices! {
        /// Where it is.
        pub enum Floor {
            Ground = Item::new("0", "Ground floor"),
            First = Item::new("1", "First floor"),
        }
    }

    /// A room to hire.
    #[derive(Clone, Copy)]
    pub struct Room {
        pub title: &'static str,
        pub seats: u32,
    }

    const ROOMS: &[Room] = &[Room {
        title: "The hall",
        seats: 200,
    }];

    flow_dsl::flow!(Flow {
        name: "rooms",
        renamed_from: "halls",
        version: "7.3",
        data_api_version: "4.0",
        reply: Reply { number: String },
        screens: [Screen {
            id: "ROOM",
            title: "Room",
            terminal: true,
            children: [
                for room in ROOMS {
                    TextBody { text: room.title }
                },
                Dropdown {
                    name: "floor",
                    label: "Floor",
                    required: true,
                    data_source: Floor::ITEMS,
                },
                RadioButtonsGroup {
                    name: "side",
                    label: "Side",
                    data_source: [
                        Item { id: "left", title: "Left" },
                        Item { id: "right", title: "Right" },
                    ],
                },
                Footer {
                    label: "Book",
                    on_click_action: data_exchange {
                        floor: form.floor,
                        side: form.side,
                    },
                },
            ],
        }],
    });

    pub fn booked(sent: room::Exchange) -> Floor {
        let chosen = sent.floor;
        chosen
    }
}
