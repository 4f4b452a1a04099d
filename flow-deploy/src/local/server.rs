//! HTTP: connections in, answers out.

use std::convert::Infallible;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::{CONTENT_TYPE, DATE};
use http::{HeaderValue, Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::GracefulShutdown;
use sha2::{Digest as _, Sha256};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::refusal::Refusal;
use super::store::Store;
use super::{Clock, Validator, operations, signature};
use crate::Credentials;
use crate::answer::{ERROR_TYPE, REQUEST_ID};

/// A larger body is refused: the largest Flow JSON is of 10 MiB, which are 13⅓ in base64.
const LARGEST_BODY: usize = 15 * 1024 * 1024;

/// A larger body is not even read to its end.
const LARGEST_READ: usize = 4 * LARGEST_BODY;

/// What all connections share.
pub(super) struct State {
    store: Mutex<Store>,
    pub(super) account_id: String,
    pub(super) credentials: Credentials,
    pub(super) region: String,
    pub(super) validator: Validator,
    clock: Clock,
    started: SystemTime,
    requests: AtomicU64,
}

impl State {
    pub(super) fn new(
        store: Store,
        account_id: String,
        credentials: Credentials,
        region: String,
        validator: Validator,
        clock: Clock,
    ) -> Self {
        Self {
            store: Mutex::new(store),
            account_id,
            credentials,
            region,
            validator,
            clock,
            started: SystemTime::now(),
            requests: AtomicU64::new(0),
        }
    }

    /// The flows. A validator that panics leaves them whole.
    pub(super) fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An id in the shape of a UUID, another for each request of each service.
    fn next_request_id(&self) -> String {
        let number = self.requests.fetch_add(1, Ordering::Relaxed);
        let seed = format!("{:?} {number}", self.started);
        let hex = signature::hex(&Sha256::digest(seed));
        let (a, b, c, d, e) = (
            &hex[..8],
            &hex[8..12],
            &hex[12..16],
            &hex[16..20],
            &hex[20..32],
        );
        format!("{a}-{b}-{c}-{d}-{e}")
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State")
            .field("account_id", &self.account_id)
            .field("credentials", &self.credentials)
            .field("region", &self.region)
            .field("flows", &self.store().flows().len())
            .finish_non_exhaustive()
    }
}

/// Serves connections until `stop` is sent or dropped, then lets those under way end.
pub(super) async fn serve(
    listener: TcpListener,
    state: Arc<State>,
    mut stop: oneshot::Receiver<()>,
) {
    let connections = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = &mut stop => break,
        };
        let Ok((stream, _)) = accepted else {
            // The process is out of file descriptors, most likely. That passes.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let state = Arc::clone(&state);
        let service = service_fn(move |request| {
            let state = Arc::clone(&state);
            async move { Ok::<_, Infallible>(respond(&state, request).await) }
        });
        let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
        // A client that goes away in the middle is no concern of the others.
        tokio::spawn(connections.watch(connection));
    }
    drop(listener);
    connections.shutdown().await;
}

async fn respond(state: &State, request: Request<Incoming>) -> Response<Full<Bytes>> {
    let outcome = answer(state, request).await;
    let (status, error, body) = match outcome {
        Ok(body) => (StatusCode::OK, None, body),
        Err(refusal) => (
            refusal.status,
            Some(refusal.code),
            serde_json::json!({ "message": refusal.message }),
        ),
    };
    let mut response = Response::new(Full::from(body.to_string()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Some(code) = error {
        headers.insert(ERROR_TYPE, HeaderValue::from_static(code));
    }
    // A date before 1970 cannot be written.
    let now = httpdate::fmt_http_date((state.clock)().max(SystemTime::UNIX_EPOCH));
    for (name, value) in [(DATE.as_str(), now), (REQUEST_ID, state.next_request_id())] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(http::HeaderName::from_static(name), value);
        }
    }
    response
}

async fn answer(state: &State, request: Request<Incoming>) -> Result<serde_json::Value, Refusal> {
    let (parts, body) = request.into_parts();
    let handler = operations::route(&parts.method, parts.uri.path()).ok_or_else(|| {
        let message = "no operation has this method and path";
        Refusal::new(StatusCode::NOT_FOUND, "UnknownOperationException", message)
    })?;
    let too_large = || {
        let message = format!("a body has {LARGEST_BODY} bytes at the most");
        let code = "RequestEntityTooLargeException";
        Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, code, message)
    };
    let body = Limited::new(body, LARGEST_READ).collect().await;
    let body = body.map_err(|_| too_large())?.to_bytes();
    if body.len() > LARGEST_BODY {
        return Err(too_large());
    }
    let now = (state.clock)();
    signature::verify(&parts, &body, &state.credentials, &state.region, now)?;
    let is_json = parts
        .headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|value| value.trim().eq_ignore_ascii_case("application/json"));
    if !is_json {
        return Err(Refusal::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "UnsupportedMediaTypeException",
            "the content type must be application/json",
        ));
    }
    handler(state, &body)
}
