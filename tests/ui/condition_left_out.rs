// An `if` without its condition, and one that breaks off.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data { age: 36 },
        children: [
            if {
                [TextBody { text: "Hello" }]
            },
            if data.age > {
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
