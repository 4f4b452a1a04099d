// A version is too old for several parts, and one error names the version for all.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "5.1",
    screens: [
        Screen {
            id: "START",
            title: "Start",
            children: [
                TextInput { name: "city", label: "City", label_variant: "large" },
                Footer { label: "On", on_click_action: navigate(LAST { city: form.city }) },
            ],
        },
        Screen {
            id: "LAST",
            title: "Last",
            data: Data { city: "Rome" },
            children: [
                TextBody { text: "You live in " + data.city },
                Footer { label: "Done", on_click_action: complete { city: data.city } },
            ],
        },
    ],
});

fn main() {}
