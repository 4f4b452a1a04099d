// A branch with a component that is in no list.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data { member: true },
        children: [
            if data.member {
                TextBody {
                    text: "Welcome back",
                }
            },
            Footer {
                label: "Done",
                on_click_action: complete {}
            },
        ],
    }],
});

fn main() {}
