//! The arguments that components can take.

use flow_dsl::component;

#[component]
pub(crate) fn Everything(
    flag: bool,
    text: &str,
    count: i64,
    items: Vec<Item>,
    children: Components,
    action: Action,
) {
    [
        TextArea {
            name: text,
            label: text,
            required: !flag,
            max_length: count,
            visible: flag,
        },
        Dropdown {
            name: "item",
            label: "Item " + text,
            data_source: items,
        },
        TextBody { text: "Before" },
        children,
        TextBody { text: "Behind" },
        EmbeddedLink {
            text: "More",
            on_click_action: action,
        },
        if flag {
            children
        },
    ]
}

same!(of_each_type: [
    Everything {
        flag: data.member,
        text: "notes",
        count: 300,
        items: data.items,
        children: [TextCaption { text: "Here" }, if data.member { [TextCaption { text: "And here" }] }],
        action: open_url("https://example.com"),
    },
] is [
    TextArea { name: "notes", label: "notes", required: !data.member, max_length: 300, visible: data.member },
    Dropdown { name: "item", label: "Item notes", data_source: data.items },
    TextBody { text: "Before" },
    TextCaption { text: "Here" },
    if data.member { [TextCaption { text: "And here" }] },
    TextBody { text: "Behind" },
    EmbeddedLink { text: "More", on_click_action: open_url("https://example.com") },
    if data.member {
        [TextCaption { text: "Here" }, if data.member { [TextCaption { text: "And here" }] }]
    },
]);

#[component]
pub(crate) fn Sum(a: f64, b: bool, c: &str) {
    [
        if a / 2 > 3 && !b {
            [TextBody { text: c }]
        },
        TextBody {
            text: "'" + c + "a`" + data.name,
        },
    ]
}

same!(arguments_are_values_not_text: [
    Sum { a: data.count + 1, b: data.member || data.name == "Ada", c: "say \"it's\" \\" },
] is [
    if (data.count + 1) / 2 > 3 && !(data.member || data.name == "Ada") {
        [TextBody { text: "say \"it's\" \\" }]
    },
    TextBody { text: "'say \"it's\" \\a`" + data.name },
]);

#[component]
pub(crate) fn Address(prefix: &str, #[default = "Address"] heading: &str, hint: Option<&str>) {
    [
        TextHeading { text: heading },
        TextInput {
            name: prefix + "_street",
            label: "Street",
            helper_text: hint,
        },
        TextInput {
            name: prefix + "_town",
            label: "Town",
        },
        TextBody {
            text: "You wrote " + form[prefix + "_street"],
        },
    ]
}

same!(defaults_and_what_may_be_left_out: [
    Address { prefix: "home" },
    Address { prefix: "work", heading: "Work", hint: "Where we send the bill" },
] is [
    TextHeading { text: "Address" },
    TextInput { name: "home_street", label: "Street" },
    TextInput { name: "home_town", label: "Town" },
    TextBody { text: "You wrote " + form.home_street },
    TextHeading { text: "Work" },
    TextInput { name: "work_street", label: "Street", helper_text: "Where we send the bill" },
    TextInput { name: "work_town", label: "Town" },
    TextBody { text: "You wrote " + form.work_street },
]);

#[component]
pub(crate) fn Chosen(kind: &str, #[default = false] loud: bool) {
    [
        match kind {
            "short" => [TextCaption { text: "Short" }],
            "long" | "longer" => [TextBody { text: "Long" }, TextBody { text: kind }],
        },
        if loud && kind == "long" {
            [TextHeading { text: "Loud" }]
        } else if loud || data.member {
            [TextSubheading { text: "Perhaps" }]
        } else {
            [TextSubheading { text: "Silent" }]
        },
        TextBody {
            text: "Always",
            visible: !loud,
        },
    ]
}

same!(arguments_that_are_known_choose_when_the_flow_is_built: [
    Chosen { kind: "short" },
    Chosen { kind: "long", loud: true },
    Chosen { kind: "none", loud: true },
] is [
    TextCaption { text: "Short" },
    if data.member { [TextSubheading { text: "Perhaps" }] } else { [TextSubheading { text: "Silent" }] },
    TextBody { text: "Always", visible: true },
    TextBody { text: "Long" },
    TextBody { text: "long" },
    TextHeading { text: "Loud" },
    TextBody { text: "Always", visible: false },
    TextSubheading { text: "Perhaps" },
    TextBody { text: "Always", visible: false },
]);

same!(arguments_that_are_not_known_are_chosen_by_on_the_phone: [
    Chosen { kind: data.tier, loud: data.member },
] is [
    match data.tier {
        "short" => [TextCaption { text: "Short" }],
        "long" | "longer" => [TextBody { text: "Long" }, TextBody { text: data.tier }],
    },
    if data.member && data.tier == "long" {
        [TextHeading { text: "Loud" }]
    } else if data.member || data.member {
        [TextSubheading { text: "Perhaps" }]
    } else {
        [TextSubheading { text: "Silent" }]
    },
    TextBody { text: "Always", visible: !data.member },
]);

mod screens {
    use flow_dsl::component;

    #[component]
    pub(crate) fn Next(to: ScreenId, #[default = "Continue"] label: &str) {
        Footer {
            label,
            on_click_action: navigate(to { name: form.name }),
        }
    }

    flow_dsl::flow!(Flow {
        name: "screens",
        version: "7.3",
        screens: [
            Screen {
                id: "FIRST",
                title: "First",
                children: [
                    TextInput {
                        name: "name",
                        label: "Name"
                    },
                    Next { to: LAST }
                ],
            },
            Screen {
                id: "LAST",
                title: "Last",
                data: Data { name: "Ada" },
                children: [Footer {
                    label: data.name,
                    on_click_action: complete {}
                }],
            },
        ],
    });

    #[test]
    fn are_given_by_their_ids() {
        let next = r#""next":{"type":"screen","name":"LAST"},"payload":{"name":"${form.name}"}"#;
        assert!(FLOW.json().contains(next), "{}", FLOW.json());
    }
}
