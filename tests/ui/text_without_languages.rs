flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "VISIT",
        title: text!("visit.title"),
        children: [Footer {
            label: "Done",
            on_click_action: complete {},
        }],
    }],
});

fn main() {}
