//! A phone that tests hold in their hands: components are found by the names that people use.

mod endpoint;
mod error;
mod find;
mod open;

pub use endpoint::Endpoint;
pub use error::PhoneError;
pub use open::{Answers, PhoneBuilder};

use std::sync::Arc;

use crate::event::{Answer, Effect, ErrorNotice, Event, Refusal, Request};
use crate::file::File;
use crate::program::Program;
#[cfg(feature = "flow-dsl")]
use crate::settings::Direction;
use crate::settings::{FailedExpression, Settings};
use crate::state::{End, Notice, State};
use crate::step::Simulator;
use crate::value::{Text, Value};
use crate::view::View;

/// A phone with a flow on it.
///
/// Components are found by their name in Flow JSON or by their text, options by their id or title.
///
/// ```
/// use flow_sim::Phone;
///
/// # fn main() -> Result<(), flow_sim::PhoneError> {
/// let mut phone = Phone::open_json(r#"{"version": "7.3", "screens": [{
///     "id": "START", "title": "Your pet", "terminal": true,
///     "layout": {"type": "SingleColumnLayout", "children": [
///         {"type": "TextInput", "name": "pet", "label": "Its name", "required": true},
///         {"type": "Footer", "label": "Send", "on-click-action": {
///             "name": "complete", "payload": {"pet": "${form.pet}"}
///         }}
///     ]}
/// }]}"#)?;
/// let refused = phone.tap("Send").unwrap_err().to_string();
/// assert_eq!(refused, r#"the Footer "Send" is disabled: the input `pet`: it is required"#);
/// phone.fill("pet", "Kit")?.tap("Send")?;
/// assert_eq!(phone.reply_json().unwrap(), r#"{"flow_token":"unused","pet":"Kit"}"#);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Phone {
    program: Arc<Program>,
    settings: Settings,
    state: State,
    endpoint: Endpoint,
    requests: Vec<Request>,
    notices: Vec<ErrorNotice>,
    urls: Vec<Text>,
}

/// How many requests may follow each other without a touch: an endpoint may answer each with one more.
const MAX_EXCHANGES: usize = 100;

impl Phone {
    /// Opens a flow of `flow!`, with the examples of its data.
    ///
    /// # Errors
    ///
    /// The flow cannot be opened.
    #[cfg(feature = "flow-dsl")]
    pub fn open(flow: flow_dsl::Flow) -> Result<Self, PhoneError> {
        Self::with(flow).open()
    }

    /// Opens Flow JSON, with the examples of its data.
    ///
    /// # Errors
    ///
    /// The text is no JSON, or the flow cannot be opened.
    pub fn open_json(json: &str) -> Result<Self, PhoneError> {
        Self::with_json(json).open()
    }

    /// A flow of `flow!` that is to be opened in some other way. In a language that is written from right to
    /// left, the phone's is too: see [`Settings::direction`].
    #[cfg(feature = "flow-dsl")]
    pub fn with(flow: flow_dsl::Flow) -> PhoneBuilder {
        let builder = Self::with_json(flow.json());
        if flow.is_right_to_left() {
            builder.direction(Direction::RightToLeft)
        } else {
            builder
        }
    }

    /// Flow JSON that is to be opened in some other way: with data, on a screen, with an endpoint.
    ///
    /// ```
    /// use flow_sim::Phone;
    ///
    /// let json = r#"{"version": "7.3", "screens": [{"id": "A", "title": "${data.t}",
    ///     "data": {"t": {"type": "string", "__example__": "Example"}}}]}"#;
    /// let phone = Phone::with_json(json).data(serde_json::json!({"t": "Hello"})).open().unwrap();
    /// assert!(phone.screen().shows("Hello"));
    /// ```
    pub fn with_json(json: &str) -> PhoneBuilder {
        PhoneBuilder::new(json)
    }

