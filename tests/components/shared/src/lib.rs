//! Components in a crate of their own, for the tests.
#![deny(warnings)]

/// What is asked of a person.
pub mod person {
    use flow_dsl::component;

    /// Who it is.
    #[component]
    pub fn Name(
        /// What the input is called.
        name: &str,
        #[default = "Your name"] label: &str,
    ) {
        TextInput {
            name,
            label,
            required: true,
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
