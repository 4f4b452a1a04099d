//! A flow with several `complete` actions and every kind of value.

flow_dsl::flow!(Flow {
    name: "merged",
    version: "7.3",
    screens: [
        Screen {
            id: "TRIP",
            title: "Trip",
            sensitive: ["pin"],
            children: [
                Dropdown {
                    name: "class",
                    label: "Class",
                    required: true,
                    data_source: [
                        Item {
                            id: "first",
                            title: "First"
                        },
                        Item {
                            id: "second",
                            title: "Second"
                        },
                    ],
                },
                TextInput {
                    name: "seats",
                    label: "Seats",
                    input_type: "number",
                    required: true
                },
                TextInput {
                    name: "pin",
                    label: "PIN",
                    input_type: "passcode"
                },
                CalendarPicker {
                    name: "days",
                    mode: "range",
                    title: "Days",
                    description: "From and to",
                    label: DateRange {
                        start_date: "From",
                        end_date: "To"
                    },
                },
                DatePicker {
                    name: "birthday",
                    label: "Birthday"
                },
                OptIn {
                    name: "terms",
                    label: "Terms",
                    required: true
                },
                if form.seats > 1 {
                    [TextInput {
                        name: "company",
                        label: "With whom?",
                        required: true,
                    }]
                },
                EmbeddedLink {
                    text: "I have a question",
                    on_click_action: navigate(HELP)
                },
                Footer {
                    label: "Next",
                    on_click_action: navigate(FILES { seats: form.seats })
                },
            ],
        },
        Screen {
            id: "FILES",
            title: "Files",
            data: Data { seats: 1 },
            children: [
                PhotoPicker {
                    name: "photos",
                    label: "Photos",
                    max_uploaded_photos: 3,
                    max_file_size_kb: 1024,
                },
                CheckboxGroup {
                    name: "meals",
                    label: "Meals",
                    data_source: [
                        Item {
                            id: "soup",
                            title: "Soup"
                        },
                        Item {
                            id: "cake",
                            title: "Cake"
                        },
                    ],
                },
                Footer {
                    label: "Book",
                    on_click_action: complete {
                        outcome: "booked",
                        class: screen.TRIP.form.class,
                        seats: screen.TRIP.form.seats,
                        twice: data.seats + data.seats,
                        pin: screen.TRIP.form.pin,
                        days: screen.TRIP.form.days,
                        birthday: screen.TRIP.form.birthday,
                        terms: screen.TRIP.form.terms,
                        company: screen.TRIP.form.company,
                        photos: form.photos,
                        meals: form.meals,
                        note: "Seats: " + data.seats,
                    },
                },
            ],
        },
        Screen {
            id: "HELP",
            title: "Help",
            success: false,
            children: [
                TextArea {
                    name: "question",
                    label: "Question",
                    required: true
                },
                Footer {
                    label: "Ask",
                    on_click_action: complete {
                        outcome: "asked",
                        class: screen.TRIP.form.class,
                        question: form.question,
                    },
                },
            ],
        },
    ],
});
