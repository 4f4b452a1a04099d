// `navigate` to a screen that does not exist.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [
        Screen {
            id: "START",
            title: "Start",
            children: [Footer {
                label: "Next",
                on_click_action: navigate(DETAIL)
            }],
        },
        Screen {
            id: "DETAILS",
            title: "Details",
            children: [
                TextBody { text: "Details" },
                Footer {
                    label: "Done",
                    on_click_action: complete {}
                },
            ],
        },
    ],
});

fn main() {}
