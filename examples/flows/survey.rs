//! A survey among the passengers of a ferry: five screens, no endpoint.
//!
//! Shows choices of every kind, screens that change while one fills them in (`update_data` on a
//! whole list and on single options), sums and joined text, conditions too rich for the plain
//! notation, answers that are worked out in the reply itself, options that are a list of Rust's with an enum,
//! and options of which `for` makes one for each item of a list.

use flow_dsl::{Item, choices};

choices! {
    /// How good a crossing was. The list is the program's own, which counts with the grades.
    pub enum Grade {
        Excellent = Item::new("5", "Excellent"),
        Good = Item::new("4", "Good"),
        Fair = Item::new("3", "Fair"),
        Poor = Item::new("2", "Poor"),
        Bad = Item::new("1", "Bad"),
    }
}

/// Something that could be better.
#[derive(Clone, Copy)]
struct Wish {
    id: &'static str,
    title: &'static str,
    more: &'static str,
}

const WISHES: &[Wish] = &[
    Wish {
        id: "seats",
        title: "Seats",
        more: "More of them, or softer ones",
    },
    Wish {
        id: "signs",
        title: "Signs",
        more: "Finding the way on board",
    },
    Wish {
        id: "wifi",
        title: "Wi-Fi",
        more: "It holds as far as the lighthouse",
    },
    Wish {
        id: "delays",
        title: "Delays",
        more: "Being told why, and how long",
    },
    Wish {
        id: "nothing",
        title: "Nothing",
        more: "All is well",
    },
];

