const HOURS: &[&str] = &[];

flow_dsl::flow!(Flow {
    name: "loops",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            for hour in HOURS {
                TextBody { text: hour }
            },
            Footer { label: "Done", on_click_action: complete {} },
        ],
    }],
});

fn main() {}
