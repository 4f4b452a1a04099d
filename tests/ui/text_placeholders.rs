flow_dsl::flow!(Flow {
    name: "mistake",
    languages: ["en", "pt_BR", "ar"],
    #[allow(unused_text)]
    texts: "texts/gaps",
    version: "7.3",
    screens: [Screen {
        id: "VISIT",
        title: "Visit",
        data: Data { name: "Ada", rooms: 2 },
        children: [
            TextHeading { text: text!("visit.hello", name = data.name) },
            TextBody { text: text!("visit.total", count = data.rooms) },
            TextBody { text: text!("visit.total", number = data.rooms) },
            TextBody { text: text!("send", twice = data.name, twice = data.name) },
            Footer { label: text!("send"), on_click_action: complete {} },
        ],
    }],
});

fn main() {}
