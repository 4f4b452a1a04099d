//! One call: its request, its attempts, and its result.

use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{HeaderName, Method};
use reqwest::Url;
use tokio::time::{Instant, sleep, timeout};
use tracing::Instrument as _;
use tracing::field::Empty;

use super::Client;
use super::settle::{Lost, Settle, Settled};
use crate::answer::Answer;
use crate::clock::Moment;
use crate::credentials::CredentialsError;
use crate::error::{Error, NoAnswer, NoAnswerReason};
use crate::header::{REQUEST_ID, RETRY_AFTER};
use crate::http_client::boxed;
use crate::input::InvalidInput;
use crate::operation::Output as _;
use crate::retry::{
    Attempts, Class, Failure, RetryPolicy, classify, is_expired_token, retry_after,
};
use crate::{Credentials, signing};

const JSON: &str = "application/json";
/// The content type of services that name the operation in a header.
const AMZ_JSON: &str = "application/x-amz-json-1.1";
const TARGET: HeaderName = HeaderName::from_static("x-amz-target");
const INVOCATION_ID: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");
const ATTEMPT: HeaderName = HeaderName::from_static("amz-sdk-request");

/// The slowest rate of an upload, in bytes a second. An upload may take the time of its size at this
/// rate, beside the time limit of the answer.
const SLOWEST_UPLOAD: u64 = 128 * 1024;

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

/// The purpose of a request: an operation, or a download.
pub(super) trait Task: Sync {
    type Output: Send;

    /// Whether it may be tried again after an attempt that may have taken effect.
    const REPEATS: bool = true;

    /// Reads the body of a 200. The error is the mistake in it.
    fn output(body: &[u8]) -> Result<Self::Output, String>;

    /// Finds out whether it was done after an answer was lost.
    fn settle(
        &self,
        client: &Client,
        lost: Lost<'_>,
    ) -> impl Future<Output = Settled<Self::Output>> + Send;
}

impl<O: Settle> Task for O {
    type Output = O::Output;

    const REPEATS: bool = O::REPEATS;

    fn output(body: &[u8]) -> Result<Self::Output, String> {
        O::Output::read(body)
    }

    fn settle(
        &self,
        client: &Client,
        lost: Lost<'_>,
    ) -> impl Future<Output = Settled<Self::Output>> + Send {
        Settle::settle(self, client, lost)
    }
}

impl Client {
    /// Calls an operation until it is done, has failed for good, or its time is over.
    pub(crate) async fn call<O: Settle>(&self, input: &O) -> Result<O::Output, Error> {
        let request = self.request(input)?;
        self.send(&request, input).await
    }

    /// The request for an input that breaks no constraint.
    fn request<O: Settle>(&self, input: &O) -> Result<Request, InvalidInput> {
        let violations = input.violations();
        let operation = O::NAME.as_str();
        if !violations.is_empty() {
            return Err(InvalidInput {
                operation,
                violations,
            });
        }
        let mut url = self.shared.endpoint.clone();
        url.set_path(&format!("{}{}", url.path().trim_end_matches('/'), O::PATH));
        let body = match O::METHOD {
            Method::GET | Method::DELETE => {
                let query = input.members().into_query();
                if !query.is_empty() {
                    let pairs = query
                        .iter()
                        .map(|(name, value)| (name.as_str(), value.as_str()));
                    url.set_query(Some(&signing::query(pairs)));
                }
                None
            }
            _ => Some(Bytes::from(input.members().into_body())),
        };
        let limits = &self.shared.limits;
        let silence = if O::SLOW {
            limits.slow_read
        } else {
            limits.read
        };
        let length = body.as_ref().map_or(0, Bytes::len);
        let upload = Duration::from_secs(length as u64 / SLOWEST_UPLOAD);
        Ok(Request {
            operation,
            method: O::METHOD,
            url,
            body,
            target: None,
            shows_answer: true,
            signed: true,
            silence: silence.saturating_add(upload),
            whole: limits
                .operation
                .saturating_add(upload.saturating_mul(self.shared.retry.attempts())),
        })
    }

    /// Sends a request as often as the policy says, within its time.
    pub(super) async fn send<T: Task>(
        &self,
        request: &Request,
        task: &T,
    ) -> Result<T::Output, Error> {
        let span = tracing::info_span!("call", operation = request.operation);
        self.attempts(request, task).instrument(span).await
    }

