// A word of a property without quotes.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextInput { name: "city", label: "E-mail", input_type: email },
            Footer { label: "Done", on_click_action: complete { city: form.city } },
        ],
    }],
});

fn main() {}
