//! Why a call failed.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use crate::config_error::SWITCH_ON_TLS;
use crate::credentials::CredentialsError;
use crate::input::{InvalidInput, write_list};
use crate::signing::SigningError;

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
    /// The link of an asset needs TLS, and the crate was built without its feature `tls`. Nothing
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
    /// The service answered 200, and its answer could not be read. The operation has most likely
    /// taken effect.
    #[error(
        "{operation} was answered, but the answer cannot be read ({reason}): it has most likely taken effect; {}; the answer begins with {body:?}",
        RequestId(request_id)
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
    /// A list gave the token of a page that was asked for already: it would never end.
    #[error("{operation} gave the token of the same page again: the list would never end")]
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
            Self::Uncertain { source, .. } => source.request_id(),
            Self::Input(_)
            | Self::Signing { .. }
            | Self::Credentials { .. }
            | Self::DownloadUrl
            | Self::NoTls
            | Self::NoAnswer(_)
            | Self::RepeatedToken { .. } => None,
        }
    }

    /// Whether the operation may have taken effect all the same.
    pub fn may_have_taken_effect(&self) -> bool {
        match self {
            Self::NoAnswer(error) => error.may_have_taken_effect(),
            Self::Service(error) => error.class() == StatusClass::Server,
            Self::Unreadable { .. } | Self::Uncertain { .. } => true,
            Self::Input(_)
            | Self::Signing { .. }
            | Self::Credentials { .. }
            | Self::DownloadUrl
            | Self::NoTls
            | Self::Redirect { .. }
            | Self::RepeatedToken { .. } => false,
        }
    }

    /// The error of the service, if it answered with one.
    pub fn service(&self) -> Option<&ServiceError> {
        match self {
            Self::Service(error) => Some(error),
            _ => None,
        }
    }
}

/// Writes the request id, or that there was none.
struct RequestId<'a>(&'a Option<String>);

impl fmt::Display for RequestId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(id) => write!(f, "request id {id}"),
            None => f.write_str("no request id"),
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

/// No answer came from the service.
#[derive(Debug, thiserror::Error)]
#[error("{operation} got no answer from {endpoint}: {reason}{}", Cause(source))]
#[non_exhaustive]
pub struct NoAnswer {
    /// The operation.
    pub operation: &'static str,
    /// The base URL that was asked.
    pub endpoint: String,
    /// How far it came.
    pub reason: NoAnswerReason,
    /// The error of the HTTP client.
    #[source]
    pub source: Option<Box<dyn StdError + Send + Sync>>,
}

impl NoAnswer {
    /// Whether the operation may have taken effect all the same.
    pub fn may_have_taken_effect(&self) -> bool {
        match self.reason {
            NoAnswerReason::Resolve | NoAnswerReason::Connect => false,
            NoAnswerReason::Timeout { .. }
            | NoAnswerReason::Interrupted
            | NoAnswerReason::Deadline { .. } => true,
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
            Self::Timeout { limit } => write!(
                f,
                "nothing came for {limit:?}; the operation may have taken effect"
            ),
            Self::Deadline { limit } => write!(
                f,
                "all attempts together took {limit:?}; the operation may have taken effect"
            ),
            Self::Interrupted => {
                f.write_str("the connection was lost; the operation may have taken effect")
            }
        }
    }
}

/// An error that the service answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceError {
    /// The operation.
    pub operation: &'static str,
    /// Which error it is.
    pub kind: ServiceErrorKind,
    /// The HTTP status.
    pub status: u16,
    /// The error's code as the service wrote it, without a namespace. `None` where the answer had
    /// none, as a page of a proxy has none.
    pub code: Option<String>,
    /// The service's message for people.
    pub message: Option<String>,
    /// The id of the request. `None` where something before the service answered.
    pub request_id: Option<String>,
    /// Meta's validation errors, should an error come with some.
    pub validation_errors: Vec<String>,
    /// The beginning of the answer's body as it came.
    pub body: String,
}

impl ServiceError {
    /// The class of the error by its status.
    pub fn class(&self) -> StatusClass {
        StatusClass::of(self.status)
    }

