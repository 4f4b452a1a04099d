//! Answers.

use std::fmt;

use serde::Serialize;
use serde_json::{Map, Value, json};

/// The screen that a phone shows next, or the end of the flow. Its `Debug` shows no data.
#[derive(Clone, PartialEq)]
pub struct Answer {
    screen: String,
    data: Map<String, Value>,
}

/// The screen that ends a flow. No flow has one of that name.
const SUCCESS: &str = "SUCCESS";

impl Answer {
    /// A screen with its data. The routes must lead there from the screen of the request.
    ///
    /// The data is everything that serializes as a JSON object, such as the `Data` that `flow!`
    /// makes of a screen.
    pub fn screen(screen: impl Into<String>, data: impl Serialize) -> Result<Self, AnswerError> {
        Ok(Self {
            screen: screen.into(),
            data: object(data)?,
        })
    }

    /// Shows a text over the screen, in a snackbar.
    #[must_use]
    pub fn error_message(mut self, text: impl Into<String>) -> Self {
        let text = Value::String(text.into());
        self.data.insert("error_message".to_owned(), text);
        self
    }

    /// The end of the flow. The business gets the token of the request and these values as its reply.
    pub fn end(flow_token: Option<&str>, params: impl Serialize) -> Result<Self, AnswerError> {
        let mut params = object(params)?;
        if let Some(flow_token) = flow_token {
            params.insert("flow_token".to_owned(), flow_token.into());
        }
        let data = json!({ "extension_message_response": { "params": params } });
        Self::screen(SUCCESS, data)
    }

    /// The id of the screen. An end is `SUCCESS`.
    pub fn screen_id(&self) -> &str {
        &self.screen
    }

    /// As it is encrypted.
    pub fn to_json(&self) -> Value {
        json!({ "screen": self.screen, "data": self.data })
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("screen", &self.screen)
            .finish_non_exhaustive()
    }
}

pub(crate) fn object(data: impl Serialize) -> Result<Map<String, Value>, AnswerError> {
    match serde_json::to_value(data) {
        Ok(Value::Object(data)) => Ok(data),
        _ => Err(AnswerError),
    }
}

/// The data of an answer is no JSON object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the data of an answer is no JSON object: give a struct or a map with text keys")]
pub struct AnswerError;

/// Why a handler answers with no screen.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// The flow token is no longer valid. The phone shows the text and disables the button of the
    /// message.
    FlowToken(String),
    /// The handler failed. The phone shows a general error.
    Failed,
}

impl From<AnswerError> for Refusal {
    fn from(_: AnswerError) -> Self {
        Self::Failed
    }
}

impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::FlowToken(_) => "FlowToken(..)",
            Self::Failed => "Failed",
        })
    }
}
