//! Which failures are tried again, and when. Nothing here waits, or rolls dice.

mod pace;

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

pub(crate) use pace::Pace;

use crate::error::{Error, ServiceError, ServiceErrorKind, StatusClass};

const LONGEST_DELAY: Duration = Duration::from_secs(60 * 60);

/// The number and the delays of retries: the SDKs' standard mode of 2026, with one difference. Every
/// 429 counts as throttling, since its limits are Meta's.
///
/// | failure | tried again | delay before attempt *n* + 1 | cost of the retry |
/// |---|---|---|---|
/// | no answer: no connection, connection lost, silence | yes | *r* × min(20 s, 50 ms × 2ⁿ⁻¹) | 14 |
/// | status 500, 502, 503, 504; `RequestTimeout`, `RequestTimeoutException`, `PriorRequestNotComplete` | yes | the same | 14 |
/// | status 429; `ThrottlingException`, `SlowDown`, and [the other codes](https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html) of throttling | yes | *r* × min(20 s, 1 s × 2ⁿ⁻¹) | 5 |
/// | `InvalidSignatureException`, `AccessDeniedException` and the like while the clock is found to be off by over four minutes | yes, with the service's time | as for no answer | 14 |
/// | `ExpiredTokenException`, where the credentials can be had anew | once, beside the attempts | none | none |
/// | any other answer, a redirect, an answer that cannot be read | no | | |
///
/// - *r* is a random number from 0 to 1. An answer's `x-amz-retry-after` (milliseconds) is kept
///   to, but no shorter than that delay and no longer than five seconds more.
/// - There are 3 attempts at the most: [`max_attempts`](Self::max_attempts), `AWS_MAX_ATTEMPTS`.
/// - A client and its clones share 500 tokens. A retry takes its cost. Without enough tokens, it is
///   not made. A success gives back the cost of its last retry, or 1 if it had none.
/// - While an operation may have been done, the client looks before each retry. A look that fails counts
///   as an attempt, so that an outage costs no more requests than there are attempts.
/// - No attempt begins after the
///   [`operation_timeout`](crate::ClientBuilder::operation_timeout), and none outlives it. A look has a time of its own.
/// - [`adaptive`](Self::adaptive), `AWS_RETRY_MODE=adaptive`: once the service has throttled, the client and
///   its clones keep to one rate of requests, which follows what the service takes. A minute without
///   throttling ends it. A pause that the service asks for is kept by all calls, up to the
///   [`max_delay`](Self::max_delay). What it throttles is tried again until the call's time is over, without
///   tokens, and counts as no attempt. A [`Deployment`](crate::Deployment) always does so.
/// - `AWS_RETRY_MODE=legacy` is `standard`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct RetryPolicy {
    max_attempts: u32,
    base_delay: Duration,
    throttling_base_delay: Duration,
    max_delay: Duration,
    adaptive: bool,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_attempts: 3,
            base_delay: Duration::from_millis(50),
            throttling_base_delay: Duration::from_secs(1),
            max_delay: Duration::from_secs(20),
            adaptive: false,
        }
    }
}

impl Failure {
    /// A failure whose answer asked for no delay.
    pub(crate) fn of(class: Class) -> Self {
        Self {
            class,
            retry_after: None,
        }
    }
}

impl RetryPolicy {
    /// The one of the table.
    pub fn standard() -> Self {
        Self::default()
    }

    /// One attempt and no more.
    pub fn never() -> Self {
        Self::default().max_attempts(1)
    }

    /// The same with one rate of requests for all calls, while the service throttles.
    pub fn adaptive(mut self) -> Self {
        self.adaptive = true;
        self
    }

    /// Whether there is one rate of requests for all calls.
    pub(crate) fn is_adaptive(&self) -> bool {
        self.adaptive
    }

    /// How many attempts there are, with the first; at least 1.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts.max(1);
        self
    }

    /// The delay that doubles, for failures other than throttling; 50 ms by default.
    pub fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// The delay that doubles, for throttling; 1 s by default.
    pub fn throttling_base_delay(mut self, delay: Duration) -> Self {
        self.throttling_base_delay = delay;
        self
    }

    /// The longest delay; 20 s by default, and an hour at the most.
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay.min(LONGEST_DELAY);
        self
    }

    /// The longest delay, also of a pause that the service asks all calls for.
    pub(crate) fn longest_delay(&self) -> Duration {
        self.max_delay
    }

    /// How many attempts there are, with the first.
    pub(crate) fn attempts(&self) -> u32 {
        self.max_attempts
    }

    /// The pause that doubles where nothing random is needed.
    pub(crate) fn long_pause(&self) -> Duration {
        self.throttling_base_delay
    }

    /// The delay after an attempt, the first being 1.
    fn delay(&self, attempt: u32, failure: Failure, random: f64) -> Duration {
        let base = match failure.class {
            Class::Throttling => self.throttling_base_delay,
            Class::Transient | Class::Skew => self.base_delay,
        };
        let doubled = 2_u32.checked_pow(attempt - 1).unwrap_or(u32::MAX);
        let longest = base.saturating_mul(doubled).min(self.max_delay);
        let computed = longest.mul_f64(random.clamp(0.0, 1.0));
        match failure.retry_after {
            Some(asked) => asked.clamp(computed, computed + Duration::from_secs(5)),
            None => computed,
        }
    }
}

