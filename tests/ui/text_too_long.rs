#![deny(deprecated)]

flow_dsl::flow!(Flow {
    name: "mistake",
    languages: ["en", "pt_BR"],
    #[allow(unused_text)]
    texts: "texts/gaps",
    version: "7.3",
    screens: [Screen {
        id: "VISIT",
        title: "Visit",
        children: [
            Footer { label: text!("send"), on_click_action: complete {} },
        ],
    }],
});

fn main() {}
