//! An endpoint that is asked over HTTP.

use std::fmt;
use std::time::Duration;

use flow_endpoint::{AppSecret, PhoneSession, PublicKey};
use flow_sim::{Answer, ErrorNotice, Request};
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, Response, Url, redirect};
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::error::Error;
use crate::server::Shared;
use crate::touch::Touch;

/// How long a phone waits for an answer.
const LONGEST: Duration = Duration::from_secs(10);

/// The most bytes of an answer.
const MOST_BYTES: usize = 10 << 20;

/// An endpoint that the phone of the page asks, as WhatsApp's servers do for a phone.
///
/// Requests go to its address and nowhere else: no redirect is followed, and no proxy is used. With a
/// [`public_key`](Self::public_key) they are encrypted as those of a phone; without one they are plain JSON,
/// and so are the answers.
#[derive(Clone)]
pub struct Endpoint {
    url: Url,
    client: Client,
    key: Option<PublicKey>,
    secret: Option<AppSecret>,
}

/// The address, without a name and a password in it.
impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = self.url.clone();
        // An address that has no host, and is refused, cannot have them.
        shown.set_username("").ok();
        shown.set_password(None).ok();
        shown.set_query(None);
        f.write_str(shown.as_str())
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Endpoint({self})")
    }
}

/// An answer, and what was wrong if the endpoint could not be asked or understood.
type Answered = (Answer, Option<String>);

impl Endpoint {
    /// The endpoint at an address of `http` or `https`.
    ///
    /// # Errors
    ///
    /// It is no such address, or this system has no certificates to trust.
    pub fn new(url: &str) -> Result<Self, Error> {
        let parsed = Url::parse(url).ok();
        let parsed = parsed.filter(|url| matches!(url.scheme(), "http" | "https"));
        let url = parsed.ok_or_else(|| {
            Error::Endpoint(
                "the address of the endpoint is written `https://…` or `http://…`".to_owned(),
            )
        })?;
        Self::waiting(url, LONGEST)
    }

    fn waiting(url: Url, longest: Duration) -> Result<Self, Error> {
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .no_proxy()
            .retry(reqwest::retry::never())
            .timeout(longest)
            .build()
            .map_err(|error| {
                Error::Endpoint(format!("no endpoint can be asked: {}", causes(&error)))
            })?;
        Ok(Self {
            url,
            client,
            key: None,
            secret: None,
        })
    }

    /// Encrypts requests with a public key in PEM, and decrypts the answers.
    ///
    /// # Errors
    ///
    /// It is no such key.
    pub fn public_key(mut self, pem: &str) -> Result<Self, Error> {
        let key = PublicKey::from_pem(pem);
        self.key = Some(key.map_err(|error| Error::Endpoint(error.to_string()))?);
        Ok(self)
    }

    /// Signs requests with the secret of the app.
    #[must_use]
    pub fn app_secret(mut self, secret: &str) -> Self {
        self.secret = Some(AppSecret::new(secret));
        self
    }

    /// Asks for all that the phone waits for. It ends when the page does.
    pub(crate) async fn serve(&self, shared: &Shared) {
        let mut changes = shared.changes();
        // Nobody waits for the answer to a notice.
        let mut notices = JoinSet::new();
        loop {
            let (asked, reports) = {
                let mut session = shared.session();
                let version = session.source.as_ref();
                let version = version.and_then(|source| source.data_api_version.clone());
                let version = version.unwrap_or_else(|| "3.0".to_owned());
                let token = session.settings.flow_token.to_string();
                let asked = session.asked();
                let asked = asked.map(|(number, request)| (number, of_request(request, &version)));
                let reports = session.take_notices().into_iter();
                let reports = reports.map(|notice| of_notice(&notice, &version, &token));
                (asked, reports.collect::<Vec<_>>())
            };
            for report in reports {
                let endpoint = self.clone();
                notices.spawn(async move { endpoint.ask(&report).await });
            }
            while notices.try_join_next().is_some() {}
            let Some((number, request)) = asked else {
                if changes.changed().await.is_err() {
                    return;
                }
                continue;
            };
            tokio::select! {
                (answer, trouble) = self.ask(&request) => {
                    if let Some(touch) = Touch::answer(answer) {
                        shared.change(|session| session.answered(number, touch, trouble));
                    }
                }
                () = not_awaited(shared, &mut changes, number) => {}
            }
        }
    }

