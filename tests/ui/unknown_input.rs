// A binding to an input that does not exist.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextInput {
                name: "email",
                label: "E-mail"
            },
            Footer {
                label: "Done",
                on_click_action: complete { email: form.emial }
            },
        ],
    }],
});

fn main() {}
