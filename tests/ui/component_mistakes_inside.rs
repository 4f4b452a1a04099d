// A mistake in a definition is reported there once, for any number of uses.
mod contact {
    #[flow_dsl::component]
    pub fn ContactFields(required: bool, #[default = "yes"] heading: bool) {
        [
            TextInput { name: "full_name", lable: "Name", required },
            TextInput { name: "email", label: 7, input_type: "mail" },
            TextBodyy { text: "Hello" },
            5,
        ]
    }
}

mod flow {
    use crate::contact::ContactFields;

    flow_dsl::flow!(Flow {
        name: "mistake",
        version: "7.3",
        screens: [Screen {
            id: "START",
            title: "Start",
            children: [
                ContactFields { required: true },
                ContactFields { required: "false" },
                Footer {
                    label: "Done",
                    on_click_action: complete {}
                },
            ],
        }],
    });
}

fn main() {}
