// A case holds a list of components.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data { name: "Ada" },
        children: [
            match data.name {
                "Ada" => ,
                "Bob" => { [TextBody { text: "Hello" }] }
                "Cyd" [TextBody { text: "Hello" }],
            },
            Footer {
                label: "Done",
                on_click_action: complete {}
            },
        ],
    }],
});

fn main() {}
