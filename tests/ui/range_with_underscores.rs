// The keys of a range of days have hyphens.
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
                Footer { label: "On", on_click_action: navigate(LAST { stay: form.stay }) },
            ],
        },
        Screen {
            id: "LAST",
            title: "Last",
            data: Data { stay: Stay { start_date: "2027-01-04", end_date: "2027-01-06" } },
            children: [
                TextBody { text: "See you." },
                Footer { label: "Done", on_click_action: complete { stay: data.stay } },
            ],
        },
    ],
});

fn main() {}
