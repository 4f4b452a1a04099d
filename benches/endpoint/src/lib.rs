//! An endpoint with a handler in memory, as the benchmarks serve it.

use flow_endpoint::{
    AppSecret, Context, Endpoint, Handler, KeyError, Next, PrivateKey, Protocol, Refusal,
};

/// The secret of the app. pywa checks the signature of no request of a flow.
pub const APP_SECRET: &str = "0123456789abcdef";

/// The variable with the private key in PEM.
pub const KEY: &str = "PRIVATE_KEY";

mod booking {
    flow_dsl::flow!(Flow {
        name: "booking",
        version: "7.3",
        data_api_version: "4.0",
        screens: [
            Screen {
                id: "DAY",
                title: "A day",
                routes: [TIME],
                data: Data {
                    first_day: "2027-03-01"
                },
                children: [
                    DatePicker {
                        name: "day",
                        label: "Day",
                        required: true,
                        min_date: data.first_day
                    },
                    Footer {
                        label: "Find a time",
                        on_click_action: data_exchange { day: form.day }
                    },
                ],
            },
            Screen {
                id: "TIME",
                title: "A time",
                data: Data {
                    times: [Item {
                        id: "9",
                        title: "9:00"
                    }],
                    day: "2027-03-01",
                },
                children: [
                    TextBody { text: data.day },
                    RadioButtonsGroup {
                        name: "time",
                        label: "Time",
                        required: true,
                        data_source: data.times,
                    },
                    Footer {
                        label: "Book",
                        on_click_action: complete { time: form.time }
                    },
                ],
            },
        ],
    });
    flow_endpoint::endpoint!();
}

use booking::{day, time};

struct Clinic;

impl booking::Endpoint for Clinic {
    async fn init(&self, _: Context) -> Result<Next<booking::Init>, Refusal> {
        Err(Refusal::Failed)
    }

    async fn day(&self, sent: day::Exchange, _: Context) -> Result<Next<day::Exchange>, Refusal> {
        let time = |id: &str, title: &str| time::Time {
            id: id.to_owned(),
            title: title.to_owned(),
        };
        let times = vec![time("9", "9:00"), time("10", "10:00"), time("11", "11:00")];
        Ok(time::Data {
            times,
            day: sent.day,
        }
        .into())
    }
}

/// The endpoint, with the key of the environment.
pub fn endpoint() -> Result<Endpoint<impl Handler + 'static, PrivateKey>, KeyError> {
    let protocol = Protocol::signed([AppSecret::new(APP_SECRET)]);
    let key = PrivateKey::from_variable(KEY, None)?;
    Ok(Endpoint::new(protocol, key, booking::handler(Clinic)))
}
