#![deny(deprecated)]

const LINES: &[u32] = &[0; 60];

flow_dsl::flow!(Flow {
    name: "loops",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            for line in LINES {
                TextBody { text: "Line " + line }
            },
            Footer { label: "Done", on_click_action: complete {} },
        ],
    }],
});

fn main() {}
