use flow_deploy::ServiceErrorKind;
use http::StatusCode;

/// An answer that is an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl Refusal {
    /// An error that is not in the service's model. The servers before it answer with such.
    pub(crate) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
        }
    }

    /// A modelled error.
    pub(crate) fn of(kind: ServiceErrorKind, message: impl Into<String>) -> Self {
        let status = kind
            .status()
            .and_then(|status| StatusCode::from_u16(status).ok());
        Self::new(
            status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            kind.code().unwrap_or("InternalFailure"),
            message,
        )
    }

    pub(crate) fn validation(message: impl Into<String>) -> Self {
        Self::of(ServiceErrorKind::Validation, message)
    }

    pub(crate) fn not_found(kind: &str, id: &str) -> Self {
        let message = format!("no {kind} {id} is known here");
        Self::of(ServiceErrorKind::ResourceNotFound, message)
    }

    pub(crate) fn serialization(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "SerializationException", message)
    }

    pub(crate) fn invalid_signature(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "InvalidSignatureException", message)
    }

    pub(crate) fn incomplete_signature(message: impl Into<String>) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "IncompleteSignatureException",
            message,
        )
    }
}
