// A name with a hyphen, written as if it were an identifier.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextInput {
                name: "first-name",
                label: "Name"
            },
            Footer {
                label: "Done",
                on_click_action: complete {
                    name: form.first - name
                }
            },
        ],
    }],
});

fn main() {}
