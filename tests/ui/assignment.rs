// One `=` compares nothing.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data { name: "Ada" },
        children: [
            if data.name = "Ada" {
                [TextBody { text: "Hello" }]
            },
            Footer {
                label: "Done",
                on_click_action: complete {}
            },
        ],
    }],
});

fn main() {}
