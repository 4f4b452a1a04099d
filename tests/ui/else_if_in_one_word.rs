// An `else if` as Python writes it. That a branch has the `Footer` is not known then.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextInput { name: "city", label: "City" },
            if form.city == "Rome" {
                [Footer { label: "Ciao", on_click_action: complete { city: form.city } }]
            } elif form.city == "Bonn" {
                [Footer { label: "Hallo", on_click_action: complete { city: form.city } }]
            },
        ],
    }],
});

fn main() {}
