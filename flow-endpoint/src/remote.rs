//! An endpoint at an address, seen from the side of the phone.

use std::error::Error;
use std::fmt;
use std::time::{Duration, SystemTime};

use reqwest::header::{CONTENT_TYPE, LOCATION};
use reqwest::{StatusCode, Url};
use serde_json::Value;

use crate::endpoint::Reply;
use crate::phone::PublicKey;
use crate::secret::AppSecret;

/// An endpoint at an address, for tools and tests. It is asked as Meta's servers ask: encrypted, signed,
/// by POST, and with the patience of a phone.
///
/// Requests go to this address and nowhere else: redirects are not followed, and no proxy is used. None is
/// sent twice. Answers may have 10 MiB.
///
/// `Display` and `Debug` write the address without a name, a password and a query.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use flow_endpoint::{AppSecret, PublicKey, RemoteEndpoint};
///
/// let key = PublicKey::from_pem(&std::fs::read_to_string("public.pem")?)?;
/// let endpoint = RemoteEndpoint::new("https://example.com/flow", key)?
///     .app_secret(AppSecret::new(&std::env::var("APP_SECRET")?));
/// let answer = endpoint.ask(serde_json::json!({ "action": "ping" })).await?;
/// assert_eq!(answer["data"]["status"], "active");
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct RemoteEndpoint {
    http: reqwest::Client,
    url: Url,
    key: Option<PublicKey>,
    secret: Option<AppSecret>,
    version: String,
    patience: Duration,
}

/// The longest answer that is read, in bytes.
const LONGEST_ANSWER: usize = 10 << 20;

impl RemoteEndpoint {
    /// An endpoint, and the public key that Meta has for it. Requests are not signed, their version is
    /// 3.0, and an answer may take the 10 seconds that a phone waits.
    ///
    /// # Errors
    ///
    /// The address is no URL that begins with `https://` or `http://`, or TLS cannot be set up.
    pub fn new(url: &str, key: PublicKey) -> Result<Self, RemoteError> {
        Self::at(url, Some(key))
    }

    /// An endpoint that is written without encryption so far: requests and answers are plain JSON. Meta asks
    /// none so.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    pub fn plain(url: &str) -> Result<Self, RemoteError> {
        Self::at(url, None)
    }

    fn at(url: &str, key: Option<PublicKey>) -> Result<Self, RemoteError> {
        let begins_with = |scheme: &str| {
            let start = url.get(..scheme.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        };
        if !begins_with("https://") && !begins_with("http://") {
            let problem = "it begins with neither `https://` nor `http://`";
            return Err(RemoteError::Url(problem.to_owned()));
        }
        let url = Url::parse(url).map_err(|error| RemoteError::Url(error.to_string()))?;
        let http = reqwest::Client::builder()
            .user_agent("flow-endpoint")
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .build()
            .map_err(|error| RemoteError::Unreachable(error.without_url().into()))?;
        Ok(Self {
            http,
            url,
            key,
            secret: None,
            version: "3.0".to_owned(),
            patience: Duration::from_secs(10),
        })
    }

    /// Signs requests with this secret, and from Data API 4.0 on their flow tokens.
    #[must_use]
    pub fn app_secret(mut self, secret: AppSecret) -> Self {
        self.secret = Some(secret);
        self
    }

    /// The `data_api_version` of the flow, for requests that do not name theirs.
    #[must_use]
    pub fn data_api_version(mut self, version: &str) -> Self {
        version.clone_into(&mut self.version);
        self
    }

    /// Waits this long for an answer.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Sends a request, and gives the decrypted answer.
    ///
    /// `version` is added to the request, and `flow_token_signature` from Data API 4.0 on, unless they are
    /// there.
    ///
    /// # Errors
    ///
    /// No answer came, or one that a phone could not use.
    pub async fn ask(&self, mut request: Value) -> Result<Value, RemoteError> {
        self.complete(&mut request);
        let plain = request.to_string();
        let (body, session) = match &self.key {
            Some(key) => {
                let (envelope, session) = key.encrypt(plain.as_bytes());
                (envelope.to_json(), Some(session))
            }
            None => (plain, None),
        };
        let signature = self
            .secret
            .as_ref()
            .map(|secret| secret.sign(body.as_bytes()));
        let reply = self.send(body, signature.as_deref()).await?;
        if reply.status != 200 {
            return Err(RemoteError::refused(&reply));
        }
        let Some(session) = session else {
            return serde_json::from_str(&reply.body)
                .map_err(|_| RemoteError::Unreadable("it is no JSON"));
        };
        let plain = session
            .open(reply.body.trim())
            .map_err(|_| RemoteError::Unreadable("it is not encrypted as the phone expects it"))?;
        serde_json::from_slice(&plain)
            .map_err(|_| RemoteError::Unreadable("what is encrypted in it is no JSON"))
    }

    fn complete(&self, request: &mut Value) {
        let Some(request) = request.as_object_mut() else {
            return;
        };
        let version = request
            .entry("version")
            .or_insert_with(|| self.version.as_str().into());
        let has_signed_tokens = *version != "3.0";
        let token = request.get("flow_token").and_then(Value::as_str);
        if let (Some(token), Some(secret), true) = (token, &self.secret, has_signed_tokens) {
            let signature = secret.sign_flow_token(token, SystemTime::now());
            request
                .entry("flow_token_signature")
                .or_insert_with(|| signature.into());
        }
    }

    /// Sends a body as it is, with that value of `X-Hub-Signature-256`: to try what goes wrong.
    ///
    /// # Errors
    ///
    /// No answer came, or a redirect, or one that is too long.
    pub async fn send(&self, body: String, signature: Option<&str>) -> Result<Reply, RemoteError> {
        match tokio::time::timeout(self.patience, self.exchange(body, signature)).await {
            Ok(reply) => reply,
            Err(_) => Err(RemoteError::Timeout(self.patience)),
        }
    }

    async fn exchange(&self, body: String, signature: Option<&str>) -> Result<Reply, RemoteError> {
        let request = self.http.post(self.url.clone()).body(body);
        let request = request.header(CONTENT_TYPE, "application/json");
        let request = match signature {
            Some(signature) => request.header("X-Hub-Signature-256", signature),
            None => request,
        };
        let lost = |error: reqwest::Error| RemoteError::Unreachable(error.without_url().into());
        let mut response = request.send().await.map_err(lost)?;
        let status = response.status();
        if status.is_redirection() && status != StatusCode::NOT_MODIFIED {
            let location = response.headers().get(LOCATION);
            return Err(RemoteError::Redirect {
                status: status.as_u16(),
                location: location
                    .map(|location| String::from_utf8_lossy(location.as_bytes()).into_owned()),
            });
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(lost)? {
            if body.len() + chunk.len() > LONGEST_ANSWER {
                return Err(RemoteError::TooLong);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Reply {
            status: status.as_u16(),
            body: String::from_utf8_lossy(&body).into_owned(),
        })
    }
}

/// The address. What may be secret in it is left out.
impl fmt::Display for RemoteEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = self.url.clone();
        const HAS_HOST: &str = "an address of http has a host";
        shown.set_username("").expect(HAS_HOST);
        shown.set_password(None).expect(HAS_HOST);
        shown.set_query(None);
        f.write_str(shown.as_str())
    }
}

