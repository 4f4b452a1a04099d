// A flow that cannot end.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [TextBody { text: "Hello" }],
    }],
});

fn main() {}
