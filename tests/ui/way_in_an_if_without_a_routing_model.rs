// `flow!` makes the routing model, if it is not forbidden: a warning.
#![deny(deprecated)]

flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    routing_model: None,
    screens: [
        Screen {
            id: "START",
            title: "Start",
            data: Data { new: true },
            children: [
                if data.new {
                    [EmbeddedLink { text: "More", on_click_action: navigate(MORE) }]
                },
                Footer { label: "Go on", on_click_action: navigate(LAST) },
            ],
        },
        Screen {
            id: "MORE",
            title: "More",
            children: [Footer { label: "Go on", on_click_action: navigate(LAST) }],
        },
        Screen {
            id: "LAST",
            title: "Last",
            children: [Footer { label: "Done", on_click_action: complete }],
        },
    ],
});

fn main() {}
