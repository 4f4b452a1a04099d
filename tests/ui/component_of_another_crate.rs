// A mistake in a definition of another crate.
use shared_components::person::Contact;

flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            Contact {},
            TextInput { name: "email", label: "E-mail" },
            Contact { by_phone: true },
            Footer {
                label: "Done",
                on_click_action: complete {}
            },
        ],
    }],
});

fn main() {}
