// The endpoint ends the flow on a screen that is not terminal.
use flow_endpoint::{Context, Next, Refusal};

flow_dsl::flow!(Flow {
    name: "booking",
    version: "7.3",
    data_api_version: "4.0",
    screens: [
        Screen {
            id: "DAY",
            title: "Day",
            routes: [TIME],
            data: Data { first_day: "2027-03-01", open: true },
            children: [
                TextBody { text: "We are open on Sundays.", visible: data.open },
                DatePicker { name: "day", label: "Day", min_date: data.first_day },
                Footer { label: "Continue", on_click_action: data_exchange { day: form.day } },
            ],
        },
        Screen {
            id: "TIME",
            title: "Time",
            routes: [DONE],
            refresh_on_back: true,
            data: Data { seats: 2 },
            children: [
                if data.seats > 1 { [TextBody { text: "There is room for company." }] },
                Footer { label: "Book", on_click_action: data_exchange {} },
            ],
        },
        Screen {
            id: "DONE",
            title: "Done",
            children: [Footer { label: "Done", on_click_action: complete {} }],
        },
    ],
});
flow_endpoint::endpoint!();

struct Clinic;

impl Endpoint for Clinic {
    async fn init(&self, _: Context) -> Result<Next<Init>, Refusal> {
        Ok(day::Data { first_day: "2027-04-01".to_owned(), open: false }.into())
    }

    async fn day(&self, _: day::Exchange, _: Context) -> Result<Next<day::Exchange>, Refusal> {
        Next::end(time::Data { seats: 2.0 })
    }

    async fn time(&self, _: time::Exchange, _: Context) -> Result<Next<time::Exchange>, Refusal> {
        Ok(done::Data {}.into())
    }

    async fn back_from_time(&self, _: Context) -> Result<Next<BackFromTime>, Refusal> {
        Ok(day::Data { first_day: "2027-04-01".to_owned(), open: false }.into())
    }
}

fn main() {}
