//! Components in a crate of their own, for the tests.
#![deny(warnings)]
#![no_implicit_prelude]

mod texts {
    pub(crate) const NAME: &str = "Your name";
    pub(crate) const NAME_LENGTH: u8 = 80;
}

/// Questions to a person.
pub mod person {
    use super::texts;
    use ::flow_dsl::component;

    /// The name of the person.
    #[component]
    pub fn Name(
        /// The name of the input.
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

    /// The name and the address of the person.
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

/// A flow in a module without imports.
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
                        name: form.full_name,
                        email: form.email,
                    }
                },
            ],
        }],
    });
}

/// Who asks.
pub mod sender {
    use ::flow_dsl::component;

    /// The logo, of a file beside this one.
    #[component]
    pub fn Logo() {
        Image {
            src: image!("logo.png"),
            alt_text: "Two squares",
        }
    }
}
