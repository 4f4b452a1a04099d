//! One attempt of a call: signed for its moment, sent, and its answer read.

use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{HeaderName, Method};
use reqwest::Url;
use tokio::time::{Instant, sleep, timeout};
use tracing::Instrument as _;
use tracing::field::Empty;

use super::Client;
use super::call::Task;
use crate::answer::Answer;
use crate::clock::Moment;
use crate::credentials::CredentialsError;
use crate::error::{Error, NoAnswer, NoAnswerReason};
use crate::header::{REQUEST_ID, RETRY_AFTER};
use crate::http_client::{BoxError, boxed};
use crate::retry::{Class, Failure, classify, retry_after};
use crate::{Credentials, signing};

const JSON: &str = "application/json";
/// The content type of services that name the operation in a header.
const AMZ_JSON: &str = "application/x-amz-json-1.1";
const TARGET: HeaderName = HeaderName::from_static("x-amz-target");
const INVOCATION_ID: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");
const ATTEMPT: HeaderName = HeaderName::from_static("amz-sdk-request");

/// The longest answer that is read, in bytes. The largest Flow JSON has 10 MiB, and may come with
/// indentation.
const LARGEST_ANSWER: usize = 64 * 1024 * 1024;

/// A request before it is signed. It can be sent as often as need be.
pub(super) struct Request {
    pub(super) operation: &'static str,
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) body: Option<Bytes>,
    /// The name of the operation in a header, for services that have it there.
    pub(super) target: Option<&'static str>,
    /// Whether errors keep the beginning of an answer that cannot be read. Those of KMS hold secrets.
    pub(super) shows_answer: bool,
    /// Whether it goes to AWS. If not, it must carry nothing of AWS.
    pub(super) signed: bool,
    /// How long silence is borne.
    pub(super) silence: Duration,
    /// How long all attempts may take.
    pub(super) whole: Duration,
}

impl Client {
    /// Makes one attempt, up to the end of the call's time.
    pub(super) async fn attempt<T: Task>(
        &self,
        request: &Request,
        invocation_id: &str,
        number: u32,
        deadline: Option<Instant>,
    ) -> Result<T::Output, Failed> {
        if self.adaptive && request.signed {
            let turn = self.shared.pace.turn(Instant::now());
            let turn = deadline.map_or(turn, |end| {
                turn.min(end.saturating_duration_since(Instant::now()))
            });
            sleep(turn).await;
        }
        let begun = Instant::now();
        let _under_way = self.shared.in_flight.begin(request.operation, begun);
        let limit = request.whole;
        let left = || deadline.map_or(limit, |end| end.saturating_duration_since(Instant::now()));
        let moment = self.shared.clock.moment();
        let credentials = if request.signed {
            let current = self.shared.credentials.current(moment.time);
            let current = timeout(left(), current).await;
            let current = current.unwrap_or(Err(CredentialsError::Timeout { limit }));
            let current = current.map_err(|source| Error::Credentials {
                operation: request.operation,
                source,
            });
            Some(current.map_err(Failed::at_once)?)
        } else {
            None
        };
        let head = Head {
            invocation_id,
            number,
            credentials: credentials.as_ref(),
            moment,
        };
        let span = tracing::debug_span!("attempt", number, status = Empty, request_id = Empty);
        let exchange = self.exchange(request, &head).instrument(span);
        let answer = timeout(left(), exchange).await.unwrap_or_else(|_| {
            // The answer may still come, but the call has no time for it.
            Err(self.no_answer(request, NoAnswerReason::Deadline { limit }, None))
        });
        let (mut asked_to_wait, mut clock_was_off) = (None, false);
        let outcome = answer.and_then(|answer| {
            asked_to_wait = retry_after(answer.header(RETRY_AFTER).as_deref());
            clock_was_off = request.signed && self.shared.clock.learn(moment, &answer.headers);
            answer.read(request.operation, credentials.as_ref(), T::output)
        });
        let outcome = outcome.map_err(|error| match error {
            Error::Unreadable {
                operation,
                request_id,
                ..
            } if !request.shows_answer => Error::Unreadable {
                operation,
                reason: "it is none of this operation".to_owned(),
                request_id,
                body: String::new(),
            },
            error => error,
        });
        let outcome = outcome.map_err(|error| Failed {
            error,
            asked_to_wait,
            clock_was_off,
            credentials,
        });
        if request.signed {
            self.keep_pace(begun, &outcome);
        }
        outcome
    }

    /// Learns from an attempt how many requests the service takes. Without an answer nothing is known.
    fn keep_pace<T>(&self, begun: Instant, outcome: &Result<T, Failed>) {
        let (pace, now) = (&self.shared.pace, Instant::now());
        match outcome {
            Ok(_) => pace.taken(now),
            Err(failed) => match failed.failure() {
                Some(failure) if failure.class == Class::Throttling => {
                    let pause = failure.retry_after;
                    let longest = self.policy().longest_delay();
                    pace.throttled(begun, now, pause.map(|pause| pause.min(longest)));
                }
                _ if failed.error.service().is_some() => pace.taken(now),
                _ => {}
            },
        }
    }

