// A range of days, a day and a list are no object without parts.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [
        Screen {
            id: "START",
            title: "Start",
            children: [
                CalendarPicker {
                    name: "stay",
                    title: "Your stay",
                    description: "From the first night to the last",
                    label: DateRange { start_date: "First night", end_date: "Last night" },
                    mode: "range",
                },
                DatePicker { name: "day", label: "Day" },
                CheckboxGroup {
                    name: "extras",
                    label: "Extras",
                    data_source: [Item { id: "bike", title: "A bike" }],
                },
                Footer { label: "On", on_click_action: navigate(LAST {
                        stay: form.stay,
                        day: form.day,
                        extras: form.extras,
                    }) },
            ],
        },
        Screen {
            id: "LAST",
            title: "Last",
            data: Data {
                stay: Stay {} as Object,
                day: Day {} as Object,
                extras: Extras {} as Object,
            },
            children: [
                TextBody { text: "See you." },
                Footer { label: "Done", on_click_action: complete { stay: data.stay, day: data.day, extras: data.extras } },
            ],
        },
    ],
});

fn main() {}
