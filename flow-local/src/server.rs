//! HTTP: connections in, answers out.

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;
use flow_deploy::header::{ERROR_TYPE, REQUEST_ID, RETRY_AFTER};
use flow_deploy::signing::SERVICE;
use http::header::{CONTENT_TYPE, DATE};
use http::{HeaderName, HeaderValue, Method, Request, Response, StatusCode, request};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::assumptions::Assumptions;
use crate::fault::{Fault, Outcome, Target};
use crate::fields::Fields;
use crate::kms;
use crate::links::Linked;
use crate::log::LoggedRequest;
use crate::operations::{Route, routes};
use crate::rate::Rate;
use crate::refusal::Refusal;
use crate::signature;
use crate::state::State;

/// The most bytes that are read of a body.
const LARGEST_READ: usize = 64 * 1024 * 1024;

/// Serves connections until `stop` is sent or dropped. Then waits for those under way.
pub(crate) async fn serve(
    listener: TcpListener,
    state: Arc<State>,
    mut stop: oneshot::Receiver<()>,
) {
    let connections = GracefulShutdown::new();
    let routes = Arc::new(routes());
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
        let (state, routes) = (Arc::clone(&state), Arc::clone(&routes));
        let service = service_fn(move |request| {
            let (state, routes) = (Arc::clone(&state), Arc::clone(&routes));
            async move { respond(&state, &*routes, request).await }
        });
        let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
        // The error of one connection does not end the others.
        tokio::spawn(connections.watch(connection));
    }
    drop(listener);
    connections.shutdown().await;
}

/// An answer without the headers that all answers have.
struct Answer {
    status: StatusCode,
    error_code: Option<String>,
    content_type: &'static str,
    body: Bytes,
}

impl Answer {
    fn ok(content_type: &'static str, body: impl Into<Bytes>) -> Self {
        Self {
            status: StatusCode::OK,
            error_code: None,
            content_type,
            body: body.into(),
        }
    }

    fn error(status: StatusCode, code: &str, message: &str) -> Self {
        Self {
            status,
            error_code: Some(code.to_owned()),
            content_type: "application/json",
            body: serde_json::json!({ "message": message }).to_string().into(),
        }
    }

    /// In JSON 1.1 the code of an error stands in the body, and in no header.
    fn in_json_1_1(&mut self) {
        let body = serde_json::from_slice::<serde_json::Value>(&self.body);
        if let (Some(code), Ok(mut body)) = (self.error_code.take(), body) {
            body["__type"] = code.into();
            self.body = body.to_string().into();
            self.content_type = kms::CONTENT_TYPE;
        }
    }
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        Self::error(refusal.status, refusal.code, &refusal.message)
    }
}

/// Answers a request. An error closes the connection.
async fn respond(
    state: &State,
    routes: &[Route],
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, io::Error> {
    let (parts, body) = request.into_parts();
    let is_here = |route: &&Route| route.method == parts.method && route.path == parts.uri.path();
    let route = routes.iter().find(is_here);
    let name = route.map(|route| route.name);
    let is_kms = kms::target(&parts).is_some();
    let target = match name {
        Some(name) => Some(Target::Operation(name)),
        None if is_kms => Some(Target::Kms),
        None if parts.uri.path().starts_with("/local/") => Some(Target::Download),
        None => None,
    };
    let is_throttled = |rate: &Rate| name.is_some() && !rate.takes(Instant::now());
    let fault = if state.rate.as_ref().is_some_and(is_throttled) {
        Fault::throttled()
    } else if let Some(target) = target {
        state.script().take(target)
    } else {
        Fault::none()
    };
    let now = fault.time(state.now());
    let body = Limited::new(body, LARGEST_READ).collect().await;
    let body = body
        .map(|body| body.to_bytes())
        .map_err(|_| too_large(state));

    let act = || match (&body, route) {
        (Err(refusal), _) => refusal.clone().into(),
        (Ok(body), Some(route)) => match call(state, route, &parts, body, now) {
            // The operations without output answer with an empty body.
            Ok(serde_json::Value::Null) => Answer::ok("application/json", ""),
            Ok(output) => Answer::ok("application/json", output.to_string()),
            Err(refusal) => refusal.into(),
        },
        (Ok(body), None) if is_kms => match kms::call(state, &parts, body, now) {
            Ok(output) => Answer::ok(kms::CONTENT_TYPE, output.to_string()),
            Err(refusal) => refusal.into(),
        },
        (Ok(_), None) => follow(state, &parts, now),
    };
    let acted = (fault.after_act || fault.outcome == Outcome::Act).then(act);
    tokio::time::sleep(state.latency.saturating_add(fault.delay)).await;
    let answer = match (acted, &fault.outcome) {
        (Some(answer), Outcome::Act) => Some(answer),
        (_, Outcome::Reset) => None,
        (_, Outcome::Error { status, code }) => {
            let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::BAD_GATEWAY);
            let message = fault.message.as_deref();
            let message = message.unwrap_or("this fault was asked for");
            Some(Answer::error(status, code, message))
        }
        (_, Outcome::Page { status }) => Some(Answer {
            status: StatusCode::from_u16(*status).unwrap_or(StatusCode::BAD_GATEWAY),
            error_code: None,
            content_type: "text/html",
            body: format!("<html><title>{status}</title></html>").into(),
        }),
        (None, Outcome::Act) => None,
    };

    let request_id = state.next_request_id();
    state.log().add(LoggedRequest {
        operation: name,
        method: parts.method.to_string(),
        path: parts.uri.to_string(),
        headers: parts.headers,
        body: body.unwrap_or_default(),
        request_id: request_id.clone(),
        status: answer.as_ref().map(|answer| answer.status.as_u16()),
        error_code: answer.as_ref().and_then(|answer| answer.error_code.clone()),
    });
    let mut answer =
        answer.ok_or_else(|| io::Error::other("the connection is closed on purpose"))?;
    if is_kms {
        answer.in_json_1_1();
    }
    Ok(with_headers(answer, request_id, now, &fault))
}

