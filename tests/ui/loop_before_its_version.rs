const HOURS: &[&str] = &["10:00", "11:00"];

flow_dsl::flow!(Flow {
    name: "loops",
    version: "4.0",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            #[allow(unread_input)]
            Dropdown {
                name: "hour",
                label: "Hour",
                data_source: [for hour in HOURS { Item { id: hour, title: hour, color: "#123456" } }],
            },
            for hour in HOURS {
                TextBody { text: "At " + hour }
            },
            Footer { label: "Done", on_click_action: complete {} },
        ],
    }],
});

fn main() {}
