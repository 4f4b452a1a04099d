// The words that only `flow!` knows are suggested like those of Flow JSON.
flow_dsl::flow!(Flow {
    nme: "mistake",
    catgories: [OTHER],
    version: "7.3",
    typs: [Day { date: String }],
    screens: [
        Screen {
            id: "START",
            title: "Start",
            route: [LAST],
            childs: [
                TextInput { name: "city", label: "City" },
                Footer { label: "On", on_click_action: navigate(LAST { city: form.city }) },
            ],
        },
        Screen {
            id: "LAST",
            title: "Last",
            data: Data { city: "Paris" },
            chidlren: [
                TextBody { text: data.city },
                Footer { label: "Send", on_click_action: complete { city: data.city } },
            ],
        },
    ],
});

fn main() {}
