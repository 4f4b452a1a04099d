#![deny(deprecated)]

const NAME: &str = "Ada King, Countess of Lovelace";
const NAMES: &[&str] = &["Grace", "${data.name}"];

flow_dsl::flow!(Flow {
    name: "mistake",
    languages: ["en", "ar"],
    #[allow(unused_text)]
    texts: "texts/good",
    version: "7.3",
    screens: [Screen {
        id: "VISIT",
        title: text!("visit.title"),
        children: [
            for name in NAMES { TextBody { text: text!("visit.hello", name = name) } },
            Footer { label: text!("visit.hello", name = NAME), on_click_action: complete {} },
        ],
    }],
});

fn main() {}
