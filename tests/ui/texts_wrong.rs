flow_dsl::flow!(Flow {
    name: "mistake",
    languages: ["en", "fr", "he", "pt_BR"],
    texts: "texts/wrong",
    version: "7.3",
    screens: [Screen {
        id: "VISIT",
        title: "Visit",
        children: [
            TextHeading { text: text!("title") },
            Footer { label: "Send", on_click_action: complete {} },
        ],
    }],
});

fn main() {}