    /// Sends a request, and waits for its answer as long as a phone does.
    async fn ask(&self, request: &Value) -> Answered {
        let plain = request.to_string();
        let (body, session) = match &self.key {
            Some(key) => {
                let (envelope, session) = key.encrypt(plain.as_bytes());
                (envelope.to_json(), Some(session))
            }
            None => (plain, None),
        };
        let mut request = self.client.post(self.url.clone());
        request = request.header(CONTENT_TYPE, "application/json");
        if let Some(secret) = &self.secret {
            request = request.header("x-hub-signature-256", secret.sign(body.as_bytes()));
        }
        match request.body(body).send().await {
            Ok(response) => read(response, session).await,
            Err(error) => self.failed(&error),
        }
    }

    fn failed(&self, error: &reqwest::Error) -> Answered {
        let trouble = if error.is_timeout() {
            None
        } else {
            Some(format!("cannot ask {self}: {}", causes(error)))
        };
        (Answer::Timeout, trouble)
    }
}

/// Waits until the phone no longer waits for a request.
async fn not_awaited(shared: &Shared, changes: &mut watch::Receiver<u64>, number: u64) {
    let waits = || {
        let session = shared.session();
        session
            .asked()
            .is_some_and(|(waiting, _)| waiting == number)
    };
    while waits() {
        if changes.changed().await.is_err() {
            return;
        }
    }
}

fn of_request(request: &Request, version: &str) -> Value {
    let mut json = Value::from(&request.to_value());
    json["version"] = version.into();
    json
}

fn of_notice(notice: &ErrorNotice, version: &str, token: &str) -> Value {
    json!({
        "version": version,
        "flow_token": token,
        "action": notice.action.as_str(),
        "data": { "error": notice.error, "error_message": &*notice.message },
    })
}

/// Reads an answer.
async fn read(mut response: Response, session: Option<PhoneSession>) -> Answered {
    let status = response.status().as_u16();
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() <= MOST_BYTES => body.extend(chunk),
            Ok(Some(_)) => return unusable(&format!("is longer than {} MB", MOST_BYTES >> 20)),
            Ok(None) => break,
            Err(error) if error.is_timeout() => return (Answer::Timeout, None),
            Err(error) => {
                let trouble = format!("the answer breaks off: {}", causes(&error));
                return (Answer::Timeout, Some(trouble));
            }
        }
    }
    if status != 200 {
        // It comes with 427, and is not encrypted.
        let json: Option<Value> = serde_json::from_slice(&body).ok();
        let text = json.as_ref().and_then(|json| json["error_msg"].as_str());
        return (Answer::Status(status, text.map(Into::into)), None);
    }
    let plain = match session {
        None => Some(body),
        Some(session) => {
            let text = std::str::from_utf8(&body).ok();
            let opened = text.and_then(|text| session.open(text.trim()).ok());
            opened.map(|plain| plain.to_vec())
        }
    };
    let Some(plain) = plain else {
        return unusable("cannot be decrypted with the key of the request");
    };
    match serde_json::from_slice::<Value>(&plain) {
        Ok(json) => (json.into(), None),
        Err(error) => unusable(&format!("is no JSON: {error}")),
    }
}

/// An answer that the phone can do nothing with.
fn unusable(why: &str) -> Answered {
    (Value::Null.into(), Some(format!("the answer {why}")))
}

/// An error with all that led to it. The address is left out: it may hold a secret.
fn causes(error: &reqwest::Error) -> String {
    let mut causes = Vec::new();
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        causes.push(cause.to_string());
        next = cause.source();
    }
    if causes.is_empty() {
        "the request could not be sent".to_owned()
    } else {
        causes.join(": ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_endpoint_that_takes_too_long() {
        let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", silent.local_addr().unwrap());
        let url = Url::parse(&url).unwrap();
        let endpoint = Endpoint::waiting(url, Duration::from_millis(50)).unwrap();
        let answered = endpoint.ask(&json!({})).await;
        assert_eq!(answered, (Answer::Timeout, None));
    }
}