    fn simulator(&self) -> Simulator<'_> {
        Simulator::new(&self.program, &self.settings)
    }

    /// The screen as a person sees it.
    pub fn screen(&self) -> View {
        self.simulator().view(&self.state)
    }

    /// The state, to look into or to go on from later.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The flow, made ready to run.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Types a text, a number or a day into an input, in the place of its value.
    ///
    /// # Errors
    ///
    /// There is no such input, it cannot be used, or it does not let one enter that.
    pub fn fill(&mut self, input: &str, value: impl Into<Value>) -> Result<&mut Self, PhoneError> {
        let component = find::input(&self.screen(), input)?;
        let value = value.into();
        self.event(&Event::Fill { component, value })
    }

    /// Chooses a range of days in a calendar.
    ///
    /// # Errors
    ///
    /// As [`fill`](Self::fill).
    pub fn fill_range(
        &mut self,
        input: &str,
        first: &str,
        last: &str,
    ) -> Result<&mut Self, PhoneError> {
        let ends = [("start-date", first), ("end-date", last)];
        let ends = ends.map(|(end, day)| (end, Value::from(day)));
        self.fill(input, Value::object(ends))
    }

    /// Chooses an option, if it is not chosen yet.
    ///
    /// # Errors
    ///
    /// There is no such input or option, it cannot be used, or too many are chosen.
    pub fn pick(&mut self, input: &str, option: &str) -> Result<&mut Self, PhoneError> {
        self.choose(input, option, true)
    }

    /// Takes a choice back, if it is chosen.
    ///
    /// # Errors
    ///
    /// There is no such input or option, it cannot be used, or it is one of a list of which one must be
    /// chosen.
    pub fn unpick(&mut self, input: &str, option: &str) -> Result<&mut Self, PhoneError> {
        self.choose(input, option, false)?;
        let screen = self.screen();
        let component = screen.component(find::input(&screen, input)?);
        let still = component.and_then(|component| component.choice(option));
        if still.is_some_and(|choice| choice.selected) {
            return Err(Refusal::Value {
                what: component
                    .map(|component| component.describe())
                    .unwrap_or_default(),
                value: Value::from(option).to_json(),
                why: "another option has to be chosen for it".to_owned(),
            }
            .into());
        }
        Ok(self)
    }

    fn choose(
        &mut self,
        input: &str,
        option: &str,
        selected: bool,
    ) -> Result<&mut Self, PhoneError> {
        let screen = self.screen();
        let component = find::input(&screen, input)?;
        let choice = find::choice(&screen, component, option)?;
        if choice.selected == selected {
            return Ok(self);
        }
        let option = choice.id.clone();
        self.event(&Event::Choose { component, option })
    }

    /// Ticks the box of an `OptIn`, if it is not ticked yet.
    ///
    /// # Errors
    ///
    /// There is no such input, or it cannot be used.
    pub fn tick(&mut self, input: &str) -> Result<&mut Self, PhoneError> {
        self.set_tick(input, true)
    }

    /// Takes the tick of an `OptIn` back, if it is ticked.
    ///
    /// # Errors
    ///
    /// There is no such input, or it cannot be used.
    pub fn untick(&mut self, input: &str) -> Result<&mut Self, PhoneError> {
        self.set_tick(input, false)
    }

    fn set_tick(&mut self, input: &str, ticked: bool) -> Result<&mut Self, PhoneError> {
        let screen = self.screen();
        let component = find::input(&screen, input)?;
        let value = screen
            .component(component)
            .and_then(|one| one.value.clone());
        if value == Some(Value::Bool(ticked)) {
            return Ok(self);
        }
        self.event(&Event::Tick { component })
    }

    /// Hands in files, in the place of those that were there.
    ///
    /// # Errors
    ///
    /// There is no such picker, it cannot be used, or a file is too large or of a wrong type.
    pub fn attach(
        &mut self,
        picker: &str,
        files: impl IntoIterator<Item = File>,
    ) -> Result<&mut Self, PhoneError> {
        let component = find::input(&self.screen(), picker)?;
        let files = files.into_iter().collect();
        self.event(&Event::Attach { component, files })
    }

    /// Taps a text: the button at the foot, a link, the link of an `OptIn`, an item of a list. "Read more" is the link of the only `OptIn` that has one.
    ///
    /// # Errors
    ///
    /// There is nothing of that text to tap, or it cannot be used.
    pub fn tap(&mut self, text: &str) -> Result<&mut Self, PhoneError> {
        let event = find::tappable(&self.screen(), &self.program, text)?;
        self.event(&event)
    }

    /// Goes back, with the arrow or the phone's own gesture.
    ///
    /// # Errors
    ///
    /// The flow has ended, or the phone waits for the endpoint.
    pub fn back(&mut self) -> Result<&mut Self, PhoneError> {
        self.event(&Event::Back)
    }

    /// Leaves the flow.
    ///
    /// # Errors
    ///
    /// The flow has ended.
    pub fn close(&mut self) -> Result<&mut Self, PhoneError> {
        self.event(&Event::Close)
    }

    /// Answers the request that waits, as an endpoint would.
    ///
    /// # Errors
    ///
    /// No request waits.
    pub fn answer(&mut self, answer: impl Into<Answer>) -> Result<&mut Self, PhoneError> {
        self.event(&Event::Answer(answer.into()))
    }

    /// Takes the step of an event.
    ///
    /// # Errors
    ///
    /// The phone does not let a person do that, or an expression on the screen that comes next cannot be
    /// evaluated.
    pub fn event(&mut self, event: &Event) -> Result<&mut Self, PhoneError> {
        let (state, effects) = self.simulator().step(&self.state, event)?;
        self.state = state;
        self.react(effects)?;
        Ok(self)
    }

    /// Notes the effects, and lets the endpoint answer.
    fn react(&mut self, effects: Vec<Effect>) -> Result<(), PhoneError> {
        let mut effects: std::collections::VecDeque<Effect> = effects.into();
        let mut exchanges = 0;
        while let Some(effect) = effects.pop_front() {
            match effect {
                Effect::Exchange(request) => {
                    self.requests.push(request.clone());
                    exchanges += 1;
                    if exchanges > MAX_EXCHANGES {
                        return Err(PhoneError::Endless);
                    }
                    if let Some(answer) = self.endpoint.answer(&request)? {
                        let event = Event::Answer(answer);
                        let (state, more) = self.simulator().step(&self.state, &event)?;
                        self.state = state;
                        effects.extend(more);
                    }
                }
                Effect::ErrorNotice(notice) => self.notices.push(notice),
                Effect::OpenUrl(url) => self.urls.push(url),
                Effect::Complete(_) => {}
            }
        }
        self.check()
    }

    /// Looks whether all expressions on the screen have values.
    fn check(&self) -> Result<(), PhoneError> {
        if self.settings.failed_expression == FailedExpression::Default {
            return Ok(());
        }
        match self.screen().faults.into_iter().next() {
            Some(fault) => Err(Refusal::Fault(fault).into()),
            None => Ok(()),
        }
    }

    /// The requests to the endpoint so far, the oldest first.
    pub fn requests(&self) -> &[Request] {
        &self.requests
    }

    /// The error notices to the endpoint so far.
    pub fn error_notices(&self) -> &[ErrorNotice] {
        &self.notices
    }

    /// The pages that were opened so far.
    pub fn opened_urls(&self) -> &[Text] {
        &self.urls
    }

    /// Why the person reads that something went wrong, if that is on the screen or has ended the flow; or the
    /// text with which the endpoint refuses the token.
    pub fn failure(&self) -> Option<&str> {
        match (&self.state.notice, &self.state.end) {
            (_, Some(End::Failed(cause) | End::Refused(cause)))
            | (Some(Notice::Failure(cause)), None) => Some(cause),
            _ => None,
        }
    }

    /// The reply, as the webhook of a message has it in `response_json`.
    ///
    /// # Errors
    ///
    /// The flow is not completed yet.
    pub fn reply_json(&self) -> Result<String, PhoneError> {
        match &self.state.end {
            Some(End::Completed { reply, .. }) => Ok(reply.to_json()),
            Some(End::Closed) => Err(PhoneError::NoReply("it was closed".to_owned())),
            Some(End::Failed(cause) | End::Refused(cause)) => {
                Err(PhoneError::NoReply(cause.to_string()))
            }
            None => Err(PhoneError::NoReply(format!(
                "it is on the screen `{}`",
                self.screen().screen
            ))),
        }
    }

    /// The reply, read as the flow's own `Reply` or any other type.
    ///
    /// # Errors
    ///
    /// The flow is not completed yet, or the reply is not of that type.
    pub fn reply<T: serde::de::DeserializeOwned>(&self) -> Result<T, PhoneError> {
        serde_json::from_str(&self.reply_json()?).map_err(PhoneError::Reply)
    }

    /// Whether the screen has a button at the foot that can be tapped.
    pub fn can_continue(&self) -> bool {
        self.screen().footer().is_some_and(|footer| footer.enabled)
    }
}
