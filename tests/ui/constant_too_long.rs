// A constant that is longer than clients show is a warning, as a literal is. One that is not is none.
#![deny(deprecated)]

mod texts {
    pub const SHORT: &str = "Your name";
    pub const LONG: &str = "The street that you live in";
}

flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextInput { name: "name", label: texts::SHORT },
            TextInput { name: "street", label: texts::LONG },
            TextInput { name: "town", label: texts::LONG, label_variant: "large" },
            #[allow(long_text)]
            TextInput { name: "land", label: texts::LONG },
            Footer {
                label: "Done",
                on_click_action: complete {
                    name: form.name,
                    street: form.street,
                    town: form.town,
                    land: form.land,
                },
            },
        ],
    }],
});

fn main() {}
