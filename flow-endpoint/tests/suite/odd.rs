//! Requests as nobody should send them: each gets a status, and the server goes on.

use std::net::SocketAddr;
use std::time::Duration;

use flow_endpoint::{Answer, Endpoint, Message, Protocol, Refusal, Request};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::http::{serve_by_axum, serve_by_hyper};
use crate::service::{endpoint, sealed};
use crate::vectors::VECTORS;

/// What comes back for these bytes, until the server closes or is silent for a second.
async fn raw(address: SocketAddr, pieces: &[&[u8]]) -> String {
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    for piece in pieces {
        stream.write_all(piece).await.expect("it reads");
        stream.flush().await.expect("it reads");
    }
    let mut answer = Vec::new();
    let reading = stream.read_to_end(&mut answer);
    let _ = tokio::time::timeout(Duration::from_secs(2), reading).await;
    String::from_utf8(answer).expect("it is text")
}

/// The statuses in what came back.
fn statuses(answer: &str) -> Vec<u16> {
    let lines = answer.match_indices("HTTP/1.").map(|(at, _)| &answer[at..]);
    lines
        .map(|line| line[9..12].parse().expect("a status has three digits"))
        .collect()
}

/// A request with a signature that holds.
fn request(version: &str, more: &str) -> String {
    let (_, body, signature) = sealed("TIME");
    let length = body.len();
    format!(
        "POST /flow HTTP/{version}\r\nhost: x\r\nx-hub-signature-256: {signature}\r\n{more}content-length: {length}\r\n\r\n{body}"
    )
}

#[tokio::test]
async fn what_comes_over_http_in_odd_forms_gets_its_status() {
    let close = "connection: close\r\n";
    let (_, body, signature) = sealed("TIME");
    let chunked = format!(
        "POST /flow HTTP/1.1\r\nhost: x\r\nX-HUB-SIGNATURE-256: {signature}\r\ntransfer-encoding: chunked\r\n{close}\r\n"
    );
    let (first, second) = body.split_at(100);
    let parts = [
        chunked,
        format!("{:x}\r\n{first}\r\n", first.len()),
        format!("{:x};name=value\r\n{second}\r\n0\r\n\r\n", second.len()),
    ];
    let method = |name: &str| {
        format!("{name} /flow HTTP/1.1\r\nhost: x\r\n{close}content-length: 0\r\n\r\n")
    };
    let empty = format!("POST /flow HTTP/1.1\r\nhost: x\r\n{close}content-length: 0\r\n\r\n");
    let form = request(
        "1.1",
        &format!("{close}content-type: application/x-www-form-urlencoded\r\n"),
    );
    let two = request("1.1", "") + &request("1.1", close);
    let long = format!(
        "POST /flow HTTP/1.1\r\nhost: x\r\n{close}content-length: {}\r\n\r\n{}",
        (1 << 20) + 1,
        "x".repeat((1 << 20) + 1)
    );
    for address in [
        serve_by_axum(endpoint()).await,
        serve_by_hyper(endpoint()).await,
    ] {
        let one = |text: String| async move { statuses(&raw(address, &[text.as_bytes()]).await) };
        assert_eq!(one(request("1.0", "")).await, [200], "HTTP/1.0");
        let pieces = parts.each_ref().map(String::as_bytes);
        assert_eq!(statuses(&raw(address, &pieces).await), [200], "chunked");
        for name in ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"] {
            let answer = raw(address, &[method(name).as_bytes()]).await;
            assert_eq!(statuses(&answer), [405], "{name}");
            assert!(
                answer.to_lowercase().contains("allow: post"),
                "{name}: {answer}"
            );
        }
        assert_eq!(one(empty.clone()).await, [432], "nothing");
        assert_eq!(one(form.clone()).await, [200], "another type");
        assert_eq!(one(two.clone()).await, [200, 200], "one behind the other");
        assert_eq!(one(long.clone()).await, [413], "too long");
        assert_eq!(one("\u{0}\u{1}\r\n\r\n".to_owned()).await, [400], "no HTTP");
        assert_eq!(one(request("1.1", close)).await, [200], "it goes on");
    }
}

