//! What is logged, and what is not.

use std::cell::RefCell;
use std::io;
use std::sync::Once;
use std::time::Duration;

use bytes::Bytes;
use flow_endpoint::{Context, Endpoint, Next, Protocol, Refusal};
use http::StatusCode;
use serde_json::{Value, json};

use crate::booking::{Clinic, appointment};
use crate::http::post;
use crate::service::{endpoint, respond, sealed};
use crate::vectors::VECTORS;

thread_local! {
    /// What this thread logged, while a test keeps it.
    static LOG: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

/// Writes to the log of the thread that logs.
struct ThreadLog;

impl io::Write for ThreadLog {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOG.with_borrow_mut(|log| log.iter_mut().for_each(|log| log.extend(bytes)));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Begins to keep the log of this thread.
///
/// The subscriber is the one of the process. A subscriber of one thread misses events: the first
/// thread that reaches an event decides for all threads whether a subscriber wants it.
fn keep_log() {
    static SUBSCRIBER: Once = Once::new();
    SUBSCRIBER.call_once(|| {
        let subscriber = tracing_subscriber::fmt()
            .with_writer(|| ThreadLog)
            .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
            .with_span_events(tracing_subscriber::fmt::format::FmtSpan::CLOSE)
            .with_ansi(false)
            .finish();
        tracing::subscriber::set_global_default(subscriber).expect("no other test sets one");
        // Events that other tests reached before had no subscriber.
        tracing::callsite::rebuild_interest_cache();
    });
    LOG.set(Some(Vec::new()));
}

/// The log of this thread since `keep_log`.
fn kept_log() -> String {
    let log = LOG.take().expect("the test keeps the log");
    String::from_utf8(log).expect("the log is text")
}

#[tokio::test]
async fn the_log_tells_what_happened_and_not_what_was_typed() {
    keep_log();
    for screen in [
        "TIME",
        "PANIC",
        "OVER",
        "NO_OBJECT",
        "line\nbreak",
        "secret note",
    ] {
        respond(screen).await;
    }
    let endpoint = endpoint();
    for request in &VECTORS.requests {
        let signature = request.signature.as_deref();
        endpoint.respond(signature, request.body.as_bytes()).await;
    }
    let mut service = endpoint.body_limit(5);
    let call = |body: Bytes| tower_service::Service::call(&mut service, post(body, None));
    let response = { call }("too long".into()).await.expect("it is infallible");
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);

    let log = kept_log();
    for found in [
        "flow_endpoint{action=\"data_exchange\" screen=TIME status=200 milliseconds=",
        "screen=PANIC",
        "status=500",
        "reason=the handler panicked",
        "status=427",
        "screen=(no identifier)",
        "action=\"ping\"",
        "error=\"invalid-screen-transition\"",
        "reason=the header `X-Hub-Signature-256` is missing",
        "reason=the request cannot be decrypted",
        "reason=the body of the request is longer than the limit of 5 bytes",
    ] {
        assert!(log.contains(found), "{found:?} is missing from:\n{log}");
    }
    for secret in [
        "secret note",
        "token-4711",
        "naïve",
        "DAY to END",
        "Book anew",
        "a fault",
        "line",
        "eyJ",
        &VECTORS.app_secret,
    ] {
        assert!(!log.contains(secret), "{secret:?} is in:\n{log}");
    }
}

/// The log of the typed endpoint's answer to a request.
async fn log_of_booking(request: Value) -> String {
    let handler = appointment::handler(Clinic);
    let endpoint = Endpoint::new(Protocol::unsigned(), VECTORS.key(), handler);
    let key = VECTORS.key();
    let (envelope, _) = key.public_key().encrypt(request.to_string().as_bytes());
    keep_log();
    endpoint.respond(None, envelope.to_json().as_bytes()).await;
    kept_log()
}

#[tokio::test]
async fn the_span_names_the_flow_the_screen_and_the_duration() {
    let typed = "2027-03-09";
    let mut request = json!({
        "version": "4.0", "action": "data_exchange", "screen": "DAY",
        "flow_token": "token-4711", "data": { "day": typed },
    });
    let log = log_of_booking(request.clone()).await;
    let span = "flow_endpoint{action=\"data_exchange\" screen=DAY flow=\"appointment\" status=200 milliseconds=";
    assert!(log.contains(span), "{log}");
    assert!(!log.contains(typed) && !log.contains("token-4711"), "{log}");

    // A payload of another version of the flow.
    request["data"] = json!({ "day": { "from": typed } });
    let log = log_of_booking(request.clone()).await;
    assert!(log.contains("flow=\"appointment\" status=500"), "{log}");
    assert!(log.contains("a phone sent another payload"), "{log}");
    assert!(!log.contains(typed), "{log}");

    request["data"] = json!({ "error": "timeout", "error_message": typed });
    let log = log_of_booking(request.clone()).await;
    assert!(log.contains("flow=\"appointment\" status=200"), "{log}");
    assert!(!log.contains(typed), "{log}");
}

mod pickup {
    flow_dsl::flow!(Flow {
        name: "pickup",
        languages: ["en", "ar"],
        #[allow(unused_text)]
        texts: "../../../examples/flows/pickup",
        version: "7.3",
        data_api_version: "4.0",
        screens: [Screen {
            id: "DAY",
            title: text!("title"),
            data: Data { day: "2027-03-01" },
            children: [
                TextBody { text: data.day },
                Footer {
                    label: text!("continue"),
                    on_click_action: complete {}
                },
            ],
        }],
    });
    flow_endpoint::endpoint!();
}

struct Shop;

impl pickup::Endpoint for Shop {
    async fn init(&self, _: Context) -> Result<Next<pickup::Init>, Refusal> {
        let day = "2027-04-01".to_owned();
        Ok(pickup::day::Data { day }.into())
    }
}

#[tokio::test]
async fn the_span_names_a_flow_of_several_languages() {
    let endpoint = Endpoint::new(Protocol::unsigned(), VECTORS.key(), pickup::handler(Shop));
    let request = br#"{ "version": "4.0", "action": "INIT", "flow_token": "t" }"#;
    let (envelope, _) = VECTORS.key().public_key().encrypt(request);
    keep_log();
    endpoint.respond(None, envelope.to_json().as_bytes()).await;
    let log = kept_log();
    assert!(log.contains("flow=\"pickup\" status=200"), "{log}");
}

#[tokio::test]
async fn the_span_of_a_request_that_is_given_up_has_its_duration() {
    keep_log();
    let mut service = endpoint().deadline(Duration::from_millis(50));
    let (_, body, signature) = sealed("SLOW");
    let request = post(body, Some(&signature));
    let response = tower_service::Service::call(&mut service, request).await;
    assert_eq!(response.expect("it is infallible").status(), 504);
    let log = kept_log();
    assert!(log.contains("screen=SLOW milliseconds="), "{log}");
    assert!(
        log.contains("reason=the answer took longer than the deadline"),
        "{log}"
    );
}
