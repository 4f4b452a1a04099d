// What the endpoint ends the flow with is written like the type that is made of it.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    data_api_version: "4.0",
    reply: Booking { id: String },
    screens: [Screen {
        id: "START",
        title: "Start",
        terminal: true,
        children: [
            TextBody { text: "Hello" },
            Footer { label: "Done", on_click_action: data_exchange {} },
        ],
    }],
});

fn main() {}
