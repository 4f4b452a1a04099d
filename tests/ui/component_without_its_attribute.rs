// A function is no component without `#[component]`.
#[allow(non_snake_case)]
pub fn Greeting(name: &str) {
    [TextBody { text: name }]
}

flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            Greeting { name: "Ada" },
            Footer { label: "Done", on_click_action: complete {} },
        ],
    }],
});

fn main() {}
