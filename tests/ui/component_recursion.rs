// Components that contain themselves.
mod alone {
    #[flow_dsl::component]
    pub fn Tree(label: &str) {
        [TextBody { text: label }, Tree { label }]
    }
}

mod together {
    use crate::three::Leaf;
    use flow_dsl::component;

    #[component]
    pub fn Branch() {
        [TextBody { text: "Branch" }, Leaf {}]
    }
}

mod three {
    #[flow_dsl::component]
    pub fn Leaf() {
        [Twig {}]
    }

    #[flow_dsl::component]
    pub fn Twig() {
        if data.ok {
            [crate::together::Branch {}]
        }
    }
}

mod flow {
    use crate::together::Branch;

    flow_dsl::flow!(Flow {
        name: "mistake",
        version: "7.3",
        screens: [Screen {
            id: "START",
            title: "Start",
            children: [
                Branch {},
                crate::alone::Tree { label: "x" },
                Footer {
                    label: "Done",
                    on_click_action: complete {}
                },
            ],
        }],
    });
}

fn main() {}
