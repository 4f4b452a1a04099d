flow_dsl::flow!(Flow {
    name: "mistake",
    languages: ["en", "ar"],
    #[allow(unused_text)]
    texts: "texts/gaps",
    version: "7.3",
    screens: [Screen {
        id: "VISIT",
        title: text!("visit.title"),
        children: [
            TextHeading { text: text!("visit.heading") },
            Footer { label: text!("send"), on_click_action: complete {} },
        ],
    }],
});

fn main() {}
