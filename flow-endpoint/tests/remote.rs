//! An endpoint at an address, asked as Meta's servers ask.

use std::time::Duration;

use flow_endpoint::{
    Answer, AppSecret, Endpoint, PrivateKey, Protocol, Refusal, RemoteEndpoint, RemoteError,
    Request,
};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const SECRET: &str = "0123456789abcdef";

async fn answer(request: Request) -> Result<Answer, Refusal> {
    match request.screen.as_deref() {
        Some("OVER") => Err(Refusal::FlowToken("Book anew".to_owned())),
        Some("SLOW") => std::future::pending().await,
        _ => Ok(Answer::screen(
            "DAY",
            json!({ "signed": request.flow_token_signature.is_some() }),
        )?),
    }
}

async fn served(key: &PrivateKey) -> String {
    let protocol = Protocol::signed([AppSecret::new(SECRET)]);
    let endpoint = Endpoint::new(protocol, key.clone(), answer);
    let router = axum::Router::new().route_service("/flow", endpoint);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port is free");
    let address = listener.local_addr().expect("it listens");
    tokio::spawn(async { axum::serve(listener, router).await });
    format!("http://{address}/flow")
}

fn remote(url: &str, key: &PrivateKey) -> RemoteEndpoint {
    let remote = RemoteEndpoint::new(url, key.public_key().clone()).expect("it is a URL");
    remote.app_secret(AppSecret::new(SECRET))
}

/// Answers each connection with this, and counts them.
async fn answers_always(text: &'static str) -> (String, tokio::sync::mpsc::UnboundedReceiver<()>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port is free");
    let address = listener.local_addr().expect("it listens");
    let (count, counted) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            count.send(()).expect("the test listens");
            let mut head = [0; 4096];
            let _ = stream.read(&mut head).await;
            let _ = stream.write_all(text.as_bytes()).await;
        }
    });
    (format!("http://{address}/"), counted)
}

#[tokio::test]
async fn it_signs_encrypts_and_reads_the_answer() {
    let key = PrivateKey::generate();
    let endpoint = remote(&served(&key).await, &key);
    let ping = endpoint
        .ask(json!({ "action": "ping" }))
        .await
        .expect("it answers");
    assert_eq!(ping, json!({ "data": { "status": "active" } }));
    for (version, signed) in [("3.0", false), ("4.0", true)] {
        let endpoint = endpoint.clone().data_api_version(version);
        let init = json!({ "action": "INIT", "flow_token": "token-4711" });
        let answer = endpoint.ask(init).await.expect("it answers");
        assert_eq!(
            answer,
            json!({ "screen": "DAY", "data": { "signed": signed } })
        );
    }
    let init = json!({ "action": "INIT", "flow_token": "token-4711", "version": "4.0" });
    let answer = endpoint.ask(init).await.expect("it answers");
    assert_eq!(answer["data"]["signed"], true, "the request has a version");
}

#[tokio::test]
async fn a_phone_understands_what_goes_wrong() {
    let key = PrivateKey::generate();
    let url = served(&key).await;
    let endpoint = remote(&url, &key).patience(Duration::from_millis(200));
    let exchange =
        |screen: &str| json!({ "action": "data_exchange", "screen": screen, "data": {} });
    let over = endpoint
        .ask(exchange("OVER"))
        .await
        .expect_err("the token is over");
    let phone = flow_sim::Answer::Status(427, Some("Book anew".into()));
    assert_eq!(flow_sim::Answer::from(&over), phone);
    let slow = endpoint
        .ask(exchange("SLOW"))
        .await
        .expect_err("it is slow");
    assert!(matches!(slow, RemoteError::Timeout(_)), "{slow}");
    assert_eq!(flow_sim::Answer::from(&slow), flow_sim::Answer::Timeout);
    let other = remote(&url, &PrivateKey::generate());
    let error = other
        .ask(exchange("DAY"))
        .await
        .expect_err("the key is another");
    assert_eq!(error.to_string(), "it answers with the status 421");
    let unsigned = RemoteEndpoint::new(&url, key.public_key().clone()).expect("it is a URL");
    let error = unsigned
        .ask(exchange("DAY"))
        .await
        .expect_err("it is not signed");
    assert_eq!(error.to_string(), "it answers with the status 432");
}

