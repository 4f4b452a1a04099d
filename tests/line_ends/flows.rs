//! This file has the line ends of Windows.

pub mod written {
    flow_dsl::flow!(Flow {
        name: "written",
        languages: ["en"],
        texts: ".",
        version: "7.3",
        screens: [Screen {
            id: "HELLO",
            title: text!("hello"),
            children: [
                // A text may go on in the next line.
                TextBody {
                    text: "One \
                           line\nand another
and a third",
                },
                Footer {
                    label: "Done",
                    on_click_action: complete {},
                },
            ],
        }],
    });
}

pub mod included {
    flow_dsl::include_flow!("flow.json");
}
