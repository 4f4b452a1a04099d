mod parts {
    use flow_dsl::component;

    #[component]
    pub(crate) fn Hello(name: &str, key: &str) {
        [
            TextHeading { text: text!("visit.helo", name = name) },
            TextBody { text: text!(key) },
        ]
    }
}

mod visit {
    use super::parts::Hello;

    flow_dsl::flow!(Flow {
        name: "mistake",
        languages: ["en", "ar"],
        texts: "texts/good",
        version: "7.3",
        screens: [Screen {
            id: "VISIT",
            title: text!("visit.title"),
            data: Data { name: "Ada" },
            children: [
                Hello { name: data.name, key: "visit.hallo" },
                Footer { label: text!("send"), on_click_action: complete {} },
            ],
        }],
    });
}

fn main() {}
