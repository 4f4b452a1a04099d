//! One screen that asks how a repair went, in an older version of Flow JSON.
//!
//! Version 5.1 has no back-tick expressions, no `update_data` and no `open_url`, and needs none here.
//! The layout, which other examples leave out, is written out.

flow_dsl::flow!(Flow {
    name: "feedback",
    categories: [CUSTOMER_SUPPORT],
    version: "5.1",
    screens: [Screen {
        id: "FEEDBACK",
        title: "Penrose Repairs",
        sensitive: ["comment"],
        data: Data {
            appliance: "Washing machine",
            visit_day: "2027-08-20",
        },
        layout: SingleColumnLayout {
            children: [Form {
                name: "feedback",
                init_values: InitValues { fixed: "yes" },
                children: [
                    TextHeading {
                        text: "How did the repair go?"
                    },
                    TextSubheading {
                        text: data.appliance,
                    },
                    RadioButtonsGroup {
                        name: "fixed",
                        label: "Does it work again?",
                        required: true,
                        data_source: [
                            Item {
                                id: "yes",
                                title: "Yes",
                            },
                            Item {
                                id: "partly",
                                title: "Not quite",
                            },
                            Item {
                                id: "no",
                                title: "No",
                            },
                        ],
                    },
                    if form.fixed == "no" || form.fixed == "partly" {
                        [
                            TextArea {
                                name: "comment",
                                label: "What is wrong?",
                                required: true,
                                max_length: 400,
                            },
                            DatePicker {
                                name: "come_back",
                                label: "When may we come again?",
                                min_date: data.visit_day,
                                max_date: "2027-12-31",
                            },
                        ]
                    } else {
                        [TextCaption {
                            text: "Good. You have a **year of warranty** on what we did.",
                            markdown: true,
                        }]
                    },
                    OptIn {
                        name: "quote_me",
                        label: "You may show my answer to others, without my name.",
                    },
                    Footer {
                        label: "Send",
                        on_click_action: complete {
                            appliance: data.appliance,
                            fixed: form.fixed,
                            comment: form.comment,
                            come_back: form.come_back,
                            quote_me: form.quote_me,
                        },
                    },
                ],
            }],
        },
    }],
});
