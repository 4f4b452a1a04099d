//! The scopes in which names are looked up.

mod deep {
    pub(crate) mod down {
        use flow_dsl::component;

        #[component]
        pub(crate) fn Greeting(name: &str) {
            TextBody {
                text: "Hello " + name,
            }
        }

        #[component]
        pub(super) fn Sibling() {
            TextBody { text: "Sibling" }
        }
    }

    pub(crate) mod aside {
        flow_dsl::flow!(Flow {
            name: "paths",
            version: "7.3",
            screens: [Screen {
                id: "START",
                title: "Start",
                children: [
                    super::down::Sibling {},
                    super::super::deep::down::Greeting { name: "Ada" },
                    Footer {
                        label: "Done",
                        on_click_action: complete {}
                    },
                ],
            }],
        });
    }
}

use deep::down::Greeting;
use deep::down::Greeting as Renamed;
use shared_components::person::{Contact, Name as NameOfSomeone};

same!(renamed_and_by_path: [
    Greeting { name: "One" },
    Renamed { name: "Two" },
    deep::down::Greeting { name: "Three" },
    crate::scopes::deep::down::Greeting { name: "Four" },
    self::super::Greeting { name: "Five" },
] is [
    TextBody { text: "Hello One" },
    TextBody { text: "Hello Two" },
    TextBody { text: "Hello Three" },
    TextBody { text: "Hello Four" },
    TextBody { text: "Hello Five" },
]);

same!(from_another_crate: [
    Contact { by_phone: true },
    NameOfSomeone { name: "other", label: "Another name" },
    ::shared_components::person::Name { name: "third" },
] is [
    TextInput { name: "full_name", label: "Your name", required: true, max_chars: 80 },
    TextInput { name: "phone", label: "Phone", input_type: "phone" },
    TextInput { name: "other", label: "Another name", required: true, max_chars: 80 },
    TextInput { name: "third", label: "Your name", required: true, max_chars: 80 },
]);

#[test]
fn relative_paths() {
    let json = deep::aside::FLOW.json();
    assert!(json.contains(r#""text":"Sibling""#) && json.contains(r#""text":"Hello Ada""#));
}

#[test]
fn flows_of_another_edition_without_a_prelude() {
    assert!(
        shared_components::flow::FLOW
            .json()
            .contains(r#""name":"email""#)
    );
}

mod two_flows {
    use super::Greeting;

    flow!(first: [Greeting { name: "One" },]);
    flow!(second: [Greeting { name: "Two" },]);

    #[test]
    fn of_one_crate_use_one_component() {
        assert_ne!(first::FLOW.json(), second::FLOW.json());
    }
}

#[test]
fn inside_a_function() {
    flow_dsl::flow!(Flow {
        name: "local",
        version: "7.3",
        screens: [Screen {
            id: "START",
            title: "Start",
            children: [
                Greeting { name: "Ada" },
                Footer {
                    label: "Done",
                    on_click_action: complete {}
                },
            ],
        }],
    });
    assert!(FLOW.json().contains("Hello Ada"));
}

macro_rules! component_of {
    ($name:ident, $text:expr) => {
        #[flow_dsl::component]
        pub(crate) fn $name(label: &str) {
            [TextHeading { text: $text }, TextBody { text: label }]
        }
    };
}

component_of!(FromMacro, "From a macro");

same!(made_by_a_macro: [FromMacro { label: "Label" },] is [
    TextHeading { text: "From a macro" },
    TextBody { text: "Label" },
]);
