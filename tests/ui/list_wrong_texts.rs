use flow_dsl::Item;

const KINDS: &[Item] = &[
    Item::new("a", "A").color("#12345"),
    Item::new("", "B").description("${data.b}"),
    Item::new("c", " "),
];

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
