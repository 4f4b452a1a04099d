// Each flow needs a module of its own.
flow_dsl::flow!(Flow {
    name: "first",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextBody { text: "Hello" },
            Footer { label: "Done", on_click_action: complete {} },
        ],
    }],
});

flow_dsl::flow!(Flow {
    name: "second",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextBody { text: "Hello" },
            Footer { label: "Done", on_click_action: complete {} },
        ],
    }],
});

fn main() {}
