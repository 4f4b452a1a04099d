use flow_dsl::Item;

const KINDS: [Item; 1] = [Item::new("a", "A")];
const WORDS: &[&str] = &["a"];

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
            RadioButtonsGroup {
                name: "word",
                label: "Kind",
                data_source: WORDS,
            },
            Footer {
                label: "Done",
                on_click_action: complete { kind: form.kind, word: form.word },
            },
        ],
    }],
});

fn main() {}
