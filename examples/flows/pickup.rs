//! Two screens in three languages: when a repaired bicycle is fetched.
//!
//! The texts stand in `pickup/en.arb`, `pickup/pt_BR.arb` and `pickup/ar.arb`. Each language is a flow of
//! its own in the account, `pickup.ar` one of them, and `Reply` reads what any of them sends.

flow_dsl::flow!(Flow {
    name: "pickup",
    languages: ["en", "pt_BR", "ar"],
    texts: "pickup",
    categories: [APPOINTMENT_BOOKING],
    version: "7.3",
    screens: [
        Screen {
            id: "DAY",
            title: text!("title"),
            data: Data {
                name: "Alex",
                bicycle: "Peregrine 28",
                first_day: "2027-03-01",
            },
            children: [
                TextHeading {
                    text: text!("hello", name = data.name)
                },
                TextBody {
                    text: text!("ready", bicycle = data.bicycle),
                },
                DatePicker {
                    name: "day",
                    label: text!("day.label"),
                    helper_text: text!("day.hint"),
                    required: true,
                    min_date: data.first_day,
                },
                RadioButtonsGroup {
                    name: "time",
                    label: text!("time.label"),
                    required: true,
                    data_source: [
                        Item {
                            id: "morning",
                            title: text!("time.morning"),
                        },
                        Item {
                            id: "evening",
                            title: text!("time.evening"),
                        },
                    ],
                },
                Footer {
                    label: text!("continue"),
                    on_click_action: navigate(CHECK { day: form.day }),
                },
            ],
        },
        Screen {
            id: "CHECK",
            title: text!("check.title"),
            data: Data { day: "2027-03-02" },
            children: [
                TextBody {
                    text: text!("check.day", day = data.day),
                },
                EmbeddedLink {
                    text: text!("terms"),
                    on_click_action: open_url(text!("terms.url")),
                },
                TextArea {
                    name: "note",
                    label: text!("note.label"),
                },
                Footer {
                    label: text!("send"),
                    on_click_action: complete {
                        day: data.day,
                        time: screen.DAY.form.time,
                        note: form.note,
                        language: text!("language"),
                    },
                },
            ],
        },
    ],
});
