const ROOMS: &[(&str, u32)] = &[("The hall", 200)];

flow_dsl::flow!(Flow {
    name: "loops",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            for (name, seats) in ROOMS {
                TextBody { text: name }
            },
            for form in ROOMS {
                TextBody { text: form.0 }
            },
            while true {
                TextBody { text: "Again" }
            },
            Footer { label: "Done", on_click_action: complete {} },
        ],
    }],
});

fn main() {}
