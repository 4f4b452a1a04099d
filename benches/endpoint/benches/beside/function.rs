//! A function as AWS Lambda starts it: with the [runtime API][api] at an address, of which it asks for events.
//!
//! [api]: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html

use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::Result;
use crate::peer::Peer;
use crate::request::{self, Requests};

/// How long a function takes from the start of its process to its first answer.
pub async fn first_answer(peer: &Peer, requests: &Requests) -> Result<Duration> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let (request, session) = requests.sealed();
    let (told, mut tells) = unbounded_channel();
    let api = Api {
        event: event(&request).to_string().into(),
        is_given: AtomicBool::new(false),
        told,
    };
    let address = listener.local_addr()?.to_string();
    let serving = tokio::spawn(serve(listener, Arc::new(api)));
    let start = Instant::now();
    let mut child = peer.function(&address).stdout(Stdio::null()).spawn()?;
    let (path, body) = tells.recv().await.expect("the service runs");
    let time = start.elapsed();
    child.kill()?;
    child.wait()?;
    serving.abort();
    if !path.ends_with("/response") {
        let said = String::from_utf8_lossy(&body);
        return Err(format!("the function fails at {path}: {said}").into());
    }
    let response: Value = serde_json::from_slice(&body)?;
    let answer = response["body"]
        .as_str()
        .ok_or("the function gives no body")?;
    request::check(answer.as_bytes(), session)?;
    Ok(time)
}

/// What Lambda gives a function, and what the function tells.
struct Api {
    event: Bytes,
    is_given: AtomicBool,
    told: UnboundedSender<(String, Bytes)>,
}

async fn serve(listener: TcpListener, api: Arc<Api>) {
    while let Ok((stream, _)) = listener.accept().await {
        let api = Arc::clone(&api);
        let service = service_fn(move |request| respond(Arc::clone(&api), request));
        tokio::spawn(Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

async fn respond(
    api: Arc<Api>,
    request: Request<Incoming>,
) -> hyper::Result<Response<Full<Bytes>>> {
    if request.method() == Method::GET {
        // There is one event. Lambda lets a function wait for the next.
        if api.is_given.swap(true, Ordering::Relaxed) {
            std::future::pending::<()>().await;
        }
        let mut response = Response::new(Full::new(api.event.clone()));
        let headers = response.headers_mut();
        for (name, value) in [
            (
                "lambda-runtime-aws-request-id",
                "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
            ),
            ("lambda-runtime-deadline-ms", "4102444800000"),
            (
                "lambda-runtime-invoked-function-arn",
                "arn:aws:lambda:eu-west-1:123456789012:function:flow",
            ),
            ("content-type", "application/json"),
        ] {
            headers.insert(name, value.parse().expect("it is a header"));
        }
        return Ok(response);
    }
    let path = request.uri().path().to_owned();
    let body = request.into_body().collect().await?.to_bytes();
    // The first that it tells counts, and nobody listens to more.
    api.told.send((path, body)).ok();
    let mut response = Response::new(Full::from(r#"{"status":"OK"}"#));
    *response.status_mut() = StatusCode::ACCEPTED;
    Ok(response)
}

/// The event of a function URL.
fn event(request: &request::Request) -> Value {
    json!({
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": "/flow",
        "rawQueryString": "",
        "headers": {
            "content-type": "application/json",
            "host": "abcdefg.lambda-url.eu-west-1.on.aws",
            "x-hub-signature-256": request.signature,
        },
        "requestContext": {
            "accountId": "anonymous",
            "apiId": "abcdefg",
            "domainName": "abcdefg.lambda-url.eu-west-1.on.aws",
            "domainPrefix": "abcdefg",
            "http": {
                "method": "POST",
                "path": "/flow",
                "protocol": "HTTP/1.1",
                "sourceIp": "192.0.2.1",
                "userAgent": "facebookexternalua",
            },
            "requestId": "id",
            "routeKey": "$default",
            "stage": "$default",
            "time": "01/Mar/2027:08:00:00 +0000",
            "timeEpoch": 1_803_888_000_000_u64,
        },
        "body": String::from_utf8_lossy(&request.body),
        "isBase64Encoded": false,
    })
}
