// A constant that holds a binding.
mod strings {
    pub const BOUND: &str = "${data.name}";
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
                label: strings::BOUND
            },
            Footer {
                label: "Done",
                on_click_action: complete {}
            },
        ],
    }],
});

fn main() {}
