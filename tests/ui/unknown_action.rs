// An action with a misspelled name.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [Footer {
            label: "Done",
            on_click_action: complte {}
        }],
    }],
});

fn main() {}
