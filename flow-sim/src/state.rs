//! The state of a phone: the screens that one has come through, and their inputs.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::event::Request;
use crate::value::{Text, Value};

/// The state of a phone with a flow. Copying one copies no values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct State {
    /// The screens that one has come through. The last one is seen.
    pub(crate) stack: Vec<Visit>,
    /// The screens that one has gone back from, by index. Their inputs can still be referred to.
    pub(crate) left: BTreeMap<usize, Arc<Memory>>,
    /// The requests that wait for an answer, the first one first.
    pub(crate) requests: Vec<Request>,
    pub(crate) notice: Option<Notice>,
    pub(crate) end: Option<End>,
}

/// A screen on the stack.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Visit {
    pub(crate) screen: usize,
    pub(crate) memory: Arc<Memory>,
}

/// The data and the inputs of a screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Memory {
    pub(crate) data: Vec<(Text, Value)>,
    pub(crate) inputs: Vec<Input>,
}

/// An input.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Input {
    pub(crate) value: Value,
    /// Whether the person has changed it.
    pub(crate) changed: bool,
    /// The author's error message that the person has answered by a change.
    pub(crate) dismissed: Option<Value>,
}

impl Memory {
    pub(crate) fn field(&self, name: &str) -> Option<&Value> {
        let (_, value) = self.data.iter().find(|(known, _)| **known == *name)?;
        Some(value)
    }

    pub(crate) fn set_field(&mut self, name: &Text, value: Value) {
        match self.data.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = value,
            None => self.data.push((name.clone(), value)),
        }
    }
}

/// A text that the phone shows over the screen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Notice {
    /// The `error_message` of an endpoint. The next touch makes it go away.
    Snackbar(Text),
    /// "Something went wrong", in the words of the phone. The cause in here is told to the endpoint, not
    /// to the person.
    Failure(Text),
}

/// The text that a person reads when something goes wrong. The words are ours.
pub const FAILURE: &str = "Something went wrong. Try again later.";

impl Notice {
    /// The text that the person reads.
    pub fn text(&self) -> Text {
        match self {
            Self::Snackbar(text) => text.clone(),
            Self::Failure(_) => FAILURE.into(),
        }
    }
}

/// How a flow has ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum End {
    /// The person has left it.
    Closed,
    /// It was completed, and this was sent to the business.
    Completed {
        /// The reply, with the token if that is in it.
        reply: Value,
        /// Whether it counts as a success.
        success: bool,
    },
    /// The endpoint refuses the token: what the person reads. The message opens no flow any more.
    Refused(Text),
    /// It could not be opened: the cause.
    Failed(Text),
}

impl State {
    /// The screen that is seen.
    pub(crate) fn top(&self) -> Option<&Visit> {
        self.stack.last()
    }

    /// The memory of the screen that is seen, to be changed.
    pub(crate) fn memory_mut(&mut self) -> Option<&mut Memory> {
        Some(Arc::make_mut(&mut self.stack.last_mut()?.memory))
    }

    /// The latest memory of a screen.
    pub(crate) fn memory(&self, screen: usize) -> Option<&Arc<Memory>> {
        let visit = self.stack.iter().rev().find(|visit| visit.screen == screen);
        let visited = visit.map(|visit| &visit.memory);
        visited.or_else(|| self.left.get(&screen))
    }

    /// How the flow has ended, if it has.
    pub fn end(&self) -> Option<&End> {
        self.end.as_ref()
    }

    /// The request that waits for an answer.
    pub fn request(&self) -> Option<&Request> {
        self.requests.first()
    }

    /// How many screens one has come through.
    pub fn depth(&self) -> usize {
        self.stack.len()
    }
}
