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
    mod with {
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
