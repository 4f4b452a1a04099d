flow_dsl::flow!(Flow {
    name: "pictures",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            RadioButtonsGroup {
                name: "kind",
                label: "Kind",
                data_source: [Item {
                    id: "a",
                    title: "A",
                    image: image!("pictures/large.png"),
                    alt_text: "A",
                }],
            },
            Footer {
                label: "Done",
                on_click_action: complete {},
            },
        ],
    }],
});

fn main() {}
