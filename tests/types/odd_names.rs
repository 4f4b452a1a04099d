//! Names that are no Rust names, in a module that forbids every lint and has no prelude.

::flow_dsl::flow!(Flow {
    name: "odd names",
    version: "7.3",
    data_api_version: "4.0",
    types: [Reply { id: String }, Option { gen: String }],
    screens: [
        Screen {
            id: "TYPE",
            title: "Names",
            routes: [SELF, Std, std],
            data: Data {
                r#type: "keyword",
                r#gen: "keyword of 2024",
                #[rename = "self"]
                itself: "no raw identifier",
                #[rename = "2nd"]
                second: 2,
                #[rename = "größe-in-cm"]
                size: 3.5,
                #[rename = "!"]
                sign: true,
                #[rename = "?"]
                other_sign: true,
                camelCase: "one",
                camel_case: "two",
                reply: [Reply { id: "1" }],
                option: Option { r#gen: "x" },
                vec: Vec {
                    string: String {
                        some: "deep"
                    }
                },
                none: [] as Vec<Object>,
            },
            children: [
                Dropdown {
                    name: "option",
                    label: "Like a type of Rust",
                    required: true,
                    data_source: [
                        Item { id: "self", title: "Self" },
                        Item { id: "other", title: "Other" },
                        Item { id: "Other", title: "Other again" },
                        Item { id: "none", title: "None" },
                        Item { id: "type", title: "Type" },
                        Item { id: "2nd", title: "Digit first" },
                        Item { id: "2026-01-31", title: "Date" },
                        Item { id: "2026-0131", title: "Another date" },
                        Item { id: "größe", title: "Letters of German" },
                        Item { id: "日本", title: "Nothing in ASCII" },
                        Item { id: "🦀", title: "No letter" },
                        Item { id: "a b", title: "Space" },
                        Item { id: "a-b", title: "Hyphen" },
                        Item { id: "a_b", title: "Underscore" },
                        Item { id: "HTTP", title: "Capitals" },
                    ],
                },
                CheckboxGroup {
                    name: "reply",
                    label: "Like a generated type",
                    data_source: [
                        Item { id: "a", title: "A \"quoted\" \\ title" },
                        Item { id: "b", title: "B" },
                    ],
                },
                Footer {
                    label: "Next",
                    on_click_action: data_exchange {
                        r#match: form.option,
                        reply: form.reply,
                        data: Data { exchange: data.r#type },
                    },
                },
            ],
        },
        Screen {
            id: "SELF",
            title: "Self",
            children: [
                RadioButtonsGroup {
                    name: "option",
                    label: "The same name, other options",
                    data_source: [Item { id: "x", title: "X" }, Item { id: "y", title: "Y" }],
                },
                RadioButtonsGroup {
                    name: "日",
                    label: "No name in ASCII",
                    data_source: [Item { id: "x", title: "X" }, Item { id: "y", title: "Y" }],
                },
                Footer {
                    label: "Done",
                    on_click_action: complete {
                        flow_token: "not ours",
                        option: screen.TYPE.form.option,
                        other: form.option,
                        Value: form["日"],
                        #[rename = "crate"]
                        krate: "x",
                        #[rename = "super"]
                        above: "x",
                        r#fn: 1,
                    },
                },
            ],
        },
        Screen {
            id: "Std",
            title: "Std",
            children: [Footer { label: "Done", on_click_action: complete { option: "later" } }],
        },
        Screen {
            id: "std",
            title: "std",
            children: [Footer { label: "Done", on_click_action: complete { r#fn: "text" } }],
        },
    ],
});
