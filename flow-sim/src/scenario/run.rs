//! Running a scenario.

use super::check::contains;
use super::step::{Verb, plain};
use super::{Failure, Outcome, Scenario, Step};
use crate::date::Date;
use crate::event::Answer;
use crate::file::File;
use crate::phone::{Phone, PhoneError};
use crate::value::Value;

impl Scenario {
    /// Goes through a flow, which is given as Flow JSON.
    pub fn run(&self, flow: &str) -> Outcome {
        let mut screens = Vec::new();
        let mut phone = match self.open(flow) {
            Ok(phone) => phone,
            Err(message) => {
                let screen = String::new();
                let failure = Failure {
                    step: None,
                    message,
                    screen,
                };
                return Outcome {
                    failure: Some(failure),
                    screens,
                };
            }
        };
        let mut see = |phone: &Phone| {
            let id = phone.screen().id().to_owned();
            if !id.is_empty() && screens.last() != Some(&id) {
                screens.push(id);
            }
        };
        see(&phone);
        let mut failure = None;
        for (index, step) in self.steps.iter().enumerate() {
            let taken = step.take(&mut phone);
            see(&phone);
            if let Err(message) = taken {
                failure = Some(fail(Some(index), message, &phone));
                break;
            }
        }
        if failure.is_none()
            && let Some(expected) = &self.reply
            && let Err(message) = check_reply(&phone, &plain(expected))
        {
            failure = Some(fail(None, message, &phone));
        }
        Outcome { failure, screens }
    }

    fn open(&self, flow: &str) -> Result<Phone, String> {
        let mut phone = Phone::with_json(flow);
        if let Some(screen) = &self.screen {
            phone = phone.screen(screen);
        }
        if let Some(data) = &self.data {
            phone = phone.data(plain(data));
        }
        if self.asks_endpoint {
            phone = phone.asking_endpoint();
        }
        if let Some(today) = &self.today {
            let day = Date::parse(today).ok_or(format!("`{today}` is no day: write YYYY-MM-DD"))?;
            phone = phone.today(day);
        }
        if let Some(token) = &self.flow_token {
            phone = phone.flow_token(token);
        }
        if !self.answers.is_empty() {
            phone = phone.answers(self.answers.iter().map(plain));
        }
        phone.open().map_err(|error| error.to_string())
    }
}

fn fail(step: Option<usize>, message: String, phone: &Phone) -> Failure {
    Failure {
        step,
        message,
        screen: phone.screen().to_string(),
    }
}

fn check_reply(phone: &Phone, expected: &serde_json::Value) -> Result<(), String> {
    let reply: serde_json::Value = phone.reply().map_err(|error| error.to_string())?;
    if contains(&reply, expected) {
        return Ok(());
    }
    Err(format!(
        "the reply is {reply}, which lacks some of {expected}"
    ))
}

impl Step {
    /// Takes the step. The error says why a test cannot go on.
    fn take(&self, phone: &mut Phone) -> Result<(), String> {
        let verb = self.verb().map_err(|error| error.to_string())?;
        let taken = act(&verb, phone);
        match (&self.refused, taken) {
            (None, Err(error)) => return Err(error.to_string()),
            (Some(why), Ok(())) => {
                return Err(format!(
                    "the phone does it, and should refuse it with \"{why}\""
                ));
            }
            (Some(why), Err(error)) => {
                let message = error.to_string();
                if !message.contains(why) {
                    return Err(format!(
                        "the phone refuses it with \"{message}\", and not with \"{why}\""
                    ));
                }
            }
            (None, Ok(())) => {}
        }
        self.check(phone)
    }
}

fn act(verb: &Verb<'_>, phone: &mut Phone) -> Result<(), PhoneError> {
    match verb {
        Verb::Fill(input, value) => phone.fill(input, Value::from(value)).map(drop),
        Verb::Pick(input, options) => options
            .iter()
            .try_for_each(|option| phone.pick(input, option).map(drop)),
        Verb::Unpick(input, options) => options
            .iter()
            .try_for_each(|option| phone.unpick(input, option).map(drop)),
        Verb::Tick(input) => phone.tick(input).map(drop),
        Verb::Untick(input) => phone.untick(input).map(drop),
        Verb::Attach(picker, files) => {
            let files = files.iter().map(|file| File::new(file));
            phone.attach(picker, files).map(drop)
        }
        Verb::Tap(text) => phone.tap(text).map(drop),
        Verb::Back => phone.back().map(drop),
        Verb::Close => phone.close().map(drop),
        Verb::Answer(body) => phone.answer(plain(body)).map(drop),
        Verb::Status(status, text) => phone
            .answer(Answer::Status(*status, text.map(Into::into)))
            .map(drop),
        Verb::Timeout => phone.answer(Answer::Timeout).map(drop),
        Verb::Look => Ok(()),
    }
}