    /// Advice for the most likely cause, if there is one.
    fn advice(&self) -> Option<&'static str> {
        match (self.kind, self.code.as_deref()) {
            (ServiceErrorKind::ResourceNotFound, _) => {
                Some("an account is linked to one Region: check the Region and the ids")
            }
            (ServiceErrorKind::AccessDenied, _) => {
                Some("check the IAM policy, and the clock of this machine")
            }
            (ServiceErrorKind::AccessDeniedByMeta, _) => Some("check the account's rights at Meta"),
            (_, Some("InvalidSignatureException")) => {
                Some("check the secret key, and the clock of this machine")
            }
            (_, Some("UnrecognizedClientException")) => {
                Some("check the access key and the session token")
            }
            (_, Some("ExpiredTokenException")) => Some("get new credentials"),
            _ => None,
        }
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.code.as_deref().unwrap_or("no error code");
        write!(
            f,
            "{} failed: {code} (status {})",
            self.operation, self.status
        )?;
        match &self.message {
            Some(message) => write!(f, ": {message}")?,
            None if self.body.is_empty() => f.write_str(" with an empty answer")?,
            None => write!(f, ": the answer begins with {:?}", self.body)?,
        }
        if !self.validation_errors.is_empty() {
            f.write_str("; validation errors: ")?;
            write_list(f, &self.validation_errors)?;
        }
        if let Some(advice) = self.advice() {
            write!(f, "; {advice}")?;
        }
        write!(f, "; {}", RequestId(&self.request_id))
    }
}

impl std::error::Error for ServiceError {}

macro_rules! modelled {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $status:literal;)*) => {
        /// Which error the service answered with.
        ///
        /// Do not decide by it that a name is taken or that a flow is published already: which
        /// error AWS gives for these is not documented. Ask the service instead.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ServiceErrorKind {
            $($(#[$doc])* $variant,)*
            /// An error that the service's model does not know, such as those of the servers
            /// before it. [`ServiceError::code`] has its name if it has one.
            Other(StatusClass),
        }

        impl ServiceErrorKind {
            /// The errors that the service's model knows, all eight.
            pub const MODELLED: &[Self] = &[$(Self::$variant),*];

            /// The error's code on the wire; `None` for [`Other`](Self::Other).
            pub const fn code(self) -> Option<&'static str> {
                match self {
                    $(Self::$variant => Some($code),)*
                    Self::Other(_) => None,
                }
            }

            /// The HTTP status the error comes with; `None` for [`Other`](Self::Other).
            pub const fn status(self) -> Option<u16> {
                match self {
                    $(Self::$variant => Some($status),)*
                    Self::Other(_) => None,
                }
            }
        }
    };
}

modelled! {
    /// A parameter breaks a constraint.
    Validation = "ValidationException", 400;
    /// A parameter is wrong in a way the constraints do not say.
    InvalidParameters = "InvalidParametersException", 400;
    /// IAM does not allow it. It may also be a clock that is wrong.
    AccessDenied = "AccessDeniedException", 403;
    /// Meta does not allow it.
    AccessDeniedByMeta = "AccessDeniedByMetaException", 403;
    /// There is no such account or flow in this Region.
    ResourceNotFound = "ResourceNotFoundException", 404;
    /// Too many requests.
    ThrottledRequest = "ThrottledRequestException", 429;
    /// The service failed.
    InternalService = "InternalServiceException", 500;
    /// Something the service depends on failed; most likely Meta.
    Dependency = "DependencyException", 502;
}

impl ServiceErrorKind {
    pub(crate) fn of(code: Option<&str>, status: u16) -> Self {
        Self::MODELLED
            .iter()
            .copied()
            .find(|kind| code.is_some() && kind.code() == code)
            .unwrap_or(Self::Other(StatusClass::of(status)))
    }
}

/// The kind of an HTTP status, for errors without a known code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StatusClass {
    /// 429: too many requests.
    Throttled,
    /// 500 to 599: the service's side.
    Server,
    /// Any other 400 to 499: the caller's side.
    Caller,
    /// None of the service: neither a success as it gives them nor an error.
    Unexpected,
}

impl StatusClass {
    fn of(status: u16) -> Self {
        match status {
            429 => Self::Throttled,
            500..=599 => Self::Server,
            400..=499 => Self::Caller,
            _ => Self::Unexpected,
        }
    }
}
