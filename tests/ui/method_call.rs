// A method of Rust, which Flow JSON cannot call.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data { name: "Ada" },
        children: [
            TextBody {
                text: data.name.to_uppercase()
            },
            Footer {
                label: "Done",
                on_click_action: complete {}
            },
        ],
    }],
});

fn main() {}
