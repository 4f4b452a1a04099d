//! Components of one's own stand for what is written in them.
#![deny(warnings)]

/// The flow with components, and the same flow written out.
fn same(with: flow_dsl::Flow, written_out: flow_dsl::Flow) {
    assert_eq!(with.json(), written_out.json());
}

mod own {
    use flow_dsl::component;

    /// A name and an address for letters.
    #[component]
    pub fn ContactFields(required: bool, #[default = "Contact"] heading: &str) {
        [
            TextHeading { text: heading },
            TextInput {
                name: "full_name",
                label: "Your name",
                required: required,
            },
            TextInput {
                name: "email",
                label: "E-mail",
                input_type: "email",
                required,
            },
        ]
    }

    /// One component.
    #[component]
    pub(crate) fn Done(#[default = "Done"] label: &str, action: Action) {
        Footer {
            label,
            on_click_action: action,
        }
    }
}

mod lists {
    pub(crate) mod with {
        use crate::own::{ContactFields, Done};

        flow_dsl::flow!(Flow {
            name: "lists",
            version: "7.3",
            screens: [Screen {
                id: "START",
                title: "Start",
                children: [
                    TextBody { text: "Hello" },
                    ContactFields { required: true },
                    Done {
                        action: complete {
                            name: form.full_name
                        }
                    },
                ],
            }],
        });
    }

    mod written_out {
        flow_dsl::flow!(Flow {
            name: "lists",
            version: "7.3",
            screens: [Screen {
                id: "START",
                title: "Start",
                children: [
                    TextBody { text: "Hello" },
                    TextHeading { text: "Contact" },
                    TextInput {
                        name: "full_name",
                        label: "Your name",
                        required: true
                    },
                    TextInput {
                        name: "email",
                        label: "E-mail",
                        input_type: "email",
                        required: true
                    },
                    Footer {
                        label: "Done",
                        on_click_action: complete {
                            name: form.full_name
                        }
                    },
                ],
            }],
        });
    }

    #[test]
    fn one_component_or_several_take_the_place_of_the_use() {
        crate::same(with::FLOW, written_out::FLOW);
    }
}

mod other_crate {
    mod with {
        use shared_components::person::Contact as Person;

        flow_dsl::flow!(Flow {
            name: "other",
            version: "7.3",
            screens: [Screen {
                id: "START",
                title: "Start",
                children: [
                    Person { by_phone: true },
                    shared_components::person::Name {
                        name: "other",
                        label: "Another name"
                    },
                    Footer {
                        label: "Done",
                        on_click_action: complete {
                            name: form.full_name
                        }
                    },
                ],
            }],
        });
    }

    mod written_out {
        flow_dsl::flow!(Flow {
            name: "other",
            version: "7.3",
            screens: [Screen {
                id: "START",
                title: "Start",
                children: [
                    TextInput {
                        name: "full_name",
                        label: "Your name",
                        required: true
                    },
                    TextInput {
                        name: "phone",
                        label: "Phone",
                        input_type: "phone"
                    },
                    TextInput {
                        name: "other",
                        label: "Another name",
                        required: true
                    },
                    Footer {
                        label: "Done",
                        on_click_action: complete {
                            name: form.full_name
                        }
                    },
                ],
            }],
        });
    }

    #[test]
    fn components_come_from_other_crates_under_other_names() {
        crate::same(with::FLOW, written_out::FLOW);
    }
}

#[test]
fn places_lead_into_the_definition() {
    let heading = lists::with::FLOW
        .source_of("/screens/0/layout/children/1/text")
        .unwrap();
    let hello = lists::with::FLOW
        .source_of("/screens/0/layout/children/0/text")
        .unwrap();
    let label = lists::with::FLOW
        .source_of("/screens/0/layout/children/2/label")
        .unwrap();
    // The heading is the parameter's default; the label stands in the body.
    for (place, text) in [
        (heading, "\"Contact\""),
        (hello, "\"Hello\""),
        (label, "\"Your name\""),
    ] {
        assert_eq!(place.file, file!());
        let line = include_str!("components.rs")
            .lines()
            .nth(place.line as usize - 1)
            .unwrap();
        let rest: String = line.chars().skip(place.column as usize - 1).collect();
        assert!(rest.starts_with(text), "{place}: {line}");
    }
}
