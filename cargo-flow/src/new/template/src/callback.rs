//! Somebody asks to be called back.

flow_dsl::flow!(Flow {
    name: "callback",
    categories: [CONTACT_US],
    version: "7.3",
    screens: [
        Screen {
            id: "WHEN",
            title: "We call you back",
            children: [
                TextInput {
                    name: "name",
                    label: "Your name",
                    required: true,
                },
                RadioButtonsGroup {
                    name: "time",
                    label: "When may we call?",
                    required: true,
                    data_source: [
                        Item {
                            id: "morning",
                            title: "In the morning",
                        },
                        Item {
                            id: "evening",
                            title: "In the evening",
                        },
                    ],
                },
                Footer {
                    label: "Continue",
                    on_click_action: navigate(CHECK {
                        name: form.name,
                        time: form.time,
                    }),
                },
            ],
        },
        Screen {
            id: "CHECK",
            title: "Is that right?",
            data: Data {
                name: "Ada",
                time: "morning",
            },
            children: [
                TextBody {
                    text: "We call " + data.name + " in the " + data.time + ".",
                },
                Footer {
                    label: "Send",
                    on_click_action: complete {
                        name: data.name,
                        time: data.time,
                    },
                },
            ],
        },
    ],
});
