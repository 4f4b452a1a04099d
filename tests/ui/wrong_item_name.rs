// An option under another name.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            Dropdown {
                name: "color",
                label: "Colour",
                data_source: [Choice {
                    id: "red",
                    title: "Red"
                }],
            },
            Footer {
                label: "Done",
                on_click_action: complete {}
            },
        ],
    }],
});

fn main() {}
