// `navigate` to its own screen.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            EmbeddedLink {
                text: "Again",
                on_click_action: navigate(START)
            },
            Footer {
                label: "Done",
                on_click_action: complete {}
            },
        ],
    }],
});

fn main() {}
