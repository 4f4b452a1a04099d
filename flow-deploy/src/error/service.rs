//! The errors that the service answers with.

use std::fmt;

use crate::input::write_list;
use crate::terminal::one_line;

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

    fn says(&self, text: &str) -> bool {
        let message = self.message.as_ref();
        message.is_some_and(|message| message.contains(text))
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
            (
                ServiceErrorKind::ThrottledRequest
                | ServiceErrorKind::Other(StatusClass::Throttled),
                _,
            ) => Some("wait a while, and try it again"),
            (ServiceErrorKind::AccessDeniedByMeta, _) => Some("check the account's rights at Meta"),
            // AWS says so of a Region, and of a service.
            (_, Some("InvalidSignatureException")) if self.says("be scoped to") => {
                Some("check the Region")
            }
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
            Some(message) => write!(f, ": {}", Sentence(message))?,
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

/// Writes a message in one line. AWS answers a wrong signature with all of the text that should have been
/// signed, of which the first line tells enough; [`ServiceError::message`] has it all.
struct Sentence<'a>(&'a str);

impl fmt::Display for Sentence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, _) = self
            .0
            .trim()
            .split_once("\n\n")
            .unwrap_or((self.0.trim(), ""));
        // More follows it.
        f.write_str(&one_line(first.trim_end_matches('.')))
    }
}

/// Writes the request id, or that there was none.
pub(super) struct RequestId<'a>(pub(super) &'a Option<String>);

impl fmt::Display for RequestId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(id) => write!(f, "request id {id}"),
            None => f.write_str("no request id"),
        }
    }
}
