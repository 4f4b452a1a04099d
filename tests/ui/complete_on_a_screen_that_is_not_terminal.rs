// `complete` on a screen with `terminal: false`.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        terminal: false,
        children: [Footer {
            label: "Done",
            on_click_action: complete {}
        }],
    }],
});

fn main() {}
