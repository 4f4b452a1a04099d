// Without an endpoint a flow ends with the payload of `complete` alone.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    reply: Reply { booking: String },
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextBody { text: "Hello" },
            Footer { label: "Done", on_click_action: complete { booking: "1" } },
        ],
    }],
});

fn main() {}
