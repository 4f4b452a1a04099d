// What is entered is lost: a warning.
#![deny(deprecated)]

flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextInput { name: "place", label: "Place", required: true },
            TextInput { name: "hour", label: "Hour", required: true },
            Footer { label: "Send", on_click_action: complete { hour: form.hour } },
        ],
    }],
});

fn main() {}
