//! An endpoint on loopback, and a simulated phone that books an appointment through it, encrypted.
//!
//! ```sh
//! cargo run --example endpoint
//! ```

use std::error::Error;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use appointment::{BackFromTime, Init, day, time};
use flow_endpoint::{AppSecret, Context, Endpoint, Next, PrivateKey, Protocol, PublicKey, Refusal};
use flow_sim::{Answer, Phone};
use serde_json::Value;

mod appointment {
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

struct Clinic;

impl Clinic {
    fn first_day() -> day::Data {
        day::Data {
            first_day: "2027-03-01".to_owned(),
        }
    }
}

impl appointment::Endpoint for Clinic {
    async fn init(&self, _: Context) -> Result<Next<Init>, Refusal> {
        Ok(Self::first_day().into())
    }

    async fn day(&self, sent: day::Exchange, _: Context) -> Result<Next<day::Exchange>, Refusal> {
        if sent.day == "2027-03-07" {
            return Ok(Next::from(Self::first_day()).error_message("We are closed on Sundays"));
        }
        let time = |id: &str, title: &str| time::Time {
            id: id.to_owned(),
            title: title.to_owned(),
        };
        Ok(time::Data {
            times: vec![time("10", "10:00"), time("11", "11:00")],
        }
        .into())
    }

    async fn time(
        &self,
        sent: time::Exchange,
        _: Context,
    ) -> Result<Next<time::Exchange>, Refusal> {
        Next::end(appointment::End { booked: sent.time })
    }

    async fn back_from_time(&self, _: Context) -> Result<Next<BackFromTime>, Refusal> {
        Ok(Self::first_day().into())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let key = PrivateKey::generate();
    let public = key.public_key().clone();
    let secret = AppSecret::new("the secret of the app");

    let endpoint = Endpoint::new(
        Protocol::signed([secret.clone()]),
        key,
        appointment::handler(Clinic),
    );
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?;
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let address = listener.local_addr()?;
    let router = axum::Router::new().route_service("/flow", endpoint);
    runtime.spawn(async { axum::serve(listener, router).await });
    println!("The endpoint listens at http://{address}/flow.\n");

    let mut phone = Phone::with(appointment::FLOW)
        .asking_endpoint()
        .flow_token("token-4711")
        .endpoint(
            move |request| match exchange(request, &public, &secret, address) {
                Ok(answer) => answer,
                Err(error) => {
                    eprintln!("error: {error}");
                    Answer::Timeout
                }
            },
        )
        .open()?;
    phone.fill("Day", "2027-03-07")?.tap("Find a time")?;
    println!("The phone shows:\n{}\n", phone.screen());
    phone.fill("Day", "2027-03-08")?.tap("Find a time")?;
    phone.pick("Time", "11:00")?.tap("Book")?;
    let reply: appointment::Reply = phone.reply()?;
    println!("The business gets the reply {reply:?}.");
    Ok(())
}

/// The part of Meta's client and its servers: encrypts and signs a request, sends it, and decrypts
/// the answer.
fn exchange(
    request: &flow_sim::Request,
    public: &PublicKey,
    secret: &AppSecret,
    address: SocketAddr,
) -> Result<Answer, Box<dyn Error>> {
    let mut plain = serde_json::to_value(request.to_value())?;
    plain["version"] = "4.0".into();
    println!("request  {plain}");
    let (envelope, session) = public.encrypt(plain.to_string().as_bytes());
    let body = envelope.to_json();
    println!("  sent     {}", start(&body));

    let mut stream = TcpStream::connect(address)?;
    write!(
        stream,
        "POST /flow HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         X-Hub-Signature-256: {}\r\nContent-Length: {}\r\n\r\n{body}",
        secret.sign(body.as_bytes()),
        body.len(),
    )?;
    let mut response = String::new();
    stream.read_to_string(&mut response)?;
    let (head, body) = response
        .split_once("\r\n\r\n")
        .ok_or("the answer has no body")?;
    let status: u16 = head
        .split(' ')
        .nth(1)
        .ok_or("the answer has no status")?
        .parse()?;
    println!("  came     {status} {}", start(body));
    if status != 200 {
        return Ok(Answer::Status(status, None));
    }
    let answer: Value = serde_json::from_slice(&session.open(body)?)?;
    println!("answer   {answer}\n");
    Ok(answer.into())
}

/// The start of a text, and its length.
fn start(text: &str) -> String {
    format!("{}… ({} bytes)", text.get(..60).unwrap_or(text), text.len())
}
