flow_dsl::flow!(Flow {
    name: "sizes",
    version: "7.3",
    screens: [
        Screen {
            id: "START",
            title: "Start",
            children: [
                Dropdown {
                    name: "size",
                    label: "Size",
                    data_source: [{ id: "s", title: "Small" }, Item { id: "l", title: "Large" }],
                },
                Footer { label: "Done", on_click_action: complete { size: form.sise } },
            ],
        },
    ],
});

fn main() {}
