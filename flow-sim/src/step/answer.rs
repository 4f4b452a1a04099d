//! Answers of the endpoint.

use super::Step;
use super::enter::fields;
use crate::event::{Answer, Effect, Request, RequestAction};
use crate::settings::{AnswerVersion, AnswerWithoutScreen};
use crate::state::{End, Notice};
use crate::value::{Text, Value};

/// Meta's names of the mistakes in an answer.
const SCHEMA: &str = "payload-schema-error";
const TRANSITION: &str = "invalid-screen-transition";

impl Step<'_> {
    pub(super) fn answer(&mut self, answer: &Answer) {
        let request = self.state.requests.remove(0);
        match answer {
            Answer::Body(body) => self.body(&request, body),
            // The key is fetched again, and the request sent once more.
            Answer::Status(421, _) if !request.repeated => self.repeat(request),
            Answer::Timeout if self.settings.repeats_after_timeout && !request.repeated => {
                self.repeat(request);
            }
            Answer::Status(427, text) => {
                let text = text.clone().unwrap_or_else(|| crate::state::FAILURE.into());
                self.state.requests.clear();
                self.state.end = Some(End::Refused(text));
            }
            Answer::Status(status, _) => {
                self.fail(format!("the endpoint answers with the status {status}"));
            }
            Answer::Timeout => self.fail("timeout_error: no answer within 10 seconds".to_owned()),
        }
    }

    fn repeat(&mut self, request: Request) {
        let request = Request {
            repeated: true,
            ..request
        };
        self.state.requests.insert(0, request.clone());
        self.effects.push(Effect::Exchange(request));
    }

    fn body(&mut self, request: &Request, body: &Value) {
        let action = request.action;
        if self.settings.answer_version == AnswerVersion::Fails && body.get("version").is_some() {
            return self.reject(action, SCHEMA, "the answer has a `version`".to_owned());
        }
        let data = body.get("data");
        let screen = match body.get("screen") {
            Some(screen) => screen.as_str().map(Text::from),
            None => None,
        };
        let Some(screen) = screen else {
            let stays = self.settings.answer_without_screen == AnswerWithoutScreen::Stays;
            if stays && !self.state.stack.is_empty() && body.as_object().is_some() {
                return self.snackbar(data);
            }
            return self.reject(action, SCHEMA, "the answer names no `screen`".to_owned());
        };
        let params = data
            .and_then(|data| data.get("extension_message_response"))
            .and_then(|response| response.get("params"));
        if let Some(params) = params.filter(|_| *screen == *flow_json::table::RESERVED_SCREEN_ID) {
            return self.complete(params);
        }
        let Some(target) = self.program.screen(&screen) else {
            let message = self.unknown_screen(&screen);
            return self.reject(action, TRANSITION, message);
        };
        let snackbar = data.cloned();
        let mut data = fields(data.unwrap_or(&Value::Null));
        // It needs no declaration.
        if self.program.screens[target]
            .field("error_message")
            .is_none()
        {
            data.retain(|(name, _)| **name != *"error_message");
        }
        let data = match self.checked(target, data) {
            Ok(data) => data,
            Err(message) => return self.reject(action, SCHEMA, message),
        };
        if let Err(message) = self.go(request, target, data) {
            return self.reject(action, TRANSITION, message);
        }
        self.snackbar(snackbar.as_ref());
    }

    /// Goes to the screen of an answer, if it may follow.
    fn go(
        &mut self,
        request: &Request,
        target: usize,
        data: Vec<(Text, Value)>,
    ) -> Result<(), String> {
        let id = &self.program.screens[target].id;
        let Some(from) = self.state.top().map(|visit| visit.screen) else {
            if !self.program.entries().contains(&target) {
                return Err(format!(
                    "others lead to the screen `{id}`, so the flow cannot begin there"
                ));
            }
            self.enter(target, data);
            return Ok(());
        };
        let own = &self.program.screens[from].id;
        if request.action == RequestAction::Back {
            let below = self
                .state
                .stack
                .iter()
                .rev()
                .nth(1)
                .map(|visit| visit.screen);
            if below != Some(target) {
                return Err(format!(
                    "`BACK` from `{own}` is answered with `{id}`, which is not the screen before"
                ));
            }
            self.pop();
            self.refresh(data);
        } else if target == from {
            self.refresh(data);
        } else if self.leads(from, target) {
            self.enter(target, data);
        } else if self.leads(target, from) {
            // A step back, to where the screen was.
            let place = self
                .state
                .stack
                .iter()
                .rposition(|visit| visit.screen == target);
            match place {
                Some(place) => {
                    while self.state.stack.len() > place + 1 {
                        self.pop();
                    }
                    self.refresh(data);
                }
                None => self.enter(target, data),
            }
        } else {
            return Err(format!(
                "the routing model has no route from `{own}` to `{id}`"
            ));
        }
        Ok(())
    }

    fn snackbar(&mut self, data: Option<&Value>) {
        let text = data
            .and_then(|data| data.get("error_message"))
            .map(Value::to_text);
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.state.notice = Some(Notice::Snackbar(text));
        }
    }
}
