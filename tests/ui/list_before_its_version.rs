use flow_dsl::Item;

const KINDS: &[Item] = &[Item::new("a", "A").color("#1D4ED8")];

flow_dsl::flow!(Flow {
    name: "lists",
    version: "4.0",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            Dropdown {
                name: "kind",
                label: "Kind",
                data_source: KINDS,
            },
            Footer {
                label: "Done",
                on_click_action: complete { kind: form.kind },
            },
        ],
    }],
});

fn main() {}
