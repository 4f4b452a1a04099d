//! The endpoint behind HTTP.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use flow_endpoint::{
    Action, Answer, AppSecret, Endpoint, ErrorNotice, Handler, PrivateKey, Protocol, PublicKey,
    Refusal, Rejection, Reply, Request,
};
use http::StatusCode;
use http_body_util::Full;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt as _;

use crate::http::{post, send, serve_by_axum, serve_by_hyper};
use crate::vectors::VECTORS;

/// Does as the screen says, so that tests can ask for each outcome.
#[derive(Clone, Default)]
pub(crate) struct Script {
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

pub(crate) fn endpoint() -> Endpoint<Script, PrivateKey> {
    let protocol = Protocol::signed([AppSecret::new(&VECTORS.app_secret)]);
    Endpoint::new(protocol, VECTORS.key(), Script::default())
}

/// The body of a request, and its signature.
pub(crate) fn sealed(screen: &str) -> (flow_endpoint::PhoneSession, String, String) {
    seal(VECTORS.key().public_key(), screen)
}

fn seal(key: &PublicKey, screen: &str) -> (flow_endpoint::PhoneSession, String, String) {
    let request = json!({
        "version": "4.0", "action": "data_exchange", "screen": screen,
        "flow_token": "token-4711", "data": { "note": "secret note" },
    });
    let (envelope, phone) = key.encrypt(request.to_string().as_bytes());
    let body = envelope.to_json();
    let signature = AppSecret::new(&VECTORS.app_secret).sign(body.as_bytes());
    (phone, body, signature)
}

pub(crate) async fn respond(screen: &str) -> (u16, Value) {
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
        Ok(Answer::end(
            request.flow_token.as_deref(),
            json!({ "booked": true }),
        )?)
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

/// What a stranger may send, signed as by Meta.
fn hostile(number: usize) -> String {
    let body = sealed("TIME").1;
    match number / 10 % 5 {
        0 => body[..number % body.len()].to_owned(),
        1 => body.replacen(":\"", ":\"\u{e9}", 1),
        2 => "[".repeat(100_000),
        3 => json!({ "encrypted_flow_data": "", "encrypted_aes_key": "", "initial_vector": "" })
            .to_string(),
        _ => json!({ "encrypted_flow_data": body, "encrypted_aes_key": 1, "initial_vector": null })
            .to_string(),
    }
}

/// Begins a request, and goes away.
async fn begin(address: SocketAddr) {
    let mut stream = tokio::net::TcpStream::connect(address)
        .await
        .expect("it listens");
    let head = b"POST /flow HTTP/1.1\r\nhost: localhost\r\ncontent-length: 900\r\n\r\n{\"encr";
    stream.write_all(head).await.expect("it reads");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_requests_side_by_side_get_each_their_answer() {
    let address = serve_by_axum(endpoint()).await;
    let other = PrivateKey::generate();
    let mut requests = tokio::task::JoinSet::new();
    let at_once = Arc::new(tokio::sync::Semaphore::new(100));
    for number in 0..1000 {
        let (at_once, other) = (Arc::clone(&at_once), other.clone());
        requests.spawn(async move {
            let _permit = at_once.acquire().await;
            let secret = AppSecret::new(&VECTORS.app_secret);
            let ask = async |body: &str| {
                let signature = secret.sign(body.as_bytes());
                send(address, post(body.to_owned(), Some(&signature))).await
            };
            // Faults stand between the good ones.
            let (status, expected) = match number % 10 {
                0 => (ask(&sealed("PANIC").1).await.status(), 500),
                1 => (ask(&sealed("OVER").1).await.status(), 427),
                2 => {
                    let unsigned = post(sealed("TIME").1, None);
                    (send(address, unsigned).await.status(), 432)
                }
                3 => {
                    let body = seal(other.public_key(), "TIME").1;
                    (ask(&body).await.status(), 421)
                }
                4 => (ask(&hostile(number)).await.status(), 400),
                _ => {
                    if number % 10 == 5 {
                        begin(address).await;
                    }
                    let screen = format!("S{number}");
                    let (phone, body, _) = sealed(&screen);
                    let response = ask(&body).await;
                    // One cannot tell a recorded request from the first.
                    let again = ask(&body).await;
                    assert_eq!(again.body(), response.body());
                    let plain = phone.open(response.body()).expect("it is its own answer");
                    let answer: Value = serde_json::from_slice(&plain).expect("it is JSON");
                    assert_eq!(answer["screen"], screen);
                    (response.status(), 200)
                }
            };
            assert_eq!(status.as_u16(), expected, "{number}");
        });
    }
    let answered = requests.join_all().await.len();
    assert_eq!(answered, 1000);
}
