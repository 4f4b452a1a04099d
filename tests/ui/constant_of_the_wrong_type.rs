// A constant of the wrong type.
mod strings {
    pub const NUMBER: u8 = 1;
}

flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextInput {
                name: "email",
                label: strings::NUMBER
            },
            Footer {
                label: "Done",
                on_click_action: complete {}
            },
        ],
    }],
});

fn main() {}
