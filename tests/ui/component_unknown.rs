// A component that is neither Flow JSON's nor the author's, among other mistakes.
mod contact {
    #[flow_dsl::component]
    pub fn ContactFields(required: bool) {
        TextInput { name: "full_name", label: "Name", required }
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
                ContactFieldz { required: true },
                Map { place: "Berlin" },
                TextBody { txt: "Hello" },
                Footer {
                    label: "Done",
                    on_click_action: complete {}
                },
            ],
        }],
    });
}

fn main() {
    println!("{}", flow::FLOW.json());
}
