//! The endpoint: protocol, keys and handler together, without HTTP.

use std::fmt;
use std::panic::AssertUnwindSafe;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant, SystemTime};

use tracing::field::{Empty, display};
use tracing::{Instrument, Span, info_span};

use crate::handler::{Handler, KeySource};
use crate::key::Keys;
use crate::message::Message;
use crate::protocol::{Protocol, Rejection, acknowledge};

/// An endpoint. It is a `tower::Service`, so that axum, hyper and Lambda serve it.
///
/// A clone serves with the same handler.
///
/// ```
/// use flow_endpoint::{Action, Answer, AppSecret, Endpoint, PrivateKey, Protocol, Request};
///
/// let protocol = Protocol::signed([AppSecret::new("0123456789abcdef")]);
/// let endpoint = Endpoint::new(protocol, PrivateKey::generate(), |request: Request| async move {
///     match request.action {
///         Action::Init => Ok(Answer::screen("DAY", serde_json::json!({ "days": [] }))?),
///         _ => Ok(Answer::end(request.flow_token.as_deref(), serde_json::json!({ "booked": true }))?),
///     }
/// });
/// ```
pub struct Endpoint<H, K = Keys> {
    core: Arc<Core<H, K>>,
    pub(crate) body_limit: usize,
    pub(crate) deadline: Duration,
}

struct Core<H, K> {
    protocol: Protocol,
    keys: K,
    handler: H,
}

/// The status and the body that go back over HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The body: base64 for 200, JSON for 427, nothing else.
    pub body: String,
}

impl<H: Handler, K: KeySource> Endpoint<H, K> {
    /// Puts an endpoint together. Bodies may have 1 MiB, and answers take 9 of the 10 seconds that the
    /// phone waits.
    pub fn new(protocol: Protocol, keys: K, handler: H) -> Self {
        Self {
            core: Arc::new(Core {
                protocol,
                keys,
                handler,
            }),
            body_limit: 1 << 20,
            deadline: Duration::from_secs(9),
        }
    }

    /// Refuses longer bodies with 413.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Gives up longer work, with 504.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Answers the body of a request with that value of `X-Hub-Signature-256`. The deadline is not
    /// held here, since that takes a clock.
    ///
    /// Its span `flow_endpoint` holds the flow's name, the action, the screen, the status and the
    /// milliseconds that it took, and nothing that a person typed. Requests do not name their flow: a handler
    /// of [`endpoint!`](crate::endpoint) does, and others can, by
    /// `tracing::Span::current().record("flow", "rooms")`. Both name it in the innermost span, so a handler that
    /// opens a span of its own around another handler has the name there, if that span has a field `flow`.
    pub async fn respond(&self, signature: Option<&str>, body: &[u8]) -> Reply {
        let span = info_span!(
            "flow_endpoint",
            flow = Empty,
            action = Empty,
            screen = Empty,
            status = Empty,
            milliseconds = Empty
        );
        let _timed = Timed {
            span: span.clone(),
            start: Instant::now(),
        };
        let work = self.core.respond(signature, body, &span);
        let result = CatchUnwind(pin!(work)).instrument(span.clone()).await;
        let reply = match result.unwrap_or(Err(Rejection::Panicked)) {
            Ok(body) => Reply { status: 200, body },
            Err(rejection) => {
                span.in_scope(|| tracing::warn!(reason = %rejection, "request rejected"));
                Reply::from(&rejection)
            }
        };
        span.record("status", reply.status);
        reply
    }
}

/// Says in the log how long a request took, also where the deadline or a lost connection ends it.
struct Timed {
    span: Span,
    start: Instant,
}

impl Drop for Timed {
    fn drop(&mut self) {
        self.span
            .record("milliseconds", self.start.elapsed().as_millis());
    }
}

impl<H: Handler, K: KeySource> Core<H, K> {
    async fn respond(
        &self,
        signature: Option<&str>,
        body: &[u8],
        span: &Span,
    ) -> Result<String, Rejection> {
        let sealed = self.protocol.receive(signature, body)?;
        let encrypted_key = sealed.encrypted_aes_key().to_vec();
        let key = self.keys.decrypt(encrypted_key).await?;
        let opened = sealed.open(key, SystemTime::now())?;
        record(span, &opened.message);
        let answer = match opened.message {
            Message::Request(request) => self.handler.answer(request).await?.to_json().to_string(),
            message => {
                let answer = acknowledge(&message);
                if let Message::ErrorNotice(notice) = message {
                    self.handler.error_notice(notice).await;
                }
                answer
            }
        };
        Ok(opened.session.seal(answer.as_bytes()))
    }
}

/// Says in the log which request it is.
fn record(span: &Span, message: &Message) {
    match message {
        Message::Ping => {
            span.record("action", "ping");
        }
        Message::ErrorNotice(notice) => {
            span.record("action", notice.action.as_str());
            let error = identifier(&notice.error);
            span.in_scope(|| tracing::warn!(error, "a phone could not use an answer"));
        }
        Message::Request(request) => {
            span.record("action", request.action.as_str());
            if let Some(screen) = &request.screen {
                span.record("screen", display(identifier(screen)));
            }
        }
    }
}

/// A name as Flow JSON or Meta gives it. Where signatures are not checked, others may write as they
/// please, and that does not reach the log.
fn identifier(text: &str) -> &str {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    if text.len() <= 80 && text.bytes().all(plain) {
        text
    } else {
        "(no identifier)"
    }
}

impl From<&Rejection> for Reply {
    fn from(rejection: &Rejection) -> Self {
        Self {
            status: rejection.status(),
            body: rejection.body(),
        }
    }
}

impl<H, K> Clone for Endpoint<H, K> {
    fn clone(&self) -> Self {
        Self {
            core: Arc::clone(&self.core),
            ..*self
        }
    }
}

impl<H, K> fmt::Debug for Endpoint<H, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint")
            .field("protocol", &self.core.protocol)
            .field("body_limit", &self.body_limit)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}

/// A future that ends in `None` where the one within panics. That one is not polled again.
struct CatchUnwind<'a, F>(Pin<&'a mut F>);

impl<F: Future> Future for CatchUnwind<'_, F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let poll = AssertUnwindSafe(|| self.0.as_mut().poll(context));
        match std::panic::catch_unwind(poll) {
            Ok(poll) => poll.map(Some),
            Err(_) => Poll::Ready(None),
        }
    }
}
