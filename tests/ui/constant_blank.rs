// A constant with a value that breaks a limit.
mod strings {
    pub const BLANK: &str = "  ";
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
                label: strings::BLANK
            },
            Footer {
                label: "Done",
                on_click_action: complete {}
            },
        ],
    }],
});

fn main() {}
