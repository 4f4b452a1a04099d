// A `warn` that is left after the mistake is gone.
flow_dsl::flow!(Flow {
    name: "mended",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            #[warn(unknown_property)]
            TextBody { text: "a" },
            TextBody { text: "a", notes: "b" },
            Footer {
                label: "Done",
                on_click_action: complete,
            },
        ],
    }],
});

fn main() {}
