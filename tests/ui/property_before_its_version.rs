// A property that a later version brings.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "6.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextInput {
                name: "email",
                label: "E-mail",
                label_variant: "large"
            },
            Footer {
                label: "Done",
                on_click_action: complete {}
            },
        ],
    }],
});

fn main() {}
