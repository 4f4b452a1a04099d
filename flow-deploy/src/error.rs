//! Why a call failed.

mod service;

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use crate::config_error::SWITCH_ON_TLS;
use crate::credentials::CredentialsError;
use crate::input::InvalidInput;
use crate::signing::SigningError;
use crate::value::FlowStatus;
use service::RequestId;
pub use service::{ServiceError, ServiceErrorKind, StatusClass};

/// Why an operation of the [`Client`](crate::Client) failed.
///
/// Every text names the operation, and the request id where there was an answer: AWS support asks
/// for it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The input breaks a constraint. Nothing was sent.
    #[error(transparent)]
    Input(#[from] InvalidInput),
    /// The request could not be signed. Nothing was sent.
    #[error("{operation} was not sent: {source}")]
    Signing {
        /// The operation, for example `CreateWhatsAppFlow`.
        operation: &'static str,
        /// Why.
        source: SigningError,
    },
    /// There are no credentials to sign with. Nothing was sent.
    #[error("{operation} was not sent: {source}")]
    Credentials {
        /// The operation.
        operation: &'static str,
        /// Why.
        source: CredentialsError,
    },
    /// The link of an asset is no URL that can be followed safely. Nothing was sent.
    #[error("the asset's download URL is not https: nothing was sent to it")]
    DownloadUrl,
    /// The link of an asset needs TLS, and the crate was built without its features `tls` and `tls-ring`. Nothing
    /// was sent.
    #[error("the asset's download URL needs TLS, which is not built in: {SWITCH_ON_TLS}")]
    NoTls,
    /// An answer was lost, and the client cannot tell whether the operation was done.
    #[error(
        "{operation} lost an answer, and it cannot be told whether {} is what it made: look before you create it again; {source}",
        Made(flow_id)
    )]
    Uncertain {
        /// The operation.
        operation: &'static str,
        /// A flow of the same name that is not the same in all, if one was found.
        flow_id: Option<String>,
        /// The error of the last attempt.
        source: Box<Error>,
    },
    /// An attempt may have taken effect, and a later one failed for another reason. It could not be found
    /// out whether the operation was done.
    #[error(
        "{operation} may have taken effect: {}; an earlier attempt: {earlier}",
        LastAttempt(source)
    )]
    InDoubt {
        /// The operation.
        operation: &'static str,
        /// The last error after which the operation may have taken effect.
        earlier: Box<Error>,
        /// The error of the last attempt, or of the question whether it was done.
        source: Box<Error>,
    },
    /// An attempt may have taken effect, and the operation must not be done twice: it was not tried
    /// again.
    #[error(
        "{source}; {operation} was not tried again, since it may have been done: wait for its events before you repeat it"
    )]
    NotRepeated {
        /// The operation.
        operation: &'static str,
        /// The error of the attempt.
        source: Box<Error>,
    },
    /// No answer came.
    #[error(transparent)]
    NoAnswer(#[from] NoAnswer),
    /// The service answered with an error.
    #[error(transparent)]
    Service(#[from] Box<ServiceError>),
    /// A redirect, which is not followed: it would carry the session token to another host.
    #[error(
        "{operation} was redirected to `{location}` (status {status}), which is not followed: check the endpoint; {}",
        RequestId(request_id)
    )]
    Redirect {
        /// The operation.
        operation: &'static str,
        /// The HTTP status, 300 to 399.
        status: u16,
        /// Where to, or empty.
        location: String,
        /// The id of the request, if the answer had one.
        request_id: Option<String>,
    },
    /// The service answered 200, and its answer could not be read. An operation that changes something
    /// has most likely taken effect.
    #[error(
        "{operation} was answered, but the answer cannot be read ({reason}){}; {}{}",
        if changes_something(operation) { ": it has most likely taken effect" } else { "" },
        RequestId(request_id),
        Beginning(body)
    )]
    Unreadable {
        /// The operation.
        operation: &'static str,
        /// The mistake in the answer, with the name of a missing member.
        reason: String,
        /// The id of the request, if the answer had one.
        request_id: Option<String>,
        /// The beginning of the answer's body.
        body: String,
    },
    /// The service answered with success, and the flow is as before: something in between answered in its
    /// place, most likely.
    #[error("{operation} was answered with success, but the flow is {status} after it")]
    WithoutEffect {
        /// The operation.
        operation: &'static str,
        /// The status of the flow.
        status: FlowStatus,
    },
    /// A list has more pages than any account can have.
    #[error(
        "{operation} gave {pages} pages and has still more: the list would never end: check the endpoint"
    )]
    EndlessList {
        /// The operation.
        operation: &'static str,
        /// The number of pages.
        pages: usize,
    },
    /// A list gave the token of a page that was asked for already: it would never end.
    #[error(
        "{operation} gave the token of the same page again: the list would never end: check the endpoint"
    )]
    RepeatedToken {
        /// The operation.
        operation: &'static str,
    },
}

