flow_dsl::flow!(Flow {
    name: "mistake",
    languages: ["en", "ar"],
    texts: "texts/good",
    version: "7.3",
    screens: [Screen {
        id: "VISIT",
        title: text!("visit.title"),
        children: [
            TextHeading { text: text!() },
            TextBody { text: text!(visit.hello) },
            TextBody { text: text!("visit.hello", data.name) },
            TextBody { text: text!("visit.hello", name = ) },
            Footer { label: text!("send"), on_click_action: complete {} },
        ],
    }],
});

fn main() {}
