#![deny(deprecated)]

use flow_dsl::Item;

const IDS: &str = "abcdefghijklmnopqrstuvwxyz";

/// Twenty-one options.
const KINDS: &[Item] = &{
    let mut items = [Item::new("", "A title"); 21];
    let mut index = 0;
    while index < items.len() {
        items[index].id = IDS.split_at(index + 1).0;
        index += 1;
    }
    items[20].title = "A title that is longer than clients show";
    items
};

flow_dsl::flow!(Flow {
    name: "lists",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            RadioButtonsGroup {
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
