use http::StatusCode;

use crate::ServiceErrorKind;

/// An error to answer with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    pub(super) code: &'static str,
    pub(super) message: String,
}

impl Refusal {
    /// An error that the service's model does not know: one of the servers before it.
    pub(super) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
        }
    }

    /// A modelled error.
    pub(super) fn of(kind: ServiceErrorKind, message: impl Into<String>) -> Self {
        let status = kind
            .status()
            .and_then(|status| StatusCode::from_u16(status).ok());
        Self::new(
            status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            kind.code().unwrap_or("InternalFailure"),
            message,
        )
    }

    pub(super) fn validation(message: impl Into<String>) -> Self {
        Self::of(ServiceErrorKind::Validation, message)
    }

    pub(super) fn required(member: &str) -> Self {
        Self::validation(format!("`{member}` is required"))
    }

    pub(super) fn not_found(what: &str, id: &str) -> Self {
        let message = format!("no {what} {id} is known here");
        Self::of(ServiceErrorKind::ResourceNotFound, message)
    }

    pub(super) fn serialization(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "SerializationException", message)
    }

    pub(super) fn invalid_signature(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "InvalidSignatureException", message)
    }

    pub(super) fn incomplete_signature(message: impl Into<String>) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "IncompleteSignatureException",
            message,
        )
    }
}