#[tokio::test]
async fn it_asks_the_address_alone_and_once() {
    let key = PrivateKey::generate();
    let (elsewhere, mut visited) = answers_always("HTTP/1.1 200 OK\r\n\r\n").await;
    let redirect = format!(
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: {elsewhere}\r\nContent-Length: 0\r\n\r\n"
    );
    let (url, mut asked) = answers_always(redirect.leak()).await;
    let error = remote(&url, &key).ask(json!({ "action": "ping" })).await;
    let error = error.expect_err("it redirects").to_string();
    assert_eq!(
        error,
        format!("it redirects to `{elsewhere}` (status 307), which is not followed")
    );
    assert!(asked.try_recv().is_ok() && asked.try_recv().is_err());
    assert!(visited.try_recv().is_err());

    let (url, mut asked) = answers_always("").await;
    let error = remote(&url, &key).ask(json!({ "action": "ping" })).await;
    let error = error.expect_err("the connection is closed");
    assert!(matches!(error, RemoteError::Unreachable(_)), "{error}");
    assert!(asked.try_recv().is_ok() && asked.try_recv().is_err());
}

#[tokio::test]
async fn an_answer_that_is_not_encrypted() {
    let key = PrivateKey::generate();
    let (url, _asked) = answers_always("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}").await;
    let error = remote(&url, &key).ask(json!({ "action": "ping" })).await;
    let error = error.expect_err("it is not encrypted").to_string();
    assert_eq!(
        error,
        "the answer cannot be read: it is not encrypted as the phone expects it"
    );
}

#[test]
fn addresses_that_are_none() {
    let key = PrivateKey::generate();
    let begin = "it begins with neither `https://` nor `http://`";
    for (url, problem) in [
        ("", begin),
        ("example.com/flow", begin),
        ("ftp://example.com/", begin),
        ("javascript:1", begin),
        ("http://", "empty host"),
        ("https://example.com:port/", "invalid port number"),
    ] {
        let error = RemoteEndpoint::new(url, key.public_key().clone());
        let error = error.expect_err("it is no address").to_string();
        let expected = format!("the address of the endpoint cannot be used: {problem}");
        assert_eq!(error, expected);
    }
}

#[test]
fn nothing_secret_of_it_is_shown() {
    let key = PrivateKey::generate();
    let endpoint = remote("HTTPS://me:qwerty@example.com/flow?key=qwerty", &key);
    assert_eq!(endpoint.to_string(), "https://example.com/flow");
    let shown = "RemoteEndpoint(https://example.com/flow)";
    assert_eq!(format!("{endpoint:?}"), shown);
}

#[tokio::test]
async fn without_a_key_all_is_plain() {
    let answer = r#"{"screen":"DAY","data":{}}"#;
    let head = "HTTP/1.1 200 OK\r\nContent-Length: ";
    let whole = format!("{head}{}\r\n\r\n{answer}", answer.len());
    let (url, _asked) = answers_always(whole.leak()).await;
    let endpoint = RemoteEndpoint::plain(&url).expect("it is a URL");
    let found = endpoint.ask(json!({ "action": "INIT" })).await;
    assert_eq!(found.expect("it answers")["screen"], "DAY");

    let (url, _asked) = answers_always("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n<>").await;
    let endpoint = RemoteEndpoint::plain(&url).expect("it is a URL");
    let error = endpoint.ask(json!({ "action": "INIT" })).await;
    let error = error.expect_err("it is no JSON").to_string();
    assert_eq!(error, "the answer cannot be read: it is no JSON");
}
