// A number that is entered is a number on the next screen too.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [
        Screen {
            id: "START",
            title: "Start",
            children: [
                TextInput { name: "panels", label: "Panels", input_type: "number" },
                Footer { label: "On", on_click_action: navigate(LAST { panels: form.panels }) },
            ],
        },
        Screen {
            id: "LAST",
            title: "Last",
            data: Data { panels: "4" },
            children: [
                TextBody { text: data.panels },
                Footer { label: "Done", on_click_action: complete { panels: data.panels } },
            ],
        },
    ],
});

fn main() {}
