// Arguments that a component does not take.
mod contact {
    #[flow_dsl::component]
    pub fn ContactFields(
        required: bool,
        #[default = "Contact"] heading: &str,
        items: Vec<Item>,
        action: Action,
    ) {
        [
            TextHeading { text: heading },
            Dropdown { name: "how", label: "How", required, data_source: items },
            EmbeddedLink { text: "More", on_click_action: action },
        ]
    }
}

mod flow {
    use crate::contact::ContactFields;

    flow_dsl::flow!(Flow {
        name: "mistake",
        version: "7.3",
        screens: [Screen {
            id: "START",
            title: "Start",
            children: [
                ContactFields {
                    requird: true,
                    heading: 7,
                    items: "a, b",
                    action: open_url("https://example.com"),
                },
                ContactFields {
                    required: "yes",
                    heading: "One",
                    heading: "Two",
                    items: [Item { id: "a", title: "A" }, "b"],
                    action: form.full_name,
                    colour: "red",
                },
                Footer {
                    label: "Done",
                    on_click_action: complete {}
                },
            ],
        }],
    });
}

fn main() {}
