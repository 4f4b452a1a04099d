//! Components in a crate of their own, for the tests.
#![deny(warnings)]
#![no_implicit_prelude]

mod texts {
    pub(crate) const NAME: &str = "Your name";
    pub(crate) const NAME_LENGTH: u8 = 80;
}

/// What is asked of a person.
pub mod person {
    use super::texts;
    use ::flow_dsl::component;

    /// Who it is.
    #[component]
    pub fn Name(
        /// What the input is called.
        name: &str,
        #[default = texts::NAME] label: &str,
    ) {
        TextInput {
            name,
            label,
            required: true,
            max_chars: texts::NAME_LENGTH,
        }
    }

    /// Who it is, and how to reach them.
    #[component]
    pub fn Contact(#[default = false] by_phone: bool) {
        [
            Name { name: "full_name" },
            if by_phone {
                [TextInput {
                    name: "phone",
                    label: "Phone",
                    input_type: "phone",
                }]
            } else {
                [TextInput {
                    name: "email",
                    label: "E-mail",
                    input_type: "email",
                }]
            },
        ]
    }
}

/// A flow where names mean nothing by themselves.
pub mod flow {
    use super::person::Contact;

    ::flow_dsl::flow!(Flow {
        name: "shared",
        version: "7.3",
        screens: [Screen {
            id: "START",
            title: "Start",
            children: [
                Contact {},
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
