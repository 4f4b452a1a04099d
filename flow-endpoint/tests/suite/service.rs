//! The endpoint behind HTTP.

use std::cell::RefCell;
use std::io;
use std::sync::{Arc, Mutex, Once};
use std::time::Duration;

use bytes::Bytes;
use flow_endpoint::{
    Action, Answer, AppSecret, Endpoint, ErrorNotice, Handler, PrivateKey, Protocol, Refusal,
    Rejection, Reply, Request,
};
use http::StatusCode;
use http_body_util::Full;
use serde_json::{Value, json};

use crate::http::{post, send, serve_by_axum, serve_by_hyper};
use crate::vectors::VECTORS;

/// Does as the screen says, so that tests can ask for each outcome.
#[derive(Clone, Default)]
struct Script {
    notices: Arc<Mutex<Vec<ErrorNotice>>>,
}

impl Handler for Script {
    async fn answer(&self, request: Request) -> Result<Answer, Refusal> {
        match request.screen.as_deref() {
            None => Ok(Answer::screen("DAY", json!({ "note": "secret note" }))?),
            Some("PANIC") => panic!("the handler has a fault"),
            Some("SLOW") => {
                tokio::time::sleep(Duration::from_secs(3600)).await;
                Err(Refusal::Failed)
            }
            Some("OVER") => Err(Refusal::FlowToken("Book anew".to_owned())),
            Some("NO_OBJECT") => Ok(Answer::screen("DAY", 7)?),
            Some(screen) => {
                let answer = Answer::screen(screen, request.data)?;
                Ok(answer.error_message("Look again"))
            }
        }
    }

    async fn error_notice(&self, notice: ErrorNotice) {
        self.notices.lock().expect("no test panics").push(notice);
    }
}

fn endpoint() -> Endpoint<Script, PrivateKey> {
    let protocol = Protocol::signed([AppSecret::new(&VECTORS.app_secret)]);
    Endpoint::new(protocol, VECTORS.key(), Script::default())
}

/// The body of a request, and its signature.
fn sealed(screen: &str) -> (flow_endpoint::PhoneSession, String, String) {
    let request = json!({
        "version": "4.0", "action": "data_exchange", "screen": screen,
        "flow_token": "token-4711", "data": { "note": "secret note" },
    });
    let key = VECTORS.key();
    let (envelope, phone) = key.public_key().encrypt(request.to_string().as_bytes());
    let body = envelope.to_json();
    let signature = AppSecret::new(&VECTORS.app_secret).sign(body.as_bytes());
    (phone, body, signature)
}

async fn respond(screen: &str) -> (u16, Value) {
    let (phone, body, signature) = sealed(screen);
    let reply = endpoint().respond(Some(&signature), body.as_bytes()).await;
    let json = match reply.status {
        200 => phone.open(&reply.body).expect("it is encrypted").to_vec(),
        _ => reply.body.into_bytes(),
    };
    (
        reply.status,
        serde_json::from_slice(&json).unwrap_or(Value::Null),
    )
}

#[tokio::test]
async fn each_vector_gets_its_status() {
    let endpoint = endpoint();
    let year = 365 * 24 * 3600;
    for request in &VECTORS.requests {
        // The clock of the service is the real one: tokens that end are tested with a clock of theirs.
        if request.name.contains("expired") || request.name.contains("lasts") {
            continue;
        }
        let signature = request.signature.as_deref();
        let reply = endpoint.respond(signature, request.body.as_bytes()).await;
        // The handler answers each screen that a vector names.
        assert_eq!(reply.status, request.status, "{}", request.name);
        assert!(
            reply.status == 200 || reply.body.is_empty(),
            "{}",
            request.name
        );
    }
    assert!(VECTORS.now > 50 * year, "the vectors have a time");
}

#[tokio::test]
async fn the_handler_decides_what_the_phone_shows() {
    let data = json!({ "note": "secret note", "error_message": "Look again" });
    assert_eq!(
        respond("TIME").await,
        (200, json!({ "screen": "TIME", "data": data }))
    );
    assert_eq!(
        respond("OVER").await,
        (427, json!({ "error_msg": "Book anew" }))
    );
    assert_eq!(respond("NO_OBJECT").await, (500, Value::Null));
    assert_eq!(respond("PANIC").await, (500, Value::Null));
}

#[tokio::test]
async fn error_notices_reach_the_handler() {
    let script = Script::default();
    let protocol = Protocol::unsigned();
    let endpoint = Endpoint::new(protocol, VECTORS.key(), script.clone());
    let request = VECTORS.request("error notice");
    let reply = endpoint.respond(None, request.body.as_bytes()).await;
    assert_eq!(reply.status, 200);
    let notices = script.notices.lock().expect("no test panics");
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0].error, "invalid-screen-transition");
    assert_eq!(notices[0].message, "DAY to END");
    assert_eq!(notices[0].action, Action::Init);
}

