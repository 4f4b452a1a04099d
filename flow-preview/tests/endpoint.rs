//! An endpoint that is asked over HTTP.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc;

use flow_endpoint::{
    Answer, AppSecret, Endpoint, PrivateKey, Protocol, PublicKey, Refusal, RemoteEndpoint, Request,
};
use flow_preview::Preview;
use serde_json::{Value, json};
use support::{Served, serve_preview};

const SECRET: &str = "the secret of the app";

fn page(endpoint: RemoteEndpoint) -> Served {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("flow.json");
    std::fs::write(&path, support::with_endpoint()).unwrap();
    serve_preview(Preview::of_file(path).endpoint(endpoint), Some(folder))
}

/// Types a day, and taps the button.
fn find(served: &Served, day: &str) {
    served.act(r#"{"do": "restart", "screen": null}"#);
    served.act(&format!(
        r#"{{"do": "touch", "touch": {{"do": "fill", "at": "day", "value": "{day}"}}}}"#
    ));
    served.act(r#"{"do": "touch", "touch": {"do": "tap", "at": "Footer 1"}}"#);
}

async fn clinic(request: Request) -> Result<Answer, Refusal> {
    assert_eq!(request.version, "4.0");
    let screen = |id: &str, data: Value| Ok(Answer::screen(id, data).unwrap());
    match (request.screen.as_deref(), request.data.get("day")) {
        (None, _) => screen("DAY", json!({ "first": "From March on" })),
        (Some("DAY"), Some(day)) if day == "30" => Err(Refusal::FlowToken("Used up".to_owned())),
        (Some("DAY"), Some(day)) if day == "29" => screen("NONE", json!({})),
        (Some("DAY"), _) => screen("TIME", json!({ "title": "At nine" })),
        _ => Ok(Answer::end(request.flow_token.as_deref(), json!({ "booked": "yes" })).unwrap()),
    }
}

#[test]
fn an_endpoint_is_asked_as_a_phone_asks() {
    let key = PrivateKey::generate();
    let public = key.public_key().clone();
    // The flow is of Data API 4.0, whose requests sign their flow tokens.
    let protocol = Protocol::signed([AppSecret::new(SECRET)]).require_signed_token();
    let endpoint = Endpoint::new(protocol, key, clinic);
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = { runtime }.enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            send.send(listener.local_addr().unwrap()).unwrap();
            let router = axum::Router::new().route_service("/flow", endpoint);
            axum::serve(listener, router).await.unwrap();
        });
    });
    let url = format!("http://{}/flow", receive.recv().unwrap());
    let asking = |key: PublicKey, secret: &str| {
        let remote = RemoteEndpoint::new(&url, key).unwrap();
        page(remote.app_secret(AppSecret::new(secret)))
    };

    let served = asking(public.clone(), SECRET);
    served.act(r#"{"do": "restart", "screen": null, "asks_endpoint": true}"#);
    served.until("From March on");
    find(&served, "31");
    served.until("At nine");
    served.act(r#"{"do": "touch", "touch": {"do": "tap", "at": "Footer 1"}}"#);
    served.until("&quot;booked&quot;: &quot;yes&quot;");
    find(&served, "30");
    served.until("Used up");
    find(&served, "29");
    served.until("invalid-screen-transition");
    assert!(!served.get("").contains(SECRET));

    // Another key, and another secret.
    let other = PrivateKey::generate().public_key().clone();
    let served = asking(other, SECRET);
    find(&served, "31");
    served.until("HTTP 421");
    let served = asking(public, "guessed");
    find(&served, "31");
    served.until("HTTP 432");
}

/// A server that answers each request with the same, and what it was sent.
fn server(answer: String) -> (String, mpsc::Receiver<Value>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/flow", listener.local_addr().unwrap());
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut length = 0;
            loop {
                let mut line = String::new();
                reader.read_line(&mut line).unwrap();
                if let Some(text) = line.to_lowercase().strip_prefix("content-length:") {
                    length = text.trim().parse().unwrap();
                }
                if line.trim().is_empty() {
                    break;
                }
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            stream.write_all(answer.as_bytes()).unwrap();
            if send.send(serde_json::from_slice(&body).unwrap()).is_err() {
                return;
            }
        }
    });
    (url, receive)
}

fn answer(status: &str, more: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n{more}\r\n{body}"
    )
}

#[test]
fn without_a_key_all_is_plain() {
    let body = json!({ "screen": "TIME", "data": { "title": "At nine" } }).to_string();
    let (url, sent) = server(answer("200 OK", "", &body));
    let served = page(RemoteEndpoint::plain(&url).unwrap());
    find(&served, "31");
    served.until("At nine");
    let expected = json!({
        "version": "4.0", "action": "data_exchange", "screen": "DAY",
        "data": { "day": "31" }, "flow_token": "unused",
    });
    assert_eq!(sent.recv().unwrap(), expected);

    // The state in a link has the answer, and asks nobody.
    served.act(r#"{"do": "look", "look": {"theme": "dark", "size": "medium", "scale": "100", "rtl": false}}"#);
    assert!(sent.try_recv().is_err());
}

#[test]
fn an_error_notice_is_sent() {
    let body = json!({ "screen": "NONE", "data": {} }).to_string();
    let (url, sent) = server(answer("200 OK", "", &body));
    let served = page(RemoteEndpoint::plain(&url).unwrap());
    find(&served, "31");
    assert_eq!(sent.recv().unwrap()["action"], "data_exchange");
    let notice = sent.recv().unwrap();
    assert_eq!(notice["data"]["error"], "invalid-screen-transition");
    assert_eq!(notice["version"], "4.0");
    assert_eq!(notice["flow_token"], "unused");
}

#[test]
fn nothing_goes_to_another_address() {
    let (elsewhere, sent) = server(answer("200 OK", "", "{}"));
    let moved = answer(
        "307 Temporary Redirect",
        &format!("location: {elsewhere}\r\n"),
        "",
    );
    let (url, asked) = server(moved);
    let served = page(RemoteEndpoint::plain(&url).unwrap());
    find(&served, "31");
    served.until("HTTP 307");
    served.until(&format!("it redirects to `{elsewhere}`"));
    assert!(asked.try_recv().is_ok());
    assert!(sent.try_recv().is_err());
}

#[test]
fn what_goes_wrong_is_told() {
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let served =
        page(RemoteEndpoint::plain(&format!("http://me:qwerty@{free}/flow?key=qwerty")).unwrap());
    find(&served, "31");
    served.until("the endpoint cannot be reached: ");
    let shown = served.get("");
    assert!(
        !shown.contains("qwerty"),
        "what may be secret in an address"
    );

    let (url, _sent) = server(answer("200 OK", "", "<html>"));
    let served = page(RemoteEndpoint::plain(&url).unwrap());
    find(&served, "31");
    served.until("the answer cannot be read: it is no JSON");
}
