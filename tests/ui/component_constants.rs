// Constants in definitions: of the wrong type, blank, and such that need a parameter.
mod texts {
    pub const BLANK: &str = " ";
    pub const LENGTH: u8 = 20;
    pub const fn text_for(kind: &str) -> &'static str {
        if kind.is_empty() { "none" } else { "some" }
    }
}

mod contact {
    use super::texts;

    #[flow_dsl::component]
    pub fn Blank() {
        TextBody { text: texts::BLANK }
    }

    #[flow_dsl::component]
    pub fn WrongType() {
        TextBody { text: texts::LENGTH }
    }

    #[flow_dsl::component]
    pub fn OfAParameter(kind: &str) {
        TextBody { text: texts::text_for(kind) }
    }

    #[flow_dsl::component]
    pub fn Missing() {
        [TextBody { text: "Hello" }, Nowhere { text: texts::BLANK }]
    }
}

mod flow {
    use crate::contact::{Blank, WrongType};

    flow_dsl::flow!(Flow {
        name: "mistake",
        version: "7.3",
        screens: [Screen {
            id: "START",
            title: "Start",
            children: [
                Blank {},
                WrongType {},
                Footer {
                    label: "Done",
                    on_click_action: complete {}
                },
            ],
        }],
    });
}

mod with_a_part_missing {
    flow_dsl::flow!(Flow {
        name: "mistake",
        version: "7.3",
        screens: [Screen {
            id: "START",
            title: "Start",
            children: [
                crate::contact::Missing {},
                Footer {
                    label: "Done",
                    on_click_action: complete {}
                },
            ],
        }],
    });
}

fn main() {}
