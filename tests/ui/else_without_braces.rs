// Behind `else` there are braces, in Rust.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data { age: 36, name: "Ada" },
        children: [
            if data.age > 18 {
                [TextBody { text: "Hello" }]
            } else [TextBody { text: "You" }],
            Footer {
                label: "Done",
                on_click_action: complete {}
            },
        ],
    }],
});

fn main() {}
