// A screen id that is not made of letters and underscores.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "STEP_2",
        title: "Start",
        children: [Footer {
            label: "Done",
            on_click_action: complete {}
        }],
    }],
});

fn main() {}
