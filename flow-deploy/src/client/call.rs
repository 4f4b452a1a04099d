//! One call: its request, its attempts, and its result.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Method;
use tokio::time::{Instant, sleep};
use tracing::Instrument as _;

use super::Client;
use super::attempt::Request;
use super::settle::{Lost, Settle, Settled};
use crate::error::Error;
use crate::input::InvalidInput;
use crate::operation::Output as _;
use crate::retry::{Attempts, Failure, RetryPolicy, classify, is_expired_token};
use crate::signing;

/// The slowest rate of an upload, in bytes a second. An upload may take the time of its size at this
/// rate, beside the time limit of the answer.
const SLOWEST_UPLOAD: u64 = 128 * 1024;

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
    pub(super) fn request<O: Settle>(&self, input: &O) -> Result<Request, InvalidInput> {
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

    pub(super) fn policy(&self) -> RetryPolicy {
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
mod tests {
    use super::*;
    use crate::{Credentials, ListWhatsAppFlowsInput, UpdateWhatsAppFlowAssetsInput};

    #[test]
    fn uploads_have_the_time_that_their_size_needs() {
        let credentials = Credentials::new("AKID", "secret");
        let client = Client::builder()
            .credentials(credentials)
            .region("eu-west-1")
            .build()
            .unwrap();
        let seconds = Duration::from_secs;
        let read = client
            .request(&ListWhatsAppFlowsInput::new("waba-1"))
            .unwrap();
        assert_eq!((read.silence, read.whole), (seconds(30), seconds(180)));
        let mut input = UpdateWhatsAppFlowAssetsInput::new("waba-1", "1", "{}");
        let small = client.request(&input).unwrap();
        assert_eq!((small.silence, small.whole), (seconds(60), seconds(180)));
        input.flow_json = vec![b' '; crate::MAX_FLOW_JSON_BYTES];
        let large = client.request(&input).unwrap();
        assert_eq!(
            (large.silence, large.whole),
            (seconds(60 + 106), seconds(180 + 3 * 106))
        );
    }

    #[test]
    fn uuids() {
        let ids: std::collections::HashSet<_> = (0..100).map(|_| uuid()).collect();
        assert_eq!(ids.len(), 100);
        for id in ids {
            let parts: Vec<_> = id.split('-').map(str::len).collect();
            assert_eq!(parts, [8, 4, 4, 4, 12], "{id}");
            assert!(
                id[14..].starts_with('4') && "89ab".contains(&id[19..20]),
                "{id}"
            );
        }
    }
}
