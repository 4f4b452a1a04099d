// Words that Rust keeps for itself are no names.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data { name: "Ada" },
        children: [
            TextBody {
                text: data.type
            },
            TextCaption {
                text: yield
            },
            Footer {
                label: "Done",
                on_click_action: complete {}
            },
        ],
    }],
});

fn main() {}