impl Error {
    /// The id that the service gave the request, if an answer came and had one.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Service(error) => error.request_id.as_deref(),
            Self::Redirect { request_id, .. } | Self::Unreadable { request_id, .. } => {
                request_id.as_deref()
            }
            Self::Uncertain { source, .. } | Self::NotRepeated { source, .. } => {
                source.request_id()
            }
            Self::InDoubt {
                source, earlier, ..
            } => source.request_id().or_else(|| earlier.request_id()),
            Self::Input(_)
            | Self::Signing { .. }
            | Self::Credentials { .. }
            | Self::DownloadUrl
            | Self::NoTls
            | Self::NoAnswer(_)
            | Self::WithoutEffect { .. }
            | Self::EndlessList { .. }
            | Self::RepeatedToken { .. } => None,
        }
    }

    /// Whether the operation may have changed something all the same. A read changes nothing.
    pub fn may_have_taken_effect(&self) -> bool {
        match self {
            Self::NoAnswer(error) => error.may_have_taken_effect(),
            Self::Service(error) => {
                error.class() == StatusClass::Server && changes_something(error.operation)
            }
            Self::Unreadable { operation, .. } => changes_something(operation),
            Self::Uncertain { .. } | Self::InDoubt { .. } | Self::NotRepeated { .. } => true,
            Self::Input(_)
            | Self::Signing { .. }
            | Self::Credentials { .. }
            | Self::DownloadUrl
            | Self::NoTls
            | Self::Redirect { .. }
            | Self::WithoutEffect { .. }
            | Self::EndlessList { .. }
            | Self::RepeatedToken { .. } => false,
        }
    }

    /// The error of the service, if it answered with one.
    pub fn service(&self) -> Option<&ServiceError> {
        match self {
            Self::Service(error) => Some(error),
            Self::InDoubt { source, .. } | Self::NotRepeated { source, .. } => source.service(),
            _ => None,
        }
    }
}

/// Writes the beginning of an answer, if it is known.
struct Beginning<'a>(&'a str);

impl fmt::Display for Beginning<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            "" => Ok(()),
            body => {
                write!(f, "; the answer begins with {body:?}")?;
                if body.trim_start().starts_with('<') {
                    f.write_str(": check the endpoint, and the proxies on the way to it")?;
                }
                Ok(())
            }
        }
    }
}

/// Writes the flow that a lost answer may have been about.
struct Made<'a>(&'a Option<String>);

impl fmt::Display for Made<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(id) => write!(f, "flow {id}, which has the name,"),
            None => f.write_str("a flow of the name"),
        }
    }
}

/// Whether an operation is more than a read.
fn changes_something(operation: &str) -> bool {
    let reads = ["Get", "List", "Decrypt", DOWNLOAD];
    !reads.iter().any(|read| operation.starts_with(read))
}

/// The name of downloads in errors, as an operation has one.
pub(crate) const DOWNLOAD: &str = "the download of a flow's asset";

/// Writes a time limit: `30 s`, `0.2 s`.
pub(crate) struct Seconds(pub(crate) Duration);

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} s", self.0.as_secs_f64())
    }
}

/// Writes the error of an attempt after one that was sent.
struct LastAttempt<'a>(&'a Error);

impl fmt::Display for LastAttempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Error::Credentials { source, .. } => write!(f, "it was not tried again ({source})"),
            Error::Signing { source, .. } => write!(f, "it was not tried again ({source})"),
            error => write!(f, "the last attempt: {error}"),
        }
    }
}

/// No answer came from the service.
#[derive(Debug, thiserror::Error)]
#[error(
    "{operation} got no answer from {endpoint}: {reason}{}{}{}",
    self.effect(),
    Cause(source),
    self.advice()
)]
#[non_exhaustive]
pub struct NoAnswer {
    /// The operation.
    pub operation: &'static str,
    /// The base URL that was asked.
    pub endpoint: String,
    /// How far it came.
    pub reason: NoAnswerReason,
    /// The setting that the proxy was taken from, if there was one and no connection was made: the proxy may be
    /// what is missing.
    pub proxy: Option<&'static str>,
    /// The error of the HTTP client.
    #[source]
    pub source: Option<Box<dyn StdError + Send + Sync>>,
}

impl NoAnswer {
    /// Whether the operation may have changed something all the same. A read changes nothing.
    pub fn may_have_taken_effect(&self) -> bool {
        let was_sent = match self.reason {
            NoAnswerReason::Resolve | NoAnswerReason::Connect => false,
            NoAnswerReason::Timeout { .. }
            | NoAnswerReason::Interrupted
            | NoAnswerReason::Deadline { .. } => true,
        };
        was_sent && changes_something(self.operation)
    }

    fn effect(&self) -> &'static str {
        if self.may_have_taken_effect() {
            "; the operation may have taken effect"
        } else {
            ""
        }
    }

    fn advice(&self) -> String {
        match (self.proxy, self.reason) {
            (Some(setting), _) => format!("; a proxy is set: check {setting}"),
            (None, NoAnswerReason::Connect) => "; check the endpoint and the network".to_owned(),
            // The reason has it, or nothing is known.
            _ => String::new(),
        }
    }
}

/// Writes the innermost cause, which is the one that tells something: `Connection refused`.
struct Cause<'a>(&'a Option<Box<dyn StdError + Send + Sync>>);

impl fmt::Display for Cause<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut cause = self.0.as_ref().and_then(|error| error.source());
        while let Some(inner) = cause.and_then(StdError::source) {
            cause = Some(inner);
        }
        cause.map_or(Ok(()), |cause| write!(f, " ({cause})"))
    }
}

/// How far a request came that got no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoAnswerReason {
    /// The name of the host is not known.
    Resolve,
    /// No connection could be made.
    Connect,
    /// The answer did not come in time.
    Timeout {
        /// How long it was waited for.
        limit: Duration,
    },
    /// The connection was lost.
    Interrupted,
    /// The time for all attempts together is over.
    Deadline {
        /// How long it is.
        limit: Duration,
    },
}

impl fmt::Display for NoAnswerReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Resolve => f.write_str(
                "the host name is not known; the service is most likely not in this Region, or the network is down",
            ),
            Self::Connect => f.write_str("no connection could be made"),
            Self::Timeout { limit } => write!(f, "nothing came for {}", Seconds(*limit)),
            Self::Deadline { limit } => {
                write!(f, "all attempts together took {}", Seconds(*limit))
            }
            Self::Interrupted => f.write_str("the connection was lost"),
        }
    }
}