    /// Makes attempts until one succeeds, the policy allows no more, or the outcome is settled.
    ///
    /// These hold at the start of each turn of the loop:
    ///
    /// - `sent` is the number of requests before this one. `attempts` counts those that the policy
    ///   counts, which are all but the one that renewed the credentials.
    /// - `doubt` is the last error after which the operation may have taken effect. Once there is one,
    ///   it stays: a later refusal says nothing about an earlier attempt.
    /// - Nothing is known to have been done. A result that is known, or that cannot be known, has
    ///   ended the call.
    ///
    /// A task that does not repeat ends with its first doubt.
    ///
    /// Once there is a doubt, no request follows and no error is returned before [`Task::settle`] has
    /// looked, after the delay. So an operation that was done is neither repeated nor reported as
    /// failed. A look that fails counts as an attempt, so that an outage is not asked more often than
    /// the policy says. The look has its own time, not what is left of the call's. The one exception
    /// is a renewal of credentials: the service refuses expired credentials before it does anything,
    /// and the retry is settled like any other.
    async fn attempts<T: Task>(&self, request: &Request, task: &T) -> Result<T::Output, Error> {
        let deadline = Instant::now().checked_add(request.whole);
        let invocation_id = uuid();
        let policy = self.policy();
        let mut attempts = Attempts::new(&policy, &self.shared.tokens);
        let mut next = |failure| {
            let wait = attempts.failed(failure, fastrand::f64());
            // A call that has no time left for its turn ends with the error that it has.
            let turn = if self.adaptive {
                self.shared.pace.until_turn(Instant::now())
            } else {
                Duration::ZERO
            };
            let wait = wait.map(|wait| wait.max(turn));
            wait.filter(|wait| deadline.is_none_or(|end| Instant::now() + *wait < end))
        };
        let mut sent = 0;
        let mut doubt: Option<Error> = None;
        let mut renewed = false;
        loop {
            sent += 1;
            let attempt = self.attempt::<T>(request, &invocation_id, sent, deadline);
            let failed = match attempt.await {
                Ok(output) => {
                    attempts.succeeded();
                    return Ok(output);
                }
                Err(failed) => failed,
            };
            if let Some(refused) = &failed.credentials
                && is_expired_token(&failed.error)
                && !renewed
                && self.shared.credentials.renew(refused).await
            {
                renewed = true;
                continue;
            }
            if !T::REPEATS && failed.error.may_have_taken_effect() {
                return Err(Error::NotRepeated {
                    operation: request.operation,
                    source: Box::new(failed.error),
                });
            }
            let mut wait = next(failed.failure());
            let mut last = Some(failed.error);
            if let Some(error) = last.take_if(|error| error.may_have_taken_effect()) {
                doubt = Some(error);
            }
            loop {
                if let Some(wait) = wait {
                    let milliseconds = wait.as_millis();
                    tracing::debug!(milliseconds, "trying again after this time");
                    sleep(wait).await;
                }
                let Some(doubtful) = &doubt else { break };
                let lost = match (wait, &last) {
                    (Some(_), _) => Lost::BeforeRetry,
                    (None, Some(error)) => Lost::AtLast(error),
                    (None, None) => Lost::AtLast(doubtful),
                };
                match task.settle(&self.once(), lost).await {
                    Settled::Known(outcome) => return outcome,
                    Settled::Uncertain { flow_id } => {
                        let error = last.or(doubt).expect("a doubt is an error");
                        return Err(Error::Uncertain {
                            operation: request.operation,
                            flow_id,
                            source: Box::new(error),
                        });
                    }
                    // A refusal after an attempt that is known to have done nothing stands alone.
                    Settled::NotDone if last.is_some() => {
                        doubt = None;
                        break;
                    }
                    Settled::NotDone | Settled::Again => break,
                    Settled::Unknown(_) if wait.is_none() => break,
                    Settled::Unknown(error) => match classify(&error, false) {
                        // The look itself is refused: the operation tells more.
                        None => break,
                        Some(class) => {
                            wait = next(Some(Failure::of(class)));
                            if wait.is_none() {
                                last = Some(error);
                                break;
                            }
                        }
                    },
                }
            }
            if wait.is_none() {
                return Err(match (last, doubt) {
                    (None, None) => unreachable!("an attempt that failed has an error"),
                    (Some(error), None) | (None, Some(error)) => error,
                    (Some(last), Some(earlier)) => Error::InDoubt {
                        operation: request.operation,
                        earlier: Box::new(earlier),
                        source: Box::new(last),
                    },
                });
            }
        }
    }

    fn policy(&self) -> RetryPolicy {
        match (self.once, self.adaptive) {
            (true, _) => RetryPolicy::never(),
            (false, true) => self.shared.retry.adaptive(),
            (false, false) => self.shared.retry,
        }
    }

    /// This client, for calls of one attempt each.
    fn once(&self) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            once: true,
            adaptive: self.adaptive,
        }
    }

    /// Makes one attempt, up to the end of the call's time.
    async fn attempt<T: Task>(
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
        let client = self.shared.http.of(http.url()).map_err(|error| {
            self.no_answer(request, NoAnswerReason::Connect, Some(boxed(error)))
        })?;
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
                    reason: format!("it is longer than {LARGEST_ANSWER} bytes"),
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
        source: Option<Box<dyn StdError + Send + Sync>>,
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
struct Failed {
    error: Error,
    asked_to_wait: Option<Duration>,
    clock_was_off: bool,
    /// What it was signed with.
    credentials: Option<Credentials>,
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
    fn failure(&self) -> Option<Failure> {
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

/// A random UUID (version 4). It tells calls apart in AWS's logs; nothing rests on it.
fn uuid() -> String {
    let random = fastrand::u128(..) & !(0xf << 76) & !(0x3 << 62) | 0x4 << 76 | 0x2 << 62;
    let hex = format!("{random:032x}");
    [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ]
    .join("-")
}

#[cfg(test)]
#[path = "call/tests.rs"]
mod tests;
