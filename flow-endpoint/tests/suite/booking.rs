//! An appointment, booked from a simulated phone over loopback HTTP, encrypted.

use flow_endpoint::{AppSecret, Context, Endpoint, Next, PrivateKey, Protocol, Refusal};
use flow_sim::{Answer as PhoneAnswer, Phone};
use serde_json::Value;

use appointment::{BackFromTime, Init, day, time};

use crate::http::{post, send, serve_by_axum};

pub(crate) mod appointment {
    flow_dsl::flow!(Flow {
        name: "appointment",
        version: "7.3",
        data_api_version: "4.0",
        reply: Reply { booked: String },
        screens: [
            Screen {
                id: "DAY",
                title: "An appointment",
                routes: [TIME],
                data: Data {
                    first_day: "2027-03-01",
                    note: "We open at eight"
                },
                children: [
                    TextBody { text: data.note },
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
                terminal: true,
                refresh_on_back: true,
                data: Data {
                    times: [Item {
                        id: "9",
                        title: "9:00"
                    }]
                },
                children: [
                    RadioButtonsGroup {
                        name: "time",
                        label: "Time",
                        required: true,
                        data_source: data.times,
                    },
                    Footer {
                        label: "Book",
                        on_click_action: data_exchange { time: form.time }
                    },
                ],
            },
        ],
    });
    flow_endpoint::endpoint!();
}

/// The calendar of a clinic.
pub(crate) struct Clinic;

impl Clinic {
    fn day(note: &str) -> day::Data {
        day::Data {
            first_day: "2027-03-01".to_owned(),
            note: note.to_owned(),
        }
    }
}

impl appointment::Endpoint for Clinic {
    async fn init(&self, context: Context) -> Result<Next<Init>, Refusal> {
        assert_eq!(context.flow_token.as_deref(), Some("token-4711"));
        Ok(Self::day("Which day?").into())
    }

    async fn day(
        &self,
        sent: day::Exchange,
        context: Context,
    ) -> Result<Next<day::Exchange>, Refusal> {
        assert_eq!(context.version, "4.0");
        if sent.day == "2027-03-07" {
            return Ok(Next::from(Self::day("Which day?")).error_message("We are closed"));
        }
        let time = |id: &str, title: &str| time::Time {
            id: id.to_owned(),
            title: title.to_owned(),
        };
        let times = vec![time("10", "10:00"), time("11", "11:00")];
        Ok(time::Data { times }.into())
    }

    async fn time(
        &self,
        sent: time::Exchange,
        _: Context,
    ) -> Result<Next<time::Exchange>, Refusal> {
        Next::end(appointment::End { booked: sent.time })
    }

    async fn back_from_time(&self, _: Context) -> Result<Next<BackFromTime>, Refusal> {
        Ok(Self::day("Another day?").into())
    }
}

#[test]
fn an_appointment_is_booked() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("threads can be started");
    let key = PrivateKey::generate();
    let public = key.public_key().clone();
    let secret = AppSecret::new("0123456789abcdef");
    let endpoint = Endpoint::new(
        Protocol::signed([secret.clone()]),
        key,
        appointment::handler(Clinic),
    );
    let address = runtime.block_on(serve_by_axum(endpoint));

    // The part of Meta's client and its servers, between the phone and the endpoint.
    let exchange = move |request: &flow_sim::Request| {
        let mut json = serde_json::to_value(request.to_value()).expect("it is JSON");
        json["version"] = "4.0".into();
        let (envelope, session) = public.encrypt(json.to_string().as_bytes());
        let body = envelope.to_json();
        assert!(!body.contains("2027"), "the day is encrypted");
        let signature = secret.sign(body.as_bytes());
        let response = runtime.block_on(send(address, post(body, Some(&signature))));
        match response.status().as_u16() {
            200 => {
                let plain = session.open(response.body()).expect("it is encrypted");
                let answer: Value = serde_json::from_slice(&plain).expect("it is JSON");
                PhoneAnswer::from(answer)
            }
            status => PhoneAnswer::Status(status, None),
        }
    };

    let mut phone = Phone::with(appointment::FLOW)
        .asking_endpoint()
        .flow_token("token-4711")
        .endpoint(exchange)
        .open()
        .expect("the flow opens");
    assert!(phone.screen().to_string().contains("Which day?"));
    let mut act = |act: &dyn Fn(&mut Phone) -> Result<(), flow_sim::PhoneError>| {
        act(&mut phone).expect("the phone does it");
        phone.screen().to_string()
    };
    let closed = act(&|phone| {
        phone.fill("Day", "2027-03-07")?.tap("Find a time")?;
        Ok(())
    });
    assert!(closed.contains("We are closed"), "{closed}");
    let times = act(&|phone| {
        phone.fill("Day", "2027-03-08")?.tap("Find a time")?;
        Ok(())
    });
    assert!(times.contains("11:00"), "{times}");
    let back = act(&|phone| {
        phone.back()?;
        Ok(())
    });
    assert!(back.contains("Another day?"), "{back}");
    act(&|phone| {
        phone.fill("Day", "2027-03-08")?.tap("Find a time")?;
        phone.pick("Time", "11:00")?.tap("Book")?;
        Ok(())
    });
    let reply: appointment::Reply = phone.reply().expect("the flow has ended");
    assert_eq!(reply.booked, "11");
    assert_eq!(reply.flow_token.as_deref(), Some("token-4711"));
    assert!(
        phone.error_notices().is_empty(),
        "{:?}",
        phone.error_notices()
    );
}
