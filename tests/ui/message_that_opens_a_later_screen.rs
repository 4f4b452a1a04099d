// A message opens a screen that no other leads to.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    data_api_version: "4.0",
    screens: [
        Screen {
            id: "DAY",
            title: "Day",
            routes: [TIME],
            children: [Footer { label: "Continue", on_click_action: data_exchange {} }],
        },
        Screen {
            id: "TIME",
            title: "Time",
            data: Data { seats: 2 },
            children: [
                if data.seats > 1 { [TextBody { text: "There is room for company." }] },
                Footer { label: "Book", on_click_action: complete {} },
            ],
        },
    ],
});

fn main() {
    let _ = time::open(time::Data { seats: 2.0 });
}
