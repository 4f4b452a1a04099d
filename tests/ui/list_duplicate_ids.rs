mod options {
    use flow_dsl::Item;

    pub const KINDS: &[Item] = &[
        Item::new("a", "A"),
        Item::new("b", "B"),
        Item::new("a", "C"),
    ];
}

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
                data_source: options::KINDS,
            },
            Footer {
                label: "Done",
                on_click_action: complete { kind: form.kind },
            },
        ],
    }],
});

fn main() {}
