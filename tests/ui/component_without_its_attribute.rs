// A function is no component without `#[component]`. rustc checks such a function as any other, and it
// has no way to find a macro that may be missing: one of the same name behind `use …::*` would be
// ambiguous with a component that the author imports by `use …::*`.
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
