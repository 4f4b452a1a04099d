flow_dsl::flow!(Flow {
    name: "mistake",
    languages: ["en", "pt_BR"],
    texts: "texts/good",
    version: "7.3",
    screens: [Screen {
        id: "VISIT",
        title: text!("visit.title"),
        children: [
            Footer { label: text!("send"), on_click_action: complete {} },
        ],
    }],
});

fn main() {}
