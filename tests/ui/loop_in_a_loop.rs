const HOURS: &[&str] = &["10:00", "11:00"];

flow_dsl::flow!(Flow {
    name: "loops",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            for hour in HOURS {
                [
                    for minute in HOURS { TextBody { text: minute } },
                ]
            },
            Footer { label: "Done", on_click_action: complete {} },
        ],
    }],
});

fn main() {}
