// The name of a warning that does not exist.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data {
            #[allow(unread_fields)]
            count: 2
        },
        children: [Footer {
            label: "Done",
            on_click_action: complete {}
        }],
    }],
});

fn main() {}
