//! Faults that tests inject.

use std::collections::VecDeque;
use std::time::{Duration, SystemTime};

use flow_deploy::{OperationName, ServiceErrorKind};

/// A fault of one request.
///
/// The operation is not done, unless [`after_act`](Self::after_act) is set.
///
/// | fault | effect on the client |
/// |---|---|
/// | [`none`](Self::none) | none: this request is let through |
/// | [`throttled`](Self::throttled) | 429 `ThrottledRequestException` |
/// | [`error`](Self::error) | one of the modelled errors |
/// | [`code`](Self::code) | an error that the model does not know |
/// | [`page`](Self::page) | an HTML page |
/// | [`reset`](Self::reset) | the connection is closed without an answer |
/// | [`slow`](Self::slow) | the answer comes late |
/// | [`clock_skew`](Self::clock_skew) | the service's clock is another than the client's |
///
/// ```
/// use std::time::Duration;
/// use flow_local::Fault;
///
/// let lost = Fault::reset().after_act();
/// let busy = Fault::throttled().retry_after(Duration::from_millis(50));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Fault {
    pub(crate) outcome: Outcome,
    pub(crate) after_act: bool,
    pub(crate) delay: Duration,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) message: Option<String>,
    skew: Skew,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Act,
    Error { status: u16, code: String },
    Page { status: u16 },
    Reset,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Skew {
    Ahead(Duration),
    Behind(Duration),
}

impl Fault {
    fn of(outcome: Outcome) -> Self {
        Self {
            outcome,
            after_act: false,
            delay: Duration::ZERO,
            retry_after: None,
            message: None,
            skew: Skew::Ahead(Duration::ZERO),
        }
    }

    /// No fault. It lets a request through before the next fault.
    pub fn none() -> Self {
        Self::of(Outcome::Act)
    }

    /// 429 `ThrottledRequestException`.
    pub fn throttled() -> Self {
        Self::error(ServiceErrorKind::ThrottledRequest)
    }

    /// A modelled error; 500 `InternalFailure` for [`ServiceErrorKind::Other`].
    pub fn error(kind: ServiceErrorKind) -> Self {
        Self::code(
            kind.status().unwrap_or(500),
            kind.code().unwrap_or("InternalFailure"),
        )
    }

    /// An error of any status and code, such as 400 `ExpiredTokenException`.
    pub fn code(status: u16, code: impl Into<String>) -> Self {
        let code = code.into();
        Self::of(Outcome::Error { status, code })
    }

    /// An HTML page, such as a proxy answers with. With 200 it is a success that cannot be read.
    pub fn page(status: u16) -> Self {
        Self::of(Outcome::Page { status })
    }

    /// The connection is closed without an answer.
    pub fn reset() -> Self {
        Self::of(Outcome::Reset)
    }

    /// The answer comes later by this time.
    pub fn slow(delay: Duration) -> Self {
        Self::none().delayed(delay)
    }

    /// The service's clock is ahead by these seconds; behind if negative.
    pub fn clock_skew(seconds: i64) -> Self {
        let skew = Duration::from_secs(seconds.unsigned_abs());
        Self {
            skew: if seconds < 0 {
                Skew::Behind(skew)
            } else {
                Skew::Ahead(skew)
            },
            ..Self::none()
        }
    }

    /// The operation is done first. Its answer is then lost to the fault.
    pub fn after_act(mut self) -> Self {
        self.after_act = true;
        self
    }

    /// The fault comes later by this time.
    pub fn delayed(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// The error asks the client to wait, in the header `x-amz-retry-after`.
    pub fn retry_after(mut self, wait: Duration) -> Self {
        self.retry_after = Some(wait);
        self
    }

    /// The error has this text, such as one of Meta's.
    pub fn message(mut self, text: impl Into<String>) -> Self {
        self.message = Some(text.into());
        self
    }

    /// The service's time for this request. Without the skew if that would overflow.
    pub(crate) fn time(&self, now: SystemTime) -> SystemTime {
        match self.skew {
            Skew::Ahead(skew) => now.checked_add(skew),
            Skew::Behind(skew) => now.checked_sub(skew),
        }
        .unwrap_or(now)
    }
}

/// The requests that a fault is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Target {
    /// Those of an operation.
    Operation(OperationName),
    /// Those of any operation.
    AnyOperation,
    /// Downloads of assets.
    Download,
    /// Those to AWS KMS.
    Kms,
}

impl From<OperationName> for Target {
    fn from(name: OperationName) -> Self {
        Self::Operation(name)
    }
}

/// The faults that are still to come, in the order they were given.
#[derive(Debug, Default)]
pub(crate) struct Script(VecDeque<(Target, Fault)>);

impl Script {
    pub(crate) fn add(&mut self, target: Target, faults: impl IntoIterator<Item = Fault>) {
        self.0
            .extend(faults.into_iter().map(|fault| (target, fault)));
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes the first fault for a request of this kind.
    pub(crate) fn take(&mut self, request: Target) -> Fault {
        let is_operation = matches!(request, Target::Operation(_));
        let is_meant =
            |target: &Target| *target == request || *target == Target::AnyOperation && is_operation;
        let found = self.0.iter().position(|(target, _)| is_meant(target));
        let fault = found.and_then(|at| self.0.remove(at));
        fault.map_or_else(Fault::none, |(_, fault)| fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_come_in_order_to_whom_they_are_meant_for() {
        let mut script = Script::default();
        script.add(OperationName::GetWhatsAppFlow.into(), [Fault::reset()]);
        script.add(Target::AnyOperation, [Fault::throttled(), Fault::page(503)]);
        script.add(Target::Download, [Fault::page(403)]);
        let list = OperationName::ListWhatsAppFlows.into();
        assert_eq!(script.take(list), Fault::throttled());
        let get = OperationName::GetWhatsAppFlow.into();
        assert_eq!(script.take(get), Fault::reset());
        assert_eq!(script.take(get), Fault::page(503));
        assert_eq!(script.take(get), Fault::none());
        assert_eq!(script.take(Target::Download), Fault::page(403));
        assert_eq!(script.take(Target::Download), Fault::none());
    }

    #[test]
    fn clocks() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1000);
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        assert_eq!(Fault::clock_skew(400).time(now), at(1400));
        assert_eq!(Fault::clock_skew(-400).time(now), at(600));
        assert_eq!(Fault::none().time(now), now);
    }
}
