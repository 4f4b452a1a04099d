//! Requests, made before the clock runs.

use std::cell::Cell;

use bytes::Bytes;
use flow_endpoint::{AppSecret, PhoneSession, PrivateKey};
use serde_json::{Value, json};

use crate::Result;
use crate::load::Connection;

/// A request as it comes over the wire.
#[derive(Clone)]
pub struct Request {
    pub body: Bytes,
    pub signature: String,
}

/// Some requests with their own AES keys.
pub struct Requests {
    key: PrivateKey,
    made: Vec<Request>,
    next: Cell<usize>,
}

impl Requests {
    pub fn new(key: &PrivateKey) -> Self {
        Self {
            key: key.clone(),
            made: (0..256).map(|_| seal(key).0).collect(),
            next: Cell::new(0),
        }
    }

    /// The next one.
    pub fn next(&self) -> Request {
        let next = self.next.get();
        self.next.set((next + 1) % self.made.len());
        self.made[next].clone()
    }

    /// A new one, and the means to read its answer.
    pub fn sealed(&self) -> (Request, PhoneSession) {
        seal(&self.key)
    }

    /// Asks, and looks at the answer.
    pub async fn ask_once(&self, connection: &mut Connection) -> Result<()> {
        let (request, session) = self.sealed();
        let answer = connection.ask(request).await?;
        check(&answer, session)
    }

    /// The AES key of a request, encrypted, and the key that decrypts it.
    pub fn encrypted_aes_key(&self) -> (Vec<u8>, &PrivateKey) {
        let envelope = flow_endpoint::Envelope::parse(&self.made[0].body).expect("it is one");
        (envelope.encrypted_aes_key().to_vec(), &self.key)
    }
}

/// Whether an answer is the one that both endpoints give.
pub fn check(answer: &[u8], session: PhoneSession) -> Result<()> {
    let plain = session.open(std::str::from_utf8(answer)?)?;
    let answer: Value = serde_json::from_slice(&plain)?;
    let times = &answer["data"]["times"];
    if answer["screen"] != "TIME" || times[2]["title"] != "11:00" {
        return Err("the endpoint gives another answer".into());
    }
    Ok(())
}

fn seal(key: &PrivateKey) -> (Request, PhoneSession) {
    let plain = json!({
        "version": "3.0", "action": "data_exchange", "screen": "DAY",
        "flow_token": "token-4711", "data": { "day": "2027-03-08" },
    });
    let (envelope, session) = key.public_key().encrypt(plain.to_string().as_bytes());
    let body = envelope.to_json();
    let signature = AppSecret::new(endpoint_benches::APP_SECRET).sign(body.as_bytes());
    let body = body.into();
    (Request { body, signature }, session)
}
