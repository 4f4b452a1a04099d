// Messages of errors are declared and bound nowhere: a warning.
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
            data: Data { error_messages: Messages { at: "Write it as 14:30" } },
            children: [
                TextInput { name: "at", label: "Time" },
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
