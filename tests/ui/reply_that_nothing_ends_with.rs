// The values with which the endpoint ends a flow that it cannot end.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    data_api_version: "4.0",
    reply: Reply { booking: String },
    screens: [
        Screen {
            id: "START",
            title: "Start",
            routes: [DONE],
            children: [
                TextBody { text: "Hello" },
                Footer { label: "On", on_click_action: data_exchange {} },
            ],
        },
        Screen {
            id: "DONE",
            title: "Done",
            children: [
                TextBody { text: "See you" },
                Footer { label: "Done", on_click_action: complete {} },
            ],
        },
    ],
});

fn main() {}