flow_dsl::flow!(Flow {
    name: "survey",
    categories: [SURVEY],
    version: "7.2",
    screens: [
        Screen {
            id: "TRIP",
            title: "Your crossing",
            data: Data {
                passenger: "Ines",
                first_time: true,
                has_car: false,
                deck_note: "Foot passengers leave by the upper deck.",
            },
            children: [
                TextHeading {
                    text: "Welcome ashore, " + data.passenger,
                },
                TextBody {
                    text: [
                        "Thank you for sailing with **Harbour Lights**. Tell us how it was:",
                        "1. your crossing",
                        "2. what you liked, and what you did not",
                        "3. a word to the crew, if you care to leave one",
                        "[How we keep your answers](https://harbourlights.example/promise)",
                    ],
                    markdown: true,
                },
                TextCaption {
                    text: "Good to have you on board again!",
                    visible: !data.first_time,
                },
                RadioButtonsGroup {
                    name: "route",
                    label: "Which line did you take?",
                    required: true,
                    data_source: [
                        Item {
                            id: "north",
                            title: "North line",
                            description: "Carrick to Stenness",
                            metadata: "2 h 10 min",
                        },
                        Item {
                            id: "south",
                            title: "South line",
                            description: "Carrick to Port Alma",
                            metadata: "55 min",
                        },
                        Item {
                            id: "night",
                            title: "Night line",
                            description: "Stenness to Port Alma, with cabins",
                            metadata: "7 h",
                        },
                    ],
                },
                RadioButtonsGroup {
                    name: "travelled_by",
                    label: "How did you come on board?",
                    required: true,
                    data_source: [
                        Item {
                            id: "foot",
                            title: "On foot",
                            on_select_action: update_data {
                                has_car: false,
                                deck_note: "Foot passengers leave by the upper deck.",
                            },
                        },
                        Item {
                            id: "bicycle",
                            title: "With a bicycle",
                            on_select_action: update_data {
                                has_car: false,
                                deck_note: "Bicycles leave before the cars.",
                            },
                        },
                        Item {
                            id: "car",
                            title: "By car",
                            on_select_action: update_data {
                                has_car: true,
                                deck_note: "Cars leave by the bow door.",
                            },
                        },
                    ],
                },
                TextCaption {
                    text: data.deck_note,
                    font_weight: "italic",
                },
                TextInput {
                    name: "adults",
                    label: "Adults",
                    input_type: "number",
                    required: true,
                    init_value: "1",
                },
                TextInput {
                    name: "children",
                    label: "Children",
                    input_type: "number",
                    required: true,
                    init_value: "0",
                },
                Footer {
                    label: "Next",
                    on_click_action: navigate(SCORES {
                        route: form.route,
                        adults: form.adults,
                        children: form.children,
                        has_car: data.has_car,
                        first_time: data.first_time,
                    }),
                },
            ],
        },
        Screen {
            id: "SCORES",
            title: "How was it?",
            data: Data {
                route: "night",
                adults: 2,
                children: 1,
                has_car: true,
                first_time: true,
            },
            children: [
                TextSubheading {
                    text: "You were " + (data.adults + data.children) + " on board.",
                },
                TextCaption {
                    text: "It was your first time with us: be as strict as you like.",
                    visible: data.first_time,
                },
                if data.adults + data.children > 6 {
                    [TextCaption {
                        text: "Did you know that groups of seven and more sail for less?",
                    }]
                },
                RadioButtonsGroup {
                    name: "overall",
                    label: "The crossing as a whole",
                    required: true,
                    data_source: Grade::ITEMS,
                },
                match data.route {
                    "north" => [Dropdown {
                        name: "sea",
                        label: "How was the sea?",
                        data_source: [
                            Item {
                                id: "calm",
                                title: "Calm",
                            },
                            Item {
                                id: "choppy",
                                title: "Choppy",
                            },
                            Item {
                                id: "wild",
                                title: "Wild",
                            },
                        ],
                    }],
                    "south" => [TextCaption {
                        text: "The south line has a new ship since May. Say what you think of it!",
                    }],
                    "night" => [
                        RadioButtonsGroup {
                            name: "cabin",
                            label: "How did you sleep?",
                            required: true,
                            data_source: [
                                Item {
                                    id: "well",
                                    title: "Well",
                                },
                                Item {
                                    id: "so_so",
                                    title: "So so",
                                },
                                Item {
                                    id: "badly",
                                    title: "Badly",
                                },
                                Item {
                                    id: "no_cabin",
                                    title: "I had no cabin",
                                },
                            ],
                        },
                        ChipsSelector {
                            name: "cabin_trouble",
                            label: "What kept you awake?",
                            max_selected_items: 3,
                            data_source: [
                                Item {
                                    id: "engine",
                                    title: "The engine",
                                },
                                Item {
                                    id: "neighbours",
                                    title: "Neighbours",
                                },
                                Item {
                                    id: "heat",
                                    title: "The heat",
                                },
                                Item {
                                    id: "bunk",
                                    title: "The bunk",
                                },
                            ],
                        },
                    ],
                },
                RadioButtonsGroup {
                    name: "boarding",
                    label: "Boarding with the car",
                    visible: data.has_car,
                    required: data.has_car,
                    data_source: [
                        Item {
                            id: "smooth",
                            title: "Smooth",
                        },
                        Item {
                            id: "slow",
                            title: "Slow",
                        },
                    ],
                },
                Footer {
                    label: "Next",
                    enabled: data.adults > 0,
                    on_click_action: navigate(TOPICS {
                        overall: form.overall,
                        ask_more: false,
                        ask_food: false,
                        bonus: 0,
                    }),
                },
            ],
        },
        Screen {
            id: "TOPICS",
            title: "What mattered",
            data: Data {
                overall: "4",
                ask_more: false,
                ask_food: false,
                bonus: 0,
            },
            children: [
                ChipsSelector {
                    name: "liked",
                    label: "What did you like?",
                    description: "Tap as many as you want.",
                    required: true,
                    min_selected_items: 1,
                    data_source: [
                        Item {
                            id: "crew",
                            title: "The crew",
                        },
                        Item {
                            id: "view",
                            title: "The view",
                        },
                        Item {
                            id: "food",
                            title: "The food",
                            on_select_action: update_data { ask_food: true },
                            on_unselect_action: update_data { ask_food: false },
                        },
                        Item {
                            id: "quiet",
                            title: "The quiet",
                        },
                        Item {
                            id: "price",
                            title: "The price",
                        },
                    ],
                },
                ChipsSelector {
                    name: "dishes",
                    label: "What did you eat?",
                    visible: data.ask_food,
                    data_source: [
                        Item {
                            id: "soup",
                            title: "Fish soup",
                        },
                        Item {
                            id: "stew",
                            title: "Bean stew",
                        },
                        Item {
                            id: "pie",
                            title: "Apple pie",
                        },
                    ],
                },
                CheckboxGroup {
                    name: "improve",
                    label: "What should we do better?",
                    description: "Choose one to three.",
                    required: true,
                    min_selected_items: 1,
                    max_selected_items: 3,
                    data_source: [for wish in WISHES {
                        Item {
                            id: wish.id,
                            title: wish.title,
                            description: wish.more,
                        }
                    }],
                    on_select_action: update_data {
                        ask_more: true,
                        bonus: 5,
                    },
                    on_unselect_action: update_data {
                        ask_more: false,
                        bonus: 0,
                    },
                },
                TextArea {
                    name: "improve_text",
                    label: "How exactly?",
                    visible: data.ask_more,
                    max_length: 500,
                },
                TextCaption {
                    text: "Points for your answers so far: " + (data.bonus / 5 + 10),
                    visible: data.bonus >= 0,
                },
                if (data.overall == "1" || data.overall == "2") && !data.ask_food {
                    [OptIn {
                        name: "call_me",
                        label: "Please call me about it.",
                    }]
                },
                Footer {
                    label: "Next",
                    on_click_action: navigate(COMMENTS { points: data.bonus }),
                },
            ],
        },
        Screen {
            id: "COMMENTS",
            title: "In your own words",
            data: Data { points: 5 },
            children: [Form {
                name: "comments",
                init_values: InitValues {
                    again: "perhaps",
                    news: ["timetable"],
                },
                children: [
                    TextArea {
                        name: "praise",
                        label: "A word to the crew",
                        helper_text: "We read it out at the Monday meeting",
                    },
                    RadioButtonsGroup {
                        name: "again",
                        label: "Will you sail with us again?",
                        required: true,
                        data_source: [
                            Item {
                                id: "yes",
                                title: "Yes",
                            },
                            Item {
                                id: "perhaps",
                                title: "Perhaps",
                            },
                            Item {
                                id: "no",
                                title: "No",
                            },
                        ],
                    },
                    CheckboxGroup {
                        name: "news",
                        label: "May we write to you?",
                        data_source: [
                            Item {
                                id: "timetable",
                                title: "New timetables",
                            },
                            Item {
                                id: "offers",
                                title: "Offers",
                            },
                        ],
                    },
                    Footer {
                        label: "Next",
                        on_click_action: navigate(THANKS {
                            points: data.points,
                            again: form.again,
                        }),
                    },
                ],
            }],
        },
        Screen {
            id: "THANKS",
            title: "Thank you",
            data: Data {
                points: 5,
                again: "yes",
            },
            children: [
                TextHeading {
                    text: "Fair winds!"
                },
                TextBody {
                    text: "`'You have earned ' ${data.points} + 10 ' points.'`",
                    font_weight: "bold",
                },
                TextBody {
                    text: "~~One crossing in ten~~ **Every** crossing counts towards a free one.",
                    markdown: true,
                    visible: data.again != "no",
                },
                Footer {
                    label: "Send my answers",
                    on_click_action: complete {
                        route: screen.TRIP.form.route,
                        travelled_by: screen.TRIP.form.travelled_by,
                        party: screen.TRIP.form.adults + screen.TRIP.form.children,
                        overall: screen.SCORES.form.overall,
                        sea: screen.SCORES.form.sea,
                        cabin: screen.SCORES.form.cabin,
                        cabin_trouble: screen.SCORES.form.cabin_trouble,
                        boarding: screen.SCORES.form.boarding,
                        liked: screen.TOPICS.form.liked,
                        dishes: screen.TOPICS.form.dishes,
                        improve: screen.TOPICS.form.improve,
                        improve_text: screen.TOPICS.form.improve_text,
                        call_me: screen.TOPICS.form.call_me,
                        praise: screen.COMMENTS.form.praise,
                        again: data.again,
                        news: screen.COMMENTS.form.news,
                        points: data.points + 10,
                        happy: data.again == "yes" || screen.SCORES.form.overall == "5",
                        label: "Trip of " + screen.TRIP.data.passenger,
                    },
                },
            ],
        },
    ],
});