/// A failure that is worth another attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) class: Class,
    /// The delay that the answer asked for.
    pub(crate) retry_after: Option<Duration>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Transient,
    Throttling,
    Skew,
}

const TRANSIENT_CODES: &[&str] = &[
    "RequestTimeout",
    "RequestTimeoutException",
    "PriorRequestNotComplete",
];

const THROTTLING_CODES: &[&str] = &[
    "Throttling",
    "ThrottlingException",
    "ThrottledException",
    "RequestThrottledException",
    "TooManyRequestsException",
    "ProvisionedThroughputExceededException",
    "TransactionInProgressException",
    "RequestLimitExceeded",
    "BandwidthLimitExceeded",
    "LimitExceededException",
    "RequestThrottled",
    "SlowDown",
    "EC2ThrottledException",
];

/// Errors that a wrong clock may be behind.
const SKEW_CODES: &[&str] = &[
    "InvalidSignatureException",
    "SignatureDoesNotMatch",
    "AuthFailure",
    "RequestTimeTooSkewed",
    "AccessDeniedException",
];

/// Whether the error says that the credentials have ended.
pub(crate) fn is_expired_token(error: &Error) -> bool {
    let code = error.service().and_then(|error| error.code.as_deref());
    matches!(code, Some("ExpiredTokenException" | "ExpiredToken"))
}

/// The class of a failure. `None` if another attempt would fail as well.
///
/// `clock_was_off` is whether the request was signed for a time far from the service's.
pub(crate) fn classify(error: &Error, clock_was_off: bool) -> Option<Class> {
    match error {
        Error::NoAnswer(_) => Some(Class::Transient),
        Error::Service(error) => classify_service(error, clock_was_off),
        _ => None,
    }
}

fn classify_service(error: &ServiceError, clock_was_off: bool) -> Option<Class> {
    let code = error.code.as_deref().unwrap_or_default();
    if error.class() == StatusClass::Throttled || THROTTLING_CODES.contains(&code) {
        Some(Class::Throttling)
    } else if matches!(error.status, 500 | 502 | 503 | 504)
        || TRANSIENT_CODES.contains(&code)
        || matches!(
            error.kind,
            ServiceErrorKind::InternalService | ServiceErrorKind::Dependency
        )
    {
        Some(Class::Transient)
    } else if clock_was_off && SKEW_CODES.contains(&code) {
        Some(Class::Skew)
    } else {
        None
    }
}

/// The delay in `x-amz-retry-after`. `None` if the text is no number of milliseconds.
pub(crate) fn retry_after(header: Option<&str>) -> Option<Duration> {
    Some(Duration::from_millis(header?.trim().parse().ok()?))
}

/// The tokens that retries cost, so that a service in trouble is not asked ever more.
#[derive(Debug)]
pub(crate) struct TokenBucket(Mutex<u32>);

const FULL_BUCKET: u32 = 500;

impl Default for TokenBucket {
    fn default() -> Self {
        Self(Mutex::new(FULL_BUCKET))
    }
}

impl TokenBucket {
    fn take(&self, cost: u32) -> bool {
        let mut tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let enough = *tokens >= cost;
        if enough {
            *tokens -= cost;
        }
        enough
    }

    fn give(&self, count: u32) {
        let mut tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *tokens = FULL_BUCKET.min(*tokens + count);
    }

    #[cfg(test)]
    fn left(&self) -> u32 {
        *self.0.lock().unwrap()
    }
}

/// The attempts of one call. If it is dropped under way, its tokens go back.
#[derive(Debug)]
pub(crate) struct Attempts<'a> {
    policy: &'a RetryPolicy,
    bucket: &'a TokenBucket,
    /// The number of the attempt under way, the first being 1.
    number: u32,
    /// The cost of the last retry.
    taken: u32,
    ended: bool,
}

impl<'a> Attempts<'a> {
    pub(crate) fn new(policy: &'a RetryPolicy, bucket: &'a TokenBucket) -> Self {
        Self {
            policy,
            bucket,
            number: 1,
            taken: 0,
            ended: false,
        }
    }

    /// The attempt failed: how long to wait before the next one, if there is one.
    /// `random` is from 0 to 1.
    pub(crate) fn failed(&mut self, failure: Option<Failure>, random: f64) -> Option<Duration> {
        if let Some(failure) = failure
            && failure.class == Class::Throttling
            && self.policy.adaptive
            && self.policy.max_attempts > 1
        {
            // The shared rate makes the calls wait for each other.
            return Some(self.policy.delay(1, failure, random));
        }
        let next = failure.filter(|_| self.number < self.policy.max_attempts);
        let cost = match next.map(|failure| failure.class) {
            Some(Class::Throttling) => 5,
            Some(Class::Transient | Class::Skew) => 14,
            None => 0,
        };
        let (Some(failure), true) = (next, self.bucket.take(cost)) else {
            self.ended = true;
            return None;
        };
        self.taken = cost;
        let delay = self.policy.delay(self.number, failure, random);
        self.number += 1;
        Some(delay)
    }

    pub(crate) fn succeeded(&mut self) {
        self.bucket.give(self.taken.max(1));
        self.ended = true;
    }
}

impl Drop for Attempts<'_> {
    fn drop(&mut self) {
        if !self.ended {
            self.bucket.give(self.taken);
        }
    }
}

#[cfg(test)]
#[path = "retry/tests.rs"]
mod tests;
