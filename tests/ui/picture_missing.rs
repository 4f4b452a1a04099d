flow_dsl::flow!(Flow {
    name: "pictures",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            Image {
                src: image!("pictures/lgoo.png"),
                alt_text: "The logo",
            },
            Footer {
                label: "Done",
                on_click_action: complete {},
            },
        ],
    }],
});

fn main() {}
