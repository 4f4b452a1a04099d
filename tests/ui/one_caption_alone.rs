// A left caption without the right one.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [Footer {
            label: "Done",
            left_caption: "Step 1",
            on_click_action: complete {}
        }],
    }],
});

fn main() {}
