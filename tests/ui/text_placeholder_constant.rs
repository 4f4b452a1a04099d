const NAME: &str = "Ada";

flow_dsl::flow!(Flow {
    name: "mistake",
    languages: ["en", "ar"],
    texts: "texts/good",
    version: "7.3",
    screens: [Screen {
        id: "VISIT",
        title: text!("visit.title"),
        data: Data { name: "Ada", rooms: 2 },
        children: [
            TextHeading { text: text!("visit.hello", name = NAME) },
            TextBody { text: text!("visit.hello", name = data.nam) },
            Footer { label: text!("send"), on_click_action: complete {} },
        ],
    }],
});

fn main() {}
