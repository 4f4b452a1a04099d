// The name of an input, or of a field, in place of its value.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data { greeting: "Hello" },
        children: [
            TextInput { name: "city", label: "City" },
            TextBody { text: city },
            if city == "Rome" { [TextBody { text: greeting }] },
            Footer { label: "Done", on_click_action: complete { city } },
        ],
    }],
});

fn main() {}
