//! Opening a flow on a phone.

use std::sync::Arc;

use super::{Endpoint, Phone, PhoneError};
use crate::date::Date;
use crate::event::{Answer, Request};
use crate::program::Program;
#[cfg(feature = "flow-dsl")]
use crate::settings::Direction;
use crate::settings::Settings;
use crate::state::{End, State};
use crate::step::{Opening, Simulator};
use crate::value::Value;

/// Answers the requests of a phone: a function of the request.
#[diagnostic::on_unimplemented(
    message = "`{Self}` answers no requests of a simulated phone",
    label = "not a function of a `&Request`",
    note = "for what implements the `Endpoint` of a flow, write \
            `flow_endpoint::sim::in_memory(rooms::handler(Hotel))`, with the feature `sim` of `flow-endpoint`"
)]
pub trait Answers<A>: FnMut(&Request) -> A {}

#[diagnostic::do_not_recommend]
impl<A, F: FnMut(&Request) -> A> Answers<A> for F {}

/// A flow that is to be opened: see [`Phone::with_json`].
#[derive(Debug)]
#[must_use = "`open` opens it"]
pub struct PhoneBuilder {
    json: String,
    settings: Settings,
    opening: Opening,
    endpoint: Endpoint,
}

impl PhoneBuilder {
    pub(super) fn new(json: &str) -> Self {
        Self {
            json: json.to_owned(),
            settings: Settings::default(),
            opening: Opening::default(),
            endpoint: Endpoint::default(),
        }
    }

    /// The screen to begin with, as a message may name it.
    pub fn screen(mut self, id: &str) -> Self {
        self.opening.screen = Some(id.into());
        self
    }

    /// Any screen to begin with, which no message could name: to look at it alone.
    pub fn on(mut self, id: &str) -> Self {
        self.opening.anywhere = true;
        self.screen(id)
    }

    /// The data of the first screen, or of the first request, as a message holds it.
    pub fn data(mut self, data: impl Into<Value>) -> Self {
        self.opening.data = Some(data.into());
        self
    }

    /// Asks the endpoint for the first screen.
    pub fn asking_endpoint(mut self) -> Self {
        self.opening.asks_endpoint = true;
        self
    }

    /// Has a function answer requests.
    pub fn endpoint<A: Into<Answer>>(mut self, mut handler: impl Answers<A> + 'static) -> Self {
        self.endpoint = Endpoint::Handler(Box::new(move |request| handler(request).into()));
        self
    }

    /// Has these answer requests, one after the other.
    pub fn answers<A: Into<Answer>>(mut self, answers: impl IntoIterator<Item = A>) -> Self {
        self.endpoint = Endpoint::Answers(answers.into_iter().map(Into::into).collect());
        self
    }

    /// The day that it is.
    pub fn today(mut self, today: Date) -> Self {
        self.settings.today = today;
        self
    }

    /// The token that the flow is sent with.
    pub fn flow_token(mut self, token: &str) -> Self {
        token.clone_into(&mut self.settings.flow_token);
        self
    }

    /// The direction of the language that the phone speaks.
    #[cfg(feature = "flow-dsl")]
    pub(super) fn direction(mut self, direction: Direction) -> Self {
        self.settings.direction = direction;
        self
    }

    /// The answers to the questions about phones.
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// Opens the flow.
    ///
    /// # Errors
    ///
    /// The text is no JSON, or the flow cannot be opened: another screen leads to the first one, or the
    /// data does not fit its declaration.
    pub fn open(self) -> Result<Phone, PhoneError> {
        let mut phone = Phone {
            program: Arc::new(Program::from_json(&self.json)?),
            settings: self.settings,
            state: State::default(),
            endpoint: self.endpoint,
            requests: Vec::new(),
            notices: Vec::new(),
            urls: Vec::new(),
        };
        let (state, effects) = Simulator::new(&phone.program, &phone.settings).open(&self.opening);
        phone.state = state;
        phone.react(effects)?;
        match &phone.state.end {
            Some(End::Failed(cause) | End::Refused(cause)) => {
                Err(PhoneError::NotOpened(cause.to_string()))
            }
            _ => Ok(phone),
        }
    }
}
