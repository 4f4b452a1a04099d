// An operator in a version without expressions.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "5.1",
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data { hidden: false },
        children: [
            TextBody {
                text: "Hello",
                visible: !data.hidden
            },
            Footer {
                label: "Done",
                on_click_action: complete {}
            },
        ],
    }],
});

fn main() {}
