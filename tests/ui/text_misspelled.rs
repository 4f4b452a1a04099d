flow_dsl::flow!(Flow {
    name: "mistake",
    languages: ["en", "ar"],
    texts: "texts/good",
    version: "7.3",
    screens: [Screen {
        id: "VISIT",
        title: text!("visit.titel"),
        children: [
            TextHeading { text: text!("visit.helo", name = data.name) },
            TextBody { text: text!("bill.amount") },
            Footer { label: text!("send"), on_click_action: complete {} },
        ],
    }],
});

fn main() {}