    /// Sends a request once, signed for this moment, and reads the answer.
    async fn exchange(&self, request: &Request, head: &Head<'_>) -> Result<Answer, Error> {
        let http = self
            .http_request(request, head)
            .map_err(|source| Error::Signing {
                operation: request.operation,
                source,
            })?;
        let silence = request.silence;
        let lost = |error: reqwest::Error| {
            let reason = reason(&error, silence);
            self.no_answer(request, reason, Some(boxed(error)))
        };
        let late = |_| self.no_answer(request, NoAnswerReason::Timeout { limit: silence }, None);
        let client = self
            .shared
            .http
            .of(http.url())
            .map_err(|error| self.no_answer(request, NoAnswerReason::Connect, Some(error)))?;
        let sent = client.execute(http);
        let mut response = timeout(silence, sent).await.map_err(late)?.map_err(lost)?;
        let mut body = Vec::new();
        while let Some(chunk) = timeout(silence, response.chunk())
            .await
            .map_err(late)?
            .map_err(lost)?
        {
            if body.len() + chunk.len() > LARGEST_ANSWER {
                return Err(Error::Unreadable {
                    operation: request.operation,
                    reason: format!("it is longer than {} MiB", LARGEST_ANSWER >> 20),
                    request_id: None,
                    body: String::new(),
                });
            }
            body.extend_from_slice(&chunk);
        }
        let answer = Answer {
            status: response.status(),
            headers: std::mem::take(response.headers_mut()),
            body: body.into(),
        };
        let span = tracing::Span::current();
        span.record("status", answer.status.as_u16());
        if let Some(id) = answer.header(REQUEST_ID) {
            span.record("request_id", id);
        }
        tracing::debug!("answered");
        Ok(answer)
    }

    fn no_answer(
        &self,
        request: &Request,
        reason: NoAnswerReason,
        source: Option<BoxError>,
    ) -> Error {
        tracing::debug!(%reason, "no answer");
        let endpoint = if request.signed {
            self.endpoint().to_owned()
        } else {
            // The rest of a link is a secret for as long as it lives.
            request.url.origin().ascii_serialization()
        };
        let is_unconnected = matches!(reason, NoAnswerReason::Resolve | NoAnswerReason::Connect);
        let proxy = is_unconnected.then(|| self.shared.http.proxy_of(&request.url));
        Error::NoAnswer(NoAnswer {
            operation: request.operation,
            endpoint,
            reason,
            proxy: proxy.flatten(),
            source,
        })
    }

    fn http_request(
        &self,
        request: &Request,
        head: &Head<'_>,
    ) -> Result<reqwest::Request, signing::SigningError> {
        let mut http = reqwest::Request::new(request.method.clone(), request.url.clone());
        let content_type = if request.target.is_some() {
            AMZ_JSON
        } else {
            JSON
        };
        let content_type = request.body.as_ref().map(|_| (CONTENT_TYPE, content_type));
        let target = request.target.map(|target| (TARGET, target));
        let own: Vec<_> = content_type.into_iter().chain(target).collect();
        if let Some(credentials) = head.credentials {
            let parts = signing::Request {
                method: http.method().as_str(),
                url: http.url().as_str(),
                headers: &own
                    .iter()
                    .map(|(name, value)| (name.as_str(), *value))
                    .collect::<Vec<_>>(),
                body: request.body.as_deref().unwrap_or_default(),
            };
            let scope = signing::Scope {
                region: &self.shared.region,
                service: self.shared.service.name,
            };
            let signed = signing::sign(&parts, credentials, scope, head.moment.time)?;
            let headers = http.headers_mut();
            headers.extend(signed);
            let attempt = format!("attempt={}; max={}", head.number, self.policy().attempts());
            for (name, value) in [(INVOCATION_ID, head.invocation_id), (ATTEMPT, &attempt)] {
                // Both are plain ASCII.
                if let Ok(value) = HeaderValue::from_str(value) {
                    headers.insert(name, value);
                }
            }
        }
        for (name, value) in own {
            http.headers_mut()
                .insert(name, HeaderValue::from_static(value));
        }
        if let Some(body) = &request.body {
            *http.body_mut() = Some(body.clone().into());
        }
        Ok(http)
    }
}

/// The headers that differ from one attempt to the next.
struct Head<'a> {
    invocation_id: &'a str,
    number: u32,
    credentials: Option<&'a Credentials>,
    moment: Moment,
}

/// An attempt that failed.
pub(super) struct Failed {
    pub(super) error: Error,
    asked_to_wait: Option<Duration>,
    clock_was_off: bool,
    /// What it was signed with.
    pub(super) credentials: Option<Credentials>,
}

impl Failed {
    /// Before anything was sent.
    fn at_once(error: Error) -> Self {
        Self {
            error,
            asked_to_wait: None,
            clock_was_off: false,
            credentials: None,
        }
    }

    /// How it is to be tried again, if it is.
    pub(super) fn failure(&self) -> Option<Failure> {
        let class = classify(&self.error, self.clock_was_off)?;
        Some(Failure {
            retry_after: self.asked_to_wait,
            ..Failure::of(class)
        })
    }
}

fn reason(error: &reqwest::Error, limit: Duration) -> NoAnswerReason {
    if error.is_dns() {
        NoAnswerReason::Resolve
    } else if error.is_connect() {
        NoAnswerReason::Connect
    } else if error.is_timeout() {
        NoAnswerReason::Timeout { limit }
    } else {
        NoAnswerReason::Interrupted
    }
}

#[cfg(test)]
#[path = "attempt/tests.rs"]
mod tests;
