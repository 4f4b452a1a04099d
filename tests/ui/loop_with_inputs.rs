const HOURS: &[&str] = &["10:00", "11:00"];

flow_dsl::flow!(Flow {
    name: "loops",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data { open: true },
        children: [
            for hour in HOURS {
                [
                    TextInput { name: "at", label: hour },
                    Image { src: "aGVsbG8=", alt_text: hour },
                    if data.open {
                        [OptIn { name: "agreed", label: hour }]
                    },
                ]
            },
            Footer { label: "Done", on_click_action: complete {} },
        ],
    }],
});

fn main() {}
