//! A service of fixed answers. Its cost is small, and the same for both clients.

use std::net::TcpListener;
use std::thread;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::header::CONTENT_TYPE;
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use tokio::runtime;

use crate::Error;

/// The account that all calls are for.
pub const ACCOUNT: &str = "waba-0123456789abcdef0123456789abcdef";

/// The number of flows in a list.
const FLOWS: usize = 20;

/// The service, on a thread of its own until the process ends.
pub struct Service {
    endpoint: String,
}

impl Service {
    /// Starts it on a loopback port that is free.
    pub fn start() -> Result<Self, Error> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let endpoint = format!("http://{}", listener.local_addr()?);
        let runtime = runtime::Builder::new_current_thread().enable_io().build()?;
        let list = Bytes::from(list());
        thread::spawn(move || runtime.block_on(serve(listener, list)));
        Ok(Self { endpoint })
    }

    /// Its base URL.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }
}

async fn serve(listener: TcpListener, list: Bytes) -> Result<(), Error> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let list = list.clone();
        let service = service_fn(move |request| answer(request, list.clone()));
        let connection = hyper::server::conn::http1::Builder::new()
            .serve_connection(TokioIo::new(stream), service);
        // A connection that the client breaks off ends with an error, which does not matter.
        tokio::spawn(connection);
    }
}

async fn answer(
    request: Request<Incoming>,
    list: Bytes,
) -> Result<Response<Full<Bytes>>, hyper::Error> {
    let answer = match *request.method() {
        Method::GET => list,
        _ => Bytes::from_static(br#"{"validationErrors":[]}"#),
    };
    let mut body = request.into_body();
    while let Some(frame) = body.frame().await {
        drop(frame?);
    }
    let response = Response::builder()
        .header(CONTENT_TYPE, "application/json")
        .header("x-amzn-requestid", "9b3c1d5e-0f4a-4a57-9c44-8d2f0c6f3a11")
        .body(Full::new(answer));
    Ok(response.expect("the status and the headers are valid constants"))
}

/// The answer to `ListWhatsAppFlows`.
fn list() -> String {
    let flows: Vec<_> = (0..FLOWS)
        .map(|number| {
            format!(
                r#"{{"flowId":"{}","flowName":"flow {number}","flowStatus":"PUBLISHED","flowCategories":["SURVEY"],"validationErrors":[]}}"#,
                1_234_567_890_123_000 + number
            )
        })
        .collect();
    format!(r#"{{"flows":[{}]}}"#, flows.join(","))
}
