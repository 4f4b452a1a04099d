// A constant where the flow is checked against the value.
mod strings {
    pub const NAME: &str = "email";
}

flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextInput {
                name: strings::NAME,
                label: "E-mail"
            },
            Footer {
                label: "Done",
                on_click_action: complete {}
            },
        ],
    }],
});

fn main() {}
