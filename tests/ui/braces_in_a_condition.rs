// The condition of an `if` ends at its first braces, in Rust.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data { age: 36, name: "Ada" },
        children: [
            if data.name == Name { text: "Ada" } {
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
