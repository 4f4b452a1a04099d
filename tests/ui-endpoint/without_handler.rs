// An implementation is served without `handler` around it.
use booking::{day, done, time};
use flow_endpoint::{Context, Endpoint, Next, PrivateKey, Protocol, Refusal};

mod booking {
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
}

struct Clinic;

impl booking::Endpoint for Clinic {
    async fn init(&self, _: Context) -> Result<Next<booking::Init>, Refusal> {
        Ok(day::Data { first_day: "2027-04-01".to_owned(), open: false }.into())
    }

    async fn day(&self, _: day::Exchange, _: Context) -> Result<Next<day::Exchange>, Refusal> {
        Ok(time::Data { seats: 2.0 }.into())
    }

    async fn time(&self, _: time::Exchange, _: Context) -> Result<Next<time::Exchange>, Refusal> {
        Ok(done::Data {}.into())
    }

    async fn back_from_time(&self, _: Context) -> Result<Next<booking::BackFromTime>, Refusal> {
        Ok(day::Data { first_day: "2027-04-01".to_owned(), open: false }.into())
    }
}

fn serve(key: PrivateKey) {
    let _ = Endpoint::new(Protocol::unsigned(), key, Clinic);
}

fn test() {
    let _ = flow_sim::Phone::with(booking::FLOW).endpoint(Clinic);
}

fn main() {}
