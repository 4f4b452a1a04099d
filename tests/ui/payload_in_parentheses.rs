// The payload of an action as named arguments.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextInput { name: "city", label: "City" },
            Footer { label: "Done", on_click_action: complete(city = form.city) },
        ],
    }],
});

fn main() {}
