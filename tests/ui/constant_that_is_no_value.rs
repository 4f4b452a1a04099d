// A constant has no counterpart in JSON.
const NOBODY: () = ();

flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextBody { text: "Hello" },
            Footer { label: "Done", on_click_action: complete { from: NOBODY } },
        ],
    }],
});

fn main() {}
