// Several former names: a flow had one.
flow_dsl::flow!(Flow {
    name: "mistake",
    renamed_from: ["claim", "claims"],
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
