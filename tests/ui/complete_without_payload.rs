// The end of a flow sends nothing: a warning.
#![deny(deprecated)]

flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextInput { name: "place", label: "Place" },
            Footer { label: "Send", on_click_action: complete },
        ],
    }],
});

fn main() {}
