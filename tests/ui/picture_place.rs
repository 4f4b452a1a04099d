flow_dsl::flow!(Flow {
    name: "pictures",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextHeading {
                text: image!("pictures/logo.png"),
            },
            image!("pictures/logo.png"),
            TextBody {
                text: "Look: " + image!("pictures/logo.png"),
            },
            Footer {
                label: "Done",
                on_click_action: complete {},
            },
        ],
    }],
});

fn main() {}
