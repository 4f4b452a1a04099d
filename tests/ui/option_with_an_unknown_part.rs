// Options have a part that the component does not know: a warning.
#![deny(deprecated)]

flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.2",
    data_api_version: "3.0",
    screens: [
        Screen {
            id: "ASK",
            title: "Ask",
            routes: [DONE],
            data: Data { offers: [Offer { id: "a", title: "Beach week", subtitle: "7 days" }] },
            children: [
                RadioButtonsGroup { name: "at", label: "Offers", data_source: data.offers },
                Footer { label: "Next", on_click_action: data_exchange { at: form.at } },
            ],
        },
        Screen {
            id: "DONE",
            title: "Done",
            children: [
                TextBody { text: "Thank you." },
                Footer { label: "Close", on_click_action: complete {} },
            ],
        },
    ],
});

fn main() {}
