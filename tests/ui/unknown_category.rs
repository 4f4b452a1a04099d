// A category that does not exist.
flow_dsl::flow!(Flow {
    name: "mistake",
    categories: [SURVEYS],
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextBody { text: "Hello" },
            Footer {
                label: "Done",
                on_click_action: complete {}
            },
        ],
    }],
});

fn main() {}
