const HOURS: &[&str] = &["10:00"];

flow_dsl::flow!(Flow {
    name: "loops",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data { hours: "10:00" },
        children: [
            for word in ["a", "b"] {
                TextBody { text: word }
            },
            for hour in data.hours {
                TextBody { text: hour }
            },
            for hour in 8..18 {
                TextBody { text: "An hour" }
            },
            for hour in {
                TextBody { text: "An hour" }
            },
            for hour in HOURS {
                TextBody { text: hour }
            }
            TextBody { text: data.hours },
            Footer { label: "Done", on_click_action: complete {} },
        ],
    }],
});

fn main() {}
