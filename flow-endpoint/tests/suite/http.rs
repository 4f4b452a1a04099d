//! A client for HTTP on loopback, and servers.

use std::net::SocketAddr;

use bytes::Bytes;
use flow_endpoint::{Endpoint, Handler, KeySource};
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};

/// A free port of this machine.
async fn listen() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port is free");
    let address = listener.local_addr().expect("it listens");
    (listener, address)
}

/// Serves an endpoint by axum, at the path `/flow`.
pub(crate) async fn serve_by_axum<H, K>(endpoint: Endpoint<H, K>) -> SocketAddr
where
    H: Handler + 'static,
    K: KeySource + 'static,
{
    let (listener, address) = listen().await;
    let router = axum::Router::new().route_service("/flow", endpoint);
    tokio::spawn(async { axum::serve(listener, router).await });
    address
}

/// Serves an endpoint by hyper alone, at every path.
pub(crate) async fn serve_by_hyper<H, K>(endpoint: Endpoint<H, K>) -> SocketAddr
where
    H: Handler + 'static,
    K: KeySource + 'static,
{
    let (listener, address) = listen().await;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let service = TowerToHyperService::new(endpoint.clone());
            let connection = hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service);
            tokio::spawn(connection);
        }
    });
    address
}

/// Sends a request over a connection of its own.
pub(crate) async fn send(address: SocketAddr, request: Request<Full<Bytes>>) -> Response<String> {
    let stream = TcpStream::connect(address).await.expect("it listens");
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
        .await
        .expect("it speaks HTTP");
    tokio::spawn(connection);
    let (head, body) = sender
        .send_request(request)
        .await
        .expect("it answers")
        .into_parts();
    let body = body.collect().await.expect("the body is whole").to_bytes();
    let text = String::from_utf8(body.to_vec()).expect("the body is text");
    Response::from_parts(head, text)
}

/// A request as Meta's servers make it.
pub(crate) fn post(body: impl Into<Bytes>, signature: Option<&str>) -> Request<Full<Bytes>> {
    let request = Request::post("/flow")
        .header("host", "localhost")
        .header("content-type", "application/json");
    match signature {
        Some(signature) => request.header("X-Hub-Signature-256", signature),
        None => request,
    }
    .body(Full::new(body.into()))
    .expect("it is a request")
}
