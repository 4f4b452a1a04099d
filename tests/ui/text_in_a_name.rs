flow_dsl::flow!(Flow {
    name: "mistake",
    languages: ["en", "ar"],
    texts: "texts/good",
    version: "7.3",
    screens: [Screen {
        id: "VISIT",
        title: text!("visit.title"),
        children: [
            TextInput { name: text!("send"), label: text!("send"), input_type: text!("send") },
            RadioButtonsGroup {
                name: "kind",
                label: text!("send"),
                data_source: [Item { id: text!("send"), title: text!("send") }],
            },
            Image { src: text!("send") },
            Footer { label: text!("send"), on_click_action: complete {} },
        ],
    }],
});

fn main() {}
