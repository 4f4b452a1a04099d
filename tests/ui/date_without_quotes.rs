// A day without quotes is a subtraction to Rust.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data { opening: 2027-01-31, more: More { last: 2027-02-28 } as Object },
        children: [
            DatePicker { name: "day", label: "Day", min_date: 2027-01-04 },
            TextBody { text: data.opening },
            Footer { label: "Done", on_click_action: complete { day: form.day } },
        ],
    }],
});

fn main() {}
