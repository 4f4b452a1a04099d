//! The client with one attempt, against a server that gives one answer of any kind.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::time::{Duration, Instant};

use flow_deploy::{
    Client, Credentials, Error, NoAnswerReason, RetryPolicy, ServiceErrorKind, StatusClass,
    UpdateWhatsAppFlowAssetsInput,
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// Reads one request to its end and gives its head.
async fn read_request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(": ")?;
                name.eq_ignore_ascii_case("content-length").then_some(value)
            });
            if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
                return head.to_owned();
            }
        }
        assert_ne!(
            stream.read_buf(&mut bytes).await.unwrap(),
            0,
            "cut off: {text}"
        );
    }
}

/// A server that answers the first request with these bytes and closes the connection. The task
/// gives the request's head, and counts the connections that come after it.
async fn canned(answer: impl Into<String>) -> (String, tokio::task::JoinHandle<(String, usize)>) {
    let answer = answer.into();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let task = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let head = read_request(&mut stream).await;
        stream.write_all(answer.as_bytes()).await.unwrap();
        drop(stream);
        let mut more = 0;
        while tokio::time::timeout(Duration::from_millis(100), listener.accept())
            .await
            .is_ok()
        {
            more += 1;
        }
        (head, more)
    });
    (endpoint, task)
}

fn client(endpoint: &str) -> Client {
    Client::builder()
        .endpoint(endpoint)
        .region("eu-west-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .retry(RetryPolicy::never())
        .build()
        .unwrap()
}

/// Of an operation that is not looked after when its answer is lost.
fn input() -> UpdateWhatsAppFlowAssetsInput {
    UpdateWhatsAppFlowAssetsInput::new("waba-1", "1", "{}")
}

/// The error that the client makes of an answer, after it made one request and no more.
async fn error(answer: &str) -> Error {
    let (endpoint, server) = canned(answer).await;
    let error = client(&endpoint)
        .update_whatsapp_flow_assets(&input())
        .await
        .unwrap_err();
    let (_, more) = server.await.unwrap();
    assert_eq!(more, 0, "it was asked again");
    error
}

#[tokio::test]
async fn what_is_sent() {
    let body = r#"{"validationErrors":["e"]}"#;
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let (endpoint, server) = canned(answer).await;
    let updated = client(&endpoint)
        .update_whatsapp_flow_assets(&input())
        .await
        .unwrap();
    assert_eq!(updated.validation_errors, ["e"]);
    let (head, _) = server.await.unwrap();
    let mut lines: Vec<_> = head.lines().collect();
    assert_eq!(
        lines.remove(0),
        "POST /v1/whatsapp/flow/assets/update HTTP/1.1"
    );
    let mut names: Vec<_> = lines
        .iter()
        .map(|line| line.split(':').next().unwrap())
        .collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "accept",
            "amz-sdk-invocation-id",
            "amz-sdk-request",
            "authorization",
            "content-length",
            "content-type",
            "host",
            "user-agent",
            "x-amz-date"
        ]
    );
    assert!(lines.contains(&"content-type: application/json"));
}

#[tokio::test]
async fn a_page_of_a_proxy() {
    let page = "<html><title>503 Service Temporarily Unavailable</title></html>";
    let error = error(&format!(
        "HTTP/1.1 503 Unavailable\r\ncontent-type: text/html\r\ncontent-length: {}\r\n\r\n{page}",
        page.len()
    ))
    .await;
    let service = error.service().unwrap();
    assert_eq!(
        (service.status, service.kind),
        (503, ServiceErrorKind::Other(StatusClass::Server))
    );
    assert_eq!(
        (service.code.as_deref(), service.body.as_str()),
        (None, page)
    );
    assert!(
        error
            .to_string()
            .contains("503 Service Temporarily Unavailable"),
        "{error}"
    );
}

#[tokio::test]
async fn header_names_of_any_case() {
    let error = error(
        "HTTP/1.1 429 Too Many\r\nX-Amzn-ErrorType: ThrottledRequestException:http://x/\r\n\
         X-AMZN-RequestId: the-id\r\ncontent-length: 2\r\n\r\n{}",
    )
    .await;
    assert_eq!(
        error.service().unwrap().kind,
        ServiceErrorKind::ThrottledRequest
    );
    assert_eq!(error.request_id(), Some("the-id"));
    assert!(
        error.to_string().ends_with("; request id the-id"),
        "{error}"
    );
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let (elsewhere, server) = canned("").await;
    let error = error(&format!(
        "HTTP/1.1 307 Temporary Redirect\r\nlocation: {elsewhere}/\r\ncontent-length: 0\r\n\r\n"
    ))
    .await;
    assert!(
        matches!(&error, Error::Redirect { status: 307, .. }),
        "{error}"
    );
    assert!(error.to_string().contains(&elsewhere), "{error}");
    assert!(!server.is_finished(), "the redirect was followed");
    server.abort();
}

#[tokio::test]
async fn a_success_that_cannot_be_read() {
    for body in ["", "<html>", "[]"] {
        let answer = format!(
            "HTTP/1.1 200 OK\r\nx-amzn-requestid: the-id\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        let error = error(&answer).await;
        assert!(
            matches!(&error, Error::Unreadable { body: kept, .. } if kept == body),
            "{error}"
        );
        assert!(error.to_string().contains("request id the-id"), "{error}");
    }
}

#[tokio::test]
async fn a_lost_connection() {
    for answer in [
        "",
        "HTTP/1.1 20",
        "HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"valid",
    ] {
        let error = error(answer).await;
        let Error::NoAnswer(no_answer) = &error else {
            panic!("{error}")
        };
        assert_eq!(no_answer.reason, NoAnswerReason::Interrupted, "{error:?}");
        assert!(no_answer.may_have_taken_effect());
        assert!(
            error.to_string().contains("may have taken effect"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_server_that_does_not_answer() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let limit = Duration::from_millis(200);
    let client = Client::builder()
        .endpoint(&endpoint)
        .region("eu-west-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .slow_read_timeout(limit)
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    let silent = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        // An answer that begins and then stalls.
        let (mut second, _) = listener.accept().await.unwrap();
        read_request(&mut second).await;
        second
            .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{")
            .await
            .unwrap();
        std::future::pending::<()>().await;
    });
    for _ in 0..2 {
        let start = Instant::now();
        let error = client
            .update_whatsapp_flow_assets(&input())
            .await
            .unwrap_err();
        assert!(start.elapsed() >= limit, "{:?}", start.elapsed());
        let Error::NoAnswer(no_answer) = &error else {
            panic!("{error}")
        };
        assert_eq!(no_answer.reason, NoAnswerReason::Timeout { limit });
        assert!(
            error.to_string().contains("nothing came for 0.2 s"),
            "{error}"
        );
    }
    silent.abort();
}

#[tokio::test]
async fn nobody_there() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = client(&endpoint)
        .update_whatsapp_flow_assets(&input())
        .await
        .unwrap_err();
    let Error::NoAnswer(no_answer) = &error else {
        panic!("{error}")
    };
    assert_eq!(no_answer.reason, NoAnswerReason::Connect);
    assert!(!no_answer.may_have_taken_effect());
    let text = error.to_string().to_lowercase();
    assert!(
        text.contains(&endpoint) && text.contains("refused"),
        "{error}"
    );
}
