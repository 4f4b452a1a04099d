// A flow with data, an endpoint and a constant. Its expansion is `booking.expanded.rs`.
flow_dsl::flow!(Flow {
    name: "booking",
    categories: [APPOINTMENT_BOOKING],
    version: "7.3",
    data_api_version: "4.0",
    screens: [
        Screen {
            id: "DAY",
            title: "Day",
            routes: [TIME],
            children: [
                DatePicker {
                    name: "date",
                    label: concat!("Da", "y"),
                    required: true
                },
                Footer {
                    label: "Continue",
                    on_click_action: data_exchange { date: form.date },
                },
            ],
        },
        Screen {
            id: "TIME",
            title: "Time",
            data: Data { seats: 2 },
            children: [
                RadioButtonsGroup {
                    name: "slot",
                    label: "Time",
                    required: true,
                    data_source: [
                        Item {
                            id: "morning",
                            title: "10:00"
                        },
                        Item {
                            id: "noon",
                            title: "12:00"
                        },
                    ],
                },
                if data.seats > 1 {
                    [TextBody {
                        text: "There is room for company.",
                    }]
                },
                Footer {
                    label: "Book",
                    on_click_action: complete { slot: form.slot },
                },
            ],
        },
    ],
});
