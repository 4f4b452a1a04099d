// An action where a component is expected.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [TextBody { text: "Hello" }, complete {}],
    }],
});

fn main() {}
