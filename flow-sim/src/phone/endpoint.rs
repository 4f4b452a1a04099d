//! Endpoints in memory.

use std::collections::VecDeque;
use std::fmt;

use super::PhoneError;
use crate::event::{Answer, Request};

/// The endpoint of a phone.
#[derive(Default)]
#[non_exhaustive]
pub enum Endpoint {
    /// Nothing: requests wait for [`Phone::answer`](crate::Phone::answer).
    #[default]
    None,
    /// These, one after the other.
    Answers(VecDeque<Answer>),
    /// A function.
    Handler(Box<dyn FnMut(&Request) -> Answer>),
}

impl Endpoint {
    /// The answer to a request. `None` if it is to wait.
    pub(super) fn answer(&mut self, request: &Request) -> Result<Option<Answer>, PhoneError> {
        match self {
            Self::None => Ok(None),
            Self::Answers(answers) => match answers.pop_front() {
                Some(answer) => Ok(Some(answer)),
                None => Err(PhoneError::NoAnswer(Box::new(request.clone()))),
            },
            Self::Handler(handler) => Ok(Some(handler(request))),
        }
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("None"),
            Self::Answers(answers) => f.debug_tuple("Answers").field(answers).finish(),
            Self::Handler(_) => f.write_str("Handler"),
        }
    }
}
