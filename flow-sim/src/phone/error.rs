//! Why a test cannot go on.

use std::fmt;

use crate::event::{Refusal, Request};

/// Why a test cannot go on.
///
/// Its `Debug` is its `Display`: who reads it sits before the terminal of a test, to which `unwrap` and a
/// test that returns an error print `Debug`.
///
/// ```
/// use flow_sim::PhoneError;
///
/// let error = PhoneError::NotOpened("there is no screen `NOPE`".to_owned());
/// assert_eq!(format!("{error:?}"), "the flow cannot be opened: there is no screen `NOPE`");
/// ```
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum PhoneError {
    /// The text is no JSON.
    #[error(transparent)]
    NotJson(#[from] crate::program::NotJson),
    /// The flow cannot be opened.
    #[error("the flow cannot be opened: {0}")]
    NotOpened(String),
    /// Nothing on the screen is called that.
    #[error("{message}{}", hint(.near))]
    NotFound {
        /// The name, and the screen that lacks it.
        message: String,
        /// The nearest name on the screen, or all names there.
        near: Vec<String>,
    },
    /// The phone does not do it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The list of answers is used up.
    #[error("no answer is left for the request {}", .0.to_value().to_json())]
    NoAnswer(Box<Request>),
    /// Each answer of the endpoint leads to one more request.
    #[error("the endpoint and the phone go on without end")]
    Endless,
    /// The flow is not completed.
    #[error("the flow has no reply: {0}")]
    NoReply(String),
    /// The reply is not of the type.
    #[error("the reply is not of this type: {0}")]
    Reply(#[source] serde_json::Error),
}

impl fmt::Debug for PhoneError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn hint(near: &[String]) -> String {
    match near {
        [] => String::new(),
        [one] => format!("; did you mean {one}?"),
        more => format!("; there are {}", more.join(", ")),
    }
}
