// A mistake in some flows only is reported in the definition, with the use that it comes from.
mod contact {
    #[flow_dsl::component]
    pub fn Greeting() {
        [TextBody { text: "Hello " + data.name }]
    }

    #[flow_dsl::component]
    pub fn Links(to: ScreenId, label: &str) {
        [Greeting {}, EmbeddedLink { text: label, on_click_action: navigate(to) }]
    }
}

mod flow {
    use crate::contact::Links;

    flow_dsl::flow!(Flow {
        name: "mistake",
        version: "7.3",
        screens: [
            Screen {
                id: "START",
                title: "Start",
                data: Data { name: "Ada" },
                children: [Links { to: END, label: "End" }],
            },
            Screen {
                id: "END",
                title: "End",
                data: Data { nam: "Ada" },
                children: [
                    Links { to: STRAT, label: "" },
                    Footer {
                        label: "Done",
                        on_click_action: complete {}
                    },
                ],
            },
        ],
    });
}

fn main() {}
