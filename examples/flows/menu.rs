//! The menu of a café: lists that lead on, no endpoint.
//!
//! Shows `NavigationList` written out (pictures, a badge, tags, prices at the end) and from data,
//! its actions on each item and on the whole list, data handed on from screen to screen, a title
//! that is data, a page of `RichText`, and a last screen that depends on the choice.

flow_dsl::flow!(Flow {
    name: "menu",
    categories: [SHOPPING, OTHER],
    version: "7.0",
    screens: [
        Screen {
            id: "MENU",
            title: "Juniper & Rye",
            data: Data {
                kitchen_open: true,
                dishes: [
                    ListItem {
                        id: "leek_soup",
                        main_content: MainContent {
                            title: "Leek soup",
                            description: "With rye bread",
                            metadata: "Contains milk and gluten",
                        },
                        end: End { title: "£6.50" },
                    },
                    ListItem {
                        id: "beet_tart",
                        main_content: MainContent {
                            title: "Beetroot tart",
                            description: "Goat's cheese",
                        },
                        start: Start {
                            image: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElE\
                                QVR42mPYFGIBAAL6AT+Cpm4hAAAAAElFTkSuQmCC",
                            alt_text: "A slice of tart",
                        },
                        end: End {
                            title: "£8.20",
                            description: "6 left",
                        },
                        tags: ["vegetarian", "new"],
                        enabled: true,
                    },
                ],
            },
            children: [
                NavigationList {
                    name: "section",
                    label: "What would you like?",
                    description: "We bring it to your table, or you fetch it at the counter.",
                    media_size: "large",
                    list_items: [
                        ListItem {
                            id: "food",
                            main_content: MainContent {
                                title: "Lunch",
                                description: "Noon to 3 pm",
                                metadata: "Soups, tarts and whatever the garden gives",
                            },
                            start: Start {
                                image: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElE\
                                    QVR42mN4tkUDAARGAcOUnEy6AAAAAElFTkSuQmCC",
                                alt_text: "A bowl of soup",
                            },
                            badge: "New today",
                            tags: ["vegetarian", "vegan", "no nuts"],
                            on_click_action: navigate(DISHES {
                                heading: "Today's lunch",
                                kitchen_open: data.kitchen_open,
                                dishes: data.dishes,
                            }),
                        },
                        ListItem {
                            id: "drinks",
                            main_content: MainContent {
                                title: "Drinks",
                                metadata: "Coffee from a roaster two streets away",
                            },
                            start: Start {
                                image: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElE\
                                    QVR42mOwaXIDAAICAQUFhQ/DAAAAAElFTkSuQmCC",
                            },
                            on_click_action: navigate(DRINKS),
                        },
                        ListItem {
                            id: "about",
                            main_content: MainContent { title: "About us" },
                            on_click_action: navigate(ABOUT),
                        },
                    ],
                },
                NavigationList {
                    name: "room",
                    label: "Or keep a table",
                    list_items: [
                        ListItem {
                            id: "inside",
                            main_content: MainContent {
                                title: "By the stove"
                            },
                            end: End {
                                title: "8",
                                metadata: "tables",
                            },
                        },
                        ListItem {
                            id: "garden",
                            main_content: MainContent {
                                title: "In the garden",
                                description: "If it does not rain",
                            },
                            end: End {
                                title: "12",
                                metadata: "tables",
                            },
                            enabled: true,
                        },
                    ],
                    on_click_action: navigate(TABLE { room: form.room }),
                },
            ],
        },
        Screen {
            id: "DISHES",
            title: data.heading,
            data: Data {
                heading: "Today's lunch",
                kitchen_open: true,
                dishes: [ListItem {
                    id: "leek_soup",
                    main_content: MainContent {
                        title: "Leek soup",
                        description: "With rye bread",
                        metadata: "Contains milk and gluten",
                    },
                    end: End {
                        title: "£6.50",
                        description: "4 left",
                    },
                    start: Start {
                        image: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElE\
                            QVR42mN4tkUDAARGAcOUnEy6AAAAAElFTkSuQmCC",
                        alt_text: "A bowl of soup",
                    },
                    tags: ["vegetarian"],
                    enabled: true,
                }],
            },
            children: [NavigationList {
                name: "dish",
                list_items: data.dishes,
                on_click_action: navigate(ORDER {
                    kind: "food",
                    item: form.dish,
                    kitchen_open: data.kitchen_open,
                }),
            }],
        },
        Screen {
            id: "DRINKS",
            title: "Drinks",
            children: [NavigationList {
                name: "drink",
                list_items: [
                    ListItem {
                        id: "flat_white",
                        main_content: MainContent {
                            title: "Flat white",
                            description: "Double shot",
                        },
                        end: End {
                            title: "£3.60",
                            description: "200 ml",
                        },
                        on_click_action: navigate(ORDER {
                            kind: "coffee",
                            item: "flat_white",
                            kitchen_open: screen.MENU.data.kitchen_open,
                        }),
                    },
                    ListItem {
                        id: "filter",
                        main_content: MainContent {
                            title: "Filter coffee",
                        },
                        end: End {
                            title: "£2.90",
                            description: "300 ml",
                        },
                        tags: ["refill free"],
                        on_click_action: navigate(ORDER {
                            kind: "coffee",
                            item: "filter",
                            kitchen_open: screen.MENU.data.kitchen_open,
                        }),
                    },
                    ListItem {
                        id: "juniper_tea",
                        main_content: MainContent {
                            title: "Juniper tea",
                            description: "Our own",
                            metadata: "Juniper, lemon peel and a little honey",
                        },
                        end: End {
                            title: "£3.20",
                            description: "400 ml",
                        },
                        on_click_action: navigate(ORDER {
                            kind: "tea",
                            item: "juniper_tea",
                            kitchen_open: screen.MENU.data.kitchen_open,
                        }),
                    },
                ],
            }],
        },
        Screen {
            id: "ABOUT",
            title: "About us",
            children: [
                RichText {
                    text: [
                        "# Bread first",
                        "Juniper & Rye began as a bakery with **one oven** and *no chairs*.",
                        "![The oven](data:image/png;base64,\
                            iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElE\
                            QVR42mPYFGIBAAL6AT+Cpm4hAAAAAElFTkSuQmCC)",
                        "## When we are here",
                        "| Day | From | To |\n\
                            | --- | --- | --- |\n\
                            | Tue – Fri | 7:30 | 18:00 |\n\
                            | Sat | 8:00 | 16:00 |",
                        "## What is in it",
                        "1. flour from the mill at Ash Ford\n2. salt\n3. a day of patience",
                        "[How to find us](https://juniperrye.example/map)",
                    ],
                },
                Footer {
                    label: "Keep me a table",
                    on_click_action: navigate(TABLE { room: "inside" }),
                },
            ],
        },
        Screen {
            id: "ORDER",
            title: "Your order",
            data: Data {
                kind: "coffee",
                item: "flat_white",
                kitchen_open: true,
            },
            children: [
                match data.kind {
                    "food" => [
                        TextHeading {
                            text: "Good choice!"
                        },
                        RadioButtonsGroup {
                            name: "side",
                            label: "What shall go with it?",
                            required: true,
                            data_source: [
                                Item {
                                    id: "salad",
                                    title: "Green salad",
                                },
                                Item {
                                    id: "potatoes",
                                    title: "Roast potatoes",
                                    metadata: "£1.50 more",
                                },
                                Item {
                                    id: "none",
                                    title: "Nothing",
                                },
                            ],
                        },
                        TextArea {
                            name: "allergies",
                            label: "Allergies",
                            max_length: 200,
                            helper_text: "The kitchen reads this",
                        },
                    ],
                    "coffee" => [
                        TextHeading {
                            text: "How do you like it?"
                        },
                        RadioButtonsGroup {
                            name: "milk",
                            label: "Milk",
                            required: true,
                            data_source: [
                                Item {
                                    id: "cow",
                                    title: "Cow's milk",
                                },
                                Item {
                                    id: "oat",
                                    title: "Oat milk",
                                },
                                Item {
                                    id: "none",
                                    title: "Black",
                                },
                            ],
                        },
                        OptIn {
                            name: "decaf",
                            label: "Without caffeine",
                        },
                    ],
                    "tea" => [
                        TextHeading {
                            text: "A pot of tea"
                        },
                        OptIn {
                            name: "honey",
                            label: "With honey",
                            init_value: true,
                        },
                    ],
                },
                Dropdown {
                    name: "quantity",
                    label: "How many?",
                    required: true,
                    init_value: "1",
                    data_source: [
                        Item {
                            id: "1",
                            title: "One",
                        },
                        Item {
                            id: "2",
                            title: "Two",
                        },
                        Item {
                            id: "3",
                            title: "Three",
                        },
                        Item {
                            id: "4",
                            title: "Four",
                        },
                    ],
                },
                if data.kitchen_open || data.kind != "food" {
                    [
                        TextInput {
                            name: "table",
                            label: "Table number",
                            input_type: "number",
                            helper_text: "Leave it out to fetch it at the counter",
                        },
                        if form.table > 20 {
                            [TextCaption {
                                text: "That is in the garden: it takes a little longer.",
                            }]
                        },
                        Footer {
                            label: "Order now",
                            on_click_action: complete {
                                wish: "now",
                                kind: data.kind,
                                item: data.item,
                                quantity: form.quantity,
                                table: form.table,
                                side: form.side,
                                allergies: form.allergies,
                                milk: form.milk,
                                decaf: form.decaf,
                                honey: form.honey,
                            },
                        },
                    ]
                } else {
                    [
                        TextBody {
                            text: "The kitchen is closed. We can keep it for tomorrow at noon.",
                            font_weight: "bold",
                        },
                        Footer {
                            label: "Keep it for tomorrow",
                            on_click_action: complete {
                                wish: "tomorrow",
                                kind: data.kind,
                                item: data.item,
                                quantity: form.quantity,
                                side: form.side,
                                allergies: form.allergies,
                            },
                        },
                    ]
                },
            ],
        },
        Screen {
            id: "TABLE",
            title: "A table",
            data: Data { room: "garden" },
            children: [
                Switch {
                    value: data.room,
                    cases: Cases {
                        inside: [TextBody {
                            text: "By the stove we keep a table for fifteen minutes.",
                        }],
                        garden: [
                            TextBody {
                                text: "In the garden we keep a table as long as the sun shines.",
                            },
                            OptIn {
                                name: "move_inside",
                                label: "If it rains, give me a table inside.",
                            },
                        ],
                    },
                },
                DatePicker {
                    name: "day",
                    label: "Day",
                    required: true,
                    min_date: "2027-09-01",
                    max_date: "2027-12-19",
                    unavailable_dates: ["2027-10-04", "2027-11-01"],
                },
                TextInput {
                    name: "guests",
                    label: "Guests",
                    input_type: "number",
                    required: true,
                },
                TextInput {
                    name: "in_the_name_of",
                    label: "Name",
                    required: true,
                },
                Footer {
                    label: "Keep the table",
                    on_click_action: complete {
                        wish: "table",
                        room: data.room,
                        day: form.day,
                        guests: form.guests,
                        in_the_name_of: form.in_the_name_of,
                        move_inside: form.move_inside,
                    },
                },
            ],
        },
    ],
});
