// An arrow of another language between the value of a case and its components.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextInput { name: "city", label: "City" },
            match form.city {
                "rome" -> [TextBody { text: "Ciao" }],
                "bonn" -> [TextBody { text: "Hallo" }],
            },
            Footer { label: "Done", on_click_action: complete { city: form.city } },
        ],
    }],
});

fn main() {}
