// Comparisons cannot be chained, in Rust neither.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data { age: 36 },
        children: [
            If {
                condition: 18 < data.age < 65,
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
