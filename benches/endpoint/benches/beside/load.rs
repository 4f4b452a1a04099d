//! Connections that ask.

use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::future::try_join_all;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::Result;
use crate::peer::Server;
use crate::request::{Request, Requests};

/// A connection that stays open.
pub struct Connection(SendRequest<Full<Bytes>>);

impl Connection {
    pub async fn open(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self(sender))
    }

    /// Asks, and gives the answer, which must have the status 200.
    pub async fn ask(&mut self, request: Request) -> Result<Bytes> {
        let request = hyper::Request::post("/flow")
            .header("host", "localhost")
            .header("content-type", "application/json")
            .header("x-hub-signature-256", request.signature)
            .body(Full::new(request.body))?;
        self.0.ready().await?;
        let response = self.0.send_request(request).await?;
        if response.status() != 200 {
            return Err(format!("the status is {}", response.status()).into());
        }
        Ok(response.into_body().collect().await?.to_bytes())
    }
}

/// What a server did.
pub struct Load {
    answers: usize,
    seconds: f64,
    cpu: f64,
}

impl Load {
    pub fn rate(&self) -> f64 {
        self.answers as f64 / self.seconds
    }

    pub fn cpu_of_a_request(&self) -> f64 {
        self.cpu / self.answers as f64
    }
}

/// Asks by so many connections for that long.
pub async fn ask(
    server: &Server,
    requests: &Requests,
    at_once: usize,
    time: Duration,
) -> Result<Load> {
    let mut connections = Vec::new();
    for _ in 0..at_once {
        connections.push(Connection::open(server.port).await?);
    }
    let (cpu, start) = server.cpu()?;
    let end = Instant::now() + time;
    let asking = connections.into_iter().map(|mut connection| async move {
        let mut answers = 0;
        while Instant::now() < end {
            connection.ask(requests.next()).await?;
            answers += 1;
        }
        Ok::<usize, Box<dyn std::error::Error>>(answers)
    });
    let answers = try_join_all(asking).await?;
    let (cpu_after, stop) = server.cpu()?;
    Ok(Load {
        answers: answers.into_iter().sum(),
        seconds: (stop - start).as_secs_f64(),
        cpu: cpu_after - cpu,
    })
}

/// Opens so many connections, each with a request that was answered.
pub async fn hold(server: &Server, requests: &Requests, count: usize) -> Result<Vec<Connection>> {
    let mut connections = Vec::new();
    for _ in 0..count {
        let mut connection = Connection::open(server.port).await?;
        requests.ask_once(&mut connection).await?;
        connections.push(connection);
    }
    Ok(connections)
}