impl fmt::Debug for RemoteEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RemoteEndpoint({self})")
    }
}

/// Why an endpoint at an address gave no answer that a phone can use.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RemoteError {
    /// The address is none.
    #[error("the address of the endpoint cannot be used: {0}")]
    Url(String),
    /// No connection could be made, or it was lost.
    #[error("the endpoint cannot be reached{}", Causes(&**.0))]
    Unreachable(#[source] Box<dyn Error + Send + Sync>),
    /// It took too long.
    #[error("no answer came within {0:?}: a phone waits for 10 seconds")]
    Timeout(Duration),
    /// It redirects.
    #[error(
        "it redirects{} (status {status}), which is not followed",
        location.as_ref().map(|to| format!(" to `{to}`")).unwrap_or_default()
    )]
    Redirect {
        /// The status, 300 to 399.
        status: u16,
        /// Where to, if it says so.
        location: Option<String>,
    },
    /// The answer is longer than 10 MiB.
    #[error("the answer is longer than {} MiB", LONGEST_ANSWER >> 20)]
    TooLong,
    /// It answers with another status than 200.
    #[error("it answers with the status {status}")]
    Status {
        /// The status.
        status: u16,
        /// The text for the person, which comes with 427.
        error_msg: Option<String>,
    },
    /// The answer cannot be decrypted or read.
    #[error("the answer cannot be read: {0}")]
    Unreadable(&'static str),
}

impl RemoteError {
    fn refused(reply: &Reply) -> Self {
        let body: Option<Value> = serde_json::from_str(&reply.body).ok();
        let text = body.as_ref().and_then(|body| body["error_msg"].as_str());
        Self::Status {
            status: reply.status,
            error_msg: text.map(str::to_owned),
        }
    }
}

/// Writes the innermost cause, which is the one that tells something: `Connection refused`.
struct Causes<'a>(&'a (dyn Error + Send + Sync));

impl fmt::Display for Causes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut cause: &dyn Error = self.0;
        while let Some(inner) = cause.source() {
            cause = inner;
        }
        write!(f, ": {cause}")
    }
}
