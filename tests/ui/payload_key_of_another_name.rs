// A key that the screen does not have, and one that it lacks, are one slip.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [
        Screen {
            id: "START",
            title: "Start",
            children: [
                TextInput { name: "city", label: "City" },
                Footer { label: "On", on_click_action: navigate(LAST { place: form.city }) },
            ],
        },
        Screen {
            id: "LAST",
            title: "Last",
            data: Data { city: "Rome" },
            children: [
                TextBody { text: data.city },
                Footer { label: "Done", on_click_action: complete { city: data.city } },
            ],
        },
    ],
});

fn main() {}
