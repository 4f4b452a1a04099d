// Three mistakes on three screens: three errors, in one build.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [
        Screen {
            id: "FIRST",
            title: "Start",
            children: [
                TextHeading { txt: "Hello" },
                Footer {
                    label: "Next",
                    on_click_action: navigate(SECOND)
                },
            ],
        },
        Screen {
            id: "SECOND",
            title: "Start",
            children: [
                TextInput {
                    name: "email",
                    label: "E-mail",
                    required: 1
                },
                Footer {
                    label: "Next",
                    on_click_action: navigate(THIRD)
                },
            ],
        },
        Screen {
            id: "THIRD",
            title: "Start",
            children: [Footer {
                label: "Done",
                on_click_action: complete {
                    email: screen.SECOND.form.mail
                }
            }],
        },
    ],
});

fn main() {}
