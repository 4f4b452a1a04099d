flow_dsl::flow!(Flow {
    name: "mistake",
    languages: ["en", "pt_BR", "ar"],
    #[allow(unused_text)]
    texts: "texts/gaps",
    version: "7.3",
    screens: [Screen {
        id: "VISIT",
        title: text!("visit.title"),
        children: [
            TextHeading { text: text!("visit.heading") },
            TextBody { text: text!("visit.heading") },
            Footer { label: text!("send"), on_click_action: complete {} },
        ],
    }],
});

fn main() {}
