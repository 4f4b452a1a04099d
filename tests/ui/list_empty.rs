use flow_dsl::Item;

const NONE: &[Item] = &[];

flow_dsl::flow!(Flow {
    name: "lists",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            Dropdown {
                name: "kind",
                label: "Kind",
                data_source: NONE,
            },
            Footer {
                label: "Done",
                on_click_action: complete { kind: form.kind },
            },
        ],
    }],
});

fn main() {}
