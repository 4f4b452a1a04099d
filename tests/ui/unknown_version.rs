// A version that Meta does not know.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "8.0",
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
