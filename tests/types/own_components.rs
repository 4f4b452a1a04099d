//! A flow with its inputs in a component of the author's own.

#[flow_dsl::component]
fn Person() {
    [
        TextInput {
            name: "full_name",
            label: "Name",
            required: true,
        },
        Dropdown {
            name: "title",
            label: "Title",
            data_source: [
                Item {
                    id: "dr",
                    title: "Dr",
                },
                Item {
                    id: "prof",
                    title: "Professor",
                },
            ],
        },
    ]
}

flow_dsl::flow!(Flow {
    name: "own components",
    version: "7.3",
    screens: [Screen {
        id: "WHO",
        title: "Who",
        children: [
            Person {},
            Footer {
                label: "Done",
                on_click_action: complete {
                    name: form.full_name,
                    title: form.title,
                },
            },
        ],
    }],
});
