#![deny(deprecated)]

use flow_dsl::Item;

const ONE: &[Item] = &[Item::new("a", "A").description("The first")];

flow_dsl::flow!(Flow {
    name: "lists",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            ChipsSelector {
                name: "kind",
                label: "Kind",
                data_source: ONE,
            },
            Footer {
                label: "Done",
                on_click_action: complete { kind: form.kind },
            },
        ],
    }],
});

fn main() {}
