//! The endpoint as a `tower::Service`.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::{ALLOW, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use http_body::Body;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use tower_service::Service;

use crate::endpoint::{Endpoint, Reply};
use crate::handler::{Handler, KeySource};
use crate::protocol::Rejection;

type Boxed = Box<dyn std::error::Error + Send + Sync>;

/// The header with the signature of the body.
const SIGNATURE: &str = "x-hub-signature-256";

impl<H, K, B> Service<Request<B>> for Endpoint<H, K>
where
    H: Handler + 'static,
    K: KeySource + 'static,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Boxed>,
{
    type Response = Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let endpoint = self.clone();
        Box::pin(async move {
            // Phones wait for the whole, so the time in which the body comes in counts as well.
            let reply = tokio::time::timeout(endpoint.deadline, endpoint.serve(request)).await;
            Ok(response(reply.unwrap_or(Err(Rejection::Deadline))))
        })
    }
}

impl<H: Handler, K: KeySource> Endpoint<H, K> {
    async fn serve<B>(&self, request: Request<B>) -> Result<Reply, Rejection>
    where
        B: Body,
        B::Error: Into<Boxed>,
    {
        let (head, body) = request.into_parts();
        if head.method != Method::POST {
            return Err(Rejection::Method);
        }
        let body = Limited::new(body, self.body_limit);
        let body = match body.collect().await {
            Ok(body) => body.to_bytes(),
            Err(error) if error.is::<LengthLimitError>() => {
                return Err(Rejection::TooLong(self.body_limit));
            }
            Err(_) => return Err(Rejection::Body),
        };
        Ok(self.respond(signature(&head.headers), &body).await)
    }
}

/// The signature. Of two headers none is taken, since it is open which one counts.
fn signature(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(SIGNATURE).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    }
}

fn response(reply: Result<Reply, Rejection>) -> Response<Full<Bytes>> {
    let reply = reply.unwrap_or_else(|rejection| {
        tracing::warn!(reason = %rejection, "request rejected");
        Reply::from(&rejection)
    });
    let kind = if reply.status == 427 {
        "application/json"
    } else {
        "text/plain"
    };
    let mut response = Response::new(Full::from(reply.body));
    *response.status_mut() =
        StatusCode::from_u16(reply.status).expect("each rejection has a status of HTTP");
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    if reply.status == 405 {
        headers.insert(ALLOW, HeaderValue::from_static("POST"));
    }
    response
}