fn with_headers(
    answer: Answer,
    request_id: String,
    now: SystemTime,
    fault: &Fault,
) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::from(answer.body));
    *response.status_mut() = answer.status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(answer.content_type));
    // A date before 1970 cannot be written.
    let date = httpdate::fmt_http_date(now.max(SystemTime::UNIX_EPOCH));
    let retry_after = fault.retry_after.map(|wait| wait.as_millis().to_string());
    let values = [
        (DATE.as_str(), Some(date)),
        (REQUEST_ID, Some(request_id)),
        (ERROR_TYPE, answer.error_code),
        (RETRY_AFTER, retry_after),
    ];
    for (name, value) in values {
        if let Some(Ok(value)) = value.map(|value| HeaderValue::from_str(&value)) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    response
}

fn too_large(state: &State) -> Refusal {
    let largest = state.assumptions.largest_body;
    let message = format!("a body has {largest} bytes at the most");
    let code = "RequestEntityTooLargeException";
    Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, code, message)
}

/// Verifies a request, and calls the handler of its operation.
fn call(
    state: &State,
    route: &Route,
    parts: &request::Parts,
    body: &[u8],
    now: SystemTime,
) -> Result<serde_json::Value, Refusal> {
    if body.len() > state.assumptions.largest_body {
        return Err(too_large(state));
    }
    let (credentials, region) = (&state.credentials, &state.region);
    signature::verify(parts, body, credentials, region, SERVICE, now)?;
    let fields = if matches!(parts.method, Method::GET | Method::DELETE) {
        Fields::of_query(parts.uri.query().unwrap_or_default())
    } else {
        is_json(parts)?;
        Fields::of_body(body)?
    };
    (route.handler)(state, fields)
}

fn is_json(parts: &request::Parts) -> Result<(), Refusal> {
    let content_type = parts.headers.get(CONTENT_TYPE);
    let good = content_type
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|value| value.trim().eq_ignore_ascii_case("application/json"));
    if good {
        return Ok(());
    }
    Err(Refusal::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "UnsupportedMediaTypeException",
        "the content type must be application/json",
    ))
}

/// Flow JSON as a download has it.
fn served(assumptions: &Assumptions, json: Bytes) -> Bytes {
    let adds = [
        ("refresh_on_back", assumptions.adds_members),
        ("is_new_to_all", assumptions.adds_unknown_members),
    ];
    if !assumptions.normalise_json && adds.iter().all(|(_, adds)| !adds) {
        return json;
    }
    let Ok(mut value) = serde_json::from_slice::<serde_json::Value>(&json) else {
        return json;
    };
    for (member, _) in adds.into_iter().filter(|(_, adds)| *adds) {
        let screens = value
            .get_mut("screens")
            .and_then(|list| list.as_array_mut());
        let screens = screens.into_iter().flatten();
        for screen in screens.filter_map(|screen| screen.as_object_mut()) {
            let default = screen.entry(member);
            default.or_insert(serde_json::Value::Bool(false));
        }
    }
    format!("{value:#}").into()
}

/// Answers a request for a link. Any other path is unknown.
fn follow(state: &State, parts: &request::Parts, now: SystemTime) -> Answer {
    let linked = match parts.method {
        Method::GET => state.links().follow(parts.uri.path(), &parts.headers, now),
        _ => None,
    };
    match linked {
        Some(Ok(Linked::FlowJson(json))) => {
            Answer::ok("application/json", served(&state.assumptions, json))
        }
        Some(Ok(Linked::Preview(flow_id))) => {
            let json = state
                .store()
                .by_id(&flow_id)
                .and_then(|flow| flow.flow_json.clone());
            Answer::ok("application/json", json.unwrap_or_default())
        }
        Some(Err((status, text))) => Answer {
            status,
            error_code: None,
            content_type: "text/plain",
            body: text.into(),
        },
        None => Refusal::new(
            StatusCode::NOT_FOUND,
            "UnknownOperationException",
            "no operation has this method and path",
        )
        .into(),
    }
}
