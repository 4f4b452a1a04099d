// A misspelled property of a flow that Flow JSON does not have.
flow_dsl::flow!(Flow {
    name: "mistake",
    rename_from: "claim",
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
