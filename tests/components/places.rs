//! The places that a component can be used in, and the bodies that it can have.

use flow_dsl::component;

/// One component.
#[component]
pub(crate) fn Hint(text: &str) {
    TextCaption { text }
}

/// Several.
#[component]
pub(crate) fn Person(required: bool) {
    [
        TextInput {
            name: "first_name",
            label: "First name",
            required,
        },
        TextInput {
            name: "last_name",
            label: "Last name",
            required,
        },
    ]
}

/// A choice.
#[component]
pub(crate) fn Members() {
    if data.member {
        [TextBody {
            text: "Welcome back",
        }]
    }
}

same!(one_and_several_among_others: [
    TextHeading { text: "Hello" },
    Hint { text: "One" },
    Person { required: true },
    Hint { text: "Two" },
] is [
    TextHeading { text: "Hello" },
    TextCaption { text: "One" },
    TextInput { name: "first_name", label: "First name", required: true },
    TextInput { name: "last_name", label: "Last name", required: true },
    TextCaption { text: "Two" },
]);

same!(in_if_and_else: [
    if data.member {
        [Hint { text: "One" }, Members {}]
    } else if data.tier == "gold" {
        [Hint { text: "Two" }]
    } else {
        [Person { required: false }]
    },
] is [
    if data.member {
        [TextCaption { text: "One" }, if data.member { [TextBody { text: "Welcome back" }] }]
    } else if data.tier == "gold" {
        [TextCaption { text: "Two" }]
    } else {
        [
            TextInput { name: "first_name", label: "First name", required: false },
            TextInput { name: "last_name", label: "Last name", required: false },
        ]
    },
]);

same!(in_match: [
    match data.tier {
        "gold" | "silver" => [Hint { text: "One" }, TextBody { text: "Two" }],
        "bronze" => [Hint { text: "Three" }],
    },
] is [
    match data.tier {
        "gold" | "silver" => [TextCaption { text: "One" }, TextBody { text: "Two" }],
        "bronze" => [TextCaption { text: "Three" }],
    },
]);

// rustfmt writes a list in braces if it does not fit behind the arrow.
same!(in_the_braces_of_a_case: [
    match data.tier {
        "gold" => {
            [Hint { text: "One" }]
        }
        "bronze" => [Hint { text: "Two" }],
    },
] is [
    match data.tier {
        "gold" => [TextCaption { text: "One" }],
        "bronze" => [TextCaption { text: "Two" }],
    },
]);

/// The argument of a macro is in a group without brackets, and its attributes are inside.
macro_rules! allowing {
    ($name:ident: $component:expr) => {
        flow_dsl::flow!(Flow {
            name: "allowing",
            version: "7.3",
            screens: [Screen {
                id: "START",
                title: "Start",
                children: [
                    #[allow(unread_field)]
                    $component,
                    Footer {
                        label: "Done",
                        on_click_action: complete {}
                    },
                ],
            }],
        });
    };
}

mod attributes_before_what_a_macro_hands_on {
    allowing!(first: TextBody { text: "One" });
}

same!(in_if_and_switch_written_as_structs: [
    If {
        condition: "${data.member}",
        then: [Hint { text: "One" }],
        r#else: [Person { required: true }],
    },
    Switch { value: data.tier, cases: Cases { gold: [Hint { text: "Two" }] } },
] is [
    If {
        condition: "${data.member}",
        then: [TextCaption { text: "One" }],
        r#else: [
            TextInput { name: "first_name", label: "First name", required: true },
            TextInput { name: "last_name", label: "Last name", required: true },
        ],
    },
    Switch { value: data.tier, cases: Cases { gold: [TextCaption { text: "Two" }] } },
]);

same!(in_a_form: [
    Form { name: "form", children: [Hint { text: "One" }, Person { required: true }] },
] is [
    Form {
        name: "form",
        children: [
            TextCaption { text: "One" },
            TextInput { name: "first_name", label: "First name", required: true },
            TextInput { name: "last_name", label: "Last name", required: true },
        ],
    },
]);

mod in_a_layout_written_out {
    use super::Hint;

    flow_dsl::flow!(Flow {
        name: "layout",
        version: "7.3",
        screens: [Screen {
            id: "START",
            title: "Start",
            layout: SingleColumnLayout {
                children: [
                    Hint { text: "Hello" },
                    Footer {
                        label: "Done",
                        on_click_action: complete {}
                    },
                ],
            },
        }],
    });

    #[test]
    fn works() {
        assert!(
            FLOW.json()
                .contains(r#"{"type":"TextCaption","text":"Hello"}"#)
        );
    }
}
