// Text with a value in it as `format!` writes it.
#![deny(deprecated)]

flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextInput { name: "city", label: "City" },
            TextBody { text: "To {form.city}!" },
            Footer { label: "Done", on_click_action: complete { city: form.city } },
        ],
    }],
});

fn main() {}