#[tokio::test]
async fn a_body_that_never_ends_is_given_up() {
    let address = serve_by_axum(endpoint().deadline(Duration::from_millis(200))).await;
    let head =
        b"POST /flow HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 99\r\n\r\n{";
    assert_eq!(statuses(&raw(address, &[head]).await), [504]);
}

/// The status for a decrypted request of that text, with what a handler found in it.
async fn decrypted(plain: &[u8]) -> (u16, Option<Value>) {
    let handler =
        |request: Request| async { Ok::<_, Refusal>(Answer::screen("SAME", request.data)?) };
    let endpoint = Endpoint::new(Protocol::unsigned(), VECTORS.key(), handler);
    let (envelope, phone) = VECTORS.key().public_key().encrypt(plain);
    let reply = endpoint.respond(None, envelope.to_json().as_bytes()).await;
    let answer = (reply.status == 200).then(|| {
        let answer = phone.open(&reply.body).expect("it is encrypted");
        serde_json::from_slice(&answer).expect("it is JSON")
    });
    (reply.status, answer)
}

#[tokio::test]
async fn decrypted_json_in_odd_forms_gets_its_status() {
    let with = |data: &str| format!(r#"{{"version":"4.0","action":"INIT","data":{data}}}"#);
    let deep = |open: &str, close: &str| with(&(open.repeat(100_000) + &close.repeat(100_000)));
    let odd =
        r#"{"__proto__":{"admin":true},"constructor":1,"":"","a":1,"a":2,"\u0000":"\ud83d\ude42"}"#;
    for (name, plain, status) in [
        ("lists in each other", deep("[", "]"), 400),
        ("objects in each other", deep(r#"{"a":"#, "}"), 400),
        ("lists that never end", with(&"[".repeat(100_000)), 400),
        ("NaN", with(r#"{"n":NaN}"#), 400),
        ("a number too large", with(r#"{"n":1e999}"#), 400),
        ("half a surrogate", with(r#"{"t":"\ud800"}"#), 400),
        ("two values", with("{}") + "{}", 400),
        (
            "two actions",
            r#"{"action":"INIT","action":"ping","version":"4.0"}"#.to_owned(),
            400,
        ),
        ("a list", "[]".to_owned(), 400),
        ("a byte order mark", format!("\u{feff}{}", with("{}")), 400),
        ("nothing", String::new(), 400),
        ("odd keys", with(odd), 200),
    ] {
        let (found, answer) = decrypted(plain.as_bytes()).await;
        assert_eq!(found, status, "{name}");
        if let Some(answer) = answer {
            // The last of two keys counts.
            let mut expected: Value = serde_json::from_str(odd).expect("it is JSON");
            assert_eq!(expected["a"].take(), json!(2));
            expected["a"] = json!(2);
            assert_eq!(answer, json!({ "screen": "SAME", "data": expected }));
        }
    }
    assert_eq!(decrypted(b"\xff\xfe{\0}\0").await.0, 400, "UTF-16");
}

#[test]
fn an_envelope_in_odd_forms_is_refused() {
    let deep = format!(
        r#"{{"more":{}{}}}"#,
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    for body in [
        deep.as_str(),
        "",
        "null",
        "[]",
        "\u{feff}{}",
        r#"{"encrypted_flow_data":1}"#,
    ] {
        let protocol = Protocol::unsigned();
        let refused = protocol.receive(None, body.as_bytes());
        let refused = refused.map(drop).expect_err("it is no envelope");
        assert_eq!(refused.status(), 400, "{:?}", body.get(..20));
    }
    let deep = format!(r#"{{"action":{}"#, "{".repeat(100_000));
    assert!(Message::parse(deep.as_bytes()).is_err());
}
