//! Events that happen to a phone, and its effects on the world.

use crate::file::File;
use crate::place::Place;
use crate::value::{Text, Value};

/// Something that happens to a phone. Components are named by their index in the
/// [view](crate::View).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Event {
    /// The person types a text or chooses a day. A range of days is an object of `start-date` and
    /// `end-date`.
    Fill {
        /// The input.
        component: usize,
        /// Its new value.
        value: Value,
    },
    /// The person hands in files, instead of those that were there.
    Attach {
        /// The picker.
        component: usize,
        /// The files.
        files: Vec<File>,
    },
    /// The person touches an option, which selects or unselects it.
    Choose {
        /// The input.
        component: usize,
        /// The option's id.
        option: Text,
    },
    /// The person touches the box of an `OptIn`.
    Tick {
        /// The input.
        component: usize,
    },
    /// The person taps a `Footer`, a link, or the link of an `OptIn`.
    Tap {
        /// The component.
        component: usize,
    },
    /// The person taps an item of a `NavigationList`.
    TapItem {
        /// The list.
        component: usize,
        /// The item's id.
        item: Text,
    },
    /// The person goes back.
    Back,
    /// The person closes the flow.
    Close,
    /// The endpoint answers the request that waits.
    Answer(Answer),
}

impl Event {
    /// The component that it happens to.
    pub(crate) fn component(&self) -> Option<usize> {
        match self {
            Self::Fill { component, .. }
            | Self::Attach { component, .. }
            | Self::Choose { component, .. }
            | Self::Tick { component }
            | Self::Tap { component }
            | Self::TapItem { component, .. } => Some(*component),
            Self::Back | Self::Close | Self::Answer(_) => None,
        }
    }
}

/// The answer to a request, or its absence.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Answer {
    /// The answer, decrypted: `screen` and `data`.
    Body(Value),
    /// Another status than 200, and the `error_msg` that comes with 427.
    Status(u16, Option<Text>),
    /// Nothing within ten seconds, or no network.
    Timeout,
}

impl From<Value> for Answer {
    fn from(body: Value) -> Self {
        Self::Body(body)
    }
}

impl From<serde_json::Value> for Answer {
    fn from(body: serde_json::Value) -> Self {
        Self::Body(body.into())
    }
}

/// A request to the endpoint, before it is encrypted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Request {
    /// Its kind.
    pub action: RequestAction,
    /// The screen that it comes from.
    pub screen: Option<Text>,
    /// The payload.
    pub data: Value,
    /// The token that the flow was sent with.
    pub flow_token: Text,
    /// Whether it was sent before, to no avail.
    pub repeated: bool,
}

/// The kinds of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RequestAction {
    /// The flow is opened.
    Init,
    /// The person goes back from a screen with `refresh_on_back`.
    Back,
    /// An action of the author's.
    DataExchange,
}

impl RequestAction {
    /// As it stands in the request.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Init => "INIT",
            Self::Back => "BACK",
            Self::DataExchange => "data_exchange",
        }
    }
}

impl Request {
    /// The request as the endpoint reads it, but for `version` and the signature of the token.
    pub fn to_value(&self) -> Value {
        let action = Some(("action", Value::from(self.action.as_str())));
        let screen = self
            .screen
            .clone()
            .map(|screen| ("screen", Value::Text(screen)));
        let data = ("data", self.data.clone());
        let token = ("flow_token", Value::Text(self.flow_token.clone()));
        Value::object(action.into_iter().chain(screen).chain([data, token]))
    }
}

/// An effect on the world, in the order of their list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Effect {
    /// A request to the endpoint, to be answered by [`Event::Answer`].
    Exchange(Request),
    /// An answer that broke the contract is reported to the endpoint. Nobody waits for an answer.
    ErrorNotice(ErrorNotice),
    /// A page is opened in the browser.
    OpenUrl(Text),
    /// The flow was completed, and this is sent to the business.
    Complete(Value),
}

/// A report of an answer that broke the contract.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ErrorNotice {
    /// The kind of request that was answered.
    pub action: RequestAction,
    /// Meta's name for the error: `invalid-screen-transition`, `payload-schema-error`.
    pub error: &'static str,
    /// The mistake in the answer.
    pub message: Text,
}

/// Why a phone refuses an event.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The flow has ended.
    #[error("the flow has ended: open it again")]
    Ended,
    /// A request waits for its answer, and the screen is blocked until then.
    #[error("the phone waits for the endpoint: give it an answer first")]
    Waiting,
    /// No request waits for an answer.
    #[error("the phone waits for no answer")]
    NotWaiting,
    /// There is no such component, or it does not take such an event.
    #[error("{0}")]
    Impossible(String),
    /// The component is not shown.
    #[error("{what} is hidden by {by}")]
    Hidden {
        /// The component.
        what: String,
        /// The condition that hides it.
        by: String,
        /// Where the condition stands.
        place: Place,
    },
    /// The component cannot be used.
    #[error("{what} is disabled: {why}")]
    Disabled {
        /// The component.
        what: String,
        /// Why it is.
        why: String,
    },
    /// A value that the input does not let one enter.
    #[error("{what} does not take {value}: {why}")]
    Value {
        /// The input.
        what: String,
        /// The value.
        value: String,
        /// Why it does not.
        why: String,
    },
    /// Something in the flow does not work as it is written.
    #[error("{0}")]
    Fault(crate::program::Fault),
}
