// A former name that is the name.
flow_dsl::flow!(Flow {
    name: "mistake",
    renamed_from: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextBody { text: "Hello" },
            Footer {
                label: "Done",
                on_click_action: complete {}
            },
        ],
    }],
});

fn main() {}
