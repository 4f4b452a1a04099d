// A missing comma hides no other mistake.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [
        Screen {
            id: "START",
            title: "Start",
            children: [
                TextHeading { text: "Hello" }
                TextInput { name: "email" label: "E-mail", required: "yes" },
                Footer { label: "Done", on_click_action: complete {} },
            ],
        },
    ],
});

fn main() {}
