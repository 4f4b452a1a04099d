// A text is put together by `format!`.
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
                TextBody { text: format!("In {}", data.city) },
                Footer { label: "Send", on_click_action: complete { city: data.city } },
            ],
        },
    ],
});

fn main() {}
