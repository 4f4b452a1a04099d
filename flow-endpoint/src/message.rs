//! Decrypted requests.

use std::fmt;

use serde::Deserialize;
use serde_json::{Map, Value};

/// Everything that a phone or Meta's servers may send.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Message {
    /// Meta's servers ask whether the endpoint is there.
    Ping,
    /// A phone could not use an answer.
    ErrorNotice(ErrorNotice),
    /// A phone asks for a screen.
    Request(Request),
}

/// The reason for which a phone asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// The flow was opened by a message that leaves its first screen to the endpoint.
    Init,
    /// The person went back from a screen with `refresh_on_back`.
    Back,
    /// A `data_exchange` of the flow.
    DataExchange,
}

impl Action {
    /// The name in Flow JSON and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Init => "INIT",
            Self::Back => "BACK",
            Self::DataExchange => "data_exchange",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Init, Self::Back, Self::DataExchange]
            .into_iter()
            .find(|action| action.as_str() == name)
    }
}

/// A phone asks for a screen. Its `Debug` shows neither the data nor the token.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Request {
    /// The version of the Data API: `3.0` or `4.0`.
    pub version: String,
    /// The reason for which it asks.
    pub action: Action,
    /// The screen that it comes from. `INIT` and `BACK` may have none.
    pub screen: Option<String>,
    /// The payload of the action.
    pub data: Map<String, Value>,
    /// The token that the message was sent with. Where it was sent without one, Meta writes `unused`. `None` if
    /// the request has none, as many replies have none.
    pub flow_token: Option<String>,
    /// The JSON web token that signs the flow token, since Data API 4.0. [`Protocol`](crate::Protocol)
    /// has checked it where it knows the app secret.
    pub flow_token_signature: Option<String>,
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("version", &self.version)
            .field("action", &self.action)
            .field("screen", &self.screen)
            .finish_non_exhaustive()
    }
}

/// A phone could not use an answer. The person has seen a general error.
///
/// Its `Debug` leaves out the message, which may hold data.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorNotice {
    /// Meta's name for the error, such as `invalid-screen-transition`.
    pub error: String,
    /// The fault of the answer, in words of Meta's client.
    pub message: String,
    /// The action that was answered.
    pub action: Action,
    /// The token that the message was sent with, if the notice has one.
    pub flow_token: Option<String>,
}

impl fmt::Debug for ErrorNotice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorNotice")
            .field("error", &self.error)
            .field("action", &self.action)
            .finish_non_exhaustive()
    }
}

/// A decrypted request is not one of the Data API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MessageError {
    /// It is no JSON object with the fields of a request.
    #[error("the decrypted request is no JSON object with `action` and `version`")]
    Json,
    /// The action is unknown.
    #[error("the action of the request is none of `ping`, `INIT`, `BACK` and `data_exchange`")]
    Action,
    /// A `data_exchange` names no screen.
    #[error("the request is a `data_exchange` and names no `screen`")]
    Screen,
    /// The data is no object.
    #[error("the `data` of the request is no JSON object")]
    Data,
}

#[derive(Deserialize)]
struct Wire {
    action: String,
    #[serde(default)]
    version: String,
    screen: Option<String>,
    #[serde(default)]
    data: Value,
    flow_token: Option<String>,
    flow_token_signature: Option<String>,
}

impl Message {
    /// Reads a decrypted request.
    ///
    /// ```
    /// use flow_endpoint::Message;
    ///
    /// let ping = br#"{ "version": "3.0", "action": "ping" }"#;
    /// assert_eq!(Message::parse(ping), Ok(Message::Ping));
    /// ```
    pub fn parse(plain: &[u8]) -> Result<Self, MessageError> {
        let wire: Wire = serde_json::from_slice(plain).map_err(|_| MessageError::Json)?;
        if wire.action == "ping" {
            return Ok(Self::Ping);
        }
        let action = Action::from_name(&wire.action).ok_or(MessageError::Action)?;
        let data = match wire.data {
            Value::Object(data) => data,
            Value::Null => Map::new(),
            // INIT and BACK were seen with an empty text.
            Value::String(text) if text.is_empty() => Map::new(),
            _ => return Err(MessageError::Data),
        };
        if let Some((error, message)) = error_notice(&data) {
            return Ok(Self::ErrorNotice(ErrorNotice {
                error,
                message,
                action,
                flow_token: wire.flow_token,
            }));
        }
        let screen = wire.screen.filter(|screen| !screen.is_empty());
        if action == Action::DataExchange && screen.is_none() {
            return Err(MessageError::Screen);
        }
        Ok(Self::Request(Request {
            version: wire.version,
            action,
            screen,
            data,
            flow_token: wire.flow_token,
            flow_token_signature: wire.flow_token_signature,
        }))
    }
}

/// Name and message of an error, if that is all there is in the data: a flow may well have an input
/// of the name `error`. Meta's table calls the name `error_key` and its samples `error`.
fn error_notice(data: &Map<String, Value>) -> Option<(String, String)> {
    if data.len() != 2 {
        return None;
    }
    let text = |key| data.get(key)?.as_str().map(str::to_owned);
    let error = text("error").or_else(|| text("error_key"))?;
    Some((error, text("error_message")?))
}
