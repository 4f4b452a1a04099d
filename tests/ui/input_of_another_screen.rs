// An input of another screen is named as if it were of this one.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [
        Screen {
            id: "START",
            title: "Start",
            children: [
                TextInput { name: "city", label: "City" },
                Footer { label: "On", on_click_action: navigate(LAST) },
            ],
        },
        Screen {
            id: "LAST",
            title: "Last",
            children: [
                TextBody { text: screen.START.form.city },
                Footer { label: "Done", on_click_action: complete { city: form.city } },
            ],
        },
    ],
});

fn main() {}
