// A screen with the reserved id.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "success",
        title: "Start",
        children: [Footer {
            label: "Done",
            on_click_action: complete {}
        }],
    }],
});

fn main() {}
