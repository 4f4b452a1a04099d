// A `match` with a case for the rest.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data { tier: "gold" },
        children: [
            match data.tier {
                "gold" => [TextBody { text: "Gold" }],
                _ => [TextBody { text: "Silver" }],
            },
            Footer {
                label: "Done",
                on_click_action: complete {}
            },
        ],
    }],
});

fn main() {}
