// An input of another screen is named without `screen`.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [
        Screen {
            id: "START",
            title: "Start",
            children: [
                TextInput { name: "city", label: "City" },
                Footer { label: "On", on_click_action: navigate(LAST { city: form.city }) },
            ],
        },
        Screen {
            id: "LAST",
            title: "Last",
            data: Data { city: "Paris" },
            children: [
                TextBody { text: data.city },
                Footer { label: "Send", on_click_action: complete { city: START.form.city } },
            ],
        },
    ],
});

fn main() {}