#[tokio::test]
async fn functions_can_decrypt_and_answer() {
    let key = VECTORS.key();
    let decrypt = move |encrypted: Vec<u8>| {
        let key = key.clone();
        async move { Ok(key.decrypt(&encrypted)?) }
    };
    let answer = |request: Request| async move {
        Ok(Answer::end(&request.flow_token, json!({ "booked": true }))?)
    };
    let endpoint = Endpoint::new(Protocol::unsigned(), decrypt, answer);
    let (phone, body, _) = sealed("DAY");
    let reply = endpoint.respond(None, body.as_bytes()).await;
    let plain = phone.open(&reply.body).expect("it is encrypted");
    let params = json!({ "booked": true, "flow_token": "token-4711" });
    let expected = json!({
        "screen": "SUCCESS",
        "data": { "extension_message_response": { "params": params } },
    });
    assert_eq!(serde_json::from_slice::<Value>(&plain).ok(), Some(expected));

    let unavailable = |_: Vec<u8>| async { Err(Rejection::KeyUnavailable) };
    let endpoint = Endpoint::new(Protocol::unsigned(), unavailable, answer);
    let reply = endpoint.respond(None, body.as_bytes()).await;
    assert_eq!(
        reply,
        Reply {
            status: 503,
            body: String::new()
        }
    );
}

#[tokio::test]
async fn axum_and_hyper_serve_it() {
    for address in [
        serve_by_axum(endpoint()).await,
        serve_by_hyper(endpoint()).await,
    ] {
        let (phone, body, signature) = sealed("TIME");
        let response = send(address, post(body, Some(&signature))).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/plain");
        assert!(phone.open(response.body()).is_ok());

        let (_, body, signature) = sealed("OVER");
        let response = send(address, post(body, Some(&signature))).await;
        assert_eq!(response.status().as_u16(), 427);
        assert_eq!(response.headers()["content-type"], "application/json");
        assert_eq!(response.body(), r#"{"error_msg":"Book anew"}"#);

        let (_, body, _) = sealed("TIME");
        assert_eq!(send(address, post(body, None)).await.status().as_u16(), 432);
        let wrong_key = VECTORS.request("other key");
        let request = post(wrong_key.body.as_str(), wrong_key.signature.as_deref());
        assert_eq!(send(address, request).await.status().as_u16(), 421);

        let get = http::Request::get("/flow").header("host", "localhost");
        let get = get.body(Full::default()).expect("it is a request");
        let response = send(address, get).await;
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(response.headers()["allow"], "POST");
    }
}

#[tokio::test]
async fn two_signatures_are_none() {
    let address = serve_by_hyper(endpoint()).await;
    let (_, body, signature) = sealed("TIME");
    let mut request = post(body, Some(&signature));
    let second = signature.parse().expect("it is a header");
    request.headers_mut().append("X-Hub-Signature-256", second);
    assert_eq!(send(address, request).await.status().as_u16(), 432);
}

#[tokio::test]
async fn long_bodies_are_refused() {
    let (_, body, signature) = sealed("TIME");
    let address = serve_by_axum(endpoint().body_limit(body.len())).await;
    let response = send(address, post(body.clone(), Some(&signature))).await;
    assert_eq!(response.status(), 200);
    let response = send(address, post(body + " ", Some(&signature))).await;
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn slow_handlers_are_given_up() {
    let address = serve_by_axum(endpoint().deadline(Duration::from_millis(50))).await;
    let (_, body, signature) = sealed("SLOW");
    let response = send(address, post(body, Some(&signature))).await;
    assert_eq!(response.status(), StatusCode::GATEWAY_TIMEOUT);
}

#[tokio::test]
async fn a_panic_leaves_the_server_running() {
    let address = serve_by_hyper(endpoint()).await;
    for (screen, status) in [("PANIC", 500), ("TIME", 200), ("PANIC", 500), ("TIME", 200)] {
        let (_, body, signature) = sealed(screen);
        let response = send(address, post(body, Some(&signature))).await;
        assert_eq!(response.status().as_u16(), status);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_requests_side_by_side_get_each_their_answer() {
    let address = serve_by_axum(endpoint()).await;
    let mut requests = tokio::task::JoinSet::new();
    let at_once = Arc::new(tokio::sync::Semaphore::new(100));
    for number in 0..1000 {
        let at_once = Arc::clone(&at_once);
        requests.spawn(async move {
            let _permit = at_once.acquire().await;
            // Faults stand between the good ones.
            let (screen, status) = match number % 10 {
                0 => ("PANIC".to_owned(), 500),
                1 => ("OVER".to_owned(), 427),
                2 => ("UNSIGNED".to_owned(), 432),
                _ => (format!("S{number}"), 200),
            };
            let (phone, body, signature) = sealed(&screen);
            let signature = (status != 432).then_some(signature.as_str());
            let response = send(address, post(body, signature)).await;
            assert_eq!(response.status().as_u16(), status);
            if status == 200 {
                let plain = phone.open(response.body()).expect("it is its own answer");
                let answer: Value = serde_json::from_slice(&plain).expect("it is JSON");
                assert_eq!(answer["screen"], screen);
            }
        });
    }
    let answered = requests.join_all().await.len();
    assert_eq!(answered, 1000);
}

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
