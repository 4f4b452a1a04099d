// Two uses of one component on one screen give two inputs of one name.
mod contact {
    #[flow_dsl::component]
    pub fn ContactFields(required: bool) {
        [
            TextInput { name: "full_name", label: "Name", required },
            TextInput { name: "email", label: "E-mail", required },
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
                ContactFields { required: false },
                Footer {
                    label: "Done",
                    on_click_action: complete {}
                },
            ],
        }],
    });
}

fn main() {}
