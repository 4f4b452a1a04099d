// Behind a type a `<` begins arguments, in Rust.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data { age: 36, name: "Ada" },
        children: [
            If {
                condition: data.age as i64 < 65,
                then: [TextBody { text: "Hello" }]
            },
            Footer {
                label: "Done",
                on_click_action: complete {}
            },
        ],
    }],
});

fn main() {}
