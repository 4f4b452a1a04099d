const HOURS: &[&str] = &["10:00", "11:00"];

flow_dsl::flow!(Flow {
    name: "loops",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data { hours: [for hour in HOURS { hour }] },
        children: [
            for hour in HOURS {},
            TextBody { text: for hour in HOURS { hour } },
            for hour in HOURS {
                Item { id: hour, title: hour }
            },
            #[allow(unread_input)]
            Dropdown {
                name: "hour",
                label: "Hour",
                data_source: for hour in HOURS { Item { id: hour, title: hour } },
            },
            Footer { label: "Done", on_click_action: complete {} },
        ],
    }],
});

fn main() {}
