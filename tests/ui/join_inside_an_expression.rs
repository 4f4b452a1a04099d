// Joined text inside another expression.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data { name: "b" },
        children: [
            TextBody {
                text: "Hello",
                visible: ("a" + data.name) == "ab"
            },
            Footer {
                label: "Done",
                on_click_action: complete {}
            },
        ],
    }],
});

fn main() {}
