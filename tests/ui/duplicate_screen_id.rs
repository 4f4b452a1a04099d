// Two screens of one id.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [
        Screen {
            id: "START",
            title: "Start",
            children: [Footer {
                label: "Next",
                on_click_action: navigate(END)
            }],
        },
        Screen {
            id: "END",
            title: "Start",
            children: [Footer {
                label: "Done",
                on_click_action: complete {}
            }],
        },
        Screen {
            id: "END",
            title: "Start",
            children: [Footer {
                label: "Done",
                on_click_action: complete {}
            }],
        },
    ],
});

fn main() {}
