//! An appointment at a bicycle workshop, driven by an endpoint.
//!
//! Shows `data_exchange` on buttons, links and choices, routes that only the server takes, options
//! and limits of dates that come as data, errors that the server sends to one input or to a whole
//! form, an object type with a name, and a price put together from text and data.

flow_dsl::flow!(Flow {
    name: "booking",
    categories: [APPOINTMENT_BOOKING],
    version: "7.3",
    data_api_version: "4.0",
    types: [
        Slot {
            id: String,
            title: String,
            enabled: bool,
        },
        Job {
            id: String,
            title: String,
            description: String,
            metadata: String,
        },
    ],
    screens: [
        Screen {
            id: "SERVICE",
            title: "Brook Lane Cycles",
            routes: [SLOT],
            data: Data {
                jobs: [
                    Job {
                        id: "check",
                        title: "Safety check",
                        description: "Brakes, gears, wheels and lights",
                        metadata: "£25",
                    },
                    Job {
                        id: "full",
                        title: "Full service",
                        description: "Everything taken apart, cleaned and set up anew",
                        metadata: "£95",
                    },
                ],
                workshops: [
                    Item {
                        id: "mill",
                        title: "Mill Street",
                        enabled: true,
                    },
                    Item {
                        id: "quay",
                        title: "Old Quay",
                        description: "Closed for repairs until October",
                        enabled: false,
                    },
                ],
                workshops_known: false,
                service_error: "This job is not done there",
                price_list: "## Prices\n\n- Safety check: £25\n- Full service: £95",
            },
            children: [
                TextHeading {
                    text: "Book your bicycle in"
                },
                TextBody {
                    text: "Tell us what it needs, and we show you when there is room at the stand.",
                },
                RadioButtonsGroup {
                    name: "job",
                    label: "What shall we do?",
                    required: true,
                    data_source: data.jobs,
                    error_message: data.service_error,
                    on_select_action: data_exchange {
                        trigger: "job_chosen",
                        job: form.job,
                    },
                },
                Dropdown {
                    name: "workshop",
                    label: "Where?",
                    required: data.workshops_known,
                    enabled: data.workshops_known,
                    data_source: data.workshops,
                },
                EmbeddedLink {
                    text: "All our prices",
                    on_click_action: navigate(PRICES {
                        price_list: data.price_list,
                    }),
                },
                Footer {
                    label: "Find a time",
                    on_click_action: data_exchange {
                        trigger: "service_done",
                        job: form.job,
                        workshop: form.workshop,
                    },
                },
            ],
        },
        Screen {
            id: "PRICES",
            title: "Prices",
            routes: [SLOT],
            data: Data {
                price_list: "## Prices\n\n- Safety check: £25\n- Full service: £95",
            },
            children: [
                RichText {
                    text: data.price_list
                },
                Footer {
                    label: "Book a full service",
                    on_click_action: data_exchange {
                        trigger: "service_done",
                        job: "full",
                        workshop: screen.SERVICE.form.workshop,
                    },
                },
            ],
        },
        Screen {
            id: "SLOT",
            title: "Day and time",
            refresh_on_back: true,
            routes: [CONTACT],
            data: Data {
                job_title: "Full service",
                first_day: "2027-09-07",
                last_day: "2027-11-27",
                full_days: ["2027-09-12", "2027-09-13", "2027-09-19"],
                day_error: "All stands are taken on that day",
                slots: [] as Vec<Slot>,
                slots_known: false,
                stands_left: 2 as i64,
                price: 95.5,
                duration: "3 hours",
            },
            children: [
                TextSubheading {
                    text: data.job_title + " in " + data.duration,
                },
                DatePicker {
                    name: "day",
                    label: "Which day?",
                    required: true,
                    min_date: data.first_day,
                    max_date: data.last_day,
                    unavailable_dates: data.full_days,
                    error_message: data.day_error,
                    helper_text: "Bring it in any time before the hour that you choose",
                    on_select_action: data_exchange {
                        trigger: "day_chosen",
                        day: form.day,
                    },
                },
                if data.slots_known {
                    [
                        Dropdown {
                            name: "slot",
                            label: "At what time?",
                            required: true,
                            data_source: data.slots,
                        },
                        TextCaption {
                            text: "Stands left on that day: " + data.stands_left,
                        },
                    ]
                } else {
                    [TextCaption {
                        text: "Choose a day first, then you see its times.",
                        font_weight: "italic",
                    }]
                },
                Footer {
                    label: "Continue",
                    left_caption: data.duration,
                    right_caption: "£" + data.price,
                    enabled: data.slots_known && data.stands_left > 0,
                    on_click_action: data_exchange {
                        trigger: "slot_chosen",
                        day: form.day,
                        slot: form.slot,
                    },
                },
            ],
        },
        Screen {
            id: "CONTACT",
            title: "Who brings it?",
            routes: [SUMMARY, CALL_BACK],
            sensitive: ["phone"],
            data: Data {
                known: Known {
                    full_name: "Tomasz Bell",
                    phone: "+44 7700 900123",
                    reminders: ["day_before"],
                    frame_size: 56,
                },
                errors: Errors {
                    full_name: "Please give a first name and a last name",
                    phone: "This is not a mobile number",
                },
                reminders: [
                    Item {
                        id: "day_before",
                        title: "The day before",
                    },
                    Item {
                        id: "ready",
                        title: "When it is ready",
                    },
                ],
                total: "£95.50 with parts",
            },
            children: [Form {
                name: "contact",
                init_values: data.known,
                error_messages: data.errors,
                children: [
                    TextSubheading { text: data.total },
                    TextInput {
                        name: "full_name",
                        label: "Your name",
                        required: true,
                    },
                    TextInput {
                        name: "phone",
                        label: "Mobile number",
                        input_type: "phone",
                        required: true,
                    },
                    TextInput {
                        name: "frame_size",
                        label: "Frame size in cm",
                        input_type: "number",
                        helper_text: "It is stamped below the saddle; leave it out if you wonder",
                    },
                    CheckboxGroup {
                        name: "reminders",
                        label: "Shall we write to you?",
                        data_source: data.reminders,
                    },
                    TextArea {
                        name: "notes",
                        label: "Anything odd?",
                        max_length: 300,
                        helper_text: "Noises, wobbles, parts that you bring along",
                    },
                    EmbeddedLink {
                        text: "I would rather talk",
                        on_click_action: data_exchange { trigger: "call_me" },
                    },
                    Footer {
                        label: "Continue",
                        center_caption: "Nothing to pay",
                        on_click_action: data_exchange {
                            trigger: "contact_done",
                            contact: Contact {
                                full_name: form.full_name,
                                phone: form.phone,
                                frame_size: form.frame_size,
                            },
                            reminders: form.reminders,
                            notes: form.notes,
                        },
                    },
                ],
            }],
        },
        Screen {
            id: "SUMMARY",
            title: "Your booking",
            terminal: true,
            refresh_on_back: true,
            data: Data {
                lines: Lines {
                    job: "Full service",
                    place: "Mill Street",
                    time: "Tuesday 7 September, 10:30",
                },
                price: 95.5,
                deposit: 20,
                returning: false,
            },
            children: [
                TextHeading {
                    text: data.lines.job,
                },
                TextBody {
                    text: data.lines.time + ", " + data.lines.place,
                    font_weight: "bold",
                },
                TextBody {
                    text: "To pay when you fetch it: £" + (data.price - data.deposit),
                },
                TextCaption {
                    text: "First visits are ten per cent off; the price above has it.",
                    visible: !data.returning,
                },
                OptIn {
                    name: "terms",
                    label: "I agree to the workshop's terms.",
                    required: true,
                    on_click_action: open_url("https://brooklane.example/terms"),
                },
                Footer {
                    label: "Book it",
                    on_click_action: data_exchange {
                        trigger: "confirmed",
                        terms: form.terms,
                        deposit: data.deposit,
                    },
                },
            ],
        },
        Screen {
            id: "CALL_BACK",
            title: "We call you",
            success: false,
            data: Data {
                hours: [Item {
                    id: "h9",
                    title: "9 to 10 am",
                }],
                caller: "Nadia from Mill Street",
            },
            children: [
                TextBody {
                    text: data.caller + " will ring you and book the stand with you.",
                },
                Dropdown {
                    name: "hour",
                    label: "When?",
                    required: true,
                    data_source: data.hours,
                },
                Footer {
                    label: "Call me",
                    on_click_action: complete {
                        outcome: "call_back",
                        hour: form.hour,
                        caller: data.caller,
                        phone: screen.CONTACT.form.phone,
                        notes: screen.CONTACT.form.notes,
                    },
                },
            ],
        },
    ],
});
