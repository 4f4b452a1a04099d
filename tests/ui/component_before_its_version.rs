// A component that a later version brings.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "6.2",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            ChipsSelector {
                name: "topics",
                label: "Topics",
                data_source: [
                    Item {
                        id: "a",
                        title: "A"
                    },
                    Item {
                        id: "b",
                        title: "B"
                    }
                ],
            },
            Footer {
                label: "Done",
                on_click_action: complete {}
            },
        ],
    }],
});

fn main() {}
