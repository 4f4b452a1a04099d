const HOURS: &[&str] = &["10:00", "11:00", "12:00"];
const LATER: &[&str] = &["12:00", "13:00"];
const SAME: &[&str] = &["a", "a"];

flow_dsl::flow!(Flow {
    name: "loops",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            #[allow(unread_input)]
            RadioButtonsGroup {
                name: "later",
                label: "Hour",
                data_source: [
                    for hour in HOURS { Item { id: hour, title: hour } },
                    for hour in LATER { Item { id: hour, title: hour } },
                ],
            },
            #[allow(unread_input)]
            Dropdown {
                name: "hour",
                label: "Hour",
                data_source: [
                    Item { id: "11:00", title: "Eleven" },
                    for hour in HOURS { Item { id: hour, title: hour } },
                ],
            },
            #[allow(unread_input)]
            Dropdown {
                name: "same",
                label: "Same",
                data_source: [for hour in SAME { Item { id: hour, title: hour } }],
            },
            #[allow(unread_input)]
            Dropdown {
                name: "one",
                label: "One",
                data_source: [for hour in HOURS { Item { id: "one", title: hour } }],
            },
            Footer { label: "Done", on_click_action: complete {} },
        ],
    }],
});

fn main() {}
