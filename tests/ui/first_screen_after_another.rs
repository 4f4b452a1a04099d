// A message can open a flow only on a screen that no other leads to: a warning.
#![deny(deprecated)]

flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [
        Screen {
            id: "LAST",
            title: "Last",
            children: [Footer { label: "Done", on_click_action: complete }],
        },
        Screen {
            id: "START",
            title: "Start",
            children: [Footer { label: "Go on", on_click_action: navigate(LAST) }],
        },
    ],
});

fn main() {}
