// Options that are mere texts.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            Dropdown { name: "city", label: "City", data_source: ["Rome", "Bonn", "Oslo"] },
            Footer { label: "Done", on_click_action: complete { city: form.city } },
        ],
    }],
});

fn main() {}
